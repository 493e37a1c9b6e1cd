"""What the pages of notices ask."""

from django.db.models import Max

from portevoix.notices.mail import grouped
from portevoix.notices.models import Delivery, Notice
from portevoix.people.models import Person

READ_SHOWN = 50


def notices_page(person: Person) -> dict:
    """What is new to *person*, by subject, and the last that she has read; 2 SQL queries."""
    mine = Notice.objects.filter(person=person)
    new = list(mine.filter(read_at=None)[:300])
    return {"groups": grouped(new), "new": len(new), "read": list(mine.exclude(read_at=None)[:READ_SHOWN])}


def title_of(person: Person, about: str) -> str:
    """What the subject *about* was last called when *person* was told of it; empty when she never was. 1 SQL query."""
    return Notice.objects.filter(person=person, about=about).values_list("title", flat=True).first() or ""


def deliveries_page(person: Person) -> dict:
    """How *person* is told of everything, and of each subject that she was told of or chose for; 2 SQL queries."""
    chosen = {one.about: one for one in Delivery.objects.filter(person=person)}
    told = (
        Notice.objects.filter(person=person)
        .order_by()
        .values("about")
        .annotate(latest=Max("made_at"), named=Max("title"))
        .order_by("-latest")[:100]
    )
    subjects = {one["about"]: one["named"] for one in told}
    subjects |= {about: one.title for about, one in chosen.items() if about}
    usual = chosen.get("")
    return {
        "usual": usual.how if usual else Delivery.How.DIGEST,
        "subjects": [
            {"about": about, "title": title, "how": chosen[about].how if about in chosen else ""}
            for about, title in subjects.items()
        ],
        "choices": Delivery.How.choices,
    }
