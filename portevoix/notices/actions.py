"""Telling people, in the transaction of the act that they are told of; and choosing how to be told."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.journal.acts import Refused
from portevoix.notices.models import Delivery, Notice
from portevoix.notices.tasks import mail_at_once
from portevoix.people.models import Person, User

How = Delivery.How


def deliveries_of(people: list[int], about: str) -> dict[int, str]:
    """How each of *people* (their keys) wants to be told of *about*: their choice for it, else for all; 1 SQL query."""
    chosen = dict.fromkeys(people, How.DIGEST)
    found = Delivery.objects.filter(person__in=people, about__in=("", about)).order_by("about")
    chosen.update((one.person_id, one.how) for one in found)  # the empty subject first, then this one
    return chosen


@transaction.atomic
def notify(
    *people: Person,
    kind: str,
    about: str,
    title: str,
    url: str,
    sentence: str,
    reason: str,
    words: Mapping[str, str] | None = None,
    deadline: date | None = None,
    by_mail: bool = True,
    by=None,
    at: datetime,
) -> list[Notice]:
    """Tell *people* who have an account, except who acts (*by*) and who chose not to be; returns what was written.

    *sentence* and *reason* are French keys (`gettext_noop`), filled with *words* when they are read. *by_mail* is False
    when another mail says it already. Mails leave by a task, queued in the same transaction.
    """
    accounts = set(
        User.objects.filter(is_active=True, person__in={one.pk for one in people if one != by}).values_list(
            "person_id", flat=True
        )
    )
    if not accounts:
        return []
    words = dict(words or {})
    told = {person: how for person, how in deliveries_of(sorted(accounts), about).items() if how != How.NEVER}
    same = {"kind": kind, "about": about, "url": url, "sentence": sentence, "read_at": None}
    waiting = {
        one.person_id: one
        for one in Notice.objects.select_for_update().filter(person__in=told, mailed_at=None, **same).order_by("pk")
        if one.words == words
    }  # fmt: skip
    made = []
    for person in told:
        notice = waiting.get(person) or Notice(person_id=person, times=0, **same)
        notice.title, notice.reason, notice.words = title[:300], reason, words
        notice.deadline, notice.made_at, notice.times = deadline, at, notice.times + 1
        notice.mailed_at = None if by_mail else at
        made.append(notice)
    Notice.objects.bulk_create([one for one in made if not one.pk])
    Notice.objects.bulk_update(
        waiting.values(), ["title", "reason", "words", "deadline", "made_at", "times", "mailed_at"]
    )
    if by_mail:
        for person, how in told.items():
            if how == How.AT_ONCE:
                mail_at_once.enqueue(person)
    return made


@transaction.atomic
def mark_read(person: Person, *, at: datetime) -> int:
    """*person* has read every notice; returns how many were new."""
    return Notice.objects.filter(person=person, read_at=None).update(read_at=at)


@transaction.atomic
def choose_delivery(person: Person, *, about: str = "", title: str = "", how: str) -> Delivery:
    """How *person* wants to be told of *about*, or of everything that has no choice of its own (empty)."""
    if how not in How.values:
        raise Refused(_("Choisissez : aussitôt, une fois par jour, ou jamais."), field="how")
    delivery, _made = Delivery.objects.update_or_create(
        person=person, about=about, defaults={"how": how, **({"title": title[:300]} if title else {})}
    )
    return delivery


@transaction.atomic
def follow_the_rule(person: Person, *, about: str) -> None:
    """*about* has no choice of its own any more: *person* is told of it as of everything else."""
    Delivery.objects.filter(person=person, about=about).exclude(about="").delete()
