"""Pages of meetings: who sees what, how many queries, what a button does, documents, calendars."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from icalendar import Calendar

from portevoix.commissions import in_progress
from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.models import AgendaItem, Document, Mailing, Meeting, MeetingRules
from portevoix.commissions.queries import convening, letters
from portevoix.commissions.queries import meetings as queries
from portevoix.commissions.queries.proxies import register_of
from portevoix.commissions.tests.meetings.conftest import HELD, SENT
from portevoix.journal.acts import Forbidden, Refused

pytestmark = pytest.mark.django_db


def test_the_secretariat_prepares_and_convenes_from_the_pages(as_, commission, members, secretary):
    client = as_(secretary)
    typed = {"commission": commission.pk, "title": "Plénière tapée", "place": "", "duration": 120, "public": "on"}
    typed["starts_at"] = (timezone.localtime() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    refused = client.post("/seances/convoquer/", typed)
    assert refused.status_code == 422 and "Plénière tapée" in refused.content.decode()
    page = client.post("/seances/convoquer/", {**typed, "place": "Salle"})["Location"]
    assert client.post(page, {"add": 1, "title": ""}).status_code == 422
    for title in ("Budget", "Ouverture"):
        client.post(page, {"add": 1, "title": title, "note": "À lire avant."})
    meeting = Meeting.objects.get()
    budget, opening = meeting.items.all()
    client.post(page, {"up": opening.pk})
    client.post(f"{page}{budget.pk}/", {"title": "Budget 2027", "note": ""})
    assert list(meeting.items.values_list("title", flat=True)) == ["Ouverture", "Budget 2027"]
    recap = client.post(page, {"convene": 1, "title": "", "note": ""})["Location"]
    assert client.post(recap, {"send": 1})["Location"] == f"/seances/{meeting.pk}/convocations/"
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CONVENED
    client.post(f"/seances/{meeting.pk}/annuler/", {"because": "Reportée"})
    assert "Reportée" in client.get(f"/seances/{meeting.pk}/").content.decode()


def test_it_opens_counts_and_closes_from_the_pages(as_, convened, members, secretary):
    client, today = as_(secretary), timezone.now()
    Meeting.objects.filter(pk=convened.pk).update(starts_at=today)
    page = f"/seances/{convened.pk}/"
    assert client.post(f"{page}ouvrir/", {"present": 2}).status_code == 422
    client.post(f"{page}appel/", {"arrive": convened.convocations.get(person=members[0]).pk})
    said = client.post(f"{page}ouvrir/", {"roll": 1}, follow=True).content.decode()
    assert "1 présent, il en faut 3" in said
    client.post(f"{page}ouvrir/", {"present": 4})
    assert "quorum atteint" in client.get(page).content.decode()
    item = convened.items.first()
    point = f"{page}points/{item.pk}/"
    client.post(point, {"call": 1})
    client.post(point, {"open_vote": 1})
    assert "le vote est ouvert" in client.get(f"{page}salle/").content.decode()
    client.post(point, {"close_vote": 1})
    client.post(point, {"decision": "Adopté à l’unanimité."})
    assert "Adopté à l’unanimité." in client.get(f"{page}salle/").content.decode()
    client.post(f"{page}ouvrir/", {"roll": 1})
    convened.refresh_from_db()
    assert (convened.present, convened.by_hands) == (1, False)
    client.post(f"{page}ouvrir/", {"close": 1})
    convened.refresh_from_db()
    assert convened.state == Meeting.State.CLOSED


def test_one_tap_on_the_roll_answers_with_the_roll_alone_to_a_page_that_has_its_script(
    as_, convened, members, secretary
):
    Meeting.objects.filter(pk=convened.pk).update(starts_at=timezone.now())
    who = convened.convocations.get(person=members[0])
    page = as_(secretary).post(f"/seances/{convened.pk}/appel/", {"arrive": who.pk}, headers={"HX-Request": "true"})
    assert page.status_code == 200 and f'name="leave" value="{who.pk}"' in page.content.decode()
    without = as_(secretary).post(f"/seances/{convened.pk}/appel/", {"leave": who.pk})
    assert without["Location"] == f"/seances/{convened.pk}/appel/#c{who.pk}"


def test_without_quorum_the_second_convening_starts_from_the_page(as_, convened, secretary):
    Meeting.objects.filter(pk=convened.pk).update(starts_at=timezone.now())
    client = as_(secretary)
    again = client.post(f"/seances/{convened.pk}/ouvrir/", {"lapse": 1})["Location"]
    soon = timezone.localtime() + timedelta(days=1)
    typed = {"place": "Salle", "starts_at": soon.strftime("%Y-%m-%dT%H:%M")}
    assert client.post(again, typed).status_code == 422
    typed["starts_at"] = (soon + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    read_again = client.post(again, typed).content.decode()
    assert "Relire avant de convoquer" in read_again and typed["starts_at"] in read_again
    assert not Meeting.objects.filter(second_of=convened).exists()
    assert typed["starts_at"] in client.post(again, {**typed, "back": 1}).content.decode()
    client.post(again, {**typed, "send": 1})
    second = Meeting.objects.get(second_of=convened)
    assert "quel que soit le nombre de présents" in client.get(f"/seances/{second.pk}/").content.decode()


def test_visitors_read_what_is_announced_and_are_sent_to_sign_in_to_prepare(client, convened):
    for address in ("/seances/", "/commission/", f"/seances/{convened.pk}/"):
        assert client.get(address).status_code == 200
    for address in ("/seances/convoquer/", f"/seances/{convened.pk}/salle/", f"/seances/{convened.pk}/appel/"):
        assert client.get(address)["Location"].startswith("/compte/connexion/")


def test_a_draft_is_seen_by_those_who_run_the_commission_alone(as_, client, draft, members, outsider, secretary):
    for person in (None, members[0], outsider):
        reader = as_(person) if person else client
        assert reader.get(f"/seances/{draft.pk}/").status_code == 404
        assert "Plénière" not in reader.get("/seances/").content.decode()
    assert "Plénière" in as_(secretary).get("/seances/").content.decode()


def test_a_meeting_that_is_not_announced_is_seen_by_the_members_alone(as_, client, convened, members, outsider):
    Meeting.objects.filter(pk=convened.pk).update(public=False)
    assert client.get(f"/seances/{convened.pk}/").status_code == 404
    assert as_(outsider).get(f"/seances/{convened.pk}/").status_code == 404
    assert as_(members[0]).get(f"/seances/{convened.pk}/").status_code == 200
    assert "Plénière" in client.get("/seances/").content.decode()


def test_names_answers_and_proxies_are_for_members(as_, client, convened, members, place_of):
    acts.give_proxy(place_of(members[4]), holder=place_of(members[0]), by=members[4], at=SENT)
    assert "Élie" not in client.get(f"/seances/{convened.pk}/").content.decode()
    assert "Élie Élue → Ada Élue" in as_(members[1]).get(f"/seances/{convened.pk}/").content.decode()


def test_members_and_outsiders_are_kept_from_the_pages_of_those_who_run(as_, convened, members):
    written = Mailing.objects.create(
        convocation=convened.convocations.first(), kind="convened", revision=0, address="x@example.org", written_at=SENT
    )
    letter = f"convocations/{written.pk}"
    run = (
        "preparer",
        "convoquer",
        "modifier",
        "annuler",
        "seconde-convocation",
        "convocations",
        "procurations",
        letter,
    )
    for name in (*run, "appel", "code"):
        assert as_(members[0]).get(f"/seances/{convened.pk}/{name}/").status_code == 403, name
    assert as_(members[0]).get("/seances/convoquer/").status_code == 403
    assert as_(members[0]).get("/commission/fictive/regles-de-seance/").status_code == 403


PDF = b"%PDF-1.7 a document"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.exe", b"MZ", "n’est pas d’un genre"),
        ("a.html", b"<script>", "n’est pas d’un genre"),
        ("a.svg", b"<svg onload=x>", "n’est pas d’un genre"),
        ("a.pdf", b"<html>", "ne contient pas ce que son nom annonce"),
        ("a.png", b"GIF89a", "ne contient pas ce que son nom annonce"),
        ("a.txt", b"\xff\xfe\x00", "UTF-8"),
        ("a.pdf", b"", "vide"),
    ],
)
def test_a_document_is_checked_by_its_name_and_by_its_content(as_, draft, secretary, name, data, said):
    item = draft.items.first()
    with pytest.raises(Refused, match=said) as refused:
        acts.attach_document(item, file=SimpleUploadedFile(name, data), by=secretary, at=SENT)
    assert refused.value.field == "file" and not Document.objects.exists()
    sent = {"attach": 1, "file": SimpleUploadedFile(name, data)}
    assert as_(secretary).post(f"/seances/{draft.pk}/preparer/{item.pk}/", sent).status_code == 422


def test_a_document_too_large_is_refused(settings, draft, secretary):
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(Refused, match="la limite"):
        acts.attach_document(draft.items.first(), file=SimpleUploadedFile("a.pdf", PDF), by=secretary, at=SENT)


def test_documents_are_saved_by_members_and_never_shown_by_the_browser(
    as_, client, draft, members, expert, outsider, secretary
):
    item = draft.items.first()
    form = {"attach": 1, "file": SimpleUploadedFile("../Note (é).pdf", PDF)}
    as_(secretary).post(f"/seances/{draft.pk}/preparer/{item.pk}/", form)
    document = Document.objects.get()
    assert document.name == "Note (é).pdf"
    with pytest.raises(Refused, match="déjà joint"):
        acts.attach_document(item, file=SimpleUploadedFile("b.pdf", PDF), by=secretary, at=SENT)
    address = f"/seances/documents/{document.pk}/"
    read = as_(members[0]).get(address)
    assert read.content == PDF and read["Content-Disposition"].startswith("attachment;")
    assert (read["X-Content-Type-Options"], read["Content-Security-Policy"]) == ("nosniff", "sandbox")
    assert as_(expert).get(address).status_code == 200
    assert as_(outsider).get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 403
    as_(secretary).post(f"/seances/{draft.pk}/preparer/{item.pk}/", {"detach": document.pk})
    assert not Document.objects.exists()


def test_work_in_progress_is_drawn_on_the_agenda_with_its_page_and_once(as_, draft, secretary, monkeypatch):
    work = in_progress.Work(AgendaItem.Kind.TEXT, "text:fibre", "La fibre", "/textes/fibre/")
    monkeypatch.setattr(in_progress, "_SOURCES", [lambda commission: [work]])
    client, page = as_(secretary), f"/seances/{draft.pk}/preparer/"
    assert "Inscrire" in client.get(page).content.decode()
    client.post(page, {"draw": "text:fibre"})
    item = draft.items.get(about="text:fibre")
    assert (item.kind, item.title, item.address) == ("text", "La fibre", "/textes/fibre/")
    assert "Inscrire" not in client.get(page).content.decode()
    with pytest.raises(Refused, match="déjà à l’ordre du jour"):
        acts.add_item(draft, title="La fibre", about="text:fibre", by=secretary, at=SENT)


def test_rules_are_set_from_the_page_by_those_who_run(as_, commission, secretary):
    page = "/commission/fictive/regles-de-seance/"
    typed = {"clear_days": 8, "quorum": "third", "proxies_per_holder": 2, "second_after_days": 4}
    assert as_(secretary).post(page, {**typed, "clear_days": "x"}).status_code == 422
    as_(secretary).post(page, typed)
    rules = MeetingRules.objects.get()
    assert (rules.clear_days, rules.quorum, rules.proxies_per_holder, rules.proxies_count) == (8, "third", 2, False)


def _events(response):
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(one["SUMMARY"]): str(one["STATUS"]) for one in Calendar.from_ical(response.content).walk("VEVENT")}


def test_a_calendar_follows_the_public_meetings_and_a_member_s_own_address_all_of_them(
    as_, client, convened, members, secretary
):
    assert _events(client.get("/commission/fictive/seances.ics")) == {"Plénière · Commission fictive": "CONFIRMED"}
    Meeting.objects.filter(pk=convened.pk).update(public=False)
    acts.cancel_meeting(convened, because="x", by=secretary, at=SENT)
    assert _events(client.get("/commission/fictive/seances.ics")) == {}
    page = as_(members[0]).post("/commission/fictive/agenda/", follow=True).content.decode()
    address = page.split("<code>http://testserver")[1].split("</code>")[0]
    client.logout()
    assert _events(client.get(address)) == {"Plénière · Commission fictive": "CANCELLED"}
    as_(members[0]).post("/commission/fictive/agenda/")
    client.logout()
    assert client.get(address).status_code == 404


def test_a_calendar_address_closes_when_its_member_leaves_the_commission(as_, client, commission, members, outsider):
    assert as_(outsider).get("/commission/fictive/agenda/").status_code == 403
    with pytest.raises(Forbidden):
        acts.renew_calendar(commission, by=outsider, at=SENT, token="x")
    acts.renew_calendar(commission, by=members[0], at=SENT, token="a-token")
    assert client.get("/agenda/a-token/seances.ics").status_code == 200
    members[0].memberships.update(end=timezone.localdate() - timedelta(days=1))
    assert client.get("/agenda/a-token/seances.ics").status_code == 404


def test_queries_cost_what_they_say(convened, members, expert, place_of, under_way, django_assert_num_queries):
    person = members[0]
    meeting = queries.meeting_for(person, convened.pk)
    with django_assert_num_queries(6):
        queries.meeting_page(meeting, person)
    with django_assert_num_queries(1):
        queries.agenda_to_prepare(meeting)
    with django_assert_num_queries(2):
        agenda = queries.agenda_of(meeting)
    with django_assert_num_queries(4):
        queries.item_page(meeting, agenda, agenda[0], person)
    with django_assert_num_queries(2):
        queries.roll_of(meeting)
    with django_assert_num_queries(3):
        letters.letters_page(meeting)
    with django_assert_num_queries(3):
        convening.told(meeting)
    with django_assert_num_queries(3):
        convening.recap_of(meeting, agenda, SENT)
    convocation = queries.convocation_of(meeting, person)
    with django_assert_num_queries(3):
        register = register_of(meeting)
    with django_assert_num_queries(1):
        queries.answer_page(convocation, register)
    with django_assert_num_queries(2):
        queries.to_announce(meeting.commission, public_only=True)
    with django_assert_num_queries(1):
        queries.meetings(person)


def test_who_is_in_the_room_is_not_asked_whether_to_come(as_, convened, members, arrive):
    client, address = as_(members[0]), f"/seances/{convened.pk}/ma-reponse/"
    assert "Vous n’avez pas encore répondu." in client.get(address).content.decode()
    arrive(members[0])
    assert "Vous n’avez pas encore répondu." not in client.get(address).content.decode()


def test_a_refusal_where_one_may_not_come_back_changes_language_where_one_may(as_, convened, secretary):
    client = as_(secretary)
    page = client.post(f"/seances/{convened.pk}/ouvrir/", {"present": ""})
    assert page.status_code == 422
    assert f'name="next" value="/seances/{convened.pk}/"' in page.content.decode()
    assert 'href="#id_present"' in page.content.decode()  # what is refused is named, and led to


@pytest.mark.parametrize(
    "name", ["", "salle/", "appel/", "convocations/", "procurations/", "preparer/", "code/", "ma-reponse/", "direct/"]
)
def test_pages_of_a_meeting_cost_few_queries(as_, under_way, secretary, name, django_assert_max_num_queries):
    client = as_(secretary)
    with django_assert_max_num_queries(12):
        assert client.get(f"/seances/{under_way.pk}/{name}").status_code == 200


def test_meetings_that_stood_before_were_all_convened_when_the_journal_says(commission, convened):
    from importlib import import_module

    from django.apps import apps

    Meeting.objects.filter(pk=convened.pk).update(convened_at=None)
    other = Meeting.objects.create(commission=commission, title="Sans écriture", starts_at=HELD, place="x")
    import_module("portevoix.commissions.migrations.0004_meetings_convened_at").say_when(apps, None)
    convened.refresh_from_db()
    other.refresh_from_db()
    assert (convened.convened_at, other.convened_at) == (SENT, HELD)
