"""The index that finds territories as one types: every word of their names and codes, heaviest territories first.

The same table and the same two comparisons on every database: a word begins with what is typed when it stands between
it and what follows it, byte by byte.
"""

from django.db.models import Exists, F, OuterRef

from portevoix.territories import names
from portevoix.territories.models import Change, FormerCode, Territory, Word
from portevoix.territories.writing import insert_rows

Kind, Nature = Territory.Kind, Territory.Nature
# After every letter and digit that a word holds.
LAST = "{"
KIND_WORDS = {
    Kind.DEPARTMENT: ("departement",),
    Kind.REGION: ("region",),
    Kind.EPT: ("ept", "etablissement", "public", "territorial"),
}
NATURE_WORDS = {
    Nature.CC: ("cc", "communaute", "communes"),
    Nature.CA: ("ca", "communaute", "agglomeration", "agglo"),
    Nature.CU: ("cu", "communaute", "urbaine"),
    Nature.METRO: ("metropole",),
    Nature.MET69: ("metropole",),
}


def words_that_find(territory: Territory, codes=(), former_names=()) -> dict[str, int]:
    """Every word under which *territory* is found, each with its weight; *codes* are those that it has or had besides.

    A SIREN is no such word: all those of communes begin alike, so it is found whole (`named_exactly`). The code of a
    région weighs nothing, for 84 is first of all Vaucluse.
    """
    found = names.words_of(territory.name).union(*(names.words_of(name) for name in former_names))
    found |= set(KIND_WORDS.get(territory.kind, ())) | set(NATURE_WORDS.get(territory.nature, ()))
    weight = (territory.population or 0) if territory.is_current else 0
    weights = {word[:40]: weight for word in found}
    for code in (territory.code, *codes):
        if code != territory.siren:
            weights.setdefault(code.lower(), 0 if territory.kind == Kind.REGION else weight)
    return weights


def index_all(register, known: dict[tuple[str, str], Territory]) -> None:
    """Write the whole index anew: the rows of *register*, and what earlier editions had, past names included."""
    codes: dict[int, list[str]] = {}
    for code, pk in FormerCode.objects.values_list("code", "territory_id"):
        codes.setdefault(pk, []).append(code)
    past: dict[int, list[str]] = {}
    for pk, name in Change.objects.filter(what=Change.What.RENAMED).values_list("territory_id", "before"):
        past.setdefault(pk, []).append(name)

    def rows():
        for key, one in known.items():
            row = register.rows.get(key)
            found = words_that_find(
                one, (row.postal_codes if row else []) + codes.get(one.pk, []), past.get(one.pk, ())
            )
            for word, weight in found.items():
                yield word, weight, one.kind, one.pk

    Word.objects.all().delete()
    insert_rows(Word, ("word", "weight", "kind", "territory_id"), rows())


def beginning_with(word: str):
    """The entries of the index that begin with *word* (one scan of a range of the index)."""
    return Word.objects.filter(word__gte=word, word__lt=word + LAST)


def entries(text: str, kinds=()):
    """The entries of the index for territories that have every word of *text*, in any order, whole or begun; or None.

    The longest word, which the fewest territories have, is looked up; the others are checked on what it finds.
    """
    words = sorted(names.words_sought(text), key=len, reverse=True)
    if not words:
        return None
    found = beginning_with(words[0])
    if kinds:
        found = found.filter(kind__in=kinds)
    for word in words[1:]:
        found = found.filter(Exists(beginning_with(word).filter(territory=OuterRef("territory"))))
    return found


def named_exactly(text: str, kinds=()):
    """The territories whose name is *text*, accents, hyphens and `St` aside, or whose SIREN it is.

    Those of today come first, then the largest.
    """
    siren = "".join(text.split())
    is_siren = len(siren) == 9 and siren.isdecimal()
    found = Territory.objects.filter(**({"siren": siren} if is_siren else {"plain_name": names.whole(text[:200])}))
    if kinds:
        found = found.filter(kind__in=kinds)
    return found.order_by(F("until").asc(nulls_first=True), F("population").desc(nulls_last=True), "pk")
