"""`puntos compare` as a user calls it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import puntos
from pipeline.write import render
from tests.briefs import BriefBuilder, bullet_of

Call = Callable[..., Result]

RIGHT = "- The plan saves 2.2 million euros a month.\n- The union does not rule out a strike in May.\n"
WRONG = "- The plan saves 2.5 million euros a month.\n- Lugo will have a tram by 2031.\n"


@pytest.fixture
def call(session_cache: Path) -> Call:
    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(puntos, ["compare", "--cache", str(session_cache), *map(str, arguments)])

    return run


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A brief in JSON, so that no model is needed."""
    build = BriefBuilder()
    points = [
        build.block(
            "key_point",
            ("El plan ahorra 2,2 millones de euros al mes.", "The plan saves 2.2 million euros a month."),
            prefix="- ",
        ),
        build.block(
            "key_point",
            ("El sindicato no descarta una huelga en mayo.", "The union does not rule out a strike in May."),
            prefix="- ",
        ),
    ]
    made = build.brief([bullet_of(point, number) for number, point in enumerate(points, 1)], heading="Key points")
    return _write(tmp_path / "astillero.json", render(made, "json"))


def test_a_table_with_verdicts_and_scores(call: Call, brief: Path, tmp_path: Path) -> None:
    result = call(brief, _write(tmp_path / "desk.md", RIGHT))
    assert result.exit_code == 0
    assert "kept" in result.stdout
    assert "coverage" in result.stdout
    assert "1.00" in result.stdout


def test_json_on_standard_output(call: Call, brief: Path, tmp_path: Path) -> None:
    result = call(brief, _write(tmp_path / "a.md", RIGHT), _write(tmp_path / "b.md", WRONG), "--json")
    right, wrong = json.loads(result.stdout)["comparisons"]
    assert [point["verdict"] for point in right["points"]] == ["kept", "kept"]
    assert [point["verdict"] for point in wrong["points"]] == ["contradicted", "missing"]
    assert [bullet["verdict"] for bullet in wrong["bullets"]] == ["contradicted", "unsupported"]
    assert right["scores"]["overall"] > wrong["scores"]["overall"]


def test_a_spanish_story_is_translated_first(call: Call, example: Path, tmp_path: Path) -> None:
    summary = "- The deal sets a pay rise of 4.5% this year and 3% in 2026.\n- The strike left 62 ships stranded.\n"
    result = call(example, _write(tmp_path / "desk.md", summary), "--json")
    points = json.loads(result.stdout)["comparisons"][0]["points"]
    assert [bool(point["bullets"]) for point in points] == [True, True, False, False]


def test_html_and_csv(call: Call, brief: Path, tmp_path: Path) -> None:
    summary = _write(tmp_path / "desk.md", RIGHT)
    call(brief, summary, "--html", tmp_path / "page.html", "--csv", tmp_path / "scores.csv")
    assert "does not rule out" in (tmp_path / "page.html").read_text("utf-8")
    rows = list(csv.DictReader((tmp_path / "scores.csv").read_text("utf-8").splitlines()))
    assert rows[0]["coverage"] == "1.0000"


# options -> exit code for the wrong summary: coverage 0, faithfulness 0
THRESHOLDS = [
    ((), 0),
    (("--min-coverage", "0"), 0),
    (("--min-coverage", "0.5"), 3),
    (("--min-faithfulness", "0.5"), 3),
]


@pytest.mark.parametrize(("options", "exit_code"), THRESHOLDS)
def test_thresholds_for_scripts(
    call: Call, brief: Path, tmp_path: Path, options: tuple[str, ...], exit_code: int
) -> None:
    assert call(brief, _write(tmp_path / "desk.md", WRONG), *options).exit_code == exit_code
    assert call(brief, _write(tmp_path / "good.md", RIGHT), *options).exit_code == 0


def test_folders_are_paired_by_name(call: Call, brief: Path, tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        _write(tmp_path / "stories" / f"{name}.json", brief.read_text("utf-8"))
    _write(tmp_path / "desk" / "one.md", RIGHT)
    _write(tmp_path / "desk" / "two.txt", WRONG)
    result = call(
        tmp_path / "stories", tmp_path / "desk", "--html", tmp_path / "page.html", "--csv", tmp_path / "s.csv"
    )
    assert result.exit_code == 0
    assert "three.json: no summary of this name" in result.stderr
    assert "median" in result.stdout
    assert len((tmp_path / "s.csv").read_text("utf-8").splitlines()) == 3
    assert "<svg" in (tmp_path / "page.html").read_text("utf-8")


def test_one_bad_summary_does_not_stop_the_rest(call: Call, brief: Path, tmp_path: Path) -> None:
    result = call(brief, _write(tmp_path / "empty.md", ""), _write(tmp_path / "desk.md", RIGHT))
    assert result.exit_code == 3
    assert "empty.md" in result.stderr
    assert "desk.md" in result.stdout


def test_nothing_to_compare(call: Call, brief: Path, tmp_path: Path) -> None:
    missing = call(brief, tmp_path / "none.md")
    assert (missing.exit_code, "none.md" in missing.stderr) == (4, True)
    damaged = call(_write(tmp_path / "bad.json", "{}"), _write(tmp_path / "desk.md", RIGHT))
    assert (damaged.exit_code, "puntos run --format json" in damaged.stderr) == (4, True)
    (tmp_path / "stories").mkdir()
    mixed = call(tmp_path / "stories", tmp_path / "desk.md")
    assert (mixed.exit_code, "is a folder but" in mixed.stderr) == (2, True)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
