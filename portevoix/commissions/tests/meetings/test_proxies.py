"""Proxies (R43): written, to a named member, for a meeting or an item, until the vote opens, ended by an arrival."""

import pytest

from portevoix.ballots.actions import ShowOfHands, close_show_of_hands
from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.models import Mailing
from portevoix.commissions.queries.room import room_of
from portevoix.commissions.tests.meetings.conftest import HELD, SENT
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def give(place_of):
    """A member gives another their proxy."""

    def given(giver, holder, at=SENT, **more):
        return acts.give_proxy(place_of(giver), holder=place_of(holder), by=more.pop("by", giver), at=at, **more)

    return given


def test_a_proxy_is_written_and_names_its_holder(members, give, place_of):
    proxy = give(members[4], members[0])
    assert proxy.wording == (
        "Je soussigné(e) Élie Élue donne procuration à Ada Élue pour voter en mon nom à la séance « Plénière »."
    )
    assert place_of(members[4]).answer == "proxy"
    facts = dict(Fact.objects.filter(entry__act="commissions.proxy_given").values_list("name", "value"))
    assert (facts["giver"], facts["holder"], facts["wording"]) == ("Élie Élue", "Ada Élue", proxy.wording)
    assert Mailing.objects.get(kind="proxy").convocation == place_of(members[0])


def test_a_member_holds_one_proxy_at_most_or_as_many_as_the_commission_allows(commission, members, give, secretary):
    give(members[4], members[0])
    with pytest.raises(Refused, match="détient déjà 1 procuration"):
        give(members[3], members[0])
    acts.set_meeting_rules(commission, proxies_per_holder=2, by=secretary, at=SENT)
    give(members[3], members[0])
    acts.set_meeting_rules(commission, proxies_per_holder=0, by=secretary, at=SENT)
    with pytest.raises(Refused, match="ne permettent pas"):
        give(members[2], members[1])


def test_there_is_no_sub_delegation(members, give):
    held = give(members[4], members[0])
    with pytest.raises(Refused, match="ne la transmet pas"):
        give(members[0], members[1])
    acts.decline_proxy(held, by=members[0], at=SENT)
    give(members[0], members[1])
    with pytest.raises(Refused, match="a donné procuration"):
        give(members[4], members[0])


def test_a_proxy_goes_to_another_member_with_a_vote_who_will_be_there(
    members, expert, secretary, outsider, give, place_of
):
    for holder in (expert, members[4]):
        with pytest.raises(Refused, match="ayant voix délibérative"):
            give(members[4], holder)
    with pytest.raises(Refused, match="Seuls les membres"):
        give(expert, members[0])
    acts.answer(place_of(members[1]), answer="absent", by=members[1], at=SENT)
    with pytest.raises(Refused, match="a répondu absent"):
        give(members[4], members[1])


def test_the_secretariat_notes_a_withdrawal_it_received(as_, convened, members, secretary, give):
    proxy = give(members[4], members[0])
    with pytest.raises(Forbidden):
        acts.withdraw_proxy(proxy, received="courriel", by=members[1], at=SENT)
    client, address = as_(secretary), f"/seances/{convened.pk}/procurations/"
    assert "Noter son retrait" in client.get(address).content.decode()
    refused = client.post(address, {"withdraw": proxy.pk, "received": " "}, follow=True).content.decode()
    assert "Dites comment" in refused and "Noter son retrait" in refused
    page = client.post(address, {"withdraw": proxy.pk, "received": "courriel du 3 mars"}, follow=True).content.decode()
    assert "Le retrait de la procuration est noté." in page and "Noter son retrait" not in page
    assert Fact.objects.get(entry__act="commissions.proxy_ended", name="received").value == "courriel du 3 mars"


def test_nobody_gives_the_proxy_of_another_but_the_secretariat_enters_one_it_received(members, secretary, give):
    with pytest.raises(Forbidden):
        give(members[4], members[0], by=members[1])
    with pytest.raises(Refused, match="dites comment"):
        give(members[4], members[0], by=secretary)
    assert give(members[4], members[0], by=secretary, received="Courrier du 1er mars").received


def test_it_is_withdrawn_by_its_giver_alone_until_the_vote_opens(under_way, members, give, secretary):
    item = under_way.items.first()
    proxy = give(members[4], members[0], at=HELD)
    with pytest.raises(Forbidden):
        acts.withdraw_proxy(proxy, by=members[0], at=HELD)
    acts.call_item(item, by=secretary, at=HELD)
    acts.open_vote(item, by=secretary, at=HELD)
    for act in (
        lambda: acts.withdraw_proxy(proxy, by=members[4], at=HELD),
        lambda: acts.decline_proxy(proxy, by=members[0], at=HELD),
        lambda: give(members[3], members[1], at=HELD),
    ):
        with pytest.raises(Refused, match="vote est ouvert"):
            act()
    acts.close_vote(item, by=secretary, at=HELD)
    acts.withdraw_proxy(proxy, by=members[4], at=HELD)
    with pytest.raises(Refused, match="déjà retirée"):
        acts.withdraw_proxy(proxy, by=members[4], at=HELD)


def test_it_ends_when_the_giver_arrives(under_way, members, give, arrive):
    proxy = give(members[4], members[0], at=HELD)
    assert room_of(under_way).votes == 4
    arrive(members[4])
    proxy.refresh_from_db()
    under_way.refresh_from_db()
    assert proxy.ended_because == "arrived" and proxy.ended_at == HELD
    assert (room_of(under_way).present, room_of(under_way).proxies) == (4, 0)
    with pytest.raises(Refused, match="vote lui-même"):
        give(members[4], members[0], at=HELD)


def test_a_holder_who_has_left_votes_for_nobody(under_way, members, give, place_of, secretary):
    give(members[4], members[0], at=HELD)
    acts.mark_departure(place_of(members[0]), by=secretary, at=HELD)
    assert room_of(under_way).proxies == 0


def test_a_proxy_for_one_item_counts_under_that_item_only(under_way, members, give):
    item = under_way.items.last()
    item.about = "text:fibre"
    item.save()
    give(members[4], members[0], item=item, at=HELD)
    assert room_of(under_way).proxies == 0
    assert room_of(under_way, "amendment:fibre/1/3").proxies == 1
    assert room_of(under_way, "version:fibre-2/1").proxies == 0
    with pytest.raises(Refused, match="détient déjà"):
        give(members[3], members[0], at=HELD)


def test_a_count_of_hands_may_be_as_large_as_those_present_and_their_proxies(under_way, members, give, secretary):
    give(members[4], members[0], at=HELD)
    counted = {"subject": "x", "question": "?", "majority": "simple", "by": secretary, "at": HELD}
    with pytest.raises(Refused, match="5 voix, pour 4 au plus"):
        close_show_of_hands(under_way, ShowOfHands(4, 1, 0), **counted)
    ballot = close_show_of_hands(under_way, ShowOfHands(3, 1, 0), **counted)
    assert (ballot.present, ballot.proxies, ballot.quorum) == (3, 1, 3)
    facts = dict(Fact.objects.filter(entry__act="ballots.closed").values_list("name", "value"))
    assert (facts["proxies"], facts["quorum"]) == (1, 3)


def test_to_say_that_one_will_come_withdraws_the_proxy(members, give, place_of):
    proxy = give(members[4], members[0])
    acts.answer(place_of(members[4]), answer="present", by=members[4], at=SENT)
    proxy.refresh_from_db()
    assert proxy.ended_because == "withdrawn" and place_of(members[4]).answer == "present"


def test_a_holder_who_will_not_come_declines_first_and_the_giver_is_told(
    members, give, place_of, django_capture_on_commit_callbacks, mailoutbox
):
    proxy = give(members[4], members[0])
    with pytest.raises(Refused, match="Élie Élue vous a donné procuration"):
        acts.answer(place_of(members[0]), answer="absent", by=members[0], at=SENT)
    with django_capture_on_commit_callbacks(execute=True):
        acts.decline_proxy(proxy, by=members[0], at=SENT)
    (message,) = mailoutbox
    assert message.to == [members[4].account.email] and "Ada Élue décline la procuration" in message.body
    assert [part.get_content_type() for part in message.message().walk()][1:] == ["text/plain", "text/html"]
    acts.answer(place_of(members[0]), answer="absent", by=members[0], at=SENT)
    assert place_of(members[4]).answer == ""


def test_during_a_meeting_a_proxy_goes_to_someone_in_the_room(under_way, members, give):
    with pytest.raises(Refused, match="n’est pas dans la salle"):
        give(members[4], members[3], at=HELD)
