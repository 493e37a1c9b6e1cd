"""A commission is created."""

from datetime import datetime

from django.db import transaction

from portevoix.commissions.models import Commission
from portevoix.journal.acts import record


@transaction.atomic
def create_commission(*, by, at: datetime, associations=(), **fields) -> Commission:
    """A new commission, or a sub-commission when `parent` is given; journaled."""
    commission = Commission.objects.create(**fields)
    commission.associations.set(associations)
    record("commissions.created", f"commission:{commission.slug}", by=by, at=at, facts={"name": commission.name})
    return commission
