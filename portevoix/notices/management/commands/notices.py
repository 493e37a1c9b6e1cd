"""`manage.py notices`: mail what waits, now."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from portevoix.notices.models import Notice
from portevoix.notices.tasks import send_digests


class Command(BaseCommand):
    help = "Say how many notices wait for a digest; --send mails those due at the last digest hour, --now all of them."

    def add_arguments(self, parser):
        parser.add_argument("--send", action="store_true", help="mail the digests that are due")
        parser.add_argument("--now", action="store_true", help="with --send: without waiting for the digest hour")

    def handle(self, *args, send=False, now=False, **options):
        if send:
            self.stdout.write(f"{send_digests(timezone.now(), everything=now)} mails sent.")
        waiting = Notice.objects.filter(read_at=None, mailed_at=None).count()
        self.stdout.write(f"{waiting} notices wait.")
