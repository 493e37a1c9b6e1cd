import gzip
import re

import pytest
from django.conf import settings

from portevoix.commissions.tests.people import seated
from portevoix.engine.text import LEAF, Text, Unit
from portevoix.evidence.models import Source
from portevoix.texts.actions.amending import file_amendment
from portevoix.texts.actions.arranging import arrange
from portevoix.texts.actions.drafting import attach_excerpt, freeze_version, open_text
from portevoix.texts.models import Version
from portevoix.texts.tests.conftest import SLUG, excerpt_of

TEXT = f"/textes/{SLUG}/"


def page(client, path):
    answer = client.get(f"{TEXT}{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_version_in_debate_is_for_members(as_, client, frozen, member, outsider):
    for path in ("", "v1/"):
        assert client.get(f"{TEXT}{path}").status_code == 403
        assert as_(outsider).get(f"{TEXT}{path}").status_code == 403
    assert as_(member).get(TEXT)["Location"] == f"{TEXT}v1/"
    assert as_(member).get(f"{TEXT}v2/").status_code == 404


def test_the_refusal_says_why_and_when(client, frozen):
    assert "en débat" in client.get(f"{TEXT}v1/").content.decode()


def test_an_adopted_version_and_those_before_it_are_for_everyone(client, adopted):
    assert client.get(TEXT)["Location"] == f"{TEXT}v2/"
    assert "Tout territoire sera" in page(client, "v2/")
    assert "Chaque territoire se dote" in page(client, "v1/")


def test_a_version_after_the_adopted_one_is_not_yet_for_everyone(client, adopted):
    adopted.text.versions.create(number=3, status="open", base=adopted, title="Agir ensemble", digest="3" * 64)
    assert client.get(f"{TEXT}v3/").status_code == 403
    assert "v3/" not in page(client, "v2/")
    assert client.get(f"{TEXT}v2/").status_code == 200


def test_alineas_are_numbered_and_have_an_address(as_, frozen, member):
    shown = page(as_(member), "v1/")
    assert 'id="p1-a2"' in shown and 'href="#p1-a2"' in shown
    assert "Proposition 3. Les données" in shown and 'id="p3"' in shown
    assert frozen.digest in shown


def test_members_amend_from_the_alinea_while_the_version_is_open(as_, client, frozen, member, adopted):
    assert f"{TEXT}v1/amender/prop_1__al_2/" in page(as_(member), "v1/")
    assert "amender/" not in page(as_(member), "v2/")
    client.logout()
    assert "amender/" not in page(client, "v1/")


def test_an_expert_reads_and_does_not_amend(as_, commission, frozen):
    expert = seated(commission, "Élise Experte", capacity="expert")
    shown = page(as_(expert), "v1/")
    assert "amender/" not in shown and "appuyer/" in shown


def test_amendments_are_counted_where_they_touch(as_, frozen, member, adopted):
    answer = as_(member).get(f"{TEXT}v1/")
    counted = {item.unit.key: item.amendments for item in answer.context["items"] if item.amendments}
    # A container counts what bears on it and on what it holds, as the list that its link leads to does.
    assert counted == {"prop_1__al_1": 1, "prop_2": 1, "prop_3": 1, "prop_3__al_1": 1} | {
        "prio_1": 1, "prop_1": 1, "prio_2": 1,
    }  # fmt: skip
    assert f"{TEXT}v1/amendements/?element=prop_3__al_1" in answer.content.decode()


def test_changes_are_shown_inserted_and_removed_with_the_amendment_that_decided(client, adopted):
    shown = page(client, "v2/?vue=changements")
    assert f'<del>Chaque</del><ins>Tout</ins><sup><a href="/textes/{SLUG}/v1/amendements/1/">' in shown
    assert f'<del>Les données sont ouvertes.</del><sup><a href="/textes/{SLUG}/v1/amendements/2/">' in shown
    assert "<ins>Tout s’ouvre.</ins>" in shown
    assert "<del>Un accueil</del><ins>Un accueil à portée</ins>" in shown


def test_the_origin_of_words_is_marked_by_more_than_colour_and_has_a_legend(client, adopted):
    shown = page(client, "v2/?vue=origine")
    assert '<span class="from">Tout</span><sup>' in shown and "<del>" not in shown
    legend = client.get(f"{TEXT}v2/?vue=origine").context["legend"]
    assert [(one["amendment"].number, one["brought"], one["took"]) for one in legend] == [(1, 2, 2), (2, 2, 4)]


def test_a_first_version_has_nothing_to_compare(as_, frozen, member):
    shown = page(as_(member), "v1/?vue=changements")
    assert "<ins>" not in shown and "vue=origine" not in shown


def test_sentences_of_a_published_version_lead_to_their_thread(client, published):
    shown = page(client, "v2/")
    assert '<a class="phrase" href="/fil/agir/prop_2__al_1/?mot=0">Toute démarche garde un accueil. </a>' in shown
    assert '<a class="phrase" href="/fil/agir/prop_2__al_1/?mot=33">Il est proche.</a>' in shown


def test_excerpts_stand_beside_their_alinea_masked_and_reserved_ones_without_words(
    as_, client, text, draft, excerpt, secretary, member, at, request
):
    reserved = excerpt_of(text.commission, "Dit en confiance.", "E-2", access=Source.Access.MEMBERS, by=secretary)
    masked = excerpt_of(text.commission, "Consentement retiré.", "E-3", by=secretary)
    for one in (excerpt, reserved, masked):
        attach_excerpt(text, unit_key="prop_1__al_1", excerpt=one, by=member, at=at)
    masked.passage.masked_at = at
    masked.passage.save()
    request.getfixturevalue("adopted")
    everyone = page(client, "v2/")
    assert "Sans diagnostic commun" in everyone and "/extraits/E-1/" in everyone
    assert "Dit en confiance." not in everyone and "réservé aux membres" in everyone
    members = page(as_(member), "v2/")
    assert "Dit en confiance." in members
    for shown in (everyone, members):
        assert "Consentement retiré." not in shown and "Propos masqués" in shown


def test_the_list_shows_to_each_what_they_may_see(as_, client, draft, member, outsider):
    assert "Agir ensemble" not in client.get("/textes/").content.decode()
    assert "Agir ensemble" not in as_(outsider).get("/textes/").content.decode()
    assert "avant-texte" in as_(member).get("/textes/").content.decode()


def test_the_list_shows_everyone_an_adopted_text(client, adopted):
    assert "version 2, adoptée" in client.get("/textes/").content.decode()


@pytest.mark.parametrize("path", ["v1/", "v2/", "v2/?vue=changements", "v2/?vue=origine"])
def test_pages_of_a_version_cost_few_queries(as_, published, member, path, django_assert_max_num_queries):
    client = as_(member)
    arrange(Version.objects.get(number=1))  # as each act on amendments does
    with django_assert_max_num_queries(12):
        assert client.get(f"{TEXT}{path}").status_code == 200


def test_the_list_costs_few_queries_however_many_texts(as_, commission, secretary, at, django_assert_max_num_queries):
    for rank in range(8):
        open_text(commission, kind="guide", title=f"Guide {rank}", by=secretary, at=at)
    client = as_(secretary)
    with django_assert_max_num_queries(12):
        assert client.get("/textes/").content.decode().count("Guide ") == 8


def test_words_are_never_markup(as_, commission, secretary, at):
    hostile = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    content = Text("t", (Unit("", "section", heading=hostile, children=(Unit("", LEAF, text=hostile),)),))
    text = open_text(commission, kind="guide", title=hostile, content=content, by=secretary, at=at)
    freeze_version(text.versions.get(), by=secretary, at=at)
    client = as_(secretary)
    for path in ("/textes/", f"/textes/{text.slug}/v1/"):
        shown = client.get(path).content.decode()
        assert "&lt;script&gt;alert(1)" in shown and "<script" not in shown and "<img" not in shown


def long_text(articles, alineas):
    words = "Les collectivités territoriales et leurs groupements concourent avec l’État à l’inclusion numérique. " * 3
    return Text(
        "Un long projet",
        tuple(
            Unit("", "article", str(number), children=tuple(
                Unit("", LEAF, text=f"{number}.{rank} {words}{number * rank}") for rank in range(alineas)
            ))
            for number in range(1, articles + 1)
        ),
    )  # fmt: skip


@pytest.mark.parametrize(("articles", "alineas"), [(50, 20), (1, 1000)])
def test_a_text_of_a_thousand_alineas_is_read_in_light_parts_that_hold_all_of_it(
    as_, commission, secretary, at, articles, alineas, django_assert_max_num_queries
):
    content = long_text(articles, alineas)
    text = open_text(commission, kind="bill", title="Un long projet", content=content, by=secretary, at=at)
    freeze_version(text.versions.get(), by=secretary, at=at)
    client, read, part = as_(secretary), [], 1
    while True:
        with django_assert_max_num_queries(12):
            answer = client.get(f"/textes/{text.slug}/v1/?partie={part}")
        assert len(gzip.compress(answer.content)) < 60_000
        read += [item.unit.text for item in answer.context["items"] if item.is_alinea]
        if part == answer.context["parts"]:
            break
        part += 1
    assert part > 5
    assert read == [unit.text for unit, _parent, _rank in content.alineas()]


def test_reading_pages_send_no_script(client, published):
    assert "<script" not in page(client, "v2/")


def test_an_earlier_version_of_a_published_text_says_what_became_of_the_text(client, published):
    slug = published.version.text.slug
    for number in (1, 2):
        assert 'aria-current="step">Porter' in client.get(f"/textes/{slug}/v{number}/").content.decode()


def test_words_in_another_language_than_the_page_say_so(as_, published, member):
    slug = published.version.text.slug
    pages = (
        ("/textes/", '<a href="/textes/manifeste-1/" lang="fr">'),
        (f"/textes/{slug}/v2/", '<h1 lang="fr">'),
        (f"/textes/{slug}/v2/?vue=origine", '<span lang="fr">'),
        (f"/textes/{slug}/v1/amendements/", '<span lang="fr">'),
        (f"/textes/{slug}/v1/amendements/1/", '<p class="instructions" lang="fr">'),
        ("/publications/", '<a href="/publications/agir/" lang="fr">'),
        ("/publications/agir/", '<h1 lang="fr">'),
    )
    client = as_(member)
    for address, _words in pages:
        main = client.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
        assert " lang=" not in main, address
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for address, words in pages:
        page = client.get(address).content.decode()
        assert words in page and '<html lang="en"' in page, address
    page = client.get(f"/textes/{slug}/v2/").content.decode()
    assert '<a href="/commission/commission-fictive/" lang="fr">Commission fictive</a>' in page
    published.version.language = "en"  # nothing to say where the text is in the language of the page
    published.version.save(update_fields=["language"])
    page = client.get(f"/textes/{slug}/v2/").content.decode()
    assert "<h1>" in page and "<h1 lang=" not in page


def test_links_beside_an_alinea_say_of_which_part_of_the_text(as_, frozen, member, at):
    for key in ("prop_1__al_1", "prop_3__al_1"):
        file_amendment(frozen, unit_key=key, instructions="Supprimer l’alinéa 1.", rationale="…", by=member, at=at)
    page = as_(member).get(f"/textes/{frozen.text.slug}/v1/").content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    named = [
        " ".join(re.sub("<[^>]+>", "", words).split()) for words in re.findall(r"<a [^>]*>(.*?)</a>", main, re.DOTALL)
    ]
    assert "1 amendement, alinéa 1, Proposition 1" in named and "1 amendement, alinéa 1, Proposition 3" in named
    assert "Alinéa 1, Proposition 1" in named and "Amender, alinéa 1, Proposition 3" in named
    assert sorted(named) == sorted(set(named)), [name for name in named if named.count(name) > 1]
