"""What the public pages ask."""

from portevoix.site.queries.commission import commission_page, events, members_page
from portevoix.site.queries.home import home, offices_to_try, people_to_try
from portevoix.site.queries.journal import addresses

__all__ = ["addresses", "commission_page", "events", "home", "members_page", "offices_to_try", "people_to_try"]
