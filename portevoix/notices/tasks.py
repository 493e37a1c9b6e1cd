"""Mails that leave outside of the request: at once, or once a day."""

import logging
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from portevoix.notices.mail import message
from portevoix.notices.models import Delivery, Notice
from portevoix.people.models import User

logger = logging.getLogger(__name__)
How = Delivery.How


def _claimed(user: User, how: str, before: datetime, at: datetime) -> list[Notice]:
    """The notices of *user* to mail, those of subjects told of in the way *how*, marked as mailed so that no one else does."""
    choices = {one.about: one.how for one in Delivery.objects.filter(person=user.person_id)}
    usual = choices.get("", How.DIGEST)
    with transaction.atomic():
        waiting = Notice.objects.select_for_update().filter(
            person=user.person_id, read_at=None, mailed_at=None, made_at__lt=before
        )
        found = [one for one in waiting.order_by("pk") if choices.get(one.about, usual) == how]
        Notice.objects.filter(pk__in=[one.pk for one in found]).update(mailed_at=at)
    return found


def _mail(user: User, how: str, before: datetime, at: datetime) -> int:
    """Mail what waits; returns how many notices left. What could not leave waits again, and the error is raised."""
    notices = _claimed(user, how, before, at)
    if notices:
        try:
            message(user, notices).send()
        except Exception:
            Notice.objects.filter(pk__in=[one.pk for one in notices]).update(mailed_at=None)
            raise
    return len(notices)


@task()
def mail_at_once(person_id: int) -> int:
    """Mail to a person, now, what she wants to be told at once; returns how many notices left."""
    user = User.objects.filter(person=person_id, is_active=True).first()
    if user is None:
        return 0
    now = timezone.now()
    return _mail(user, How.AT_ONCE, now + timedelta(seconds=1), now)


def digest_hour(at: datetime) -> datetime:
    """The last time, up to *at*, at which digests leave: what is newer waits for the next."""
    local = timezone.localtime(at)
    today = timezone.make_aware(datetime.combine(local.date(), time(settings.DIGEST_HOUR)))
    return today if today <= at else today - timedelta(days=1)


def send_digests(at: datetime, *, everything: bool = False) -> int:
    """Mail each person's digest of what was there at the last digest hour (or *everything* up to now).

    Returns how many mails left. Running it again sends nothing twice; a mail that fails is logged, and tried next time.
    """
    before = at if everything else digest_hour(at)
    waiting = Notice.objects.filter(read_at=None, mailed_at=None, made_at__lt=before).values("person")
    sent = 0
    for user in User.objects.filter(is_active=True, person__in=waiting).order_by("pk"):
        try:
            sent += bool(_mail(user, How.DIGEST, before, at))
        except Exception:
            logger.exception("The digest of account %s could not be sent; it will be tried again.", user.pk)
    return sent
