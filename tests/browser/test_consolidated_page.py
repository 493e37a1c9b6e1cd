"""The page that `portevoix consolidate` writes: read from a file, without server nor script, on a phone and on a desk."""

import json

import pytest

from portevoix.command import main

pytestmark = pytest.mark.browser
TEXT = "# Un texte\n\n## Proposition 1. Ouvrir\n\nLes données sont ouvertes.\n\nElles durent.\n\n## Proposition 2. Tenir\n\nUn.\n"
AMENDMENTS = [
    {"id": "1", "unit": "prop_1__al_1", "words": "Les données publiques sont ouvertes.", "author": "Mme A"},
    {"id": "2", "edits": [{"edit": "delete_unit", "unit": "prop_1__al_2"}]},
    {"id": "3", "unit": "prop_2__al_1", "words": "Deux."},
    {"id": "4", "unit": "prop_2__al_1", "words": "Trois."},
    {"id": "5", "place": "prop_1", "instructions": "Embellir."},
]


@pytest.mark.parametrize("width", [390, 1360])
def test_one_text_is_seen_in_three_ways(chromium, axe, tmp_path, width):
    (tmp_path / "t.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, AMENDMENTS)), encoding="utf-8")
    assert main(["consolidate", str(tmp_path / "t.md"), str(tmp_path / "a.jsonl"), "--to", str(tmp_path / "o")]) == 1
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto((tmp_path / "o" / "index.html").as_uri())
    axe(page)
    shown = page.locator("article")
    assert "publiques" in shown.inner_text() and "Elles durent." in shown.inner_text()
    # From the keyboard: the three ways are one choice.
    page.locator("#view-changes").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#view-origin").is_checked()
    assert "Elles durent." not in shown.inner_text() and shown.locator("sup").first.is_visible()
    axe(page)
    page.click("label[for=view-text]")
    assert "Elles durent." not in shown.inner_text() and not shown.locator("sup").first.is_visible()
    axe(page)
    assert "Cette version n’est pas complète" in page.locator("header").inner_text()
    page.click("label[for=view-changes]")
    shown.locator("sup a").first.click()
    assert page.url.endswith("#m1")
    page.close()
