"""Comparisons as JSON, CSV and tables."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree

from rich.console import Console

from pipeline.compare import draw_spread, to_csv, to_json
from pipeline.compare.terminal import to_score_table, to_table
from tests.compare.stories import ALIEN, OWN, against_port

DESK = against_port(OWN[0].replace("4.5%", "4.8%"), *OWN[2:], ALIEN)


def _printed(renderable: object) -> str:
    console = Console(width=160, file=io.StringIO(), record=True)
    console.print(renderable)
    return " ".join(console.export_text().replace("│", " ").split())


def test_the_table_marks_what_differs_and_says_why() -> None:
    text = _printed(to_table([DESK]))
    assert "a wage increase of [-4.5%-] this year" in text
    assert "a wage increase of {+4.8%+} this year" in text
    assert "contradicted" in text
    assert "missing" in text
    assert "the story's own key points" in text
    assert "beside the points" in text
    assert "unsupported" in text


def test_several_summaries_stand_side_by_side() -> None:
    text = _printed(to_table([DESK, against_port(*OWN)]))
    assert text.count("wage increase") == 3
    assert "overall" in text


def test_the_table_of_a_folder_has_medians() -> None:
    text = _printed(to_score_table([against_port(*OWN), against_port(*OWN[:2]), against_port(*OWN[:1])]))
    assert "median" in text
    assert "0.50" in text


def test_json_has_every_verdict() -> None:
    document = json.loads(to_json([DESK]))
    assert document["schema"] == "puntos/comparison/1"
    comparison = document["comparisons"][0]
    assert [point["verdict"] for point in comparison["points"]] == ["contradicted", "missing", "kept", "kept"]
    assert comparison["bullets"][3]["verdict"] == "unsupported"
    assert comparison["scores"]["coverage"] == 0.5


def test_csv_has_a_line_a_summary() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv([DESK, against_port(*OWN)]))))
    assert [row["coverage"] for row in rows] == ["0.5000", "1.0000"]
    assert rows[0]["points_contradicted"] == "1"
    assert rows[0]["bullets_unsupported"] == "1"


def test_csv_leaves_a_score_that_there_is_not_empty() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv([against_port(ALIEN)]))))
    assert rows[0]["order"] == ""


def test_the_plot_has_a_dot_a_summary_for_each_score() -> None:
    comparisons = [against_port(*OWN), DESK, against_port(*OWN[:1])]
    picture = ElementTree.fromstring(draw_spread(comparisons, "spread of <all>"))
    dots = [element for element in picture.iter() if element.get("class") == "dot"]
    assert len(dots) == 8 * 3 - 1, "one summary has no order"
    assert picture.get("aria-label") == "spread of <all>"
    assert all(0 <= float(dot.get("cx", "-1")) <= 720 for dot in dots)
