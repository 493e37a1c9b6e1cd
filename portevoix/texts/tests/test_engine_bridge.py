from portevoix.engine.text import LEAF, Text, Unit
from portevoix.texts.engine_bridge import anchors, source_of, store, subject_of, to_engine
from portevoix.texts.models import Amendment
from portevoix.texts.tests.conftest import SLUG


def test_a_text_stored_reads_back_as_it_was(draft):
    chapter = Unit("c", "chapter", "1er", children=(Unit("x", LEAF, text="y"),))
    text = Text(
        draft.title,
        (
            Unit("a", LEAF, text="Élan 🎈 à deux."),
            Unit("t", "title", "I", "Titre", children=(chapter,)),
            Unit("s", "section"),
        ),
    )  # fmt: skip
    store(draft, text, {"a": [(0, 4, "amendment:1/2"), (4, 14, None)]}, {"a": [(4, "mot", "amendment:1/2")]})
    assert to_engine(draft) == text
    row = draft.units.get(key="a")
    assert row.origins == [[0, 4, "amendment:1/2"], [4, 14, None]]
    assert row.removals == [[4, "mot", "amendment:1/2"]]


def test_the_language_is_kept(draft):
    draft.language = "en"
    assert to_engine(draft).language == "en"


def test_subjects_are_named_as_the_journal_names_them(text, draft, frozen, member, at):
    amendment = Amendment.objects.create(
        version=frozen, number=12, author=member, unit_key="prop_1", instructions="…", rationale="…", filed_at=at
    )
    assert subject_of(text) == f"text:{SLUG}"
    assert subject_of(frozen) == f"version:{SLUG}/1"
    assert subject_of(amendment) == f"amendment:{SLUG}/1/12"
    assert source_of(amendment) == "amendment:1/12"


def test_anchors_follow_the_numbers_read_and_are_all_different():
    twice = Unit("b", "article", "2 bis", children=(Unit("c", LEAF, text="x"), Unit("d", LEAF, text="y")))
    text = Text("t", (Unit("a", LEAF), twice, Unit("e", "article", "2 bis", children=(Unit("f", LEAF, text="z"),))))
    assert anchors(text) == {
        "a": "a1", "b": "art-2-bis", "c": "art-2-bis-a1", "d": "art-2-bis-a2",
        "e": "art-2-bis-2", "f": "art-2-bis-2-a1",
    }  # fmt: skip
