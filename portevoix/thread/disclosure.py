"""Which values of the journal a publication's dossier may disclose, and how the dossier is made."""

import json
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from portevoix.advocacy.models import SentItem
from portevoix.engine import verification
from portevoix.evidence.models import Correction, Excerpt, Passage, Source
from portevoix.hearings.models import Hearing
from portevoix.journal.acts import entry_as_dict
from portevoix.journal.models import Entry, Fact
from portevoix.publications.models import Publication
from portevoix.texts.models import Amendment, Basis, Version

# Read once, with the code that runs: a dossier's page and its program are then always of one version.
PROGRAM = Path(verification.__file__).read_bytes()


def _public_excerpts(publication: Publication) -> list[Excerpt]:
    """Excerpts that the text or its amendments rest on, from public sources, not masked."""
    text = publication.version.text
    cited = set(Basis.objects.filter(text=text).values_list("excerpt_id", flat=True))
    cited |= set(
        Amendment.objects.filter(version__text=text, excerpts__isnull=False).values_list("excerpts", flat=True)
    )
    return list(
        Excerpt.objects.filter(pk__in=cited, masked_at=None, passage__masked_at=None)
        .filter(passage__source__access=Source.Access.PUBLIC)
        # Said by someone who withdrew her name since: the leaf of the version quoted can no longer be opened.
        .exclude(correction=None, passage__salt="")
        .exclude(correction__salt="")
        .select_related("passage__source", "correction")
    )


def _subjects(publication: Publication, excerpts: list[Excerpt]) -> dict[str, set[str] | None]:
    """The subjects whose facts are disclosed: all of them (None), or those of these acts only."""
    text = publication.version.text
    subjects: dict[str, set[str] | None] = {f"text:{text.slug}": None, f"publication:{publication.address}": None}
    for version in Version.objects.filter(text=text).select_related("ballot"):
        subjects[f"version:{text.slug}/{version.number}"] = None
        if version.ballot_id:
            subjects[f"ballot:{version.ballot_id}"] = None
    for amendment in Amendment.objects.filter(version__text=text).select_related("version"):
        subjects[f"amendment:{text.slug}/{amendment.version.number}/{amendment.number}"] = None
        if amendment.ballot_id:
            subjects[f"ballot:{amendment.ballot_id}"] = None
    for excerpt in excerpts:
        subjects[f"excerpt:{excerpt.reference}"] = None
        subjects[f"source:{excerpt.passage.source_id}"] = None
    sources = {excerpt.passage.source_id for excerpt in excerpts}
    for hearing in Hearing.objects.filter(transcript__source__in=sources):
        subjects[f"hearing:{hearing.slug}"] = {"hearings.opened"}
    for item in SentItem.objects.filter(sending__publication=publication).select_related("answer"):
        subjects[f"sending:{item.sending_id}"] = None
        answered = getattr(item, "answer", None)
        acts = {"advocacy.followed_up"}
        if answered and answered.received_at:
            acts |= {"advocacy.answer_submitted", "advocacy.answer_received"}
        subjects[f"item:{item.pk}"] = acts
    return subjects


def _values(subjects) -> dict[str, dict[str, list]]:
    """The disclosed facts, by entry number: name → [salt, value]; erased ones are left out."""
    values: dict[str, dict[str, list]] = {}
    facts = Fact.objects.filter(entry__subject__in=subjects, erased_at=None).select_related("entry").order_by("pk")
    for fact in facts:
        acts = subjects[fact.entry.subject]
        if acts is None or fact.entry.act in acts:
            values.setdefault(str(fact.entry.number), {})[fact.name] = [fact.salt, fact.value]
    return values


def _passages(excerpts: list[Excerpt]) -> dict[str, list[dict]]:
    """The passages that hold the disclosed excerpts, by the digest of the version of their source that each one quotes,
    then as each later correction made them (R33)."""
    corrections: dict[int, list[Correction]] = {}
    for one in Correction.objects.filter(passage__in={excerpt.passage_id for excerpt in excerpts}).order_by("pk"):
        corrections.setdefault(one.passage_id, []).append(one)
    held: dict[tuple[str, int], dict] = {}
    for excerpt in sorted(excerpts, key=lambda one: (one.passage.source_id, one.passage.position, one.pk)):
        passage, quoted = excerpt.passage, excerpt.correction
        held[excerpt.source_digest, passage.position] = _disclosed(passage, quoted or passage)
        for later in corrections.get(passage.pk, ()):
            if quoted is None or later.pk > quoted.pk:
                held[later.digest, passage.position] = _disclosed(passage, later)
    passages: dict[str, list[dict]] = {}
    for (digest, _position), one in held.items():
        passages.setdefault(digest, []).append(one)
    return passages


def _disclosed(passage: Passage, said: Passage | Correction) -> dict:
    return {
        "position": passage.position,
        "speaker": passage.speaker,
        "words": said.words,
        "start": passage.start,
        "end": passage.end,
        "salt": said.salt,
    }


def dossier(publication: Publication) -> bytes:
    """The dossier of *publication*, a ZIP that `portevoix verify` checks offline (R52, R100, R101).

    Confidential sources, masked excerpts, answers not yet received and the names of persons heard are withheld.
    """
    excerpts = _public_excerpts(publication)
    entries = [entry_as_dict(entry) for entry in Entry.objects.order_by("number").iterator(chunk_size=5000)]
    values = _values(_subjects(publication, excerpts))
    about = {
        "format": verification.FORMAT,
        "address": publication.address,
        "url": settings.PUBLIC_URL + reverse("publications:publication", args=[publication.address]),
        "title": publication.title,
        "published_at": publication.published_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "head": {"number": entries[-1]["number"], "digest": entries[-1]["digest"]},
        "licence": "Licence Ouverte 2.0",
        "notice": _("Commission fictive : ses membres et leurs propos sont inventés.")
        if publication.version.text.commission.fictional
        else "",
    }
    disclosed = {number: {name: pair[1] for name, pair in facts.items()} for number, facts in values.items()}
    passages = _passages(excerpts)
    record = verification.Record(
        [(entry, disclosed.get(str(entry["number"]), {})) for entry in entries], publication.address, passages
    )
    files = {
        "dossier.json": verification.canonical(about),
        "journal.jsonl": b"".join(verification.canonical(entry) + b"\n" for entry in entries),
        "values.json": verification.canonical(values),
        "passages.json": verification.canonical(passages),
        "publication.pdf": bytes(publication.pdf),
        "index.html": verification.index_page(record, json.loads(verification.canonical(about))).encode(),
        "verify.py": PROGRAM,
    }
    files["MANIFEST.json"] = verification.manifest(files)
    return verification.archive(files)
