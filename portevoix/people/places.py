"""Where people come from: in the words they wrote, or as the official register has it."""

from django.db.models import Q

from portevoix.territories.models import Territory


def written_and_found(territory: str, area: Territory | None) -> dict:
    """The fields of a person for a place: *territory* as it is written, or the name of *area*."""
    return {"territory": str(area) if area else " ".join(territory.split()), "area": area}


def plain(value):
    """*value* as the journal and exports hold it: a territory by its key, `commune:01001`; the rest as it is."""
    return f"{value.kind}:{value.code}" if isinstance(value, Territory) else value


def comes_from(territory: Territory, written: list[str], path: str = "") -> Q:
    """Holds for a person of *territory*: tied to it, or, tied to none, in one of the ways to write it that can mean no
    other. *path* leads to the person."""
    tied = Q(**{f"{path}area": territory})
    return tied | Q(**{f"{path}area": None, f"{path}territory__in": written})
