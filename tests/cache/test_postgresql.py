"""The shared cache, against a real server."""

import multiprocessing
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from pipeline.cache import make_key, open_cache, postgresql
from pipeline.cache.postgresql import MIGRATIONS, PostgresqlCache
from pipeline.errors import CacheError, ConfigurationError
from tests.cache.conftest import Server

FORK = multiprocessing.get_context("fork")


def entries(count: int, start: int = 0) -> dict[str, str]:
    return {
        make_key([str(number)]): f'[["sentence {number} “”\\u0000", -0.5]]' for number in range(start, start + count)
    }


def fail(message: str) -> None:
    raise AssertionError(message)


def test_entries_survive_closing(address: str) -> None:
    known = entries(1500)
    cache = open_cache(address, fail)
    cache.put_many(known)
    cache.close()
    cache = open_cache(address, fail)
    assert cache.get_many([*known, "unknown"]) == known
    assert cache.get_many([]) == {}
    cache.close()


def test_a_known_entry_stays_as_it_is(address: str) -> None:
    cache = open_cache(address, fail)
    cache.put_many({"k": "first"})
    cache.put_many({"k": "second"})
    assert cache.get_many(["k"]) == {"k": "first"}
    cache.close()


def test_an_older_schema_is_migrated(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = open_cache(address, fail)
    cache.put_many({"k": "v"})
    cache.close()
    monkeypatch.setattr(postgresql, "MIGRATIONS", (*MIGRATIONS, "ALTER TABLE puntos_cache ADD COLUMN note text"))
    cache = open_cache(address, fail)
    assert cache.get_many(["k"]) == {"k": "v"}
    cache.close()
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT note FROM puntos_cache").fetchall() == [(None,)]
        assert connection.execute("SELECT migrations FROM puntos_cache_format").fetchall() == [(3,)]


def test_six_processes_make_the_schema_at_once(address: str) -> None:
    start = FORK.Event()

    def work(number: int) -> None:
        start.wait()
        cache = open_cache(address, fail)
        cache.put_many(entries(100, start=number * 50))
        assert cache.get_many(list(entries(100, start=number * 50))) == entries(100, start=number * 50)
        cache.close()

    processes = [FORK.Process(target=work, args=(number,)) for number in range(6)]
    for process in processes:
        process.start()
    start.set()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 6
    cache = PostgresqlCache(address, fail)
    assert cache.info().entries == 350
    cache.close()


def test_many_threads_share_the_pool(address: str) -> None:
    cache = open_cache(address, fail)
    with ThreadPoolExecutor(12) as threads:
        list(threads.map(lambda number: cache.put_many(entries(20, start=number * 10)), range(40)))
        found = list(threads.map(lambda number: cache.get_many(list(entries(10, start=number * 10))), range(40)))
    assert all(len(values) == 10 for values in found)
    cache.close()


def test_a_damaged_entry_is_a_miss_that_is_told_and_removed(address: str) -> None:
    told: list[str] = []
    cache = open_cache(address, told.append)
    cache.put_many(entries(5))
    key = min(entries(5))
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE puntos_cache SET value = '[]' WHERE key = %s", (key,))
    assert len(cache.get_many(list(entries(5)))) == 4
    assert "1 damaged entries" in told[0]
    cache.put_many(entries(5))
    assert cache.get_many(list(entries(5))) == entries(5)
    cache.close()


def test_a_server_that_is_away_is_told_once_without_the_password() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    told: list[str] = []
    began = time.monotonic()
    cache = open_cache(f"postgresql://desk:secret@127.0.0.1:{port}/puntos", told.append)
    for _ in range(20):
        cache.put_many({"k": "v"})
        assert cache.get_many(["k"]) == {}
    cache.close()
    assert len(told) == 1, told
    assert "going on without it" in told[0]
    assert "secret" not in told[0]
    assert time.monotonic() - began < 15


def test_a_server_that_goes_and_comes_back(server: Server, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "_PAUSE_S", 0.2)
    told: list[str] = []
    cache = open_cache(address, told.append)
    cache.put_many({"k": "v"})
    server.stop()
    assert cache.get_many(["k"]) == {}
    cache.put_many({"lost": "v"})
    server.start()
    time.sleep(0.3)
    found = cache.get_many(["k"])
    for _ in range(20):
        if found:
            break
        time.sleep(0.5)
        found = cache.get_many(["k"])
    assert found == {"k": "v"}
    assert told
    cache.close()


def test_looking_after_it(address: str) -> None:
    cache = PostgresqlCache(address, fail)
    cache.put_many(entries(50))
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE puntos_cache SET used = now() - interval '40 days'")
        connection.execute("UPDATE puntos_cache SET value = 'x' WHERE key = %s", (max(entries(50)),))
    check = cache.check()
    assert (check.entries, check.damaged) == (50, 1)
    used = sorted(entries(50))[:7]
    cache.get_many(used)
    cache.close()
    cache = PostgresqlCache(address, fail)
    assert cache.prune(older_than_s=30 * 86_400) == 42
    assert sorted(cache.get_many(list(entries(50)))) == used
    assert cache.prune(max_size_bytes=400) > 0
    assert 0 < cache.info().entries < 7
    assert "secret" not in cache.info().place
    cache.clear()
    assert cache.info().entries == 0
    cache.close()


def test_looking_after_what_is_away() -> None:
    cache = PostgresqlCache("postgresql://127.0.0.1:1/puntos", fail)
    with pytest.raises(CacheError, match=r"127\.0\.0\.1"):
        cache.info()
    cache.close()


def test_an_address_that_is_none() -> None:
    with pytest.raises(ConfigurationError, match="not a PostgreSQL address"):
        open_cache("postgresql://host/database?no_such_option=1", fail)
