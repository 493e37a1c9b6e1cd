"""Plain lines: `NOM : paroles`, the lines that follow going on."""

import re
from collections.abc import Iterator

from portevoix.evidence.records.turns import Turn, tidy

PARTICLES = {
    "de", "du", "des", "d", "la", "le", "les", "l", "et", "van", "von", "der", "den", "el", "al", "ben", "bin", "da",
    "do", "dos", "di", "y",
}  # fmt: skip
ARTICLES = {"le", "la", "l", "un", "une"}
OF_A_FUNCTION = {
    "séance", "commission", "général", "générale", "adjoint", "adjointe", "délégué", "déléguée", "avis", "pour", "n°",
}  # fmt: skip
TITLES = {"m", "m.", "mm", "mm.", "mme", "mmes", "mlle", "mr", "dr", "dr.", "pr", "pr.", "me", "me."}
FUNCTIONS = {
    "président", "présidente", "coprésident", "coprésidente", "vice-président", "vice-présidente", "rapporteur",
    "rapporteure", "secrétaire", "secrétariat", "maire", "ministre", "modérateur", "modératrice", "animateur",
    "animatrice", "intervenant", "intervenante", "participant", "participante", "habitant", "habitante", "élu", "élue",
    "expert", "experte", "médiateur", "médiatrice", "voix", "speaker", "locuteur", "locutrice",
}  # fmt: skip
_LINE = re.compile(
    r"(?:\[?(?P<time>(?:\d{1,2}:)?\d{1,2}:\d\d)\]?\s*[-–—]?\s*)?"
    r"(?P<label>[^:\n]{1,120}?)[\s\u00a0\u202f]*:(?=[\s\u00a0\u202f]|$)(?P<words>.*)",
    re.S,
)


def speaker_in(text: str) -> str | None:
    """*text* when it has the shape of someone's name or function; None when it may be the start of a sentence."""
    label = tidy(text.strip("*_ \u00a0\u202f-–—•"))
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", label)
    words = [word for word in re.split(r"[\s\u00a0\u202f,]+|(?<=[dlDL])[’']", bare) if word]
    if (
        not words
        or len(words) > 12
        or not any(letter.isalpha() for letter in bare)
        or (bare[-1] in ".?!;" and words[-1].lower() not in TITLES)
    ):
        return None
    if words[0].lower() in TITLES and len(words) > 1:
        return label
    low = [word.lower() for word in words]
    function = 1 if low[0] in ARTICLES and len(low) > 1 else 0
    if low[function] in FUNCTIONS and all(_named(word) or word in OF_A_FUNCTION for word in words[function + 1 :]):
        return label
    if len(words) <= 6 and words[0][0].isupper() and all(_named(word) for word in words):
        return label
    return None


def _named(word: str) -> bool:
    return word[0].isupper() or word.isdigit() or word.lower() in PARTICLES


def split_label(line: str) -> tuple[str, str, str] | None:
    """(label, words, time code) when *line* opens a turn; None otherwise."""
    found = _LINE.fullmatch(line[:400])
    label = speaker_in(found["label"]) if found else None
    if label is None:
        return None
    return label, found["words"].lstrip("*_ \u00a0\u202f") + line[400:], found["time"] or ""


def milliseconds(time: str) -> int:
    """`1:02:03` or `02:03` as milliseconds."""
    seconds = 0
    for part in time.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000


def is_direction(line: str) -> bool:
    """Whether the whole *line* stands in parentheses: a stage direction."""
    return len(line) > 2 and line[0] == "(" and line[-1] == ")" and line.count("(") == 1


def read(text: str) -> Iterator[Turn]:
    """The turns of *text*. Lines before the first name, and lines wholly in parentheses, are nobody's words."""
    label: str = ""
    start: int | None = None
    held: list[str] = []

    def flush():
        if held:
            yield Turn(label, "\n".join(held), start, None)
        held.clear()

    for raw in text.split("\n"):
        line = tidy(raw)
        if not line:
            continue
        opened = split_label(line)
        if opened:
            yield from flush()
            label, words, time = opened
            start = milliseconds(time) if time else None
            if words := tidy(words):
                held.append(words)
        elif is_direction(line):
            yield from flush()
            yield Turn("", line)
        else:
            held.append(line)
    yield from flush()


def doubtful(turns) -> list[str]:
    """Paragraphs of *turns* that begin like a name and a colon, and were kept in the words of who spoke before."""
    return [
        paragraph[:120]
        for turn in turns
        for paragraph in turn.words.split("\n")
        if re.match(r"[^:.?!,\n]{1,50}?[\s\u00a0\u202f]*:[\s\u00a0\u202f]", paragraph)
    ]
