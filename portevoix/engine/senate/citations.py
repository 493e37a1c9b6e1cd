"""Which article of a code or of a law an amendment changes, and where in it: what sorts additional articles.

Additional articles are examined in the order of what they change: code by code, article by article, then down the
numbering of the article (`b du 2 du I`); what ends it (`est complété`) after what is inside it, what follows it
(`Après l’article 976`) last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from portevoix.engine.legistics.counting import LATIN, ORDINAL, ordinal
from portevoix.engine.senate.numbers import code_rank, mark_rank
from portevoix.engine.senate.wording import quoted

BEFORE, WHOLE, INSIDE, END, AFTER = -1, 0, 1, 2, 3
CODES, LAWS, CITED, NOTHING = range(4)

_PLAIN = str.maketrans({"’": "'", "‑": "-", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " "})
_LINES, _NEAR, _MOST, _DEEPEST = 200, 120, 50, 20
_BIS = rf"(?:{'|'.join(LATIN)})"
_CODE_NAME = (
    r"code (?:général des (?:impôts|collectivités territoriales)|général de la propriété"
    r"|(?:de la |de l'|du |des |de )?(?:"
    r"(?:sécurité|santé|procédures?|propriété|action|justice|commande|organisation|pensions) [a-zà-ÿ]+"
    r"|(?!est\b|sont\b|et\b|dans\b|ainsi\b)[a-zà-ÿ-]{3,}))"
)
_CODE = re.compile(rf"\b{_CODE_NAME}")
_AGAIN = re.compile(rf" (?:dudit|du (?:présent |même )?)(?:{_CODE_NAME}|code\b)")
_LAW = re.compile(r"\b(?<!présente )(?:loi|ordonnance|décret)\b(?:[^,:;]{0,30}?n° ?(?P<year>\d{2,4})-(?P<rank>\d+))?")
_NUMBER = rf"(?P<number>(?:[LRDA]\.? ?)?(?:O\.? ?)?\*? ?\d+(?:er)?(?:[ -]{_BIS}\b|-\d+\b| [A-Z]{{1,3}}\b(?!['.]))*)"
_ARTICLE = re.compile(rf"(?:\b(?:l'|les |des |aux )?articles?|\bart\.) {_NUMBER}")
_OTHER_ARTICLE = re.compile(rf"(?:,| et) (?:l'article )?{_NUMBER}")
_AND = re.compile(r"^,? et ")
_FOR = re.compile(r"^pour [^,§]*, ", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:est|sont) (?:ainsi|respectivement|complétée?s?|modifiée?s?|remplacée?s?|abrogée?s?|insérée?s?|supprimée?s?"
    r"|rétablie?s?|ajoutée?s?|créée?s?|portée?s?|précédée?s?|substituée?s?)"
)
_QUOTES = re.compile(r"«[^«»]*(?:»|$)|\"[^\"]*\"")
_SPACES = re.compile(r"\s+")
_VERB = re.compile(r"\b(?:est|sont)\b")
_LISTED = re.compile(r"(?:est|sont) (?:ainsi )?modifiée?s?\s*:?\s*$")
_COMPLETED = re.compile(r"(?:est|sont) (?:complétée?s?|ajoutée?s?)")
_REWRITTEN = re.compile(
    r"(?:est|sont) (?:ainsi r|r[ée]tabli|remplacée?s? par [\w-]+ (?:alinéa|paragraphe|phrase|article|ligne|division))"
)
_DELETED = re.compile(r"(?:est|sont) (?:abrogée?s?|supprimée?s?)")
_MARK = re.compile(
    rf"^(?:(?:[IVXLivx]+|[A-Z]|\d+|[a-z]|…|\.{{2,4}})(?: {_BIS})?\s*(?:\)\s*-?|°\s*-?|\.\s*-|\s-|(?<=[IVXL])\.)\s*|-\s*)+"
)
_DEPTHS = tuple(
    re.compile(mark)
    for mark in (
        r"[IVXL]+(?: \w+)?\s*[.–—‑-]",
        r"[A-Z](?: \w+)?\s*[.–—‑-]",
        r"(?:\d+(?: \w+)?|…|\.{2,4})\s*°",
        r"(?:[a-z]|…|\.{2,4})\s*\)",
        r"[–—‑-]",
    )
)
_AFTER_WORDS = re.compile(r"\b(?:après|avant|à|aux?) (?:l[ea]s? |l')[\w -]{2,30}? ?:? ?§ ?,?", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:après|avant|à|au|aux|le|la|les|de|du|des|fin|début|mêmes?|tableau|constituant|figurant|un|une|et)\b\s*"
    r"|l'\s*|d'\s*)+",
    re.IGNORECASE,
)
_NOUN = re.compile(
    rf"(?P<rank>{ORDINAL})(?:(?:,| et| à| ou) (?:la |le |les |à )*{ORDINAL})* "
    r"(?P<noun>alinéa|phrase|ligne|colonne|tiret)s?\b",
    re.IGNORECASE,
)
_TABLE = re.compile(
    rf"\btableau(?: [A-Z]\b)?(?: (?:constituant|figurant (?:à|au)))?"
    rf"(?:(?P<told> (?:du |le |la |l')?{ORDINAL} alinéa\b)|(?: (?:le|la|du|des?|de la)\b| l')?)",
    re.IGNORECASE,
)
_STEP = re.compile(rf"(?P<mark>\d+°?|[IVXL]+|[A-Z]{{1,2}}|[a-z]{{1,2}})(?![\w'])\)?(?: (?P<latin>{_BIS})\b)?")
_DIVISION = re.compile(
    rf"(?P<noun>livre|partie|titre|chapitre|section|sous-section|paragraphe) (?P<mark>[IVXL]+|\d+|premi\w+)(?:er)?\b(?: (?P<latin>{_BIS}))?"
    rf"|(?P<rank>{ORDINAL}) (?P<noun2>partie)",
    re.IGNORECASE,
)
_SIZES = ("partie", "livre", "titre", "chapitre", "section", "sous-section", "paragraphe")

Step = tuple[int, float, float]


@dataclass(frozen=True, slots=True)
class Citation:
    """What is changed: `kind` (CODES… NOTHING), the `act` (code, or law), its `article` (what sorts it), where in it.

    `leans`: the quoted words that it takes away, or beside which it adds; `brought`: the other quoted words, with those
    of the lines that follow.
    """

    kind: int = NOTHING
    act: str = ""
    article: tuple = ()
    path: tuple[Step, ...] = ()
    leans: tuple[str, ...] = ()
    brought: str = ""


def citations(lines: Sequence[str]) -> list[Citation]:
    """Every place of the codes and of the laws that *lines* change, in their order, lists followed down; and the first
    that they only cite (`CITED`), when no place is changed before it.
    """
    found: list[Citation] = []
    above: list[_Above] = []
    for rank, line in enumerate(lines[:_LINES]):
        if (found or above) and line.startswith("«"):
            continue
        depth = _depth(line)
        words = _spoken(line) if not found or _VERB.search(line) else ""
        changed = _CHANGED.search(words)
        head = _FOR.sub("", words[: changed.start()] if changed else words)
        listed = changed and _LISTED.match(words, changed.start())
        while above and (depth or listed) and above[-1].depth >= depth:
            above.pop()
        over = above[-1] if above else _Above()
        first = _ARTICLE.search(head)
        act = _act(words[words.index(head) + first.end() :][:_NEAR] if first else head) or over.act
        if not changed:
            article = over.article or (code_rank(first["number"]) if first else ())
            if not found and (article or act):
                found.append(Citation(CITED, act, article))
            continue
        places = list(islice(_places(head, over), _MOST))
        if listed:
            if len(places) == 1:
                above.append(_Above(depth, act, *places[0][:2]))
            continue
        leans, brought = quoted(line, lines[rank + 1 :])
        for article, path, inner in places:
            if article or act:
                end = _end(words[changed.start() :], head, inner)
                found.append(Citation(_kind(act), act, article, (*path, end), leans, brought))
    return found


@dataclass(frozen=True, slots=True)
class _Above:
    """What opens a list (`Le I de l’article 97 est ainsi modifié :`), and how deep its mark stands."""

    depth: int = -1
    act: str = ""
    article: tuple = ()
    path: tuple[Step, ...] = ()


def _depth(line: str) -> int:
    """How deep in a list the mark of *line* stands: `I. –`, `A. –`, `1°`, `a)`, `-`; 0 where it has none."""
    return next((depth for depth, mark in enumerate(_DEPTHS, 1) if mark.match(line)), 0)


def _places(head: str, over: _Above) -> Iterator[tuple[tuple, tuple[Step, ...], str]]:
    """The articles that *head* names, where in each, and the words that say it: the article of *over* where none is."""
    start = 0
    for found in _ARTICLE.finditer(head):
        inner = _AFTER_WORDS.sub("", _AND.sub("", head[start : found.start()]))
        yield code_rank(found["number"]), tuple(_steps(inner)), inner
        start = found.end()
        while other := _OTHER_ARTICLE.match(head, start):
            yield code_rank(other["number"]), (), ""
            start = other.end()
    if not start:
        inner = _AFTER_WORDS.sub("", head.split(",")[0])
        within = over.article or over.path
        yield over.article, (*over.path, *(_steps(inner) if within else _divisions(head))), inner


def codeless(line: str) -> str:
    """*line* without the codes whose articles it cites in its own words; what it quotes is kept."""
    if "code" not in line:
        return line
    parts = re.split("(«[^«»]*»?)", line.translate(_PLAIN))
    return "".join(part if rank % 2 else _AGAIN.sub("", part) for rank, part in enumerate(parts))


def _spoken(line: str) -> str:
    """*line* as it is read: no mark, quoted words as `§`."""
    return _MARK.sub("", _SPACES.sub(" ", _QUOTES.sub("§", line).translate(_PLAIN)).strip())


def _act(words: str) -> str:
    """The code that *words* name, or the year and the number of the law."""
    code, law = _CODE.search(words), _LAW.search(words)
    if code and not (law and law.start() < code.start()):
        return _unaccented(code.group())
    if not law:
        return ""
    year = int(law["year"] or 0)
    return f"{year + 1900 if 0 < year < 100 else year:04}-{int(law['rank'] or 0):05}"


def _unaccented(words: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", words) if not unicodedata.combining(sign))


def _kind(act: str) -> int:
    return LAWS if act[:1].isdigit() else CODES


def _end(act: str, head: str, inner: str) -> Step:
    """What happens at the end of the path: to the whole of it, inside, at its end, before or after it."""
    side = re.match(r"\s*(après|avant)\b", inner, re.IGNORECASE)
    if side:
        return (AFTER if side[1].lower() == "après" else BEFORE, 0, 0)
    if _COMPLETED.match(act):
        return (INSIDE, 0, 0) if "§" in head else (END, 0, 0)
    partial = "§" in head or re.search(r"\b(?:début|fin) d", head)
    if _DELETED.match(act) and not partial:
        return (WHOLE, 0, 0)
    if _REWRITTEN.match(act) and not partial:
        return (WHOLE, 1, 0)
    return (INSIDE, 0, 0)


def _steps(words: str) -> list[Step]:
    """`au b du 2 du I` → I, 2, b; a list that follows the first alinéa stands half a rank after it, and a table is the
    second alinéa where it is not told which.
    """
    found: list[Step] = []
    words = _TABLE.sub(lambda table: table["told"] or " second alinéa du ", words)
    for part in re.split(r"\b(?:du|de la|des)\b(?: mêmes?\b)?|\bde l'", words)[: -_DEEPEST - 1 : -1]:
        part = _LEAD.sub("", part.strip(" ,:"))
        if noun := _NOUN.match(part):
            rank = ordinal(noun["rank"].lower())
            at = rank if rank > 0 else 100 + rank
            told = noun["noun"].lower()
            if told == "phrase" and (not found or found[-1][2] != 1):
                found.append((INSIDE, 1, 1))
            found.append((INSIDE, at, 1 if told == "alinéa" else 0))
        elif step := _STEP.match(part):
            latin = LATIN.index(step["latin"]) + 1 if step["latin"] else 0
            found.append((INSIDE, mark_rank(step["mark"]) + 0.5 + latin / 100, 0))
    return found


def _divisions(words: str) -> list[Step]:
    """The divisions of a code that a sentence names, the largest first."""
    found = []
    for division in _DIVISION.finditer(words):
        noun = (division["noun"] or division["noun2"]).lower()
        mark = division["mark"] or ""
        if division["rank"]:
            rank = ordinal(division["rank"].lower())
        else:
            rank = 1 if mark.startswith("premi") else mark_rank(mark)
        latin = LATIN.index(division["latin"]) + 1 if division["latin"] else 0
        found.append((_SIZES.index(noun), float(rank), latin / 100))
    return [(INSIDE, rank, latin) for _size, rank, latin in sorted(found)]


def codes_named(lines: Sequence[str]) -> set[str]:
    """The codes that *lines* name in their own words, not in those that they quote."""
    told = [_spoken(line) for line in lines if not line.startswith("«")]
    return {_unaccented(code.group()) for line in told for code in _CODE.finditer(line)}


def act_name(act: str) -> str:
    """What sorts an act: the name of a code without what introduces it (`douanes` before `environnement`)."""
    return re.sub(r"^code (?:de la |de l'|du |des |de )?", "", act)
