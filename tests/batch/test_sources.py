"""Inputs: what is found, in which order, and what is refused with which reason."""

import io
import json
import os
import time
from pathlib import Path

import pytest

from pipeline.batch.items import Extent, Item, Limits, Refusal
from pipeline.batch.sources import Selection, find_items, read_list
from pipeline.batch.spool import Spool


def found(spool: Spool, *inputs: Path, **selection: object) -> list[Item | Refusal]:
    return list(find_items([str(path) for path in inputs], Selection(**selection), spool))  # type: ignore[arg-type] # a table of options


def names(items: list[Item | Refusal]) -> list[str]:
    return [str(item.relative) for item in items]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "deportes/liga.txt", "deportes/copa.html", ".oculto.txt", ".git/x.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("El pleno aprobó el presupuesto.")
    return tmp_path / "in"


def test_a_folder_is_searched_with_all_below_it_but_for_hidden_names(inbox: Path, spool: Spool) -> None:
    assert names(found(spool, inbox)) == ["a.txt", "b.txt", "deportes/copa.html", "deportes/liga.txt"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "deportes/liga.txt"]),
        ("deportes/*.h*", ["copa.html"]),
        ("[a]*", ["a.txt"]),
    ],
)
def test_a_pattern_finds_files(inbox: Path, spool: Spool, pattern: str, expected: list[str]) -> None:
    assert sorted(names(found(spool, inbox / pattern))) == expected


def test_a_pattern_that_matches_nothing_is_told(inbox: Path, spool: Spool) -> None:
    [refusal] = found(spool, inbox / "*.xml")
    assert isinstance(refusal, Refusal)
    assert "nothing matches" in refusal.reason


def test_a_file_is_found_once_however_often_it_is_named(inbox: Path, spool: Spool) -> None:
    assert names(found(spool, inbox / "a.txt", inbox, inbox / "a.txt")).count("a.txt") == 1


def test_only_names_that_match_and_only_what_is_newer(inbox: Path, spool: Spool) -> None:
    moment_ns = time.time_ns() - 3600 * 10**9
    os.utime(inbox / "a.txt", ns=(moment_ns, moment_ns - 1))
    assert names(found(spool, inbox, patterns=("*.txt",), newer_than_ns=moment_ns)) == ["b.txt", "deportes/liga.txt"]


def test_the_output_folder_is_never_taken_for_input(inbox: Path, spool: Spool) -> None:
    assert "deportes/liga.txt" not in names(found(spool, inbox, apart=(inbox / "deportes",)))


def test_links_to_folders_are_told_and_not_followed_so_that_loops_end(inbox: Path, spool: Spool) -> None:
    (inbox / "hoy").symlink_to(inbox)
    (inbox / "solo").symlink_to(inbox / "solo")
    refusals = {item.relative.name: item.reason for item in found(spool, inbox) if isinstance(item, Refusal)}
    assert "link to a folder" in refusals["hoy"]
    assert "link" in refusals["solo"]


def test_devices_and_pipes_are_refused_without_being_opened(inbox: Path, spool: Spool) -> None:
    os.mkfifo(inbox / "tubo")
    (inbox / "cero").symlink_to("/dev/zero")
    refusals = {item.relative.name: item.reason for item in found(spool, inbox) if isinstance(item, Refusal)}
    assert "named pipe" in refusals["tubo"]
    assert "device" in refusals["cero"]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, spool: Spool) -> None:
    [refusal] = found(spool, tmp_path / "falta.txt")
    assert isinstance(refusal, Refusal)
    assert "No such file" in refusal.reason


def test_a_story_over_the_limit_is_refused_with_the_option_that_allows_more(inbox: Path, spool: Spool) -> None:
    with (inbox / "enorme.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    [refusal] = [item for item in found(spool, inbox) if isinstance(item, Refusal)]
    assert "--max-story-size" in refusal.reason


def test_a_list_is_a_path_a_line_or_ended_by_nul() -> None:
    assert read_list(io.BytesIO(b"a.txt\n\nb c.txt\r\n")) == ["a.txt", "b c.txt"]
    assert read_list(io.BytesIO(b"con\nsalto.txt\0b.txt\0")) == ["con\nsalto.txt", "b.txt"]


RECORDS: list[tuple[dict[str, object], str]] = [
    ({"id": "EFE-1", "text": "Sube el paro.", "metadata": {"urgency": 2, "source": "EFE"}}, "EFE-1"),
    ({"text": "Baja el paro."}, "line-2"),
    ({"id": 77, "text": "Sigue igual."}, "77"),
    ({"id": "../fuera", "text": "Trepa."}, ".._fuera"),
]


def test_json_lines_records_are_stories_named_by_their_id(tmp_path: Path, spool: Spool) -> None:
    path = tmp_path / "noche.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record, _ in RECORDS))
    items = found(spool, path)
    assert names(items) == [f"noche/{name}" for _, name in RECORDS]
    assert [spool.read(item.place) for item in items if isinstance(item, Item) and isinstance(item.place, Extent)] == [
        str(record["text"]).encode() for record, _ in RECORDS
    ]
    assert isinstance(items[0], Item)
    assert items[0].metadata == {"urgency": "2", "source": "EFE", "id": "EFE-1"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[1]", "not a story"),
        (b'{"text": 3}', "not a story"),
        (b'{"text": "a", "id": []}', '"id"'),
        (b'{"text": "a", "metadata": 1}', '"metadata"'),
        (b'{"text": "' + b"a" * 200_001 + b'"}', "--max-story-size"),
    ],
)
def test_a_bad_line_is_refused_and_the_next_one_read(tmp_path: Path, spool: Spool, line: bytes, reason: str) -> None:
    path = tmp_path / "noche.jsonl"
    path.write_bytes(line + b'\n{"text": "Baja el paro."}\n')
    bad, good = found(spool, path, limits=Limits(story_bytes=200_000))
    assert isinstance(bad, Refusal)
    assert reason in bad.reason
    assert isinstance(good, Item)


def test_an_id_that_comes_twice_is_told(tmp_path: Path, spool: Spool) -> None:
    path = tmp_path / "noche.jsonl"
    path.write_text('{"id": "1", "text": "a"}\n{"id": "1", "text": "b"}\n')
    _, second = found(spool, path)
    assert isinstance(second, Refusal)
    assert "unique" in second.reason
