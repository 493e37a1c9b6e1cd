"""The act of publishing."""

import io
from datetime import datetime

import pikepdf
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portevoix.engine.verification import sha256
from portevoix.journal.acts import Refused, record, require
from portevoix.publications.models import Publication
from portevoix.publications.printing import printed
from portevoix.publications.telling import tell_published
from portevoix.texts.actions.versions import locked_version
from portevoix.texts.engine_bridge import subject_of, to_engine
from portevoix.texts.models import Basis, Text, Version
from portevoix.ui.dates import written_day


def proposed_address(version: Version, year: int) -> str:
    """An address for *version* that none has: kind, year, and its title, which everyone reads from then on."""
    stem = Text.Kind(version.text.kind).stem
    entitled = f"{version.short_name}-".removeprefix(f"{stem}-")
    wanted = f"{stem}-{year}-{entitled}"[:70].strip("-")
    address, turn = wanted, 1
    while Publication.objects.filter(address=address).exists():
        turn += 1
        address = f"{wanted}-{turn}"
    return address


def elements_of(version: Version) -> list[str]:
    """The elements that a contribution note rests on, by date (R36); empty for other texts."""
    if version.text.kind != Text.Kind.NOTE:
        return []
    sources = {
        (basis.excerpt.passage.source.heard_on, basis.excerpt.passage.source.title)
        for basis in Basis.objects.filter(text=version.text).select_related("excerpt__passage__source")
    }
    return [f"{title}, {written_day(heard_on)}" for heard_on, title in sorted(sources)]


def print_version(version: Version, *, address: str, summary: str, colophon: str, at: datetime) -> bytes:
    """The PDF that publishing *version* would make."""
    text = version.text
    return printed(
        to_engine(version),
        title=version.title,
        author=text.commission.name,
        eyebrow=f"{text.commission.name} · {text.get_kind_display()}",
        summary=summary,
        colophon=colophon,
        digest=version.digest,
        url=settings.PUBLIC_URL + reverse("publications:publication", args=[address]),
        elements=elements_of(version),
        fictional=text.commission.fictional,
        at=at,
    )


def proposed_colophon(version: Version) -> str:
    """What the last page says by default: who adopted the text, when, by which vote."""
    ballot = version.ballot
    abstentions = ballot.abstentions if ballot else 0
    return ngettext(
        "Texte adopté par la %(commission)s le %(day)s, par %(for)d voix pour, %(against)d contre et "
        "%(abstentions)d abstention.",
        "Texte adopté par la %(commission)s le %(day)s, par %(for)d voix pour, %(against)d contre et "
        "%(abstentions)d abstentions.",
        abstentions,
    ) % {
        "commission": version.text.commission.name,
        "day": written_day(version.decided_at),
        "for": ballot.votes_for if ballot else 0,
        "against": ballot.votes_against if ballot else 0,
        "abstentions": abstentions,
    }


@transaction.atomic
def publish(version: Version, *, address: str, summary: str = "", colophon: str, by, at: datetime) -> Publication:
    """Publish an adopted version at an address that lasts: its page, its PDF, its digest; journaled.

    Refused to others than the secretariat and the chair, for a version that is not adopted, or published already,
    and at an address that is taken.
    """
    version = locked_version(version, "ballot")
    require("publications.publish", by, version, _("Le secrétariat ou la présidence publie un texte adopté."))
    if version.status != Version.Status.ADOPTED:
        raise Refused(_("Ce texte n’est pas adopté : seule une version adoptée se publie."))
    if Publication.objects.filter(version=version).exists():
        raise Refused(_("Cette version est déjà publiée."))
    pdf = print_version(version, address=address, summary=summary, colophon=colophon, at=at)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    try:
        with transaction.atomic():
            publication = Publication.objects.create(
                version=version,
                address=address,
                title=version.title,
                summary=summary,
                colophon=colophon,
                pdf=pdf,
                pdf_digest=sha256(pdf),
                pages=pages,
                published_at=at,
                published_by=by,
            )
    except IntegrityError as error:
        raise Refused(_("Cette adresse est déjà celle d’une autre publication."), field="address") from error
    record(
        "publications.published",
        f"publication:{address}",
        by=by,
        at=at,
        facts={
            "address": address,
            "title": version.title,
            "version": subject_of(version).partition(":")[2],
            "digest": version.digest,
            "pdf_digest": publication.pdf_digest,
        },
    )
    tell_published(publication, by=by, at=at)
    return publication
