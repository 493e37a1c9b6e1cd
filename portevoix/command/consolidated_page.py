"""The page of a consolidation: text, changes, origins; one file and its stylesheet, read without any server."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from portevoix.engine.amendments import Run
from portevoix.engine.consolidation import Consolidation, Removal
from portevoix.engine.text import LEAF, Text, Unit, label

STYLE = """:root { color-scheme: light; font: 1.0625rem/1.6 system-ui, sans-serif; }
body { margin: 0 auto; padding: 1rem; max-width: 52rem; color: #1b1b1b; background: #fff; overflow-wrap: anywhere; }
nav a { display: inline-block; min-height: 44px; line-height: 44px; margin-right: 1.5rem; }
a { color: #1d4f91; }
a:focus-visible { outline: 3px solid #1d4f91; outline-offset: 2px; }
h1, h2, h3, h4 { line-height: 1.25; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #bbb; }
ins { background: #e3f2e1; text-decoration: underline; text-underline-offset: .2em; }
del { background: #fbe6e4; text-decoration: line-through; }
mark { background: #fff3c4; color: inherit; border-bottom: 2px solid #8a6d00; }
sup { font-size: .75em; }
.rank { color: #555; margin-right: .5rem; font-variant-numeric: tabular-nums; }
"""

_FATES = {
    "adopted": "adopté",
    "coordination": "modification de coordination",
    "not_adopted": "non adopté",
    "fell": "tombé",
    "satisfied": "satisfait",
}


def page(before: Text, found: Consolidation, report: dict[str, Any]) -> str:
    """An HTML page that shows the next version, what changed, and where every word comes from (R27)."""
    numbers = {row["id"]: rank for rank, row in enumerate(report["amendments"], 1)}
    title = escape(found.text.title or "Texte sans titre")
    parts = [
        f'<!doctype html>\n<html lang="{escape(found.text.language)}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title} – version suivante</title>",
        '<link rel="stylesheet" href="style.css">\n</head>\n<body>\n<header>',
        f"<h1>{title}</h1>",
        f"<p>Version suivante, empreinte <code>{report['next']['digest'][:16]}…</code>\u202f; "
        f"version de départ, empreinte <code>{report['base']['digest'][:16]}…</code>.</p>",
        '<nav aria-label="Parties de la page"><a href="#texte">Le texte</a> '
        '<a href="#changements">Les changements</a> '
        '<a href="#origines">L’origine des mots</a> <a href="#amendements">Les amendements</a></nav>',
        "</header>\n<main>",
        '<section id="texte">\n<h2>Le texte</h2>',
        *_shown(found.text, lambda unit: escape(unit.text)),
        '</section>\n<section id="changements">\n<h2>Les changements</h2>',
        "<p>Souligné\u202f: ajouté. Barré\u202f: supprimé. Le chiffre renvoie à l’amendement.</p>",
        *_shown(found.text, lambda unit: _changes(unit, found, numbers)),
        *_removed(found, numbers),
        '</section>\n<section id="origines">\n<h2>L’origine des mots</h2>',
        "<p>Ce qui est marqué vient d’un amendement\u202f; le reste vient de la version de départ.</p>",
        *_shown(found.text, lambda unit: _origins(unit, found.origins[unit.key], numbers)),
        '</section>\n<section id="amendements">\n<h2>Les amendements</h2>',
        *_table(report, numbers),
        "</section>\n</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _shown(text: Text, words) -> Iterator[str]:
    depths: dict[str, int] = {}
    ranks = {unit.key: rank for unit, _, rank in text.alineas()}
    for unit, parent in text.walk():
        depths[unit.key] = depths[parent.key] + 1 if parent else 3
        if unit.kind == LEAF:
            yield f'<p><span class="rank">{ranks[unit.key]}</span>{words(unit)}</p>'
        else:
            level = min(depths[unit.key], 6)
            heading = f"{label(unit)}. {unit.heading}" if unit.number and unit.heading else label(unit)
            yield f"<h{level}>{escape(heading)}</h{level}>"


def _source(source: str | None, numbers: dict[str, int]) -> str:
    if source is None:
        return ""
    number = numbers.get(source)
    shown = f'<a href="#a{number}" title="Amendement {escape(source)}">{number}</a>' if number else escape(source)
    return f"<sup>{shown}</sup>"


def _changes(unit: Unit, found: Consolidation, numbers: dict[str, int]) -> str:
    parts: list[str] = []
    removals = list(found.removals.get(unit.key, ()))

    def cut(gone: Removal) -> str:
        return f"<del>{escape(gone.words)}</del>{_source(gone.source, numbers)}"

    for run in found.origins[unit.key]:
        at = run.start
        while removals and removals[0].at < run.end:
            gone = removals.pop(0)
            parts += (_kept(unit.text[at : gone.at], run, numbers), cut(gone))
            at = gone.at
        parts.append(_kept(unit.text[at : run.end], run, numbers))
    return "".join([*parts, *map(cut, removals)])


def _kept(words: str, run: Run, numbers: dict[str, int]) -> str:
    if not words or run.source is None:
        return escape(words)
    return f"<ins>{escape(words)}</ins>{_source(run.source, numbers)}"


def _origins(unit: Unit, runs: tuple[Run, ...], numbers: dict[str, int]) -> str:
    return "".join(
        escape(unit.text[run.start : run.end])
        if run.source is None
        else f"<mark>{escape(unit.text[run.start : run.end])}</mark>{_source(run.source, numbers)}"
        for run in runs
    )


def _removed(found: Consolidation, numbers: dict[str, int]) -> Iterator[str]:
    if not found.removed_units:
        return
    yield "<h3>Parties supprimées ou réécrites</h3>"
    for gone in found.removed_units:
        for inner in gone.unit.walk():
            words = inner.text if inner.kind == LEAF else label(inner)
            yield f"<p><del>{escape(words)}</del>{_source(gone.source, numbers)}</p>"


def _table(report: dict[str, Any], numbers: dict[str, int]) -> Iterator[str]:
    yield "<table>\n<caption>Ce que chaque amendement est devenu</caption>"
    yield '<thead><tr><th scope="col">N°</th><th scope="col">Amendement</th><th scope="col">Auteur</th>'
    yield '<th scope="col">Sort</th></tr></thead>\n<tbody>'
    for row in report["amendments"]:
        fate = _FATES[row["fate"]]
        if row.get("because"):
            fate += f", à cause de {row['because']}"
        if row["fate"] == "satisfied":
            fate += f" par {row['by']}" if row.get("by") else " par le texte lui-même"
        if row.get("identical_to"):
            fate += f", identique à {row['identical_to']}"
        name = row["id"] + (f" (à l’amendement {row['parent']})" if row["parent"] else "")
        yield (
            f'<tr id="a{numbers[row["id"]]}"><td>{numbers[row["id"]]}</td><th scope="row">{escape(name)}</th>'
            f"<td>{escape(row['author'])}</td><td>{escape(fate)}</td></tr>"
        )
    yield "</tbody>\n</table>"
