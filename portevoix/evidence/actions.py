"""Acts on what was heard: a source is recorded, words are quoted, corrected, masked."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.commissions.models import Commission
from portevoix.engine.digest import digest
from portevoix.engine.verification import fact_digest, still_said
from portevoix.evidence.models import Correction, Excerpt, Passage, Source
from portevoix.evidence.queries import version_of
from portevoix.evidence.telling import tell_flagged
from portevoix.journal.acts import Refused, erase, record, require
from portevoix.journal.models import Fact
from portevoix.people.models import Person

_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "“": '"', "”": '"', "‑": "-"}
)
_TAG_SPLIT = re.compile(r"[,;\n]+")


@dataclass(frozen=True)
class Said:
    """A passage about to be recorded; `withheld` when it is kept for the members, without consent to publish."""

    speaker: str
    words: str
    start: int | None = None
    end: int | None = None
    person: Person | None = None
    withheld: bool = False


@transaction.atomic
def record_source(
    commission: Commission,
    *,
    kind: str,
    title: str,
    heard_on: date,
    access: str,
    said: Iterable[Said],
    by,
    at: datetime,
) -> Source:
    """A new source with its passages, from position 0; its digest binds their salted leaves in order (R34).

    Called by the acts that hear (a transcript, a contribution), which check who may. Refused without any passage.
    """
    passages = []
    for position, one in enumerate(said):
        passage = Passage(position=position, speaker=one.speaker, person=one.person, words=one.words, start=one.start,
                          end=one.end, masked_at=at if one.withheld else None)  # fmt: skip
        passage.salt, passage.leaf = _salted(passage, one.words)
        passages.append(passage)
    if not passages:
        raise Refused(_("Il n’y a rien à enregistrer : aucun mot n’a été trouvé."))
    leaves = [passage.leaf for passage in passages]
    source = Source.objects.create(
        commission=commission, kind=kind, title=title, heard_on=heard_on, access=access, digest=digest(leaves),
        recorded_at=at,
    )  # fmt: skip
    for passage in passages:
        passage.source = source
    Passage.objects.bulk_create(passages, batch_size=500)
    record(
        "evidence.source_recorded",
        f"source:{source.pk}",
        by=by,
        at=at,
        facts={"title": title, "kind": str(kind), "heard_on": heard_on.isoformat(), "leaves": leaves,
               "digest": source.digest},
    )  # fmt: skip
    return source


def _locked(pk: int) -> Source:
    """The source, locked before any of its passages: each correction follows the one before, and none crosses an erasure."""
    return Source.objects.select_for_update().get(pk=pk)


def _salted(passage: Passage, words: str) -> tuple[str, str]:
    """A new salt, and the leaf of *passage* said in these *words*."""
    salt = secrets.token_hex(16)
    said = [passage.position, passage.speaker, words, passage.start, passage.end]
    return salt, fact_digest(salt, "passage", said)


@transaction.atomic
def correct_passage(passage: Passage, *, words: str, at: datetime) -> Correction | None:
    """Publish *words* in the place of those of *passage*, which are kept, as its earlier corrections are (R33).

    Called by the act that hears the correction, which checks who may and what is off the record. None when the words are
    those already published: nothing is written. Each excerpt whose words are no longer at their place is flagged, each one
    whose words are there again stands, and those who rely on it are told (R34). Refused on masked words, on an empty text.
    """
    source = _locked(passage.source_id)
    passage = Passage.objects.select_for_update(of=("self",)).select_related("correction").get(pk=passage.pk)
    if passage.masked_at or not passage.words:
        raise Refused(_("Ces propos sont masqués : ils ne se corrigent pas."))
    if not any(sign.isalnum() for sign in words):
        raise Refused(
            _("Une correction garde des mots. Pour que vos propos ne soient plus publiés, retirez votre consentement.")
        )
    if words == passage.published_words:
        return None
    previous = version_of(source)
    salt, leaf = _salted(passage, words)
    leaves = [
        leaf if pk == passage.pk else corrected or recorded
        for pk, recorded, corrected in source.passages.order_by("position").values_list(
            "pk", "leaf", "correction__leaf"
        )
    ]
    correction = Correction.objects.create(
        passage=passage, words=words, salt=salt, leaf=leaf, digest=digest(leaves), made_at=at
    )
    passage.correction = correction
    passage.save(update_fields=["correction"])
    record(
        "evidence.passage_corrected",
        f"source:{source.pk}",
        by="la personne entendue",  # the passage says who, as long as she may be named
        at=at,
        facts={"position": passage.position, "leaf": leaf, "previous": previous, "digest": correction.digest},
    )
    for excerpt in passage.excerpts.filter(masked_at=None).select_related("correction"):
        excerpt.passage, passage.source = passage, source
        _check_words(excerpt, correction, at)
    return correction


def _check_words(excerpt: Excerpt, correction: Correction, at: datetime) -> None:
    stands = still_said(excerpt.quoted_words, correction.words, excerpt.start, excerpt.end)
    if stands is (excerpt.flagged_at is None):
        return
    excerpt.flagged_at = None if stands else at
    excerpt.save(update_fields=["flagged_at"])
    act = "evidence.excerpt_stands" if stands else "evidence.excerpt_flagged"
    record(act, f"excerpt:{excerpt.reference}", at=at, facts={"digest": correction.digest})
    if not stands:
        tell_flagged(excerpt, at=at)


def occurrences(passage: Passage, words: str) -> list[tuple[int, int]]:
    """Where *words* stand in *passage*, as spans of code points; spaces and apostrophes may differ in kind."""
    tokens = words.translate(_ALIKE).split()
    if not tokens:
        return []
    pattern = r"\s+".join(re.escape(token) for token in tokens)
    return [found.span() for found in re.finditer(pattern, passage.published_words.translate(_ALIKE))]


def find_span(passage: Passage, words: str, occurrence: int | None = None) -> tuple[int, int]:
    """The span of *words* in *passage*: the only one, or number *occurrence* from 0.

    Raises Refused, on the field `words`, when they are not there as such, or more than once and none is chosen.
    """
    found = occurrences(passage, words)
    if not found:
        raise Refused(
            _(
                "Ces mots ne sont pas dans ce passage tels quels. Un extrait garde les mots exacts : "
                "copiez-les du passage, sans rien y changer."
            ),
            field="words",
        )
    if occurrence is not None and 0 <= occurrence < len(found):
        return found[occurrence]
    if len(found) > 1:
        raise Refused(
            _(
                "Ces mots sont %(times)d fois dans ce passage : dites lesquels, ou prenez-en quelques-uns de "
                "plus autour."
            )
            % {"times": len(found)},
            field="words",
        )
    return found[0]


def tags_in(typed: str) -> str:
    """The tags in *typed*, set apart by commas, each once, in lower case."""
    return ", ".join(dict.fromkeys(tag for part in _TAG_SPLIT.split(typed) if (tag := " ".join(part.split()).lower())))


@transaction.atomic
def make_excerpt(
    passage: Passage, *, start: int, end: int, note: str = "", tags: str = "", by, at: datetime
) -> Excerpt:
    """Quote the words of *passage*, as published, from *start* to *end* (R34); spaces at the ends are left out.

    Refused to others than the members of its commission, on masked words, on words that nobody said, twice the same.
    """
    # The one lock of the numbering: two excerpts made together take two references.
    Commission.objects.select_for_update().order_by("pk").first()
    passage = (
        Passage.objects.select_for_update(of=("self",))
        .select_related("source__commission", "correction")
        .get(pk=passage.pk)
    )
    source, said = passage.source, passage.published_words
    require("evidence.make_excerpt", by, source, _("Les membres de la commission citent ce qui a été entendu."))
    if passage.masked_at:
        raise Refused(
            _("Ces propos sont masqués, faute d’accord de la personne pour les publier : ils ne se citent pas.")
        )
    if not passage.speaker:
        raise Refused(_("Cette ligne du compte rendu n’est dite par personne : elle ne se cite pas."))
    if not 0 <= start < end <= len(said):
        raise Refused(_("Ces mots ne sont pas dans ce passage. Choisissez-les à nouveau."), field="words")
    words = said[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    words = said[start:end]
    if not any(sign.isalnum() for sign in words):
        raise Refused(_("Choisissez au moins un mot."), field="words")
    if same := passage.excerpts.filter(start=start, end=end, flagged_at=None).first():
        raise Refused(
            _("Ces mots sont déjà cités : extrait %(reference)s.") % {"reference": same.reference}, field="words"
        )
    tags = tags_in(tags)
    if len(tags) > 200:
        raise Refused(_("Les mots-clés dépassent 200 signes : gardez les plus utiles."), field="tags")
    excerpt = Excerpt.objects.create(
        reference=_next_reference(timezone.localtime(at).year), passage=passage, correction=passage.correction,
        start=start, end=end, words=words, source_digest=version_of(source), note=note.strip(), tags=tags, made_by=by,
        made_at=at,
    )  # fmt: skip
    record(
        "evidence.excerpt_made",
        f"excerpt:{excerpt.reference}",
        by=by,
        at=at,
        facts={"words": words, "position": passage.position, "start": start, "end": end, "speaker": passage.speaker,
               "source_digest": excerpt.source_digest, "note": excerpt.note, "tags": tags},
    )  # fmt: skip
    return excerpt


def _next_reference(year: int) -> str:
    stem = f"E-{year}-"
    last = (
        Excerpt.objects.filter(reference__startswith=stem).order_by("-pk").values_list("reference", flat=True).first()
    )
    return f"{stem}{int(last.removeprefix(stem)) + 1 if last else 1:03}"


@transaction.atomic
def erase_words(source: Source, *, person: Person, reason: str, by, at: datetime) -> int:
    """Erase the words of *person* from *source*, as recorded and as corrected, and from the excerpts that quote them (R31);
    returns how many passages.

    The words and salts go, in the tables and in the journal's values; leaves and digests stay, so that all else still
    verifies (R101).
    """
    _locked(source.pk)
    passages = list(source.passages.select_for_update().filter(person=person).exclude(words=""))
    if not passages:
        return 0
    source.passages.filter(pk__in=[passage.pk for passage in passages]).update(words="", salt="", masked_at=at)
    Correction.objects.filter(passage__in=passages).update(words="", salt="")
    record(
        "evidence.passages_masked",
        f"source:{source.pk}",
        by=by,
        at=at,
        facts={"positions": [passage.position for passage in passages], "reason": reason},
    )
    for excerpt in Excerpt.objects.filter(passage__in=passages, masked_at=None):
        excerpt.words, excerpt.note, excerpt.masked_at = "", "", at
        excerpt.save(update_fields=["words", "note", "masked_at"])
        _forget(excerpt, ("words", "note", "speaker", "tags"), at)
        record("evidence.excerpt_masked", f"excerpt:{excerpt.reference}", by=by, at=at, facts={"reason": reason})
    return len(passages)


@transaction.atomic
def show_by_function(source: Source, *, person: Person, label: str, reason: str, by, at: datetime) -> int:
    """Show *person* as *label* in *source* from now on, and forget the name in its excerpts (R31); returns how many.

    The salts go: the leaves hold the name, and nobody may find it again from them.
    """
    _locked(source.pk)
    passages = list(source.passages.select_for_update().filter(person=person).exclude(speaker=label))
    if not passages:
        return 0
    source.passages.filter(pk__in=[passage.pk for passage in passages]).update(speaker=label, salt="")
    Correction.objects.filter(passage__in=passages).update(salt="")
    for excerpt in Excerpt.objects.filter(passage__in=passages):
        _forget(excerpt, ("speaker",), at)
    record(
        "evidence.speaker_unnamed",
        f"source:{source.pk}",
        by=by,
        at=at,
        facts={"positions": [passage.position for passage in passages], "reason": reason},
    )
    return len(passages)


@transaction.atomic
def publish_withheld(source: Source, *, person: Person, by, at: datetime) -> int:
    """Show to everyone the words of *person* that were kept for the members, consent having come; returns how many."""
    passages = list(
        source.passages.select_for_update().filter(person=person, masked_at__isnull=False).exclude(words="")
    )
    if not passages:
        return 0
    source.passages.filter(pk__in=[passage.pk for passage in passages]).update(masked_at=None)
    record(
        "evidence.passages_published",
        f"source:{source.pk}",
        by=by,
        at=at,
        facts={"positions": [passage.position for passage in passages]},
    )
    return len(passages)


def _forget(excerpt: Excerpt, names, at: datetime) -> None:
    entries = Fact.objects.filter(entry__subject=f"excerpt:{excerpt.reference}", entry__act="evidence.excerpt_made")
    erase(entries.filter(name__in=names), at=at)
