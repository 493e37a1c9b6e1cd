"""How long notices, and the traces of the tasks that mailed them, are kept."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from portevoix.notices.models import Notice
from portevoix.people.rights.retention import keep


@keep("notices", what=_("les avis, lus ou non"), since=_("leur envoi"), days=365)
def old_notices(before: datetime) -> int:
    """Notices that no longer tell anything."""
    return Notice.objects.filter(made_at__lt=before).delete()[0]


@keep("tasks", what=_("les traces techniques des courriels partis"), since=_("leur départ"), days=30)
def finished_tasks(before: datetime) -> int:
    """Results of tasks that are over."""
    return DBTaskResult.objects.filter(finished_at__lt=before).delete()[0]
