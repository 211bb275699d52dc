"""Bullets read from whatever a desk hands over."""

from __future__ import annotations

import pytest

from pipeline.compare import Line, read_bullets
from pipeline.errors import EmptyInputError, InvalidBriefError
from pipeline.write import render
from tests.briefs import ferry, shipyard

SHIPYARD = (
    Line("The plan saves 2,200,12 euros a month, according to the company."),
    Line("The Vigo workforce is left out.", 1),
    Line("Minister Elena Arce will meet the unions; he called for calm."),
)

# what it is -> the text, and its bullets
FORMS: dict[str, tuple[str, tuple[Line, ...]]] = {
    "a list": ("- One.\n- Two.\n", (Line("One."), Line("Two."))),
    "other marks": ("• One.\n• Two.\n", (Line("One."), Line("Two."))),
    "numbers": ("1. One.\n2) Two.\n", (Line("One."), Line("Two."))),
    "nested": (
        "* One.\n  * One a.\n    * One b.\n* Two.\n",
        (Line("One."), Line("One a.", 1), Line("One b.", 2), Line("Two.")),
    ),
    "tabs": ("- One.\n\t- One a.\n", (Line("One."), Line("One a.", 1))),
    "a list under a heading": (
        "# Shipyard\n\nText.\n\n## Key points\n\n- One.\n- Two.\n\n## Draft\n\n- No.\n",
        (Line("One."), Line("Two.")),
    ),
    "a list under a bare heading": (
        "KEY POINTS\n- One.\n- Two.\n\nMore text here.\n- No.\n",
        (Line("One."), Line("Two.")),
    ),
    "the list after another one": ("- No.\n\nHighlights\n- One.\n", (Line("One."),)),
    "lines": ("One.\nTwo.\n\nThree.\n", (Line("One."), Line("Two."), Line("Three."))),
    "a paragraph": ("One is here. Two is there.\n", (Line("One is here."), Line("Two is there."))),
    "a wrapped item": ("- One goes\n  on here.\n- Two.\n", (Line("One goes on here."), Line("Two."))),
    "emphasis and links": (
        "- **One** is *here* and [there](https://example.org).\n- snake_case_word\n",
        (Line("One is here and there."), Line("snake_case_word")),
    ),
    "a byte order mark": ("\ufeff- One.\n", (Line("One."),)),
    "a figure that is no number of an item": (
        "3.5 million left.\n2026 was worse.\n",
        (Line("3.5 million left."), Line("2026 was worse.")),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_bullets(form: str) -> None:
    text, expected = FORMS[form]
    assert read_bullets(text, "summary.md") == expected


@pytest.mark.parametrize("format_", ["md", "txt", "json"])
@pytest.mark.parametrize("only", ["all", "bullets"])
def test_what_puntos_writes_gives_its_own_bullets_back(format_: str, only: str) -> None:
    brief = shipyard()
    text = render(brief, format_, only=only)  # type: ignore[arg-type]  # the words of the table
    assert read_bullets(text, "brief") == SHIPYARD


def test_chosen_bullets_come_back_too() -> None:
    assert read_bullets(render(ferry(), "md"), "brief.md") == (Line(ferry().bullets[0].text),)


@pytest.mark.parametrize("text", ["", " \n\n", "# Only a heading\n"])
def test_a_summary_without_bullets_is_refused(text: str) -> None:
    with pytest.raises(EmptyInputError, match=r"^desk\.md: "):
        read_bullets(text, "desk.md")


def test_json_that_is_no_brief_is_refused() -> None:
    with pytest.raises(InvalidBriefError):
        read_bullets('{"bullets": []}', "desk.json")
