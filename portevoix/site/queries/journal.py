"""Where what the journal names has its page, for whoever asks (R100, R102)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import rules
from django.db.models import Max, Q
from django.urls import reverse

from portevoix.ballots.models import Ballot
from portevoix.commissions.models import Meeting
from portevoix.commissions.queries.composition import SITS_OR_SAT
from portevoix.commissions.queries.meetings import announced_to
from portevoix.evidence.models import Excerpt, Source
from portevoix.evidence.queries import readable_by
from portevoix.people.models import Person
from portevoix.texts.models import Text, Version

# What is everyone's from its first entry on, whose name says its address.
PUBLIC = {
    "commission": "site:commission",
    "hearing": "hearings:hearing",
    "publication": "publications:publication",
    "item": "advocacy:item",
}


def addresses(subjects: Iterable[str], person) -> dict[str, str]:
    """{subject: address} of those of *subjects* that have a page which *person* may open; 6 SQL queries at most,
    plus 2 for a seat.

    What is reserved and what has no page are both left out: nothing tells one from the other.
    """
    subjects = set(subjects)
    votes = _votes(subjects)
    named: dict[str, set[str]] = defaultdict(set)
    for subject in subjects | set(votes.values()):
        kind, _colon, which = subject.partition(":")
        named[kind].add(which)
    found = {f"{kind}:{one}": reverse(view, args=[one]) for kind, view in PUBLIC.items() for one in named[kind]}
    for kind, pages in (("meeting", _meetings), ("person", _persons), ("source", _sources), ("excerpt", _excerpts)):
        if named[kind]:
            found |= {f"{kind}:{which}": address for which, address in pages(named[kind], person)}
    found |= _texts({f"{kind}:{one}" for kind in ("text", "version", "amendment") for one in named[kind]}, person)
    return found | {vote: found[about] for vote, about in votes.items() if about in found}


Pages = Iterator[tuple[object, str]]


def _votes(subjects: set[str]) -> dict[str, str]:
    """What each vote among *subjects* was about: its page is that of what was voted; 1 SQL query."""
    numbers = [one.removeprefix("ballot:") for one in subjects if one.startswith("ballot:")]
    found = Ballot.objects.filter(pk__in=numbers).values_list("pk", "subject") if numbers else ()
    return {f"ballot:{pk}": about for pk, about in found}


def _meetings(numbers, person) -> Pages:
    for pk in Meeting.objects.filter(announced_to(person), pk__in=numbers).values_list("pk", flat=True):
        yield pk, reverse("commissions:meeting", args=[pk])


def _persons(numbers, _person) -> Pages:
    for pk in Person.objects.filter(SITS_OR_SAT, pk__in=numbers).values_list("pk", flat=True).distinct():
        yield pk, reverse("commissions:person", args=[pk])


def _sources(numbers, person) -> Pages:
    held = Source.objects.filter(pk__in=numbers).select_related("commission", "transcript__hearing", "contribution")
    for source in held:
        if not rules.test_rule("evidence.read_source", person, source):
            continue
        if source.kind == Source.Kind.TRANSCRIPT:
            yield source.pk, reverse("hearings:record", args=[source.transcript.hearing.slug])
        else:
            yield source.pk, reverse("hearings:contribution", args=[source.contribution.pk])


def _excerpts(references, person) -> Pages:
    for reference in Excerpt.objects.filter(readable_by(person), reference__in=references).values_list(
        "reference", flat=True
    ):
        yield reference, reverse("evidence:excerpt", args=[reference])


def _texts(subjects: set[str], person) -> dict[str, str]:
    """The pages of texts, of their versions, of the amendments to them; 1 SQL query."""
    slugs = {one.partition(":")[2].partition("/")[0] for one in subjects}
    if not slugs:
        return {}
    adopted = Max("versions__number", filter=Q(versions__status=Version.Status.ADOPTED))
    texts = Text.objects.filter(slug__in=slugs).select_related("commission").annotate(adopted=adopted)
    # Members see every version; everyone sees those that came to the last one adopted.
    shown = {one.slug: None if rules.test_rule("texts.see_draft", person, one) else one.adopted or 0 for one in texts}
    found = {}
    for subject in subjects:
        kind, _colon, which = subject.partition(":")
        slug, *numbers = which.split("/")
        until = shown.get(slug, 0)
        if until is None or (until and (not numbers or int(numbers[0]) <= until)):
            found[subject] = reverse(f"texts:{kind}", args=[slug, *numbers])
    return found
