"""What amendments leave at odds in a text: numbers announced that are no longer so, numbers given twice.

Nothing is mended here: a person does it, in a coordination edit (R26). Where only one wording can mend, it is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from portevoix.engine.legistics.counting import CARDINAL, CARDINALS, LATIN, cardinal
from portevoix.engine.legistics.structure import KINDS, marks, quoted
from portevoix.engine.legistics.words import FOLDED, clean
from portevoix.engine.text import LEAF, Text, Unit

_ALINEAS = re.compile(
    rf"(?P<many>{CARDINAL}|une?) (?P<adjective>(?:nouve(?:aux|l)|derniers|premiers) )?(?P<noun>alinéas?)"
    r"(?P<how>(?: ainsi rédigés?| suivants?)+) ?: ?$",
    re.IGNORECASE,
)
_ARTICLES = re.compile(
    rf"(?P<many>{CARDINAL}|un) (?P<noun>articles?) (?P<names>.{{0,200}}?) ?(?P<how>ainsi rédigés?) ?: ?$", re.IGNORECASE
)
_ARTICLE = re.compile(r"[«“\"\s\u00a0\u202f]*Art(?:icle)?\b")
_NAME = rf"(?:[LRDAO]\.?\s?)*\d[\w-]*(?:\s(?:{'|'.join(LATIN)}))?(?:\s[A-Z]{{1,2}})?"
_NAMED = re.compile(rf"[«“\"\s\u00a0\u202f]*(?:Art\.|Article)\s*(?P<name>{_NAME})\s*(?:[.–—-]|$)")
_BETWEEN = re.compile(r", | et ")

# What stands before a number announced, and says what agrees with it: nothing after « par » or an infinitive, else the
# verb. Others are left to a person.
_FREE = re.compile(r"(?:(?<!\bet )(?<!, )\bpar (?P<the>les )?|\b(?:insérer|ajouter|créer|rétablir|introduire) )$", re.I)
_VERB = re.compile(
    r"(?:^|(?<=[ (]))(?P<verb>(?P<it>il )?est|sont)(?P<too> également)?"
    r" (?P<done>inséré|ajouté|créé|rétabli|introduit)(?P<s>s?) $",
    re.IGNORECASE,
)
_WRITTEN = {number: words for words, number in reversed(CARDINALS.items()) if number > 1} | {
    1: "un",
    80: "quatre-vingts",
}


class Remark(NamedTuple):
    """An alinéa that says what is no longer so: its key, and why in a sentence, French and English.

    `proposal`: the alinéa as it would mend it, where that is certain; None where a person has to find it.
    """

    unit: str
    fr: str
    en: str
    proposal: str | None = None


def left_at_odds(before: Text, after: Text) -> list[Remark]:
    """What is at odds in *after* that was not in *before*, in the order of the text.

    An alinéa that was at odds already announces something else than what we count: nothing is proposed for it.
    """
    known = list(remarks(before))
    sentences, doubtful = {remark.fr for remark in known}, {remark.unit for remark in known}
    return [
        remark._replace(proposal=None) if remark.unit in doubtful else remark
        for remark in remarks(after)
        if remark.fr not in sentences
    ]


def remarks(text: Text) -> Iterator[Remark]:
    """What is at odds in *text*, container by container."""
    groups: list[Sequence[Unit]] = [text.units, *(unit.children for unit, _parent in text.walk() if unit.kind != LEAF)]
    for units in groups:
        alineas = [unit for unit in units if unit.kind == LEAF]
        yield from _announced(alineas)
        yield from _numbered(alineas)


def restated(words: str, there: int, names: Sequence[str | None] | None = None) -> str | None:
    """An alinéa that announces alinéas (or articles, whose *names* follow) once it announces *there* of them.

    « il est inséré un alinéa ainsi rédigé : » → « sont insérés deux alinéas ainsi rédigés : ». None where the number, or
    what agrees with it, cannot be written with certainty.
    """
    said = words.translate(FOLDED)
    found = (_ALINEAS if names is None else _ARTICLES).search(said)
    number = found and _number(found["many"], there)
    if not number or found["noun"] != found["noun"].lower():
        return None
    many = there > 1
    put = [(*found.span("many"), number), (*found.span("noun"), found["noun"].rstrip("s") + "s" * many)]
    put += [
        (found.start("how") + one.start(), found.start("how") + one.end(), one[1] + "s" * many)
        for one in re.finditer(r"(rédigé|suivant)s?", found["how"])
    ]
    if names is not None:
        listed = _listed(found["names"], _many(found["many"]), names)
        put.append((*found.span("names"), listed))
    elif found["adjective"]:
        listed = found["adjective"].startswith("nouve") and ("nouveaux " if many else "nouvel ")
        put.append((*found.span("adjective"), listed))
    else:
        listed = True
    agreed = _agreed(said[: found.start("many")], _many(found["many"]), there)
    if not listed or agreed is None:
        return None
    made = words
    for start, end, new in sorted([*put, *agreed], reverse=True):
        made = made[:start] + new + made[end:]
    return made


def _number(said: str, there: int) -> str | None:
    """*there* as *said* is written, in figures or in words."""
    if said != said.lower():
        return None
    return str(there) if said.isdigit() else _WRITTEN.get(there)


def _agreed(head: str, said: int, there: int) -> list[tuple[int, int, str]] | None:
    """What changes in *head*, the words before the number, when it is *there* in place of *said*; None if unsure."""
    if free := _FREE.search(head):
        return None if free["the"] and there == 1 else []
    found = _VERB.search(head)
    if found is None or (found["it"] and found["s"]):
        return None
    if found["it"] and said > 1:  # « il est inséré deux alinéas » agrees with « il »
        return []
    verb = "sont" if there > 1 else found["verb"] if found["verb"].lower() != "sont" else "il est"
    if found["verb"][0].isupper():
        verb = verb[0].upper() + verb[1:]
    return [(*found.span("verb"), verb), (*found.span("s"), "s" if there > 1 else "")]


def _listed(names: str, said: int, there: Sequence[str | None]) -> str | None:
    """« 3 et 4 », all the articles *there*, in place of *names*, those announced; None if unsure."""
    before = _BETWEEN.split(names)
    plain = [name and name.translate(FOLDED) for name in there]
    if None in plain or len(set(plain)) != len(plain) or len(before) != said:
        return None
    shorter, longer = sorted((before, plain), key=len)
    if [name for name in longer if name in shorter] != shorter:
        return None
    return " et ".join(filter(None, (", ".join(there[:-1]), there[-1])))


def _announced(alineas: Sequence[Unit]) -> Iterator[Remark]:
    """« il est inséré deux alinéas ainsi rédigés : », and three that follow."""
    for at, unit in enumerate(alineas):
        following = []
        for other in alineas[at + 1 :]:
            if not quoted(other.text):
                break
            following.append(clean(other.text))
        said = clean(unit.text).translate(FOLDED)
        if not following:
            continue
        if found := _ALINEAS.search(said):
            yield from _counted(unit, _many(found["many"]), len(following), None)
        elif found := _ARTICLES.search(said):
            articles = [words for words in following if _ARTICLE.match(words)]
            if articles:
                names = [(named := _NAMED.match(words)) and named["name"] for words in articles]
                yield from _counted(unit, _many(found["many"]), len(articles), names)


def _many(words: str) -> int:
    return 1 if words.lower() in ("un", "une") else cardinal(words.lower())


def _counted(unit: Unit, said: int, there: int, names: Sequence[str | None] | None) -> Iterator[Remark]:
    if said != there:
        start = clean(unit.text)
        start = start if len(start) <= 60 else f"{start[:60].rpartition(' ')[0]}…"
        many = f"{said} {'alinéa' if names is None else 'article'}{'s' if said > 1 else ''}"
        yield Remark(
            unit.key,
            f"« {start} » annonce {many}, {there} suivent.",
            f"« {start} » announces {many}, {there} follow.",
            restated(unit.text, there, names),
        )


def _numbered(alineas: Sequence[Unit]) -> Iterator[Remark]:
    """Two II, two 3° in one list."""
    lists: dict[tuple[bool, str], set[str]] = {}
    for unit in alineas:
        inside, words = quoted(unit.text), clean(unit.text)
        if not inside or _ARTICLE.match(words):
            # What is proposed begins anew.
            lists = {place: held for place, held in lists.items() if not place[0]}
        for mark in marks(words):
            for kind in KINDS[KINDS.index(mark.kind) + 1 :]:
                lists.pop((inside, kind), None)
            held = lists.setdefault((inside, mark.kind), set())
            if mark.value in ("1°", "a", "I", "A"):
                held.clear()
            if mark.value in held:
                yield Remark(
                    unit.key,
                    f"le numéro « {mark.value} » est donné deux fois dans la même liste.",
                    f"number « {mark.value} » is given twice in the same list.",
                )
            held.add(mark.value)
