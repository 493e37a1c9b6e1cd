"""A version is taken away as a file, and read back it is the same text."""

import pytest

from portevoix.engine.formats import akn, markdown
from portevoix.evidence.documents import text_of_docx
from portevoix.texts.engine_bridge import to_engine
from portevoix.texts.tests.conftest import SLUG

V1 = f"/textes/{SLUG}/v1/"
READERS = {"docx": text_of_docx, "md": markdown.read, "xml": akn.read}


@pytest.mark.parametrize("form", READERS)
def test_a_version_taken_away_is_read_back_as_it_was(as_, frozen, member, form, django_assert_max_num_queries):
    client = as_(member)
    assert f'href="{V1}texte.{form}" download' in client.get(V1).content.decode()
    with django_assert_max_num_queries(12):
        answer = client.get(f"{V1}texte.{form}")
    assert answer["Content-Disposition"] == f'attachment; filename="agir-ensemble-v1.{form}"'
    assert READERS[form](answer.content) == to_engine(frozen)


def test_a_version_in_debate_is_taken_away_by_members_only(client, as_, frozen, outsider):
    assert client.get(f"{V1}texte.docx").status_code == 403
    assert as_(outsider).get(f"{V1}texte.md").status_code == 403


def test_another_kind_of_file_is_not_offered(as_, frozen, member):
    assert as_(member).get(f"{V1}texte.exe").status_code == 404
