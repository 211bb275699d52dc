"""A real Chromium without a screen, as Debian's packages chromium and chromium-driver install it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.story import Brief
from pipeline.write import Only, render, write_text
from tests.browser.pages import Scheme, Show

# Without the background flags every start asks the network for updates.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    path = shutil.which("chromium")
    assert path, "the tests need Chromium: scripts/test installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, headless=True)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Show:
    """Open a file in a window of a width, in light or dark, with or without scripts."""

    @contextmanager
    def show(path: Path, *, width: int = 1280, scheme: Scheme = "light", scripts: bool = True) -> Iterator[Page]:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts
        )
        page = context.new_page()
        page.goto(path.as_uri())
        yield page
        context.close()

    return show


@pytest.fixture
def show_brief(open_page: Show, tmp_path: Path) -> Show:
    """Open the page of a brief."""

    @contextmanager
    def show(brief: Brief, only: Only = "all", **options: object) -> Iterator[Page]:
        path = tmp_path / "page.html"
        write_text(path, render(brief, "html", only=only))
        with open_page(path, **options) as page:
            yield page

    return show
