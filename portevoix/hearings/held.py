"""What this room holds about persons, and what an erasure does first: every consent is withdrawn (R31)."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portevoix.commissions.models import Mandate
from portevoix.commissions.who import where_holding
from portevoix.hearings.actions.consent import withdraw_consent
from portevoix.hearings.models import Consent, Witness
from portevoix.people.models import Person
from portevoix.people.rights.held import before_erasure, hold, kept_by

hold(
    "hearings.witness.person",
    title=_("auditions"),
    purpose=_("Montrer qui a été entendu, au nom de qui, et tenir vos consentements, usage par usage."),
    shown=lambda row: {
        _("audition"): row.hearing.title,
        _("au nom de"): row.body and row.body.name,
        _("consentements"): "; ".join(
            "{} ({})".format(one.get_use_display(), _("en vigueur") if one.holds else _("retiré"))
            for one in row.consents.all()
        ),
    },
    subject=lambda row: f"hearing:{row.hearing.slug}",
    link=lambda row: (_("Mes consentements"), reverse("hearings:consents", args=[row.hearing.slug, row.pk])),
    related=("hearing", "body"),
    together=("consents",),
)
hold(
    "hearings.writtencontribution.person",
    title=_("contributions écrites"),
    purpose=_("Appuyer les travaux de la commission sur ce qui lui est écrit."),
    shown=lambda row: {_("intitulé"): row.source.title, _("date"): row.source.heard_on},
    subject=lambda row: f"source:{row.source_id}",
    related=("source",),
)
hold(
    "hearings.reading.read_by",
    delay="readings",
    title=_("comptes rendus importés, pas encore enregistrés"),
    purpose=_("Savoir qui a importé le fichier."),
    shown=lambda row: {_("fichier"): row.file_name, _("date"): row.read_at},
)


@kept_by
def heard_by_its_commission(person: Person) -> Q:
    """Those heard by a commission whose secretariat *person* holds."""
    kept = where_holding(person, timezone.localdate(), Mandate.Role.SECRETARIAT, path="hearing__commission")
    return Q(pk__in=Witness.objects.filter(kept).values("person"))


@before_erasure
def withdraw_consents(person: Person, at: datetime) -> None:
    """Who asks to be erased no longer allows anything: words are masked, the function replaces the name.

    Her personal links open nothing any more.
    """
    Witness.objects.filter(person=person).update(token=None)
    given = Consent.objects.filter(witness__person=person, withdrawn_at=None).exclude(given_at=None)
    for consent in given.select_related("witness").order_by("pk"):
        withdraw_consent(consent.witness, use=consent.use, by=person, at=at)
