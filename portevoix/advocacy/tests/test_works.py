"""Publications to carry, then answers to ask for again, offered to an agenda."""

from datetime import timedelta

from django.utils import timezone

from portevoix.advocacy.actions import submit_answer
from portevoix.advocacy.tests.conftest import ADOPTED_AT
from portevoix.advocacy.works import late_answers
from portevoix.publications.works import publications_to_carry


def test_a_publication_is_offered_until_it_is_carried(commission, published, django_assert_num_queries, request):
    with django_assert_num_queries(1):
        works = list(publications_to_carry(commission))
    assert [(work.about, work.address) for work in works] == [
        ("publication:manifeste-2026", "/publications/manifeste-2026/")
    ]
    request.getfixturevalue("sending")
    assert list(publications_to_carry(commission)) == []


def test_a_sending_is_offered_once_while_an_answer_is_late(commission, sending, django_assert_num_queries):
    sending.due_on = timezone.localdate()
    sending.save()
    assert list(late_answers(commission)) == []
    sending.due_on -= timedelta(days=1)
    sending.save()
    with django_assert_num_queries(1):
        works = list(late_answers(commission))
    assert [(work.kind, work.about) for work in works] == [("follow_up", f"sending:{sending.pk}")]
    said = f"Relancer\u202f: {sending.addressee}, sur «\u202f{sending.publication}\u202f»"
    assert [work.title for work in works] == [said]
    for item in sending.items.all():
        submit_answer(item, words="Oui.", signed_by="Le cabinet", at=ADOPTED_AT)
    assert list(late_answers(commission)) == []
