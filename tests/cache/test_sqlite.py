"""The cache on disk: what it keeps, and that no trouble with the file gives a crash or a wrong answer."""

import multiprocessing
import os
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.cache import NoCache, make_key, open_cache
from pipeline.cache.sqlite import SqliteCache
from pipeline.errors import CacheError

FORK = multiprocessing.get_context("fork")
NOBODY = 65534


def entries(count: int, start: int = 0) -> dict[str, str]:
    return {make_key([str(number)]): f'[["sentence {number}", -0.5]]' for number in range(start, start + count)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "cache.sqlite3"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that other users may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def filled(path: Path, count: int = 50) -> dict[str, str]:
    cache = SqliteCache(path, fail)
    cache.put_many(entries(count))
    cache.close()
    return entries(count)


def ignore(message: str) -> None:
    """Take a message and say nothing."""


def fail(message: str) -> None:
    raise AssertionError(message)


def in_child(work: Callable[[], None]) -> int | None:
    process = FORK.Process(target=work)
    process.start()
    process.join(60)
    return process.exitcode


def test_no_place_keeps_nothing() -> None:
    cache = open_cache(None, fail)
    cache.put_many({"k": "v"})
    assert isinstance(cache, NoCache)
    assert cache.get_many(["k"]) == {}


def test_entries_survive_closing(path: Path) -> None:
    known = filled(path, 1500)
    cache = open_cache(path, fail)
    assert cache.get_many([*known, "unknown"]) == known
    cache.close()


def test_a_known_entry_stays_as_it_is(path: Path) -> None:
    cache = open_cache(path, fail)
    cache.put_many({"k": "first"})
    cache.put_many({"k": "second"})
    assert cache.get_many(["k"]) == {"k": "first"}


@pytest.mark.parametrize(
    ("column", "value"), [("value", '[["another sentence", -0.1]]'), ("checksum", "0" * 16), ("value", b"\xff\xfe")]
)
def test_a_damaged_entry_is_a_miss_that_is_told_and_removed(path: Path, column: str, value: str | bytes) -> None:
    known = filled(path)
    key = min(known)
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE entries SET {column} = ? WHERE key = ?", (value, key))
    connection.close()
    told: list[str] = []
    cache = SqliteCache(path, told.append)
    assert cache.get_many(list(known)) == {other: text for other, text in known.items() if other != key}
    assert told == [f"cache {path}: 1 damaged entries are left aside; the sentences are translated again"]
    cache.put_many(known)
    assert cache.get_many([key]) == {key: known[key]}
    cache.close()


def test_an_entry_under_another_key_is_a_miss(path: Path) -> None:
    known = sorted(filled(path))
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM entries WHERE key = ?", (known[0],))
        connection.execute("UPDATE entries SET key = ? WHERE key = ?", (known[0], known[1]))
    connection.close()
    assert open_cache(path, ignore).get_many(known[:2]) == {}


@pytest.mark.parametrize("keep", [0, 1, 100, 4096, 5000, 20_000])
def test_a_truncated_file_gives_right_answers_or_none(path: Path, keep: int) -> None:
    known = filled(path, 2000)
    with path.open("r+b") as file:
        file.truncate(keep)
    cache = open_cache(path, ignore)
    for _ in range(2):
        found = cache.get_many(list(known))
        assert found.items() <= known.items()
    cache.put_many(known)
    cache.put_many(known)
    assert cache.get_many(list(known)).items() <= known.items()
    cache.close()
    assert open_cache(path, ignore).get_many(list(known)).items() <= known.items()


@pytest.mark.parametrize("noise", [b"not a database, but a note", b"\0" * 9000, bytes(range(256)) * 60])
def test_noise_is_set_aside_and_a_new_file_begun(path: Path, noise: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(noise)
    told: list[str] = []
    cache = open_cache(path, told.append)
    cache.put_many({"k": "v"})
    assert cache.get_many(["k"]) == {"k": "v"}
    cache.close()
    assert len(told) == 1
    assert "set aside as cache.sqlite3.damaged" in told[0]
    assert path.with_name("cache.sqlite3.damaged").read_bytes() == noise


@pytest.mark.parametrize("at", [0, 30, 5000, 40_000, 100_000])
def test_noise_in_the_middle_of_a_run(path: Path, at: int) -> None:
    known = filled(path, 3000)
    cache = open_cache(path, ignore)
    assert cache.get_many(list(known)[:10])
    with path.open("r+b") as file:
        file.seek(at)
        file.write(os.urandom(3000))
    for _ in range(2):
        assert cache.get_many(list(known)).items() <= known.items()
        cache.put_many(entries(50, start=9000))
    cache.close()
    again = open_cache(path, ignore)
    assert again.get_many(list(known)).items() <= known.items()


@pytest.mark.parametrize("companions", [(), ("-wal", "-shm")])
def test_a_file_deleted_in_the_middle_of_a_run_is_told_and_begun_anew(path: Path, companions: tuple[str, ...]) -> None:
    known = filled(path)
    told: list[str] = []
    cache = open_cache(path, told.append)
    cache.get_many(list(known))
    for file in (path, *(path.with_name(path.name + companion) for companion in companions)):
        file.unlink(missing_ok=True)
    cache.put_many(entries(5, start=900))
    cache.put_many(entries(5, start=950))
    assert cache.get_many(list(known)).items() <= known.items()
    cache.close()
    assert ["while in use" in message for message in told] == [True]
    again = open_cache(path, fail)
    later = entries(5, start=900) | entries(5, start=950)
    assert again.get_many(list(later)) == later
    again.close()


def test_another_programs_database_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE subscribers (name TEXT)")
    connection.close()
    before = path.read_bytes()
    told: list[str] = []
    cache = open_cache(path, told.append)
    cache.put_many({"k": "v"})
    cache.close()
    assert path.read_bytes() == before
    assert told == [f"cache {path}: cannot be used (it is another program's database); going on without it"]


def test_another_form_is_set_aside(path: Path) -> None:
    filled(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version=999")
    connection.close()
    told: list[str] = []
    cache = open_cache(path, told.append)
    assert cache.get_many(list(entries(50))) == {}
    assert "form 999, not 1" in told[0]


def test_a_folder_in_place_of_the_file(path: Path) -> None:
    path.mkdir(parents=True)
    told: list[str] = []
    cache = open_cache(path, told.append)
    cache.put_many({"k": "v"})
    assert cache.get_many(["k"]) == {}
    assert len(told) == 1


@pytest.mark.parametrize("folder_mode", [0o555, 0o755])
def test_a_read_only_file_is_read(open_folder: Path, folder_mode: int) -> None:
    path = open_folder / "cache.sqlite3"
    known = filled(path)
    path.chmod(0o444)
    open_folder.chmod(folder_mode)

    def work() -> None:
        if os.geteuid() == 0:
            os.setegid(NOBODY)
            os.seteuid(NOBODY)
        told: list[str] = []
        cache = open_cache(path, told.append)
        assert cache.get_many(list(known)) == known
        cache.put_many({"k": "v"})
        assert cache.get_many(["k"]) == {}
        cache.close()
        assert len(told) == 1, told
        assert "nothing new is kept" in told[0]

    try:
        assert in_child(work) == 0
    finally:
        open_folder.chmod(0o755)


def test_a_folder_that_cannot_be_written(open_folder: Path) -> None:
    open_folder.chmod(0o555)

    def work() -> None:
        if os.geteuid() == 0:
            os.setegid(NOBODY)
            os.seteuid(NOBODY)
        told: list[str] = []
        cache = open_cache(open_folder / "deep" / "cache.sqlite3", told.append)
        cache.put_many({"k": "v"})
        assert cache.get_many(["k"]) == {}
        assert len(told) == 1, told

    try:
        assert in_child(work) == 0
    finally:
        open_folder.chmod(0o755)


def test_a_full_disk_keeps_what_was_there(path: Path) -> None:
    known = filled(path, 200)

    def work() -> None:
        # No file of this process may grow beyond this, as on a disk that is full.
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        told: list[str] = []
        cache = open_cache(path, told.append)
        for start in range(1000, 20_000, 1000):
            cache.put_many(entries(1000, start))
        assert cache.get_many(list(known)) == known
        cache.close()
        assert told, "a full disk is told"

    assert in_child(work) == 0
    cache = open_cache(path, fail)
    assert cache.get_many(list(known)) == known


def test_eight_processes_make_the_same_new_file_at_once(path: Path) -> None:
    path.parent.mkdir()
    start = FORK.Event()

    def work(number: int) -> None:
        start.wait()
        cache = open_cache(path, fail)
        for portion in range(5):
            cache.put_many(entries(40, start=number * 1000 + portion * 40))
            cache.put_many(entries(40))
        cache.close()

    processes = [FORK.Process(target=work, args=(number,)) for number in range(8)]
    for process in processes:
        process.start()
    start.set()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 8
    cache = SqliteCache(path, fail)
    assert cache.info().entries == 8 * 200
    assert cache.check().faults == ()


def test_two_processes_find_the_same_damage_at_once(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"noise" * 3000)
    start = FORK.Event()

    def work(number: int) -> None:
        start.wait()
        cache = open_cache(path, ignore)
        cache.put_many(entries(100, start=number * 100))
        assert cache.get_many(list(entries(600))).items() <= entries(600).items()
        cache.close()

    processes = [FORK.Process(target=work, args=(number,)) for number in range(6)]
    for process in processes:
        process.start()
    start.set()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 6
    assert SqliteCache(path, fail).check().faults == ()


@pytest.mark.parametrize("after_s", [0.02, 0.1, 0.2, 0.4])
def test_kill_in_the_middle_of_a_write(path: Path, after_s: float) -> None:
    def work() -> None:
        cache = open_cache(path, fail)
        for start in range(0, 1_000_000, 100):
            cache.put_many(entries(100, start))

    process = FORK.Process(target=work)
    process.start()
    time.sleep(after_s)
    process.kill()
    process.join()
    cache = SqliteCache(path, fail)
    found = cache.get_many(list(entries(20_000)))
    assert found.items() <= entries(20_000).items()
    check = cache.check()
    assert (check.damaged, check.faults) == (0, ())
    assert check.entries % 100 == 0, "a portion is kept whole or not at all"
    cache.close()


def test_prune_by_age_spares_what_was_used(path: Path) -> None:
    known = filled(path, 100)
    old = int(time.time()) - 40 * 86_400
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET used = ?", (old,))
    connection.close()
    used = sorted(known)[:7]
    cache = SqliteCache(path, fail)
    cache.get_many(used)
    cache.close()
    cache = SqliteCache(path, fail)
    assert cache.prune(older_than_s=30 * 86_400) == 93
    assert sorted(cache.get_many(list(known))) == used
    assert cache.info().entries == 7
    cache.close()


def test_prune_to_a_size_removes_the_longest_unused(path: Path) -> None:
    known = sorted(filled(path, 3000))
    with sqlite3.connect(path) as connection:
        for day, key in enumerate(known):
            connection.execute("UPDATE entries SET used = ? WHERE key = ?", (day * 86_400, key))
    connection.close()
    cache = SqliteCache(path, fail)
    assert cache.prune(max_size_bytes=200_000) > 0
    info = cache.info()
    assert 0 < info.size_bytes <= 200_000
    assert sorted(cache.get_many(known)) == known[-info.entries :]
    cache.close()


def test_clear_removes_all(path: Path) -> None:
    filled(path, 30)
    cache = SqliteCache(path, fail)
    assert cache.clear() == 30
    assert cache.info().entries == 0


def test_check_removes_damaged_entries(path: Path) -> None:
    filled(path, 30)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET value = 'x' WHERE key IN (SELECT key FROM entries LIMIT 3)")
    connection.close()
    cache = SqliteCache(path, fail)
    first, second = cache.check(), cache.check()
    assert (first.entries, first.damaged, second.entries, second.damaged) == (30, 3, 27, 0)


def test_check_sets_a_damaged_file_aside(path: Path) -> None:
    filled(path, 3000)
    with path.open("r+b") as file:
        file.seek(20_000)
        file.write(os.urandom(40_000))
    cache = SqliteCache(path, ignore)
    assert cache.check().faults
    assert path.with_name("cache.sqlite3.damaged").exists()
    assert cache.info().entries == 0


def test_looking_after_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(CacheError, match="cannot be opened"):
        SqliteCache(tmp_path, ignore).info()
