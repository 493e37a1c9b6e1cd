"""Names as people look for them: accents, case, hyphens and order set aside."""

import unicodedata

# Letters that are not one with a sign on it, and are looked for as these.
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def folded(words: str) -> str:
    """*words* in lower case without accents, signs as spaces: `Élise d’Aubigny-Roux` → `elise d aubigny roux`."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(LETTERS)).casefold()
    kept = (sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join("".join(kept).split())


def same_name(name: str) -> str:
    """What two writings of one name have in common: its words, whatever their order (`DURAND Léa`, `Léa Durand`)."""
    return " ".join(sorted(folded(name).split()))


def matches(sought: str, *fields: str) -> bool:
    """Whether each word of *sought* begins a word of *fields*."""
    words = folded(" ".join(fields)).split()
    return all(any(word.startswith(part) for word in words) for part in folded(sought).split())
