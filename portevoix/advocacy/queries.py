"""What the pages of *suites* ask."""

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from portevoix.advocacy.delays import state_of
from portevoix.advocacy.models import Addressee, FollowUp, Sending, SentItem
from portevoix.people.names import folded
from portevoix.publications.models import Publication

STATES = ("answered", "acknowledged", "sent", "late")
TAKEN = (FollowUp.Status.TAKEN_UP, FollowUp.Status.DONE, FollowUp.Status.IN_PROGRESS)


def _items():
    return (
        SentItem.objects.select_related("sending__addressee", "sending__publication__version__text", "answer")
        .defer("sending__publication__pdf")
        .prefetch_related(Prefetch("follow_ups", FollowUp.objects.order_by("on", "pk")))
        .order_by("sending__publication__published_at", "position", "sending__sent_on")
    )


def described(item: SentItem, today: date) -> SentItem:
    """*item* with `state` (R71), `last` (its current follow-up, R72), its `status`, and `received` (its public answer)."""
    item.state = state_of(item, today)
    follow_ups = list(item.follow_ups.all())
    item.last = follow_ups[-1] if follow_ups else None
    item.status = item.last.status if item.last else ""
    answer = getattr(item, "answer", None)
    item.received = answer if answer and answer.received_at else None
    return item


def outcome_of(status: str) -> str:
    """What a follow-up of *status*, or none, comes to: one of `taken`, `part`, `refused`, `none`."""
    if status in TAKEN:
        return "taken"
    if status == FollowUp.Status.PARTLY:
        return "part"
    return "none" if status in ("", FollowUp.Status.NO_ANSWER) else "refused"


def propositions(items: Iterable[tuple[int, str, str]]) -> dict[str, int]:
    """How many propositions were `carried`, each counted once however many addressees it went to; of those, how many are
    `taken_up`: taken up or under way, whole or in part, as far as one addressee at least.

    An item is (publication, unit, status of its last follow-up).
    """
    carried, taken_up = set(), set()
    for publication, unit, status in items:
        carried.add((publication, unit))
        if outcome_of(status) in ("taken", "part"):
            taken_up.add((publication, unit))
    return {"carried": len(carried), "taken_up": len(taken_up)}


def all_propositions() -> dict[str, int]:
    """What `propositions` counts, of everything ever carried; 1 SQL query."""
    last = FollowUp.objects.filter(item=OuterRef("pk")).order_by("-on", "-pk").values("status")[:1]
    items = SentItem.objects.order_by().annotate(status=Coalesce(Subquery(last), Value("")))
    return propositions(items.values_list("sending__publication", "unit_key", "status"))


def board(today: date, *, publication: str = "", addressee: str = "", outcome: str = "") -> dict:
    """Items × addressees, counted and listed, filtered by address of publication, addressee and outcome; 4 SQL queries."""
    shown = [
        described(item, today)
        for item in _items()
        if (not publication or item.sending.publication.address == publication)
        and (not addressee or str(item.sending.addressee_id) == addressee)
    ]
    counts = dict.fromkeys(("taken", "part", "refused", "none"), 0)
    for item in shown:
        counts[outcome_of(item.status)] += 1
    listed = [item for item in shown if not outcome or outcome_of(item.status) == outcome]
    return {
        "items": listed,
        "total": len(shown),
        "answered": sum(item.received is not None for item in shown),
        **counts,
        **propositions((item.sending.publication_id, item.unit_key, item.status) for item in shown),
        "publications": Publication.objects.filter(sendings__isnull=False).distinct().only("address", "title"),
        "addressees": sorted(
            Addressee.objects.filter(sendings__isnull=False).distinct(), key=lambda one: folded(one.short_name)
        ),
        "chosen": {"publication": publication, "addressee": addressee, "outcome": outcome},
    }


def item_page(pk: int, today: date) -> dict | None:
    """An item carried to an addressee: its words, its answer, what became of it; None without it. 4 SQL queries."""
    item = (
        _items()
        .select_related("sending__publication__version__text__commission__parent", "sending__addressee__commission")
        .filter(pk=pk)
        .first()
    )
    if item is None:
        return None
    described(item, today)
    version = item.sending.publication.version
    return {
        "item": item,
        "alineas": alineas_of(version, [item.unit_key])[item.unit_key],
        "publication": item.sending.publication,
    }


def alineas_of(version, keys) -> dict[str, list]:
    """The alinéas that each unit of *keys* holds, at any depth; 1 SQL query."""
    rows = list(version.units.order_by("position"))
    parents = {row.key: row.parent_key for row in rows}
    found = {key: [] for key in keys}
    for row in rows:
        if row.kind == "alinea":
            up = row.parent_key
            while up:
                if up in found:
                    found[up].append(row)
                up = parents.get(up, "")
    return found


def sendings(commission_ids) -> list[Sending]:
    """What these commissions sent, the latest first, with counts of items and answers; 2 SQL queries."""
    found = list(
        Sending.objects.filter(addressee__commission__in=commission_ids)
        .select_related("addressee", "publication")
        .defer("publication__pdf")
        .prefetch_related("items__answer")
        .order_by("-sent_on", "-pk")
    )
    for sending in found:
        answers = [item.answer for item in sending.items.all() if getattr(item, "answer", None)]
        sending.submitted = len(answers)
        sending.waiting = sum(answer.received_at is None for answer in answers)
    return found


def sending_page(pk: int, today: date) -> Sending | None:
    """A sending with its items and their answers; 3 SQL queries."""
    sending = (
        Sending.objects.select_related("addressee__commission__parent", "publication__version__text__commission")
        .defer("publication__pdf")
        .filter(pk=pk)
        .first()
    )
    if sending is not None:
        sending.listed = [described(item, today) for item in _items().filter(sending=sending)]
    return sending


def reply_page(token: str) -> dict | None:
    """What an office sees through its personal link; None when the link opens nothing. 4 SQL queries."""
    sending = (
        Sending.objects.select_related("addressee__commission", "publication__version__text__commission")
        .defer("publication__pdf")
        .filter(token=token)
        .first()
    )
    if sending is None:
        return None
    items = list(sending.items.select_related("answer").order_by("position"))
    words = alineas_of(sending.publication.version, [item.unit_key for item in items])
    for item in items:
        item.alineas = words[item.unit_key]
        item.sent_answer = getattr(item, "answer", None)
    return {"sending": sending, "items": items}


def offices_to_try() -> list[dict]:
    """For the demo's sign-in: each addressee with its personal link; 1 SQL query."""
    return [
        {
            "name": sending.addressee.name,
            "about": sending.publication.title,
            "link": reverse("advocacy:reply", args=[sending.token]),
        }
        for sending in Sending.objects.select_related("addressee", "publication")
        .defer("publication__pdf")
        .order_by("pk")
    ]
