"""What a territory said: the hearings where someone spoke for it, and what it wrote, as everyone may read them."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.evidence.models import Source
from portevoix.hearings.models import Consent, Hearing, WrittenContribution
from portevoix.people.places import comes_from
from portevoix.territories.contributions import Contribution, register


@register
def heard(territory, written):
    """The hearings of someone of *territory*, and the written contributions in its name, open to all; 2 SQL queries.

    A person is counted by her own territory only with her consent to be named: a place can tell who one is (R31).
    """
    named = comes_from(territory, written, "witnesses__person__") & Q(
        witnesses__consents__use=Consent.Use.NAME,
        witnesses__consents__given_at__isnull=False,
        witnesses__consents__withdrawn_at=None,
    )
    speaks = Q(witnesses__body__name__in=written) | named
    for hearing in Hearing.objects.filter(speaks).distinct():
        yield Contribution(
            what=_("audition"),
            title=hearing.title,
            address=reverse("hearings:hearing", args=[hearing.slug]),
            on=timezone.localtime(hearing.starts_at).date(),
        )
    written_in_its_name = WrittenContribution.objects.filter(
        body__name__in=written, source__access=Source.Access.PUBLIC
    )
    for contribution in written_in_its_name.select_related("source"):
        yield Contribution(
            what=_("contribution écrite"),
            title=contribution.source.title,
            address=reverse("hearings:contribution", args=[contribution.pk]),
            on=contribution.source.heard_on,
        )
