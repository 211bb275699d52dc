"""What the check of numbers says of a pair, one line a case, in data/number_pairs.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.story import Span
from pipeline.verify import Context, verify
from pipeline.verify.numbers import check

PAIRS = Path(__file__).parent / "data" / "number_pairs.tsv"
MARKS = {"error": "!", "warning": "?"}


def cases() -> list[tuple[str, str, str]]:
    rows = [line.split("\t") for line in PAIRS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(source, target, expected) for source, target, expected in rows]


@pytest.mark.parametrize(("source", "target", "expected"), cases())
def test_pair(source: str, target: str, expected: str) -> None:
    found = [finding.code + MARKS[finding.severity] for finding in check(source, target, Context())]
    assert " ".join(found) == expected


def test_a_finding_says_what_and_where() -> None:
    (finding,) = check("Votaron 2.200.112 personas.", "In all, 2,200,12 people voted.", Context())
    assert finding.message == "2.200.112 in the Spanish, 2,200,12 in the English"
    assert finding.source_spans == (Span(8, 17),)
    assert finding.target_spans == (Span(8, 16),)


def test_the_story_decides_what_the_sentence_leaves_open() -> None:
    source, target = "Hay 14,571 casos.", "There are 14.571 cases."
    assert check(source, target, Context()) == []
    assert [each.code for each in check(source, target, Context(decimal_mark="."))] == ["number-format"]


def test_the_check_is_in_the_table() -> None:
    assert "number-missing" in {finding.code for finding in verify("Hay 37 heridos.", "There are injured people.")}
