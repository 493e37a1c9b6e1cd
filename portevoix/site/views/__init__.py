"""The public pages, and the demo's way in."""

from portevoix.site.views.commission import calendar, commission, commission_home, members
from portevoix.site.views.public import (
    about,
    forbidden,
    home,
    journal,
    journal_export,
    not_found,
    server_error,
    try_as,
)

__all__ = [
    "about",
    "calendar",
    "commission",
    "commission_home",
    "forbidden",
    "home",
    "journal",
    "journal_export",
    "members",
    "not_found",
    "server_error",
    "try_as",
]
