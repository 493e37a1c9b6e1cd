"""How a territory is named: with its article, in a sentence, and as one looks it up.

The register's `typeLiaison` is INSEE's TNCC: the article that the name has, or asks for, and how « de » meets it.
"""

import re
import unicodedata
from itertools import pairwise

from portevoix.ui.language import spoken

# typeLiaison → (the article a name may carry, « de » and that article, « de » before a name that carries it)
ARTICLES = {
    2: ("Le", "du ", "du "),
    3: ("La", "de la ", "de La "),
    4: ("Les", "des ", "des "),
    5: ("L'", "de l’", "de L’"),
    6: ("Aux", "des ", "des "),
    7: ("Las", "de Las ", "de Las "),
    8: ("Los", "de Los ", "de Los "),
}
INITIALS = {"CC": "Communauté de communes", "CA": "Communauté d’agglomération", "CU": "Communauté urbaine"}
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
FULL = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
SAINTS = FULL | {full: short for short, full in FULL.items()}
# Words that many names share: they find nothing by themselves.
LINKS = {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lez", "sous", "sur", "commune"}


def grouped(number: int) -> str:
    """A whole number with its thousands apart: `1 234` with a narrow no-break space, `1,234` on an English page."""
    return f"{number:,}".replace(",", spoken("\u202f", ","))


def spelt_out(name: str) -> str:
    """The register's name with the words that its initials stand for: « CC du Pays… », « Communauté de communes du Pays… »."""
    first, space, rest = name.partition(" ")
    if not space or first not in INITIALS:
        return name
    return rest if rest.startswith("Communauté") else f"{INITIALS[first]} {rest}"


def typographic(name: str) -> str:
    """The register's name with the apostrophe that people read."""
    return name.replace("'", "’")


def article_of(name: str) -> int:
    """The typeLiaison of a name that the register gives none (overseas collectivities): by how it begins."""
    for number, (article, *_rest) in ARTICLES.items():
        if name.startswith(article if article.endswith("'") else f"{article} "):
            return number
    return 1 if plain(name)[:1] in "aeiou" else 0


def article_of_group(name: str) -> int:
    """The same for an intercommunalité, that the register never gives one: « la Métropole », « l’Eurométropole »."""
    first = name.partition(" ")[0]
    if first in (*INITIALS, "Communauté", "Métropole"):
        return 3
    return 5 if first == "Eurométropole" else article_of(name)


def of(name: str, article: int) -> str:
    """*name* after « de »: « de L’Haÿ », « du Nord », « d’Ille-et-Vilaine », « des Mées », « de La Rochelle »."""
    if article not in ARTICLES:
        return ("d’" if article == 1 else "de ") + typographic(name)
    carried, before_bare, before_carried = ARTICLES[article]
    carried = carried if carried.endswith("'") else f"{carried} "
    if name.startswith(carried):
        return before_carried + typographic(name.removeprefix(carried))
    return before_bare + typographic(name)


def plain(text: str) -> str:
    """*text* without accents, capitals, hyphens or apostrophes: « L’Haÿ-les-Roses » is `l hay les roses`."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    return " ".join(re.findall(r"[a-z0-9]+", "".join(one for one in folded if not unicodedata.combining(one))))


def whole(name: str) -> str:
    """The one form of a whole name, however it is written: `plain`, with `saint` for `st`."""
    return " ".join(FULL.get(word, word) for word in plain(name).split())


def words_of(name: str) -> set[str]:
    """The words under which *name* is found: its own, `st` for `saint` and back, `lhay` for `L’Haÿ`."""
    words = plain(name).split()
    found = set(words) | {SAINTS[word] for word in words if word in SAINTS}
    return found | {first + second for first, second in pairwise(words) if first in ("l", "d") and len(second) > 1}


def words_sought(text: str) -> list[str]:
    """The words of a search, those that find nothing by themselves left out; the last one may be unfinished."""
    words = plain(text[:120]).split()[:8]
    kept = [word for word in words[:-1] if word not in LINKS] + words[-1:]
    if len(kept) > 1 and kept[-1] in LINKS:
        kept.pop()
    return [word[:40] for word in dict.fromkeys(kept)]
