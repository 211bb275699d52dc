"""The pages of comparisons in a real browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pipeline.compare import to_page, to_spread_page
from pipeline.write import write_text
from tests.browser.pages import NARROW, Scheme, Show, assert_accessible
from tests.compare.stories import ALIEN, OWN, against_port

DESK = replace(against_port(OWN[0].replace("4.5%", "4.8%"), *OWN[2:], ALIEN), summary="desk.md")
PAGES = {
    "two summaries": to_page([DESK, against_port(*OWN)]),
    "a folder": to_spread_page([DESK, against_port(*OWN), against_port(ALIEN)], ["three.txt: no summary of this name"]),
}


@pytest.fixture(params=PAGES)
def page_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    write_text(path, PAGES[request.param])
    return path


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (NARROW, "light")], ids=str)
def test_axe_finds_nothing(open_page: Show, page_file: Path, width: int, scheme: Scheme) -> None:
    with open_page(page_file, width=width, scheme=scheme) as page:
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_point_and_its_bullet_stand_side_by_side_with_what_differs_marked(open_page: Show, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_text(path, PAGES["two summaries"])
    with open_page(path) as page:
        row = page.locator(".row").first
        expect(row.locator("mark.untold")).to_have_text("4.5%")
        expect(row.locator("mark.added")).to_have_text("4.8%")
        expect(row).to_contain_text("contradicted")
        left, right = row.locator(".left").bounding_box(), row.locator(".right").bounding_box()
        assert left
        assert right
        assert left["x"] + left["width"] <= right["x"]
        page.emulate_media(media="print")
        expect(row.locator(".es")).to_be_visible()
