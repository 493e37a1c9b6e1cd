"""How figures and territories are written on every page."""

from django import template

from portevoix.territories import names

register = template.Library()


@register.filter
def grouped(number) -> str:
    """A whole number with its thousands apart; nothing for what is not given."""
    return "" if number is None else names.grouped(number)


@register.inclusion_tag("territories/placed.html")
def placed(territory):
    """What a territory is and where it lies, in a line: « commune · Nord (59) »."""
    return {"one": territory}
