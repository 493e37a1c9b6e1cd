"""What the commission's pages ask."""

from django.db.models import Count, Q
from django.utils import timezone

from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.commissions.seat import current


def commission_page(commission: Commission) -> dict:
    """The commission, its sub-commissions, who sits and who holds a role today; 4 SQL queries."""
    today = timezone.localdate()
    seats = list(
        Membership.objects.filter(current(today), commission=commission)
        .select_related("person", "association")
        .order_by("person__name")
    )
    roles = {}
    for mandate in Mandate.objects.filter(current(today), commission=commission).select_related("person"):
        roles.setdefault(mandate.person_id, []).append(mandate.get_role_display())
    seated = {seat.person_id for seat in seats}
    return {
        "commission": commission,
        "children": list(
            commission.children.annotate(
                seats=Count("memberships", filter=Q(memberships__end=None), distinct=True),
                heard=Count("hearings", distinct=True),
            )
        ),
        "seats": [(seat, ", ".join(roles.get(seat.person_id, ()))) for seat in seats],
        "others": list(
            Mandate.objects.filter(current(today), commission=commission)
            .exclude(person_id__in=seated)
            .select_related("person")
        ),
        "voters": sum(seat.capacity == Membership.Capacity.ELECTED for seat in seats),
        "experts": sum(seat.capacity == Membership.Capacity.EXPERT for seat in seats),
    }
