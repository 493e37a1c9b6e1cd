"""Debian's Chromium, driven by Playwright; axe-core on each page."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """A running browser."""
    # Playwright's loop must not make Django believe that it runs in an asynchronous context.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import sync_playwright

    binary = shutil.which("chromium") or shutil.which("chromium-browser")
    assert binary, "Chromium is not installed: make setup installs it."
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def axe():
    """A function that fails with what axe-core finds on a page (WCAG 2.2 A and AA)."""
    source = AXE.read_text()

    def check(page):
        if not page.evaluate("typeof axe !== 'undefined'"):
            page.evaluate(source)
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
            ".then(r => r.violations.map(v => v.id + ': ' + v.help + ' — ' + v.nodes.slice(0, 3).map(n => n.html).join(' | ')))"
        )
        assert found == [], f"{page.url}\n" + "\n".join(found)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is wider than the screen by {wide} px"

    return check


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where someone stood when a walk failed, in words: the address, the title, what the page says."""
    report = yield
    page = getattr(item, "page", None)
    if report.when == "call" and report.failed and page is not None:
        report.sections.append(("page", f"{page.url}\n{page.locator('body').inner_text()[:1500]}"))
    return report
