"""Meetings that stand were all convened: the journal says when."""

from django.db import migrations


def say_when(apps, schema_editor):
    Meeting = apps.get_model("commissions", "Meeting")
    Entry = apps.get_model("journal", "Entry")
    known = dict(Entry.objects.filter(act="commissions.meeting_convened").values_list("subject", "at"))
    for meeting in Meeting.objects.filter(convened_at=None):
        meeting.convened_at = known.get(f"meeting:{meeting.pk}") or meeting.starts_at
        meeting.by_hands = meeting.opened_at is not None
        meeting.save(update_fields=["convened_at", "by_hands"])


class Migration(migrations.Migration):
    dependencies = [("commissions", "0003_meetings_whole"), ("journal", "0001_initial")]

    operations = [migrations.RunPython(say_when, migrations.RunPython.noop)]
