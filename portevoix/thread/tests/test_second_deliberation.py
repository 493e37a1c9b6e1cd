"""What a second deliberation decided, in the thread and in the dossier (R28)."""

import io
import zipfile

import pytest

from portevoix.engine import verification
from portevoix.publications.actions import publish
from portevoix.texts.actions.deliberating import ask_second_deliberation
from portevoix.texts.actions.examining import vote_on_the_whole
from portevoix.texts.tests.conftest import at, chair, commission, member, rapporteur, secretary  # noqa: F401
from portevoix.texts.tests.test_examine import FOR, ON, meeting  # noqa: F401
from portevoix.texts.tests.test_second_deliberation import (  # noqa: F401
    AGAIN,
    ASKED,
    examine,
    file,
    reached,
    version,
)
from portevoix.thread.disclosure import dossier

pytestmark = pytest.mark.django_db


def test_the_thread_says_it_and_the_dossier_holds(client, reached, chair, file, examine, meeting, secretary):
    file(ask_second_deliberation(reached, **ASKED, by=chair, at=ON).version, AGAIN)
    adopted = vote_on_the_whole(examine(reached), FOR, meeting=meeting, by=secretary, at=ON)
    out = publish(adopted, address="charte", summary="…", colophon="Adoptée.", by=secretary, at=ON)
    page = client.get("/fil/charte/a1/").content.decode()
    assert page.count("en seconde délibération") == 1 and "libres" in page
    data = dossier(out)
    assert verification.check(data)[0] == []
    index = zipfile.ZipFile(io.BytesIO(data)).read("index.html").decode()
    assert "Amendement 1, déposé en seconde délibération le" in index
