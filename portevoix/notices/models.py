"""What people are told, and how each wants to be told."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portevoix.people.models import Person
from portevoix.ui.dates import WITH_WEEKDAY, written_day


class Notice(models.Model):
    """*Avis*: something that happened, why this person is told of it, and by when it asks for an act.

    `sentence` and `reason` are French keys, filled with `words` in the language of whoever reads. `about` is the subject
    that one may stop being told of (`text:…`), `title` what it is called. Identical ones not yet read nor mailed are one,
    counted in `times`.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=200)
    title = models.CharField(_("sujet"), max_length=300)
    url = models.CharField(max_length=300)
    sentence = models.TextField()
    reason = models.TextField()
    words = models.JSONField(default=dict)
    deadline = models.DateField(_("échéance"), null=True, blank=True)
    times = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(_("date"))
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        verbose_name = _("avis")
        indexes = [models.Index(fields=("person", "read_at"), name="notice_person_read")]

    def __str__(self):
        return self.said

    @property
    def said(self) -> str:
        """What happened, in the language of the page, and how many times; words say an hour (`at`) as `day` and `hour`."""
        words = dict(self.words)
        if at := words.get("at"):
            moment = datetime.fromisoformat(at)
            words |= {"day": written_day(moment, WITH_WEEKDAY), "hour": written_day(moment, "H:i")}
        said = gettext(self.sentence) % words
        if self.times == 1:
            return said
        times = ngettext("%d fois", "%d fois", self.times) % self.times
        return f"{said} ({times})"

    @property
    def why(self) -> str:
        """Why this person is told, in the language of the page: `parce que…`."""
        return gettext(self.reason) % self.words


class Delivery(models.Model):
    """How a person wants to be told of a subject; of everything else when `about` is empty."""

    class How(models.TextChoices):
        AT_ONCE = "at_once", _("aussitôt")
        DIGEST = "digest", _("une fois par jour, en un seul courriel")
        NEVER = "never", _("jamais, ni par courriel ni sur la page des avis")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="deliveries")
    about = models.CharField(max_length=200, blank=True)
    title = models.CharField(_("sujet"), max_length=300, blank=True)
    how = models.CharField(_("être averti"), max_length=8, choices=How, default=How.DIGEST)

    class Meta:
        ordering = ("title", "id")
        verbose_name = _("réglage des avis")
        constraints = [models.UniqueConstraint(fields=("person", "about"), name="one_delivery_per_subject")]

    def __str__(self):
        return f"{self.title}: {self.get_how_display()}"
