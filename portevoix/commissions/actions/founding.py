"""A commission is created, corrected, closed, reopened."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portevoix.commissions.actions.keeping import administer, found, refuse_if_closed
from portevoix.commissions.actions.seating import end_terms
from portevoix.commissions.models import Commission
from portevoix.journal.acts import Refused, record

SLUG_LENGTH = 60
RESERVED = {"nouvelle", "modele"}  # addresses of pages
CORRECTED = ("name", "motto", "purpose", "axis", "answer_delay_months")


@transaction.atomic
def create_commission(*, name: str, by, at: datetime, slug: str = "", parent=None, associations=(), **fields):
    """A new commission, or a sub-commission when *parent* is given; returns it. Its address is made from its name."""
    found(by, parent)
    if parent is not None:
        refuse_if_closed(parent)
        if parent.parent_id:
            raise Refused(_("Une sous-commission ne se divise pas : créez-la dans la commission."), field="parent")
    name = _name(name, parent)
    commission = Commission.objects.create(name=name, slug=slug or _free_slug(name), parent=parent, **fields)
    commission.associations.set(associations)
    record("commissions.created", f"commission:{commission.slug}", by=by, at=at, facts={"name": commission.name})
    return commission


def _name(typed: str, parent, but: int | None = None) -> str:
    name = " ".join(typed.split())
    if not name:
        raise Refused(_("Donnez un nom à la commission."), field="name")
    if Commission.objects.filter(name__iexact=name, parent=parent).exclude(pk=but).exists():
        raise Refused(_("Une commission porte déjà ce nom ici."), field="name")
    return name


def _free_slug(name: str) -> str:
    stem = slugify(name)[:SLUG_LENGTH].strip("-") or "commission"
    taken = set(Commission.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED
    slug, turn = stem, 1
    while slug in taken:
        turn += 1
        slug = f"{stem}-{turn}"
    return slug


@transaction.atomic
def correct_commission(commission: Commission, *, associations, by, at: datetime, **given) -> Commission:
    """Rename *commission*, or change its purpose, axis, delay, associations; its address lasts."""
    commission = Commission.objects.select_for_update().get(pk=commission.pk)
    administer(by, commission)
    given["name"] = _name(given["name"], commission.parent, commission.pk)
    changed = {}
    for field in CORRECTED:
        value = given[field].strip() if isinstance(given[field], str) else given[field]
        if (former := getattr(commission, field)) != value:
            changed[field] = {"from": former, "to": value}
            setattr(commission, field, value)
    if changed:
        commission.save(update_fields=list(changed))
    before, after = list(commission.associations.order_by("pk")), sorted(associations, key=lambda one: one.pk)
    if before != after:
        commission.associations.set(after)
        changed["associations"] = {"from": [one.short_name for one in before], "to": [one.short_name for one in after]}
    if changed:
        record("commissions.corrected", f"commission:{commission.slug}", by=by, at=at, facts=changed)
    return commission


@transaction.atomic
def close_commission(commission: Commission, *, on: date, by, at: datetime) -> Commission:
    """Close *commission* after day *on*: seats and roles end that day, all that was done stays readable.

    A sub-commission is closed by the secretariat of its commission; a commission, by the administration. Refused
    while a sub-commission is open, a meeting is to come, or a seat starts later.
    """
    commission = Commission.objects.select_for_update(of=("self",)).select_related("parent").get(pk=commission.pk)
    found(by, commission.parent)
    refuse_if_closed(commission)
    if on > timezone.localdate(at):
        raise Refused(_("On ferme une commission au plus tard aujourd’hui, jamais d’avance."), field="on")
    if commission.children.filter(closed_on=None).exists():
        raise Refused(_("Ses sous-commissions siègent encore : fermez-les d’abord."))
    if commission.meetings.filter(Q(starts_at__date__gt=on) | Q(opened_at__isnull=False), closed_at=None).exists():
        raise Refused(_("Une séance est ouverte ou encore à venir : levez-la ou attendez qu’elle se tienne."))
    end_terms(commission, on=on, by=by, at=at)
    commission.closed_on = on
    commission.save(update_fields=["closed_on"])
    record("commissions.closed", f"commission:{commission.slug}", by=by, at=at, facts={"on": on.isoformat()})
    return commission


@transaction.atomic
def reopen_commission(commission: Commission, *, by, at: datetime) -> Commission:
    """Open *commission* again; seats and roles that ended do not come back by themselves."""
    commission = Commission.objects.select_for_update(of=("self",)).select_related("parent").get(pk=commission.pk)
    found(by, commission.parent)
    if not commission.closed_on:
        raise Refused(_("Cette commission n’est pas close."))
    if commission.parent:
        refuse_if_closed(commission.parent)
    commission.closed_on = None
    commission.save(update_fields=["closed_on"])
    record("commissions.reopened", f"commission:{commission.slug}", by=by, at=at)
    return commission
