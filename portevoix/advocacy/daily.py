"""What is looked at each day: the answers that did not come (R71)."""

from datetime import datetime

from django.utils import timezone

from portevoix.advocacy.actions import note_late
from portevoix.advocacy.models import Sending
from portevoix.notices.daily import every_day


@every_day
def tell_late_answers(at: datetime) -> int:
    """Tell, once, of each sending whose day has passed with something unanswered; returns how many."""
    today = timezone.localtime(at).date()
    late = Sending.objects.filter(due_on__lt=today, late_told_at=None, items__answer=None).distinct()
    return sum(note_late(sending, at=at) for sending in late.defer("publication__pdf").order_by("pk"))
