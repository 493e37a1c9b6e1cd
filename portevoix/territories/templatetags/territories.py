"""How figures and territories are written on every page."""

from django import template
from django.utils.formats import date_format

from portevoix.territories import names
from portevoix.ui.language import spoken

register = template.Library()


@register.filter
def grouped(number) -> str:
    """A whole number with its thousands apart; nothing for what is not given."""
    return "" if number is None else names.grouped(number)


@register.filter
def day(date) -> str:
    """A day as it is written: `1er janvier 2026`, where Django's own format says `1 janvier 2026`."""
    written = date_format(date, "j F Y")
    return spoken(f"1er{written.removeprefix('1')}", written) if date.day == 1 else written


@register.inclusion_tag("territories/placed.html")
def placed(territory):
    """What a territory is and where it lies, in a line: « commune · Nord (59) »."""
    return {"one": territory}
