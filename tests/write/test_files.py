"""Files are written whole or not at all."""

from __future__ import annotations

import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.write import write_text


def test_a_file_gets_the_text_and_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "night" / "desk" / "story.md"
    write_text(path, "Peñarrubia\n")
    assert path.read_bytes() == "Peñarrubia\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_line_breaks_are_kept_as_they_are(tmp_path: Path) -> None:
    write_text(tmp_path / "story.txt", "one\r\ntwo\n")
    assert (tmp_path / "story.txt").read_bytes() == b"one\r\ntwo\n"


def test_the_rights_of_the_file_that_is_replaced_stay(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_folder_in_the_way_is_an_error_that_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "story.md").mkdir()
    with pytest.raises(OutputError, match=r"story\.md: cannot be written: .*; name another"):
        write_text(tmp_path / "story.md", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["story.md"]


def test_a_file_in_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError):
        write_text(tmp_path / "out" / "story.md", "text")


def test_text_that_is_not_unicode_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    write_text(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "\ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_an_error_that_keeps_the_old_file(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: the same failed write."""
    path = tmp_path / "story.md"
    write_text(path, "old")
    program = (
        "import resource, signal, sys; from pathlib import Path; from pipeline.write import write_text\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        f"write_text(Path({str(path)!r}), 'x' * 100_000)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "OutputError" in done.stderr
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    texts = ["a" * 200_000, "b" * 200_000]
    write_text(path, texts[0])
    done = threading.Event()
    seen: set[str] = set()

    def read() -> None:
        while not done.is_set():
            seen.add(path.read_text(encoding="utf-8"))

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(20):
        write_text(path, texts[turn % 2])
    done.set()
    reader.join()
    assert seen
    assert seen <= set(texts)
