from django.db import migrations, models
from django.db.models import Q
from django.utils import timezone

from portevoix.engine.tally import quorum

SHARES = {
    'more_than_half': (1, 2, True), 'half': (1, 2, False), 'third': (1, 3, False), 'two_thirds': (2, 3, False),
}


def keep_up(apps, schema_editor):
    """Meetings convened and not open yet count who sits on their day, whatever changed since they were convened.

    Proxies of those who have no vote any more end, with their entry, when the meeting opens at the latest.
    """
    model = lambda name: apps.get_model('commissions', name)  # noqa: E731
    waiting = model('Meeting').objects.filter(
        convened_at__isnull=False, opened_at=None, cancelled_at=None, lapsed_at=None
    )
    for meeting in waiting.select_related('commission'):
        day = timezone.localdate(meeting.starts_at)
        running = Q(commission=meeting.commission, start__lte=day, cancelled_at=None) & (Q(end=None) | Q(end__gte=day))
        sitting = dict.fromkeys(model('Mandate').objects.filter(running).values_list('person', flat=True), False)
        for person, capacity in model('Membership').objects.filter(running).values_list('person', 'capacity'):
            sitting[person] = sitting.get(person, False) or capacity == 'elected'
        for one in model('Convocation').objects.filter(meeting=meeting):
            one.sits, one.with_vote = one.person_id in sitting, sitting.get(one.person_id, False)
            one.save(update_fields=['sits', 'with_vote'])
        rules = model('MeetingRules').objects
        found = (
            rules.filter(commission=meeting.commission_id).first()
            or rules.filter(commission=meeting.commission.parent_id).first()
        )
        numerator, denominator, strict = SHARES[found.quorum if found else 'more_than_half']
        meeting.members_with_vote = sum(sitting.values())
        meeting.quorum = quorum(meeting.members_with_vote, numerator=numerator, denominator=denominator, strict=strict)
        if meeting.second_of_id and (found is None or found.second_without_quorum):
            meeting.quorum = 0
        meeting.save(update_fields=['members_with_vote', 'quorum'])


class Migration(migrations.Migration):

    dependencies = [
        ('commissions', '0005_mailings_kept_as_sent'),
    ]

    operations = [
        migrations.AddField(
            model_name='convocation',
            name='sits',
            field=models.BooleanField(default=True, verbose_name='siège le jour de la séance'),
        ),
        migrations.AlterField(
            model_name='mailing',
            name='kind',
            field=models.CharField(
                choices=[
                    ('convened', 'convocation'), ('updated', 'mise à jour'), ('cancelled', 'annulation'),
                    ('proxy', 'procuration reçue'), ('declined', 'procuration déclinée'),
                    ('fallen', 'procuration tombée'), ('paper', 'lettre remise'),
                ],
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name='mailing',
            name='handed',
            field=models.CharField(blank=True, max_length=200, verbose_name='remise comment'),
        ),
        migrations.AlterField(
            model_name='proxy',
            name='ended_because',
            field=models.CharField(
                blank=True,
                choices=[
                    ('', 'en cours'), ('withdrawn', 'retirée'), ('declined', 'déclinée'),
                    ('arrived', 'éteinte à l’arrivée du mandant'), ('fallen', 'tombée, faute de voix délibérative'),
                ],
                max_length=9,
            ),
        ),
        migrations.RunPython(keep_up, migrations.RunPython.noop),
    ]
