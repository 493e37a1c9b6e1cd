"""The secretariat's pages, as a secretariat that knows no Django uses them."""

import gzip
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portevoix.administration import queries
from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.commissions.tests.people import (  # noqa: F401
    administrator,
    association,
    commission,
    expert,
    keeps,
    member,
    other,
    secretary,
    sits,
    someone,
    stranger,
    sub,
)
from portevoix.journal.models import Entry
from portevoix.people.models import Association, Body, Person, User

pytestmark = pytest.mark.django_db
HEADING = "Nom;Prénom;Collectivité;Courriel;Qualité\n"


def words(response):
    return response.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def send(client, address, text, name="membres.csv", **given):
    file = SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
    return client.post(address, {"file": file, "capacity": "elected", "start": "2026-01-01", **given})


def the_list(response):
    return re.search(r'name="list" value="([^"]+)"', response.content.decode())[1]


# -- who comes in


def test_the_administration_is_for_those_who_keep_a_commission(client, as_, secretary, member, administrator):
    assert client.get("/administration/")["Location"].startswith("/compte/connexion/")
    refused = as_(member).get("/administration/")
    assert refused.status_code == 403 and "secrétariat des commissions" in words(refused)
    assert "/administration/" not in words(as_(member).get("/"))
    for person in (secretary, administrator):
        page = as_(person).get("/")
        assert 'href="/administration/"' in words(page)
        assert as_(person).get("/administration/").status_code == 200


def test_a_secretariat_sees_its_commissions_only(as_, commission, sub, other, secretary, administrator):
    page = words(as_(secretary).get("/administration/"))
    assert "Commission des Rives" in page and "Inclusion" in page and "Commission des Monts" not in page
    assert "Commission des Monts" in words(as_(administrator).get("/administration/"))
    assert as_(secretary).get("/administration/commissions/monts/").status_code == 403
    assert as_(secretary).get("/administration/commissions/nulle-part/").status_code == 404


# -- a commission, from nothing


def test_an_administrator_creates_a_commission_and_names_its_secretariat(as_, administrator, expert):
    client = as_(administrator)
    made = client.post(
        "/administration/commissions/nouvelle/",
        {"name": "Commission de l’Orée", "purpose": "Entendre les lisières", "answer_delay_months": 3},
    )
    assert made["Location"] == "/administration/commissions/commission-de-loree/"
    page = words(client.get(made["Location"]))
    assert "n’a pas de secrétariat" in page and "?role=secretariat" in page
    found = words(
        client.get("/administration/commissions/commission-de-loree/roles/nouveau/?role=secretariat&q=elvire")
    )
    link = re.search(rf'href="(\?personne={expert.pk}&amp;role=secretariat)"', found)[1].replace("&amp;", "&")
    address = f"/administration/commissions/commission-de-loree/roles/nouveau/{link}"
    assert '<option value="secretariat" selected>' in words(client.get(address))
    client.post(address, {"role": "secretariat", "start": "2026-01-01"})
    assert Mandate.objects.get(person=expert).role == "secretariat"
    assert "n’a pas de secrétariat" not in words(client.get(made["Location"]))
    assert as_(expert).get("/administration/commissions/commission-de-loree/").status_code == 200


def test_a_secretariat_creates_renames_and_closes_a_sub_commission(as_, commission, secretary):
    client = as_(secretary)
    assert client.get("/administration/commissions/nouvelle/").status_code == 403
    typed = {"name": "Données", "axis": "Ouvrir ce qui est public", "answer_delay_months": 2}
    made = client.post("/administration/commissions/nouvelle/?dans=rives", typed)["Location"]
    assert made == "/administration/commissions/donnees/"
    assert "Ouvrir ce qui est public" in words(client.get("/commission/donnees/"))
    refused = client.post(made, {**typed, "name": "  ", "purpose": "gardé"})
    assert refused.status_code == 422 and "gardé" in words(refused)
    client.post(made, {**typed, "name": "Données et IA"})
    assert Commission.objects.get(slug="donnees").name == "Données et IA"
    wrong = client.post(f"{made}clore/", {"on": "2099-01-01"})
    assert wrong.status_code == 422 and "jamais d’avance" in words(wrong)
    client.post(f"{made}clore/", {"on": timezone.localdate().isoformat()})
    assert "Close depuis le" in words(client.get("/commission/donnees/"))
    client.post(f"{made}clore/", {"reopen": "1"})
    assert Commission.objects.get(slug="donnees").closed_on is None
    assert client.post("/administration/commissions/rives/clore/", {"on": "2026-01-01"}).status_code == 403


# -- seats and roles


def test_someone_new_is_entered_seated_and_given_a_role(as_, commission, secretary, association):
    client = as_(secretary)
    page = words(client.get("/administration/commissions/rives/sieges/nouveau/?q=Zélie"))
    enter = re.search(r'class="button outline" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert "Personne de ce nom" in page and "nom=Z%C3%A9lie" in enter
    seat = client.post(enter, {"name": "Zélie Nouvelle", "territory": "Val"})["Location"]
    person = Person.objects.get(name="Zélie Nouvelle")
    assert seat == f"/administration/commissions/rives/sieges/nouveau/?personne={person.pk}&role="
    client.post(seat, {"capacity": "elected", "association": association.pk, "start": "2026-01-01"})
    again = client.post(seat, {"capacity": "expert", "start": "2026-02-01"})
    assert again.status_code == 422 and "siège déjà dans cette commission" in words(again)
    client.post(
        f"/administration/commissions/rives/roles/nouveau/?personne={person.pk}",
        {"role": "rapporteur", "start": "2026-01-01"},
    )
    page = words(client.get("/administration/commissions/rives/sieges/"))
    assert "Zélie Nouvelle" in page and "rapporteur" in page and "(UR)" in page
    assert "Zélie Nouvelle" in words(client.get("/commission/rives/composition/"))


def test_a_substitute_is_chosen_among_those_who_sit(as_, commission, other, secretary, member, stranger):
    sits(someone("Ailleurs Assise"), other)
    client = as_(secretary)
    address = f"/administration/commissions/rives/roles/nouveau/?personne={stranger.pk}"
    page = words(client.get(address))
    assert "Maël Membre" in page and "Ailleurs Assise" not in page
    wrong = client.post(address, {"role": "substitute", "start": "2026-01-01"})
    assert wrong.status_code == 422 and "Dites quel membre est suppléé" in words(wrong)
    client.post(address, {"role": "substitute", "in_place_of": member.pk, "start": "2026-01-01"})
    assert "Octave Ailleurs" in words(client.get("/commission/rives/composition/"))


def test_a_seat_ends_or_is_cancelled_from_its_page(as_, commission, secretary, member):
    client, seat = as_(secretary), member.memberships.get()
    address = f"/administration/sieges/{seat.pk}/"
    wrong = client.post(address, {"on": "2020-01-01"})
    assert wrong.status_code == 422 and "ne peut pas précéder" in words(wrong)
    wrong = client.post(address, {"cancel": "1", "because": ""})
    assert wrong.status_code == 422
    client.post(address, {"on": timezone.localdate().isoformat()})
    assert Membership.objects.get(pk=seat.pk).end == timezone.localdate()
    client.post(address, {"cancel": "1", "because": "mauvaise personne"})
    assert "mauvaise personne" in words(client.get("/administration/commissions/rives/sieges/"))
    assert "Annulé le" in words(client.get(address))


# -- people and accounts


def test_people_are_found_without_accents_and_corrected(as_, commission, secretary, member):
    client = as_(secretary)
    assert "Maël Membre" in words(client.get("/administration/personnes/?q=MAEL"))
    assert "Personne de ce nom" in words(client.get("/administration/personnes/?q=zzz"))
    address = f"/administration/personnes/{member.pk}/"
    wrong = client.post(address, {"name": "Maël M.", "email": "pas une adresse"})
    assert wrong.status_code == 422 and "Maël M." in words(wrong)
    client.post(address, {"name": "Maël Membre-Roux", "function": "maire", "territory": "Val", "email": ""})
    assert Person.objects.get(pk=member.pk).function == "maire"


def test_those_of_another_commission_are_found_by_their_name_and_no_more(as_, other, secretary, stranger):
    Person.objects.filter(pk=stranger.pk).update(email="octave@example.org")
    page = words(as_(secretary).get(f"/administration/personnes/{stranger.pk}/"))
    assert "Octave Ailleurs" in page and "octave@example.org" not in page and "@example.org" not in page
    assert as_(secretary).post(f"/administration/personnes/{stranger.pk}/", {"name": "Pris"}).status_code == 403
    assert as_(secretary).post(f"/administration/personnes/{stranger.pk}/compte/").status_code == 403
    unknown = Person.objects.create(name="Entendue là-bas", entered_by=stranger)
    assert as_(secretary).get(f"/administration/personnes/{unknown.pk}/").status_code == 404
    assert "Entendue" not in words(as_(secretary).get("/administration/personnes/"))


def test_an_account_is_opened_closed_and_reopened_from_the_page(as_, commission, secretary):
    person = sits(Person.objects.create(name="Sans Compte", email="sans@example.org"), commission)
    client, address = as_(secretary), f"/administration/personnes/{person.pk}/compte/"
    assert 'value="sans@example.org"' in words(client.get(f"/administration/personnes/{person.pk}/"))
    assert client.post(address, {"email": "faux"}).status_code == 422
    client.post(address, {"email": "sans@example.org"})
    client.post(address)
    assert not User.objects.get(person=person).is_active
    page = words(client.get("/administration/comptes/"))
    assert "sans@example.org" in page and "fermé" in page
    client.post(address)
    assert User.objects.get(person=person).is_active
    client.post(address)
    assert (
        as_(User.objects.get(person=person).person).get("/administration/")["Location"].startswith("/compte/connexion/")
    )
    client = as_(secretary)
    own = client.post(f"/administration/personnes/{secretary.pk}/compte/")
    assert own.status_code == 422 and "son propre compte" in words(own)


def test_lists_are_kept_from_their_pages(as_, secretary, association, other):
    client = as_(secretary)
    client.post("/administration/associations/nouvelle/", {"name": "Réseau du Val", "short_name": "RV"})
    twice = client.post("/administration/associations/nouvelle/", {"name": "Réseau du Val", "short_name": "R2"})
    assert twice.status_code == 422 and "déjà dans la liste" in words(twice)
    made = Association.objects.get(short_name="RV")
    client.post(
        f"/administration/associations/{made.pk}/",
        {"name": "Réseau du Val", "short_name": "RV", "represents": "les petites villes", "link": "example.org"},
    )
    assert "les petites villes" in words(client.get("/associations/"))
    assert Association.objects.get(pk=made.pk).link == "https://example.org"
    other.associations.add(association)
    assert "pas la vôtre" in words(client.get(f"/administration/associations/{association.pk}/"))
    client.post("/administration/organismes/nouveau/", {"name": "Fédération", "kind": "association"})
    body = Body.objects.get()
    client.post(
        f"/administration/organismes/{body.pk}/", {"name": "Fédération", "kind": "company", "register_number": "H1"}
    )
    assert "H1" in words(client.get("/administration/organismes/?q=fed"))


# -- members from a file


def test_two_hundred_members_are_imported_in_one_screen(as_, commission, secretary):
    client, address = as_(secretary), "/administration/commissions/rives/importer/"
    text = HEADING + "".join(f"Nom{n};Prénom{n};Commune {n};m{n}@example.org;élue\n" for n in range(200))
    preview = send(client, address, text)
    assert "Importer 200 membres" in words(preview) and not Membership.objects.exists()
    done = client.post(address, {"list": the_list(preview)})
    assert done["Location"] == "/administration/commissions/rives/sieges/"
    assert "200 personnes siègent désormais" in words(client.get(done["Location"]))
    assert Membership.objects.filter(commission=commission, start=date(2026, 1, 1)).count() == 200
    counts = {act: Entry.objects.filter(act=act).count() for act in ("people.entered", "commissions.seat_taken")}
    assert counts == {"people.entered": 200, "commissions.seat_taken": 200}
    facts = Entry.objects.get(act="commissions.members_imported").values.exclude(name="by")
    assert {one.name: one.value for one in facts} == {"file": "membres.csv", "seats": 200, "persons": 200, "roles": 0}
    again = send(client, address, text)
    assert "Tous siègent déjà" in words(again)


def test_nothing_is_written_while_something_is_wrong(as_, commission, secretary):
    client, address = as_(secretary), "/administration/commissions/rives/importer/"
    page = send(client, address, HEADING + "A;B;;;élu\nC;D;;faux;élu\n")
    said = words(page)
    assert "ligne 3" in said and "Courriel" in said and "« faux » n’est pas une adresse" in said
    assert "Importer 1 membre" not in said
    forced = client.post(address, {"list": the_list(page)})
    assert forced.status_code == 422 and not Membership.objects.exists()
    refused = send(client, address, b"%PDF", name="m.pdf")
    assert refused.status_code == 422 and "n’est pas une liste lue ici" in words(refused)


def read(response):
    """The page as it is read, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", words(response)).split())


def test_lines_are_counted_not_faults_and_every_line_is_shown_with_what_is_wrong(as_, commission, secretary, member):
    client, address = as_(secretary), "/administration/commissions/rives/importer/"
    rows = ["A;B;;;élu", "C;D;;faux;sénateur", ";;;x@example.org;élu", "A;B;;;élu", "E;F;;;élu"]
    page = send(client, address, HEADING + "\n".join(rows) + "\n")
    said = read(page)
    assert "3 lignes sur 5 à corriger" in said and "2 à inscrire" in said
    whole = said.partition("Ligne par ligne")[2]
    for line in (
        "2 B A élu, élue",
        "3 D C à corriger « faux » n’est pas une adresse de courriel. « sénateur » n’est pas une qualité",
        "4 – à corriger Le nom manque.",
        "5 B A à corriger C’est déjà à la ligne 2.",
        "6 F E élu, élue",
    ):
        assert line in whole
    assert "Le modèle" in whole and "Télécharger le modèle (classeur)" in whole
    one = read(send(client, address, HEADING + "A;B;;faux;élu\n"))
    assert "1 ligne sur 1 à corriger" in one
    right = read(send(client, address, HEADING + "A;B;;;élu\n"))
    assert "à corriger" not in right and "Le modèle" not in right


def test_someone_who_may_be_known_is_asked_about(as_, commission, other, secretary, stranger):
    known = sits(someone("Ana Courcel", territory="Val"), other)
    client, address = as_(secretary), "/administration/commissions/rives/importer/"
    preview = send(client, address, HEADING + "Courcel;Ana;Val;;élue\nAutre;Une;;;élue\n")
    assert "C’est Ana Courcel, déjà dans l’annuaire" in words(preview)
    unanswered = client.post(address, {"list": the_list(preview)})
    assert unanswered.status_code == 422 and "Dites qui c’est" in words(unanswered)
    assert not Membership.objects.filter(commission=commission).exists()
    client.post(address, {"list": the_list(unanswered), "who-2": str(known.pk)})
    assert known.memberships.filter(commission=commission).exists()
    assert Person.objects.filter(name="Ana Courcel").count() == 1


def test_a_list_read_by_another_or_for_another_commission_is_not_imported(
    as_, commission, sub, secretary, administrator
):
    address = "/administration/commissions/rives/importer/"
    held = the_list(send(as_(secretary), address, HEADING + "A;B;;;élu\n"))
    for person, where in ((administrator, address), (secretary, "/administration/commissions/inclusion/importer/")):
        refused = as_(person).post(where, {"list": held})
        assert refused.status_code == 422 and "envoyez-la à nouveau" in words(refused)
    assert not Membership.objects.exists()


def test_an_import_is_whole_or_nothing(as_, commission, secretary):
    """Someone closed the commission between the preview and the import."""
    client, address = as_(secretary), "/administration/commissions/rives/importer/"
    held = the_list(send(client, address, HEADING + "A;B;;;élu\nC;D;;;élu\n"))
    Commission.objects.update(closed_on=date(2026, 1, 1))
    refused = client.post(address, {"list": held})
    assert refused.status_code == 422 and "Ligne 2 : « Commission des Rives » est close" in words(refused)
    assert not Membership.objects.exists() and not Entry.objects.exists()


def test_models_are_downloaded(as_, secretary):
    for kind in ("csv", "xlsx"):
        response = as_(secretary).get(f"/administration/membres.{kind}")
        assert response.status_code == 200 and f"membres.{kind}" in response["Content-Disposition"]


def test_pages_cost_few_queries_whatever_the_number(
    as_, commission, sub, secretary, member, django_assert_max_num_queries
):
    for rank in range(60):
        sits(someone(f"Élue {rank}"), commission)
        Association.objects.create(name=f"Association {rank}", short_name=f"A{rank}")
    client = as_(secretary)
    for address in (
        "", "commissions/rives/", "commissions/rives/sieges/", "commissions/rives/sieges/nouveau/?q=e",
        f"commissions/rives/roles/nouveau/?personne={member.pk}", "commissions/rives/importer/", "personnes/",
        f"personnes/{member.pk}/", "comptes/", "associations/", "organismes/", f"sieges/{member.memberships.get().pk}/",
    ):  # fmt: skip
        with django_assert_max_num_queries(12):
            assert client.get(f"/administration/{address}").status_code == 200, address
    with django_assert_max_num_queries(12):
        send(
            client, "/administration/commissions/rives/importer/", HEADING + "".join(f"N{n};P;;;\n" for n in range(200))
        )


def test_the_largest_list_is_shown_within_the_weight_of_a_page(as_, commission, secretary):
    text = HEADING + "".join(
        f"Nom{n * 7919 % 1000}x;Prénom{n};Commune de {n * 31 % 977};m{n * 17 % 991}.{n}@example.org;élue\n"
        for n in range(500)
    )
    preview = send(as_(secretary), "/administration/commissions/rives/importer/", text)
    assert "Importer 500 membres" in words(preview)
    assert len(gzip.compress(preview.content)) < 45_000


def test_each_question_costs_what_it_says(commission, sub, secretary, member, django_assert_num_queries):
    today = timezone.localdate()
    queries.home(secretary)  # her seat is read once
    for question, cost in (
        (lambda: queries.home(secretary), 2),
        (lambda: queries.found_people(secretary, "ma"), 1),
        (lambda: list(queries.people_page(secretary, "", 1)["page"]), 1),
        (lambda: queries.seats_page(commission, today), 2),
        (lambda: queries.members_of(commission, today), 1),
        (lambda: list(queries.accounts_page(secretary, "", 1)["page"]), 1),
        (lambda: list(queries.bodies_page("", 1)["page"]), 1),
    ):
        with django_assert_num_queries(cost):
            question()
