"""Rare words of the tables in the place of common ones."""

import random
import re
import sys
from pathlib import Path

import pytest

from scripts.model import substitute
from scripts.model.corpus import read_lines
from scripts.model.portuguese import read_misread, read_unknown
from scripts.model.substitute import COMMON, substituted, table_words

LINES = [f"El ministro presentó el proyecto número {number} y calló." for number in range(COMMON + 5)]


def test_a_rare_word_stands_where_a_common_one_with_its_ending_stood() -> None:
    made = substituted(LINES, ["indulto", "atracó"], 3, 4, random.Random(1))
    assert len(made) == 8
    patterns = (
        r"El (ministro presentó el indulto|indulto presentó el proyecto|ministro atracó el proyecto) número \d+ y "
    )
    for line in made:
        known = re.match(patterns, line) or re.match(r"El ministro presentó el proyecto número \d+ y atracó\.", line)
        assert known, line
    assert sum("indulto" in line for line in made) == 4


def test_words_that_are_not_rare_or_have_no_place_are_left() -> None:
    assert substituted([*LINES, *["Pidió el indulto."] * 3], ["indulto"], 3, 4, random.Random(1)) == []
    assert substituted(LINES, ["querella"], 3, 4, random.Random(1)) == []
    few = LINES[: COMMON - 1]
    assert substituted(few, ["indulto"], 3, 4, random.Random(1)) == []


def test_a_noun_takes_the_place_of_what_follows_a_determiner_only() -> None:
    lines = ["Hablaron mucho de proyecto nuevo y cerrado."] * (COMMON + 1)
    assert substituted(lines, ["indulto"], 3, 4, random.Random(1)) == []


def test_the_words_are_rows_of_the_tables() -> None:
    words = table_words()
    assert {"balotaje", "pleitos"} <= set(words)
    unknown = read_unknown()
    assert all(word in unknown or any(row.spanish.fullmatch(word) for row in read_misread()) for word in words)


def test_the_same_lines_come_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lines.es").write_text("".join(f"{line}\n" for line in LINES), encoding="utf-8")
    found = []
    for name in ("one", "two"):
        arguments = ["--lines", str(tmp_path / "lines.es"), "--out", str(tmp_path / name), "--each", "2"]
        monkeypatch.setattr(sys, "argv", ["step", *arguments])
        substitute.main()
        found.append(list(read_lines(tmp_path / name)))
    assert found[0] == found[1] != []
    assert set(found[0]).isdisjoint(LINES)
