"""A real PostgreSQL server from Debian's package, on a free port of the loopback interface."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

# PostgreSQL refuses to run as root; Debian's package makes this user.
_USER = "postgres" if os.geteuid() == 0 else None


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert found, "these tests start a PostgreSQL server: apt-get install postgresql"
    return found[-1].parent


def _run(*command: str | Path) -> None:
    subprocess.run(
        [str(word) for word in command], check=True, capture_output=True, user=_USER, group=_USER, cwd="/", timeout=60
    )


@dataclass
class Server:
    """A server that can be stopped and started again."""

    folder: Path
    port: int
    programs: Path = field(default_factory=_programs)

    def make(self) -> None:
        _run(self.programs / "initdb", "-D", self.folder / "data", "-A", "trust", "-U", "puntos", "-N", "-E", "UTF8")

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.folder} -c fsync=off"
        log = self.folder / "log"
        _run(self.programs / "pg_ctl", "-D", self.folder / "data", "-l", log, "-o", options, "-w", "start")

    def stop(self) -> None:
        _run(self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def run_sql(self, statement: str, database: str = "postgres") -> None:
        _run(
            self.programs / "psql",
            "-h",
            "127.0.0.1",
            "-p",
            str(self.port),
            "-U",
            "puntos",
            "-d",
            database,
            "-c",
            statement,
        )

    def address(self, database: str) -> str:
        return f"postgresql://puntos:secret@127.0.0.1:{self.port}/{database}"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="puntos-pg-"))
    if _USER:
        shutil.chown(folder, _USER, _USER)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Server(folder, port)
    server.make()
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture
def address(server: Server, request: pytest.FixtureRequest) -> str:
    """Give a new, empty database."""
    name = f"test_{abs(hash(request.node.name))}"
    server.run_sql(f"CREATE DATABASE {name}")
    return server.address(name)
