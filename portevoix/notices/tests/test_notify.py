"""Who is told, of what, with which reason; and who is not."""

import pytest
from django.db import transaction
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from portevoix.notices.actions import choose_delivery, mark_read
from portevoix.notices.models import Delivery, Notice
from portevoix.notices.tests.conftest import AT, someone
from portevoix.people.models import User

pytestmark = pytest.mark.django_db
How = Delivery.How


def test_a_notice_says_what_happened_and_why_in_the_language_of_the_reader(tell):
    [notice] = tell()
    assert notice.said == "La version 2 est ouverte aux amendements."
    assert notice.why == "parce que vous l’avez signé"
    with translation.override("en"):
        assert notice.said == "Version 2 is open to amendments." and notice.why == "because you signed it"


def test_only_those_with_an_open_account_are_told(tell, member):
    closed = someone("Fermée", "fermee@example.org")
    User.objects.filter(person=closed).update(is_active=False)
    told = tell(member, someone("Sans compte"), closed)
    assert [one.person_id for one in told] == [member.pk]


def test_who_acts_is_not_told_of_their_own_act(tell, member):
    assert tell(member, by=member) == []


def test_identical_notices_are_one_until_read(tell, member):
    tell(), tell(), tell(words={"number": "3"})
    said = sorted(one.said for one in Notice.objects.all())
    assert said == ["La version 2 est ouverte aux amendements. (2 fois)", "La version 3 est ouverte aux amendements."]
    mark_read(member, at=AT)
    tell()
    assert Notice.objects.filter(read_at=None).get().times == 1


def test_who_chose_never_is_not_told_subject_by_subject_or_in_general(tell, member):
    choose_delivery(member, about="text:a", title="Un texte", how=How.NEVER)
    assert tell() == [] and len(tell(about="text:b")) == 1
    choose_delivery(member, how=How.NEVER)
    choose_delivery(member, about="text:a", how=How.DIGEST)
    assert len(tell()) == 1 and tell(about="text:b") == []


def test_a_notice_is_undone_with_the_act_that_it_tells_of(tell, member):
    choose_delivery(member, how=How.AT_ONCE)

    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        tell()
        assert DBTaskResult.objects.count() == 1
        raise Undone
    assert not Notice.objects.exists() and not DBTaskResult.objects.exists()


def test_telling_many_costs_no_more_queries_than_telling_one(tell, member, django_assert_num_queries):
    many = [someone(f"Membre {rank}", f"membre{rank}@example.org") for rank in range(30)]
    with django_assert_num_queries(3 + 1 + 2):  # accounts, choices, those that wait; the new ones; a savepoint
        assert len(tell(*many)) == 30
    with django_assert_num_queries(3 + 1 + 2):
        assert len(tell(*many)) == 30
    assert Notice.objects.filter(times=2).count() == 30
