"""The page of a consolidation: text, changes, origins, in one file that is read without any server nor script."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Any

from portevoix.command.consolidate.reached import place
from portevoix.engine.amendments import Run
from portevoix.engine.consolidation import Consolidation, Removal, RemovedUnit
from portevoix.engine.text import LEAF, Text, Unit, label, layout

_FATES = {
    "adopted": ("adopté", "adoptés"),
    "coordination": ("coordination", "coordinations"),
    "not_adopted": ("non adopté", "non adoptés"),
    "fell": ("tombé", "tombés"),
    "satisfied": ("satisfait", "satisfaits"),
    "competing": ("en concurrence", "en concurrence"),
    "not_understood": ("non compris", "non compris"),
}
_TAGS = {"adopted": "yes", "coordination": "yes", "competing": "no", "not_understood": "no"}
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905


def page(before: Text, found: Consolidation, report: dict[str, Any], date: str) -> str:
    """An HTML page that shows the next version, what changed, and where every word comes from (R27)."""
    return "\n".join(_Page(before, found, report, date).lines())


class _Page:
    def __init__(self, before: Text, found: Consolidation, report: dict[str, Any], date: str) -> None:
        self.before, self.found, self.report = before, found, report
        self.day = datetime.date.fromisoformat(date)
        self.numbers = {row["id"]: rank for rank, row in enumerate(report["amendments"], 1)}
        self.ranks = {unit.key: rank for unit, _, rank in found.text.alineas()}
        self.gone: dict[tuple[str | None, str | None], list[RemovedUnit]] = {}
        for removed in found.removed_units:
            self.gone.setdefault((removed.parent, removed.after), []).append(removed)
        self.where: dict[str, list[str]] = {}
        self.taken: dict[str, list[str]] = {}
        for removed in found.removed_units:
            self.taken.setdefault(removed.source, []).append(removed.unit.key)
        self.touched = self._touched()

    def _touched(self) -> int:
        """How many alinéas and headings are not what they were; and, by amendment, where."""
        touched = 0
        for unit, _parent in self.found.text.walk():
            sources = {run.source for run in self.found.origins.get(unit.key, ())}
            sources |= {gone.source for gone in self.found.removals.get(unit.key, ())}
            sources |= {self.found.headings.get(unit.key)}
            for source in sorted(sources - {None}):  # type: ignore[type-var]
                self.where.setdefault(source, []).append(unit.key)  # type: ignore[arg-type]
            touched += bool(sources - {None})
        return touched + len(self.found.removed_units)

    def lines(self) -> Iterator[str]:
        """The page, line by line."""
        title = escape(self.found.text.title or "Texte sans titre")
        style = files("portevoix.command.consolidate").joinpath("page.css").read_text(encoding="utf-8")
        yield f'<!doctype html>\n<html lang="{escape(self.found.text.language)}">\n<head>\n<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{title}, version suivante</title>\n<style>\n{style}</style>\n</head>\n<body>"
        yield '<a class="skip" href="#texte">Aller au texte</a>'
        yield f'<header class="wrap" lang="fr">\n<p class="eyebrow">Version suivante · {self._date()}</p>\n<h1>{title}</h1>'
        yield self._figures()
        yield f'<p class="lede">{self._sentence()}</p>'
        yield from self._left_aside()
        yield "</header>\n<main>"
        yield '<div class="wrap">\n<fieldset class="views" lang="fr"><legend>Afficher</legend>'
        for name, said in (("text", "le texte seul"), ("changes", "les changements"), ("origin", "l’origine des mots")):
            checked = " checked" if name == "changes" else ""
            yield f'<input type="radio" name="view" id="view-{name}"{checked}><label for="view-{name}">{said}</label>'
        yield "</fieldset>"
        yield '<p class="key" lang="fr"><span class="when-changes"><ins>mots ajoutés</ins>, <del>mots supprimés</del>, et '
        yield 'l’amendement qui en a décidé</span><span class="when-origin">souligné\u202f: les mots qui viennent d’un '
        yield "amendement, et lequel\u202f; le reste était dans la version de départ</span></p>"
        yield '<div class="reading">'
        yield from self._contents()
        yield '<article class="text" id="texte">'
        yield from self._units(self.found.text.units, None, 2)
        yield "</article>\n</div>\n</div>"
        yield from self._amendments()
        yield "</main>"
        yield from self._colophon()
        yield "</body>\n</html>\n"

    def _date(self) -> str:
        first = "1er" if self.day.day == 1 else str(self.day.day)
        return f'<time datetime="{self.day.isoformat()}">{first} {_MONTHS[self.day.month - 1]} {self.day.year}</time>'

    def _figures(self) -> str:
        shown = []
        for fate, said in _FATES.items():
            if count := self.report["counts"].get(fate):
                shown.append(f"<div><b>{count}</b> {said[count > 1]}</div>")
        return f'<div class="figures">{"".join(shown)}</div>' if shown else ""

    def _sentence(self) -> str:
        counts = self.report["counts"]
        done = counts.get("adopted", 0) + counts.get("coordination", 0)
        if not done:
            return "Aucun amendement n’est appliqué\u202f: le texte est tel qu’il était."
        who = "Un amendement appliqué change" if done == 1 else f"{done} amendements appliqués changent"
        whole = sum(1 for _ in self.before.alineas())
        what = "un endroit" if self.touched == 1 else f"{self.touched} endroits"
        return f"{who} {what} d’un texte de {whole} alinéa{'s' * (whole > 1)}."

    def _left_aside(self) -> Iterator[str]:
        if self.report["complete"]:
            return
        yield '<div class="notice" role="note">\n<p><strong>Cette version n’est pas complète.</strong></p>\n<ul>'
        for group in self.report["competing"]:
            names = _listed([self._link(name) for name in group["amendments"]])
            places = escape(" ; ".join(group["places"]))
            yield f"<li>Les amendements {names} se contredisent ({places})\u202f: aucun n’est appliqué, il faut une modification de "
            yield "coordination.</li>"
        for one in self.report["not_understood"]:
            yield f"<li>L’amendement {self._link(one['id'])} n’est pas compris\u202f: {escape(one['reason'])}"
            yield f"<q>«\u202f{escape(one['sentence'])}\u202f»</q></li>" if one["sentence"] else "</li>"
        yield "</ul>\n</div>"

    def _link(self, name: str) -> str:
        number = self.numbers.get(name)
        return f'<a href="#m{number}">{escape(name)}</a>' if number else escape(name)

    def _contents(self) -> Iterator[str]:
        top = [unit for unit, parent in self.found.text.walk() if unit.kind != LEAF]
        if len(top) > 1:
            yield '<nav class="toc" aria-label="Sommaire" lang="fr"><ol>'
            for unit in top[:200]:
                yield f'<li><a href="#{_anchor(unit.key)}">{escape(label(unit))}</a></li>'
            yield "</ol></nav>"
        else:
            yield "<div></div>"

    def _units(self, units: tuple[Unit, ...], parent: str | None, level: int) -> Iterator[str]:
        yield from self._removed(parent, None, level)
        for unit in units:
            if unit.kind == LEAF:
                yield f'<p id="{_anchor(unit.key)}"><span class="n">{self.ranks[unit.key]}</span><span>{self._words(unit)}</span></p>'
            else:
                yield self._heading(unit, level)
                yield from self._units(unit.children, unit.key, level + 1)
            yield from self._removed(parent, unit.key, level)

    def _heading(self, unit: Unit, level: int) -> str:
        tag = f"h{min(level, 6)}"
        shown, source = escape(_named(unit)), self.found.headings.get(unit.key)
        if source is not None:
            shown = f"<ins>{shown}</ins>{self._source(source)}"
            if old := layout(self.before).units.get(unit.key):
                shown = f"<del>{escape(_named(old))}</del> {shown}"
        return f'<{tag} id="{_anchor(unit.key)}">{shown}</{tag}>'

    def _removed(self, parent: str | None, after: str | None, level: int) -> Iterator[str]:
        """What stood there, and who removed it or rewrote it whole."""
        for removed in self.gone.get((parent, after), ()):
            for inner in removed.unit.walk():
                words = inner.text if inner.kind == LEAF else _named(inner)
                if words:
                    anchor = "" if inner.key in self.ranks else f' id="{_anchor(inner.key)}"'
                    yield f'<p class="gone"{anchor}><span class="n"></span><span><del>{escape(words)}</del>{self._source(removed.source)}</span></p>'
            yield from self._removed(parent, removed.unit.key, level)

    def _source(self, source: str) -> str:
        number = self.numbers.get(source)
        if not number:
            return f"<sup>{escape(source)}</sup>"
        return f'<sup><a href="#m{number}" aria-label="amendement {escape(source)}">{escape(source)}</a></sup>'

    def _words(self, unit: Unit) -> str:
        parts: list[str] = []
        removals = list(self.found.removals.get(unit.key, ()))

        def cut(gone: Removal, source: str | None = None) -> str:
            own = "" if gone.source == source else self._source(gone.source)
            return f"<del>{_spaced(gone.words)}{own}</del>"

        runs = self.found.origins[unit.key]
        for run in runs:
            at = run.start
            while removals and removals[0].at < run.end:
                gone = removals.pop(0)
                parts += (
                    self._kept(unit.text[at : gone.at], run),
                    cut(gone, run.source if gone.at == run.start else None),
                )
                at = gone.at
            parts.append(self._kept(unit.text[at : run.end], run))
        return "".join([*parts, *map(cut, removals)])

    def _kept(self, words: str, run: Run) -> str:
        if not words or run.source is None:
            return _spaced(words)
        return f"<ins>{_spaced(words)}</ins>{self._source(run.source)}"

    def _amendments(self) -> Iterator[str]:
        rows = self.report["amendments"]
        if not rows:
            return
        yield '<section class="wrap" id="amendements" lang="fr">\n<h2>Les amendements</h2>'
        yield '<div class="scroll" tabindex="0" role="region" aria-label="Ce que chaque amendement est devenu">'
        yield '<table>\n<thead><tr><th scope="col">Amendement</th><th scope="col">Auteur</th><th scope="col">Sort</th>'
        yield '<th scope="col">Où</th></tr></thead>\n<tbody>'
        for row in rows:
            name = escape(row["id"])
            if row["parent"]:
                name += f' <span class="meta">à l’amendement {escape(row["parent"])}</span>'
            tag = f'<span class="tag {_TAGS.get(row["fate"], "")}">{_FATES[row["fate"]][0]}</span>'
            yield (
                f'<tr id="m{self.numbers[row["id"]]}"><th scope="row">{name}</th><td>{escape(row["author"])}</td>'
                f"<td>{tag}{self._why(row)}</td><td>{self._places(row['id'])}</td></tr>"
            )
        yield "</tbody>\n</table>\n</div>\n</section>"

    def _why(self, row: dict[str, Any]) -> str:
        if row.get("because"):
            return f" à cause de {self._link(row['because'])}"
        if row["fate"] == "satisfied":
            return f" par {self._link(row['by'])}" if row.get("by") else " par le texte lui-même"
        if row.get("identical_to"):
            return f" identique à {self._link(row['identical_to'])}"
        if row.get("with"):
            return (
                " avec "
                + ", ".join(self._link(name) for name in row["with"][:8])
                + ("…" if len(row["with"]) > 8 else "")
            )
        return ""

    def _places(self, name: str) -> str:
        """Where an amendment was applied; what it removed is said where it stood in the version of departure."""
        shown = [
            f'<a href="#{_anchor(key)}">{escape(place(self.found.text, key))}</a>' for key in self.where.get(name, [])
        ]
        for key in self.taken.get(name, []):
            shown.append(f'<a href="#{_anchor(key)}">{escape(place(self.before, key))}</a> (supprimé ou réécrit)')
        return " ; ".join(shown[:5]) + (f" et {len(shown) - 5} autres" if len(shown) > 5 else "")

    def _colophon(self) -> Iterator[str]:
        yield '<footer class="wrap" lang="fr"><p>Empreinte de cette version\u202f: '
        yield f"<code>{self.report['next']['digest']}</code><br>"
        yield f"de la version de départ\u202f: <code>{self.report['base']['digest']}</code></p></footer>"


def _listed(shown: list[str]) -> str:
    return f"{', '.join(shown[:-1])} et {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _anchor(key: str) -> str:
    return "u-" + escape("-".join(key.split()))


def _named(unit: Unit) -> str:
    return f"{label(unit)}. {unit.heading}" if unit.number and unit.heading else label(unit)


def _spaced(words: str) -> str:
    return escape(words).replace("\n", "<br>")
