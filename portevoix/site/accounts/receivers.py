"""What follows a sign-in, a change of password or of address, whoever makes it."""

from allauth.account.models import EmailAddress
from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver

from portevoix.people.models import User
from portevoix.site.accounts.devices import close_sessions, seen_now


@receiver(user_logged_in)
def begin_as_seen(sender, request, user, **kwargs):
    """A session that opens is noted as such already."""
    seen_now(request.session.session_key)


@receiver([password_changed, password_set, password_reset])
def close_the_others(sender, request, user, **kwargs):
    """A new password closes what an old one had opened."""
    close_sessions(user, keep=request.session.session_key)


@receiver(post_save, sender=User)
def forget_former_addresses(sender, instance, update_fields, **kwargs):
    """An account has one address: allauth keeps those it has seen, and would still let in by a former one."""
    if update_fields is None or "email" in update_fields:
        EmailAddress.objects.filter(user=instance).exclude(email=instance.email).delete()
