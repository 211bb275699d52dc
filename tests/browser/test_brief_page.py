"""The HTML page of a brief in a real browser: accessible, and whole without scripts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from pipeline.story import Brief, Finding
from pipeline.write import Only
from tests.briefs import ferry, shipyard
from tests.browser.pages import NARROW, Scheme, Show, assert_accessible

# what is shown -> the brief, the width of the window in pixels, and its colours
PAGES: dict[str, tuple[Brief, int, Scheme]] = {
    "every flag and kind": (shipyard(), 1280, "light"),
    "every flag and kind, dark": (shipyard(), 1280, "dark"),
    "every flag and kind, narrow": (shipyard(), NARROW, "light"),
    "nothing flagged, no headline, narrow and dark": (ferry(), NARROW, "dark"),
}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(show_brief: Show, name: str) -> None:
    brief, width, scheme = PAGES[name]
    with show_brief(brief, width=width, scheme=scheme) as page:
        assert_accessible(page)


@pytest.mark.parametrize("only", ["draft", "bullets"])
def test_axe_finds_nothing_in_a_part(show_brief: Show, only: Only) -> None:
    with show_brief(shipyard(), only) as page:
        page.locator("header summary").click()
        assert_accessible(page)


def test_axe_finds_nothing_when_a_sentence_is_pointed_at_and_another_is_the_target(show_brief: Show) -> None:
    with show_brief(shipyard()) as page:
        page.locator("#s5 .number").click()
        page.locator("#s11").hover()
        assert_accessible(page)


@pytest.mark.parametrize("width", [320, NARROW, 768])
def test_nothing_is_wider_than_the_window(show_brief: Show, width: int) -> None:
    with show_brief(shipyard(), width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_spanish_stands_beside_english_and_below_it_where_the_window_is_narrow(show_brief: Show) -> None:
    for width, beside in ((1280, True), (NARROW, False)):
        with show_brief(shipyard(), width=width) as page:
            english = page.locator("#s4 .en").bounding_box()
            spanish = page.locator("#s4 .es").bounding_box()
            assert english
            assert spanish
            assert (english["x"] < spanish["x"]) is beside
            assert (english["y"] < spanish["y"]) is not beside


def test_both_languages_are_named_for_a_screen_reader(show_brief: Show) -> None:
    with show_brief(shipyard()) as page:
        expect(page.locator("html")).to_have_attribute("lang", "en")
        for spanish in page.locator(".es").all():
            expect(spanish).to_have_attribute("lang", "es")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_bullet_leads_to_its_evidence(show_brief: Show, scripts: bool) -> None:
    with show_brief(shipyard(), scripts=scripts) as page:
        page.get_by_label("Evidence: sentence 11").click()
        assert page.url.endswith("#s11")
        expect(page.locator("#s11")).to_be_in_viewport()
        expect(page.locator("#s11")).not_to_have_css("box-shadow", "none")
        expect(page.locator("#s12")).to_have_css("box-shadow", "none")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_pointing_at_a_message_lights_its_words_in_both_texts(show_brief: Show, scripts: bool) -> None:
    with show_brief(shipyard(), scripts=scripts) as page:
        words = page.locator("#s7 mark")
        expect(words).to_have_text(["2,200,12", "2.200.112"])
        for word in words.all():
            expect(word).to_have_css("outline-style", "none")
        page.locator("#flag-4").hover()
        for word in words.all():
            expect(word).to_have_css("outline-style", "solid")


def test_a_number_in_the_text_leads_to_its_message(show_brief: Show) -> None:
    with show_brief(shipyard()) as page:
        page.locator("#s5 sup a").click()
        assert page.url.endswith("#flag-3")
        expect(page.locator("#flag-3")).to_contain_text("no descarta")


def test_the_spanish_can_be_put_away_without_scripts(show_brief: Show) -> None:
    with show_brief(shipyard(), scripts=False) as page:
        page.get_by_label("Show the Spanish").uncheck()
        expect(page.locator("#s4 .es")).to_be_hidden()
        expect(page.locator("#s4 .en")).to_be_visible()


def test_severity_is_told_in_words(show_brief: Show) -> None:
    with show_brief(shipyard()) as page:
        expect(page.locator(".tally")).to_contain_text("2 errors")
        expect(page.locator("#s5 .flags")).to_contain_text("Error")
        expect(page.locator("#s9 .flags")).to_contain_text("Warning")
        expect(page.locator("#s11 .gone")).to_contain_text("1 mended by re-decoding")


def test_what_was_mended_is_folded_away_until_it_is_asked_for(show_brief: Show) -> None:
    with show_brief(shipyard(), scripts=False) as page:
        expect(page.locator("#flag-7")).to_be_hidden()
        page.locator("#s11 .gone summary").click()
        expect(page.locator("#flag-7")).to_contain_text("may be missing")


def test_a_hole_in_the_source_is_marked_in_the_spanish(show_brief: Show) -> None:
    with show_brief(shipyard()) as page:
        expect(page.locator("#s13 .es mark")).to_have_count(1)
        expect(page.locator("#s13 .es")).to_contain_text("vigente hasta")


def test_the_keyboard_reaches_the_text_first(show_brief: Show) -> None:
    with show_brief(shipyard()) as page:
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")


def test_the_buttons_copy_clean_text_and_say_what_is_left_to_check(show_brief: Show) -> None:
    with show_brief(shipyard()) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy the key points").click()
        expect(page.locator(".bullets [role=status]")).to_have_text("Copied, with 2 errors and 3 warnings to check")
        assert page.evaluate("navigator.clipboard.readText()") == (
            "- The plan saves 2,200,12 euros a month, according to the company.\n"
            "  - The Vigo workforce is left out.\n"
            "- Minister Elena Arce will meet the unions; he called for calm."
        )
        page.get_by_role("button", name="Copy the draft").click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "A year without orders\n\nThe company lost 48 million" in copied
        assert "‼" not in copied


def test_the_printed_page_has_the_texts_and_the_flags_and_no_buttons(show_brief: Show) -> None:
    with show_brief(shipyard()) as page:
        page.emulate_media(media="print")
        expect(page.locator("#flag-3")).to_be_visible()
        expect(page.locator("#s4 .es")).to_be_visible()
        expect(page.get_by_role("button").first).to_be_hidden()


def test_what_a_story_says_is_never_run(show_brief: Show) -> None:
    attack = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">\"'&amp;"
    brief = shipyard()
    block = brief.draft[3]
    sentence = replace(block.sentences[0], text=attack, source=attack, start=0, end=len(attack))
    hostile = replace(block, text=attack, source=attack, sentences=(sentence,))
    findings = (Finding("names", "bent", "error", attack, sentence.id),)
    brief = replace(brief, name=attack, headline=attack, draft=(hostile,), findings=findings, signature=attack)
    with show_brief(brief) as page:
        assert page.title() == f"{attack} · puntos"
        expect(page.locator(".story .en")).to_contain_text(attack)
        expect(page.locator("img")).to_have_count(0)


def test_the_page_asks_for_nothing(show_brief: Show) -> None:
    asked: list[str] = []
    with show_brief(shipyard()) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
    assert [url for url in asked if not url.startswith("file:")] == []
    assert len(asked) == 1
