"""Someone in front of the screen: with a mouse or a finger, or with the keyboard alone."""

import re


class Walker:
    """Does what a person does on a page, and has each new page checked."""

    def __init__(self, page, address, check, *, keyboard):
        self.page, self.address, self.check, self.keyboard = page, address, check, keyboard
        self.seen = set()

    def look(self):
        """Check the page one stands on, once a kind of page."""
        kind = re.sub(r"\d+", "*", self.page.url.removeprefix(self.address).partition("?")[0])
        if kind not in self.seen:
            self.seen.add(kind)
            self.check(self.page)

    def go(self, path):
        """Open an address, as one does from a mail or a bookmark."""
        self.page.goto(self.address + path)
        self.look()

    def reach(self, target):
        """Bring the focus to *target* with the Tab key alone."""
        target = target.first
        target.wait_for(state="attached")
        for _stop in range(900):
            self.page.keyboard.press("Tab")
            if target.evaluate("one => one === document.activeElement"):
                return target
        raise AssertionError(f"{target} is not reached with the keyboard on {self.page.url}")

    def press(self, target, *, leads=True):
        """Follow a link or push a button, which *leads* to a page; or open a disclosure, which does not."""
        if not leads:
            self._hit(target)
            return
        with self.page.expect_navigation(wait_until="load"):
            self._hit(target)
        self.look()

    def _hit(self, target):
        if self.keyboard:
            self.reach(target)
            self.page.keyboard.press("Enter")
        else:
            target.first.click()

    def link(self, words):
        self.press(self.page.get_by_role("link", name=words))

    def button(self, words):
        self.press(self.page.get_by_role("button", name=words))

    def type(self, label, words):
        """Replace what a field holds by *words*."""
        field = self.page.get_by_label(label).first
        if self.keyboard:
            self.reach(field)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(words)
        else:
            field.fill(words)

    def set_date(self, label, value):
        """A date or a time: typed part by part by the browser's own control; its value is set as it would be."""
        self.page.get_by_label(label).first.fill(value)

    def choose(self, label, option):
        """Choose in a list."""
        field = self.page.get_by_label(label).first
        if self.keyboard:
            self.reach(field)
        field.select_option(label=option)

    def tick(self, label):
        """Tick a box, or choose among radio buttons."""
        box = self.page.get_by_label(label).first
        if self.keyboard:
            box.focus()
            self.page.keyboard.press("Space")
        else:
            box.check()
        assert box.is_checked()

    def upload(self, label, path):
        self.page.get_by_label(label).first.set_input_files(path)

    def become(self, name):
        """Leave, and come in as someone else of the demo."""
        self.go("/essayer/")
        self.button(re.compile(rf"Essayer.*{name}"))

    def says(self, words):
        """The page says this."""
        assert self.page.get_by_text(words).first.is_visible(), f"{words!r} is not on {self.page.url}"


def open_text(walker: Walker, words: str, folder) -> str:
    """Open a text from a Markdown file that holds *words*; returns what its address calls it."""
    walker.link("Textes")
    walker.link("Ouvrir un texte")
    path = folder / "texte.md"
    path.write_text(words, encoding="utf-8")
    walker.choose("Commission", "Commission numérique des Rives et des Monts")
    walker.choose("Nature", "propositions")
    walker.upload(re.compile("ichier"), path)
    walker.button("Continuer")
    walker.button("Créer ce texte")
    return re.search(r"/textes/([^/]+)/", walker.page.url).group(1)
