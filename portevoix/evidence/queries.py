"""What the pages of records and excerpts ask."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import rules
from django.core.paginator import Paginator
from django.db.models import Count, Min, Q

from portevoix.commissions.rules import is_member
from portevoix.commissions.seat import seat_of
from portevoix.engine.edits import difference, in_place_order
from portevoix.evidence.models import Correction, Excerpt, Passage, Source
from portevoix.people.names import folded

PASSAGES_A_PAGE, EXCERPTS_A_PAGE = 50, 30


@dataclass
class Shown:
    """A passage as a person sees it: `parts` are (words, excerpt or None); none when it is masked to that person."""

    passage: Passage
    parts: list[tuple[str, Excerpt | None]]
    masked: bool
    withheld: bool  # masked in public, seen here because this person is a member
    again: bool  # the same person goes on
    wordings: list["Wording"]  # each correction of it, those last published at the end; none when it is masked

    @property
    def page(self) -> int:
        return page_of(self.passage.position)


@dataclass
class Wording:
    """A correction: when, and its runs, on the words that it replaced: (words, "", "ins" or "del")."""

    made_at: datetime
    segments: list[tuple[str, str]]


def wordings_of(passage: Passage) -> list[Wording]:
    """Each correction of *passage*, the first one first; reads the corrections, prefetched or not."""
    made, before = [], passage.words
    for one in sorted(passage.corrections.all(), key=lambda one: one.pk):
        made.append(Wording(one.made_at, _segments(before, one.words)))
        before = one.words
    return made


def _segments(before: str, after: str) -> list[tuple[str, str]]:
    made, reached = [], 0
    for edit in in_place_order(difference(before, after, "")):
        made += [(before[reached : edit.start], ""), (before[edit.start : edit.end], "del"), (edit.words, "ins")]
        reached = edit.end
    return [one for one in (*made, (before[reached:], "")) if one[0]]


def version_of(source: Source) -> str:
    """The digest of the version of *source* that is published: as recorded, or as corrected last; 1 SQL query."""
    last = Correction.objects.filter(passage__source=source).order_by("-pk").values_list("digest", flat=True).first()
    return last or source.digest


def said_with(words: str) -> Q:
    """Passages whose published words hold *words*."""
    return Q(correction=None, words__icontains=words) | Q(correction__words__icontains=words)


def page_of(position: int) -> int:
    """The page of the record that shows the passage at *position*."""
    return position // PASSAGES_A_PAGE + 1


def parts_of(words: str, excerpts) -> list[tuple[str, Excerpt | None]]:
    """*words* cut where excerpts start and end; each part with the first excerpt that quotes it, or None."""
    cuts = sorted({0, len(words), *(cut for one in excerpts for cut in (one.start, one.end) if 0 < cut < len(words))})
    return [
        (words[start:end], next((one for one in excerpts if one.start <= start and end <= one.end), None))
        for start, end in pairwise(cuts)
    ]


def passages_page(source: Source, person, *, page: int | str = 1, speaker: str = "", search: str = "") -> dict:
    """A page of the passages of *source* as *person* sees them, filtered; 5 SQL queries.

    Masked words are neither shown nor searched, save those withheld, by the members.
    """
    sees_withheld = rules.test_rule("evidence.read_withheld", person, source)
    passages = source.passages.all()
    if speaker:
        passages = passages.filter(speaker=speaker)
    if search:
        passages = passages.filter(said_with(search))
        if not sees_withheld:
            passages = passages.filter(masked_at=None)
    passages = passages.select_related("correction").prefetch_related("corrections")
    found = Paginator(passages.order_by("position"), PASSAGES_A_PAGE).get_page(page)
    rows = list(found.object_list)
    quoted: dict[int, list[Excerpt]] = {}
    for excerpt in Excerpt.objects.filter(passage__in=rows, masked_at=None, flagged_at=None).order_by("start", "pk"):
        quoted.setdefault(excerpt.passage_id, []).append(excerpt)
    shown, last = [], ""
    for passage in rows:
        withheld = bool(passage.masked_at and passage.words and sees_withheld)
        masked = bool(passage.masked_at) and not withheld
        parts = [] if masked else parts_of(passage.published_words, quoted.get(passage.pk, ()))
        again = bool(passage.speaker) and passage.speaker == last
        shown.append(Shown(passage, parts, masked, withheld, again, [] if masked else wordings_of(passage)))
        last = passage.speaker or last
    return {"page": found, "shown": shown, "speaker": speaker, "search": search}


def speakers_of(source: Source) -> list[dict]:
    """Who speaks in *source*, in the order of their first words: `speaker`, `times`; 1 SQL query."""
    return list(
        source.passages.exclude(speaker="")
        .values("speaker")
        .annotate(times=Count("pk"), first=Min("position"))
        .order_by("first")
    )


def readable_by(person) -> Q:
    """Excerpts that *person* may read: of public sources, and of those of the commissions the person sits in (R32)."""
    public = Q(passage__source__access=Source.Access.PUBLIC)
    if person is None:
        return public
    places = seat_of(person).commission_ids
    return public | Q(passage__source__commission__in=places) | Q(passage__source__commission__parent__in=places)


def excerpts_page(person, *, page: int | str = 1, search: str = "", tag: str = "") -> dict:
    """Excerpts that *person* may read, the latest first, found by words or by tag; 3 SQL queries."""
    excerpts = Excerpt.objects.filter(readable_by(person)).select_related("passage__source__commission")
    tagged = excerpts.filter(masked_at=None).exclude(tags="").values_list("tags", flat=True)
    tags = sorted({one for line in tagged for one in line.split(", ")}, key=folded)
    if search:
        excerpts = excerpts.filter(
            Q(words__icontains=search) | Q(note__icontains=search) | Q(passage__speaker__icontains=search)
            | Q(passage__source__title__icontains=search) | Q(reference__iexact=search), masked_at=None,
        )  # fmt: skip
    if tag:
        # Tags are one line set apart by commas: a whole tag is looked for, not a part of one.
        excerpts = excerpts.filter(
            Q(tags=tag)
            | Q(tags__startswith=f"{tag}, ")
            | Q(tags__endswith=f", {tag}")
            | Q(tags__contains=f", {tag}, "),
            masked_at=None,
        )
    found = Paginator(excerpts.order_by("-made_at", "-pk"), EXCERPTS_A_PAGE).get_page(page)
    return {"page": found, "tags": tags, "search": search, "tag": tag}


def excerpt_called(reference: str) -> Excerpt | None:
    """The excerpt at *reference* with its passage, corrected or not, and where it comes from; 1 SQL query."""
    return (
        Excerpt.objects.select_related(
            "correction",
            "passage__correction",
            "passage__source__commission",
            "passage__source__transcript__hearing",
            "passage__source__contribution",
            "made_by",
        )
        .filter(reference=reference)
        .first()
    )


def uses_of(excerpt: Excerpt, person) -> dict:
    """The alinéas and amendments that rest on *excerpt*, those that *person* may see (R102); 3 SQL queries.

    Adopted texts are everyone's; others are their members'.
    """
    bases = list(excerpt.bases.select_related("text__commission").order_by("text_id", "pk"))
    amendments = list(excerpt.amendments.select_related("version__text__commission").order_by("version_id", "number"))
    texts = {one.text_id for one in bases} | {one.version.text_id for one in amendments}
    adopted = set()
    if texts:
        version = excerpt.bases.model._meta.get_field("text").related_model._meta.get_field("versions").related_model
        adopted = set(version.objects.filter(text__in=texts, status="adopted").values_list("text_id", flat=True))

    def seen(text):
        return text.pk in adopted or is_member(person, text)

    by_text: dict[int, dict] = {}
    for basis in bases:
        if seen(basis.text):
            by_text.setdefault(basis.text_id, {"text": basis.text, "units": []})["units"].append(basis.unit_key)
    return {"bases": list(by_text.values()), "amendments": [one for one in amendments if seen(one.version.text)]}
