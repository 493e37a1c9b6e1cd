"""What a person made of two votes that contradict each other, in the thread and in the dossier (R26)."""

import pytest

from portevoix.engine import verification
from portevoix.publications.actions import publish
from portevoix.texts.actions.coordinating import coordinate
from portevoix.texts.actions.examining import vote_on_the_whole
from portevoix.texts.tests.conftest import at, chair, commission, member, rapporteur, secretary  # noqa: F401
from portevoix.texts.tests.test_coordinate_competing import (  # noqa: F401
    SETTLED,
    contradictory,
    examination,
    version,
)
from portevoix.texts.tests.test_examine import FOR, ON, filed, meeting, worked_example  # noqa: F401
from portevoix.thread.disclosure import dossier

pytestmark = pytest.mark.django_db


def test_the_thread_names_the_coordination_and_the_dossier_holds(client, contradictory, rapporteur, meeting, secretary):
    made = coordinate(contradictory, **SETTLED, by=rapporteur, at=ON)
    adopted = vote_on_the_whole(made, FOR, meeting=meeting, by=secretary, at=ON)
    out = publish(adopted, address="manifeste", summary="…", colophon="Adopté.", by=secretary, at=ON)
    page = client.get("/fil/manifeste/a1/").content.decode()
    assert "Modification de coordination 6" in page and "peuvent rester fermées" in page
    assert verification.check(dossier(out))[0] == []
