"""What the pages of hearings ask."""

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from portevoix.commissions.models import Commission
from portevoix.commissions.rules import is_member, runs_it
from portevoix.commissions.seat import seat_of
from portevoix.evidence.models import Excerpt, Passage, Source
from portevoix.evidence.queries import speakers_of
from portevoix.hearings.models import Consent, Hearing, Reading, Witness, WrittenContribution
from portevoix.people.models import Person

HEARINGS_A_PAGE, OWN_PASSAGES_A_PAGE = 30, 20


def _heard():
    return Prefetch(
        "witnesses", Witness.objects.select_related("person", "body").prefetch_related("consents").order_by("pk")
    )


def agenda(page, commission: str = "") -> dict:
    """The open agenda (R35), the latest first; 6 SQL queries."""
    hearings = Hearing.objects.select_related("commission", "transcript").order_by("-starts_at", "-pk")
    if commission:
        hearings = hearings.filter(commission__slug=commission)
    found = Paginator(hearings.prefetch_related(_heard()), HEARINGS_A_PAGE).get_page(page)
    return {
        "page": found,
        "commission": commission,
        "commissions": list(Commission.objects.filter(hearings__isnull=False).distinct()),
        "now": timezone.now(),
    }


def hearing_called(slug: str) -> Hearing | None:
    """The hearing at *slug* with its commission and record; 1 SQL query."""
    return Hearing.objects.select_related("commission", "transcript__source").filter(slug=slug).first()


def transcript_of(hearing: Hearing):
    """The transcript of *hearing*, loaded by `hearing_called`, or None."""
    return getattr(hearing, "transcript", None)


def hearing_page(hearing: Hearing, person) -> dict:
    """What the page of *hearing* shows to *person*; 7 SQL queries.

    Persons heard with their consents, who speaks how often in the record, the latest excerpts, the contributions.
    """
    transcript = transcript_of(hearing)
    member, runs = is_member(person, hearing), runs_it(person, hearing)
    witnesses = list(hearing.witnesses.select_related("person", "body").prefetch_related("consents").order_by("pk"))
    contributions = hearing.contributions.select_related("source", "person", "body").order_by("source__heard_on", "pk")
    if not member:
        contributions = contributions.filter(source__access=Source.Access.PUBLIC)
    contributions = list(contributions)
    named_by_function = {one.person_id: one.public_name for one in witnesses}
    for contribution in contributions:
        contribution.signature = named_by_function.get(contribution.person_id, contribution.person.name)
    sources = [one.source_id for one in contributions] + ([transcript.source_id] if transcript else [])
    excerpts = list(
        Excerpt.objects.filter(passage__source__in=sources, masked_at=None, passage__masked_at=None)
        .select_related("passage")
        .order_by("passage__source", "passage__position", "start")
    )
    return {
        "hearing": hearing,
        "transcript": transcript,
        "witnesses": [(one, _consents(one)) for one in witnesses],
        "uses": Consent.Use.choices,
        "contributions": contributions,
        "excerpts": excerpts,
        "speakers": speakers_of(transcript.source) if transcript else [],
        "reading": Reading.objects.filter(hearing=hearing).defer("turns").first() if runs and not transcript else None,
        "member": member,
        "runs": runs,
        "correctable": bool(transcript) and transcript.is_correctable(timezone.localdate()),
        "past": hearing.starts_at <= timezone.now(),
    }


def _consents(witness: Witness) -> list[tuple[str, Consent | None]]:
    by_use = {consent.use: consent for consent in witness.consents.all()}
    return [(label, by_use.get(use)) for use, label in Consent.Use.choices]


def witness_called(slug: str, pk: int) -> Witness | None:
    """A person heard in the hearing at *slug*, with her consents; 2 SQL queries."""
    return (
        Witness.objects.select_related("hearing__commission", "hearing__transcript", "person", "body")
        .prefetch_related("consents")
        .filter(hearing__slug=slug, pk=pk)
        .first()
    )


def reach_of(witness: Witness) -> dict:
    """What a withdrawal by *witness* would reach: her passages and the excerpts that quote them; 2 SQL queries."""
    sources = Q(source__transcript__hearing=witness.hearing_id) | Q(source__contribution__hearing=witness.hearing_id)
    passages = witness.person.passages.filter(sources).exclude(words="")
    return {
        "passages": passages.count(),
        "excerpts": Excerpt.objects.filter(passage__in=passages, masked_at=None).count(),
    }


def words_of(witness: Witness):
    """The passages of *witness* in the record of her hearing, those masked too; not evaluated."""
    return Passage.objects.filter(source__transcript__hearing=witness.hearing_id, person=witness.person_id)


def own_words(witness: Witness, page) -> dict:
    """A page of what *witness* said in the record, with her corrections; 4 SQL queries.

    `passages` are those that she may correct; those masked are counted.
    """
    hers = words_of(witness)
    open_ones = hers.filter(masked_at=None).exclude(words="").order_by("position")
    found = Paginator(
        open_ones.select_related("correction").prefetch_related("corrections"), OWN_PASSAGES_A_PAGE
    ).get_page(page)
    return {"page": found, "passages": list(found), "masked": hers.count() - found.paginator.count}


def witness_at(token: str) -> Witness | None:
    """The person heard whose personal link holds *token*, with her hearing; 1 SQL query."""
    return (
        Witness.objects.select_related("hearing__commission", "hearing__transcript", "person")
        .filter(token=token)
        .first()
    )


def corrections_page(hearing: Hearing) -> dict:
    """For who runs *hearing*: each person heard who speaks in the record, how many of her passages were corrected, the
    excerpts flagged since; 2 SQL queries."""
    source = transcript_of(hearing).source
    hers = Count("person__passages", filter=Q(person__passages__source=source), distinct=True)
    corrected = Count(
        "person__passages",
        filter=Q(person__passages__source=source, person__passages__correction__isnull=False),
        distinct=True,
    )
    witnesses = (
        hearing.witnesses.select_related("person", "person__account")
        .annotate(said=hers, corrected=corrected)
        .filter(said__gt=0)
        .order_by("pk")
    )
    flagged = Excerpt.objects.filter(passage__source=source, flagged_at__isnull=False, masked_at=None)
    return {
        "hearing": hearing,
        "transcript": transcript_of(hearing),
        "witnesses": list(witnesses),
        "flagged": list(flagged.select_related("passage", "made_by").order_by("passage__position", "start")),
    }


def known_persons(commissions):
    """Persons whom *commissions* heard or read already."""
    return (
        Person.objects.filter(
            Q(hearings__hearing__commission__in=commissions) | Q(contributions__commission__in=commissions),
            erased_at=None,
        )
        .distinct()
        .order_by("sorted_as", "pk")
    )


def contributions_page(person, page) -> dict:
    """Written contributions that *person* may see, the latest first; 3 SQL queries."""
    found = WrittenContribution.objects.select_related("source", "person", "body", "commission", "hearing").order_by(
        "-source__heard_on", "-pk"
    )
    places = seat_of(person).commission_ids if person else set()
    found = found.filter(
        Q(source__access=Source.Access.PUBLIC) | Q(commission__in=places) | Q(commission__parent__in=places)
    ).annotate(excerpts=Count("source__passages__excerpts", filter=Q(source__passages__excerpts__masked_at=None)))
    found = Paginator(found, HEARINGS_A_PAGE).get_page(page)
    signatures = signatures_of(found.object_list)
    for contribution in found:
        contribution.signature = signatures[contribution.pk]
    return {"page": found}


def signatures_of(contributions) -> dict[int, str]:
    """How each contribution is signed in public: by function without consent to the name; 2 SQL queries."""
    hearings = {one.hearing_id for one in contributions if one.hearing_id}
    shown = {}
    if hearings:
        for witness in (
            Witness.objects.filter(hearing__in=hearings).select_related("person").prefetch_related("consents")
        ):
            shown[witness.hearing_id, witness.person_id] = witness.public_name
    return {one.pk: shown.get((one.hearing_id, one.person_id), one.person.name) for one in contributions}


def contribution_called(pk: int) -> WrittenContribution | None:
    """A contribution with its source, who sent it, its hearing; 1 SQL query."""
    return (
        WrittenContribution.objects.select_related("source__commission", "person", "body", "commission", "hearing")
        .filter(pk=pk)
        .first()
    )
