"""What each act that changes the set of amendments keeps up to date."""

from portevoix.engine.text import Text as EngineText
from portevoix.texts.arrangement import arranged
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.models import Arrangement, Version
from portevoix.texts.queries.arranging import amendments_of


def arrange(version: Version, text: EngineText | None = None) -> None:
    """Keep the amendments of *version*, whose *text* may be given, arranged; in the transaction of the act."""
    made = arranged(text or to_engine(version), amendments_of(version))
    Arrangement.objects.update_or_create(version=version, defaults={"content": made.as_json()})
