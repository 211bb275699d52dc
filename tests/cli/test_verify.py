"""`puntos verify` as a user calls it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import puntos

Call = Callable[..., Result]

STORY = """El puerto de Villamar reabre tras la huelga
El puerto de Villamar volvió a operar este viernes después de nueve días de huelga.
La huelga dejó 62 buques sin atender y pérdidas de 38,4 millones de euros.
La ministra negó que el Gobierno vaya a privatizar la terminal.
"""
FAITHFUL = """Port of Villamar reopens after strike

The port of Villamar was working again on Friday after a nine-day strike.

The strike left 62 ships unattended and losses of 38.4 million euros.

The minister denied that the government is going to privatise the terminal.
"""


@pytest.fixture
def call(session_cache: Path, tmp_path: Path) -> Call:
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")

    def verify(draft: str, *arguments: str) -> Result:
        (tmp_path / "draft.md").write_text(draft, encoding="utf-8")
        paths = [str(story), str(tmp_path / "draft.md")]
        return CliRunner().invoke(puntos, ["verify", *paths, "--cache", str(session_cache), "-q", *arguments])

    return verify


def codes(result: Result) -> list[str]:
    return [f"{finding['severity']} {finding['code']}" for finding in json.loads(result.stdout)["findings"]]


def test_a_faithful_draft_has_no_errors(call: Call) -> None:
    result = call(FAITHFUL, "--format", "json", "--fail-on", "error")
    assert [code for code in codes(result) if code.startswith("error")] == []
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("right", "wrong", "check"),
    [
        ("62 ships", "26 ships", "numbers"),
        ("38.4 million", "38.4 billion", "numbers"),
        ("denied", "said", "negation"),
        ("Villamar was", "Villanar was", "names"),
    ],
)
def test_a_damaged_draft_fails(call: Call, right: str, wrong: str, check: str) -> None:
    result = call(FAITHFUL.replace(right, wrong), "--format", "json", "--fail-on", "warning")
    assert check in {finding["check"] for finding in json.loads(result.stdout)["findings"]}
    assert result.exit_code == 3


def test_a_sentence_that_is_not_told_is_missed(call: Call) -> None:
    without = FAITHFUL.replace("The strike left 62 ships unattended and losses of 38.4 million euros.\n", "")
    assert "error sentence-missing" in codes(call(without, "--format", "json"))


def test_a_sentence_that_the_story_does_not_have_is_told(call: Call) -> None:
    result = call(FAITHFUL + "\nSeven people were arrested in Lisbon for smuggling tobacco.\n", "--format", "json")
    assert "warning sentence-added" in codes(result)
    assert "Seven people were arrested" in result.stdout


def test_the_text_shows_both_sides(call: Call) -> None:
    shown = call(FAITHFUL).stdout
    assert "La huelga dejó 62 buques" in shown
    assert "The strike left 62 ships" in shown
