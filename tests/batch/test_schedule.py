"""Order, urgency and the size of windows."""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.items import Item, Order
from pipeline.batch.moments import parse_deadline, parse_newer_than
from pipeline.batch.schedule import FIRST_WINDOW_WORDS, LARGEST_WINDOW_WORDS, WindowSize, in_order, urgency
from pipeline.errors import ConfigurationError

NOW = datetime(2026, 5, 4, 22, 15, tzinfo=UTC)


def item(name: str, size_bytes: int, arrived_ns: int) -> Item:
    return Item(name, name, Path(name), PurePosixPath(name), Path(name), size_bytes, arrived_ns)


STORIES = [item("tarde", 900, 3), item("pronto", 100, 1), item("luego", 500, 2)]


@pytest.mark.parametrize(
    ("order", "urgencies", "expected"),
    [
        ("arrival", {}, ["pronto", "luego", "tarde"]),
        ("longest", {}, ["tarde", "luego", "pronto"]),
        ("arrival", {"tarde": 1}, ["tarde", "pronto", "luego"]),
        ("longest", {"pronto": 2, "tarde": 8}, ["pronto", "luego", "tarde"]),
    ],
)
def test_urgency_then_the_order_asked_for(order: Order, urgencies: dict[str, int], expected: list[str]) -> None:
    assert [each.name for each in in_order(STORIES, order, urgencies)] == expected


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"urgency": "1"}, 1),  # NewsML-G2, NITF
        ({"urgency": "8"}, 8),
        ({"priority": "f"}, 1),  # ANPA 1312
        ({"priority": "U"}, 2),
        ({"priority": "Urgente"}, 2),
        ({"urgency": "3", "priority": "f"}, 3),
        ({"urgency": "mañana"}, 5),
        ({}, 5),
    ],
)
def test_what_wire_formats_say_of_urgency(metadata: dict[str, str], expected: int) -> None:
    assert urgency(metadata) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("23:30", datetime(2026, 5, 4, 23, 30, tzinfo=UTC)), ("6:30", datetime(2026, 5, 5, 6, 30, tzinfo=UTC))],
)
def test_a_deadline_is_the_next_time_that_the_clock_shows_it(text: str, expected: datetime) -> None:
    assert parse_deadline(text, NOW) == expected


@pytest.mark.parametrize("text", ["24:00", "6.30", "mañana", "", "06:60"])
def test_a_deadline_is_a_time_of_day(text: str) -> None:
    with pytest.raises(ConfigurationError, match="HH:MM"):
        parse_deadline(text, NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2h", datetime(2026, 5, 4, 20, 15, tzinfo=UTC)),
        ("3d", datetime(2026, 5, 1, 22, 15, tzinfo=UTC)),
        ("90m", datetime(2026, 5, 4, 20, 45, tzinfo=UTC)),
        ("2026-05-04T06:00+00:00", datetime(2026, 5, 4, 6, tzinfo=UTC)),
    ],
)
def test_newer_than_an_age_or_a_time(text: str, expected: datetime) -> None:
    assert parse_newer_than(text, NOW) == int(expected.timestamp() * 1e9)


def test_newer_than_a_file_or_an_error_that_shows_the_forms(tmp_path: Path) -> None:
    assert parse_newer_than(str(tmp_path), NOW) == tmp_path.stat().st_mtime_ns
    with pytest.raises(ConfigurationError, match="12h"):
        parse_newer_than("ayer", NOW)


def test_windows_begin_small_and_grow_at_most_twofold() -> None:
    size = WindowSize()
    sizes = []
    for _ in range(8):
        sizes.append(size.next_words(1e9, 2))
        size.learn(sizes[-1], sizes[-1] / 5_000)
    assert sizes[0] == FIRST_WINDOW_WORDS
    assert all(later <= 2 * earlier for earlier, later in pairwise(sizes))
    assert sizes[-1] == LARGEST_WINDOW_WORDS


def test_a_slow_model_gets_small_windows_so_that_a_stop_is_prompt() -> None:
    size = WindowSize()
    for _ in range(5):
        size.learn(size.next_words(1e9, 1), 60.0)
    assert size.next_words(1e9, 1) < FIRST_WINDOW_WORDS


@given(
    windows=st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1e4)), max_size=20),
    remaining=st.floats(0, 1e9),
    left_s=st.none() | st.floats(-1e6, 1e6),
)
def test_a_window_always_has_a_bounded_size(
    windows: list[tuple[float, float]], remaining: float, left_s: float | None
) -> None:
    size = WindowSize()
    for words, seconds in windows:
        size.learn(words, seconds)
    assert 1.0 <= size.next_words(remaining, 2, left_s) <= LARGEST_WINDOW_WORDS
