"""Throw bytes at what reads from outside: the readers, the journal, JSON Lines and archives.

Nothing but the errors that are documented may come out. Inputs come from hypothesis, which mutates structured
beginnings; with --atheris, from atheris, which is guided by coverage (pip install atheris).
"""

from __future__ import annotations

import argparse
import io
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.batch.archives import open_archive
from pipeline.batch.items import Limits
from pipeline.batch.manifest import format_entry, parse_entry
from pipeline.batch.sources import Selection, find_items
from pipeline.batch.spool import Spool
from pipeline.errors import UnusableInputError
from pipeline.read import FORMATS, read
from scripts.reliability.stories import make_story

_LIMITS: Final = Limits(story_bytes=100_000, archive_bytes=1_000_000, archive_members=100, ratio_floor_bytes=100_000)
_NAMES: Final = ("a.txt", "a", *sorted(f"a{ending}" for form in FORMATS for ending in form.extensions))


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="puntos-fuzz-"))


def fuzz_readers(data: bytes) -> None:
    """Read the bytes as every format."""
    for name in _NAMES:
        try:
            read(data, name)
        except UnusableInputError:
            continue


def fuzz_journal(data: bytes) -> None:
    """Read the bytes as a line of the journal; what passes must come back the same."""
    entry = parse_entry(data + b"\n")
    if entry is not None:
        assert parse_entry(format_entry(entry)) == entry


def fuzz_records(data: bytes) -> None:
    """Read the bytes as a JSON Lines file."""
    _find("a.jsonl", data)


def fuzz_zip(data: bytes) -> None:
    """Open the bytes as a ZIP archive."""
    _open("a.zip", data)


def fuzz_tar(data: bytes) -> None:
    """Open the bytes as a tar archive, bare and compressed."""
    _open("a.tar", data)
    _open("a.tgz", data)


def _find(name: str, data: bytes) -> None:
    path = _folder() / name
    path.write_bytes(data)
    with Spool() as spool:
        for _ in find_items([str(path)], Selection(limits=_LIMITS), spool):
            pass


def _open(name: str, data: bytes) -> None:
    path = _folder() / name
    path.write_bytes(data)
    with Spool() as spool:
        for _ in open_archive(path, PurePosixPath(name), _LIMITS, spool):
            pass


def _zip_of(text: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("efe/a.txt", text)
        archive.writestr("b.txt", text[:50])
    return target.getvalue()


def _tar_of(text: bytes) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(text)
        archive.addfile(info, io.BytesIO(text))
    return target.getvalue()


_STORY: Final = make_story(3).encode()
_TEMPLATES: Final[dict[Callable[[bytes], None], tuple[bytes, ...]]] = {
    fuzz_readers: (
        _STORY,
        make_story(4).encode("latin-1", "replace"),
        make_story(5).encode("utf-16"),
        b"<?xml version='1.0'?><nitf><body><p>" + _STORY + b"</p></body></nitf>",
        b"<html><body><h1>Titular</h1><ul><li>Sube el paro en mayo</li></ul></body></html>",
        b'{"headline": "Titular", "body": "Sube el paro en mayo."}',
        b"---\ntitle: Titular\n---\n" + _STORY,
    ),
    fuzz_journal: (
        b'{"schema":"puntos/manifest/1","key":"k","source":"s","name":"n","stem":"a","outputs":[{"path":"a.md","sha256":"0"}],'
        b'"arrived_ns":1,"finished":"t","headline":"h","text_sha256":"f","sketch":"00ff","sentences":1,"words":2,'
        b'"seconds":0.1,"findings":[{"check":"c","code":"d","severity":"note","count":1}]}',
    ),
    fuzz_records: (b'{"id": "1", "text": "Sube el paro.", "metadata": {"urgency": 1}}\n{"text": "Baja."}\n',),
    fuzz_zip: (_zip_of(_STORY),),
    fuzz_tar: (_tar_of(_STORY),),
}


@st.composite
def _mutated(draw: st.DrawFn, templates: tuple[bytes, ...]) -> bytes:
    """Cut, repeat and overwrite pieces of a template."""
    data = bytearray(draw(st.sampled_from(templates)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(("overwrite", "insert", "cut", "repeat"))):
            case "overwrite":
                noise = draw(st.binary(max_size=8))
                data[at : at + len(noise)] = noise
            case "insert":
                data[at:at] = draw(st.binary(max_size=8) | st.text(max_size=8).map(str.encode))
            case "cut":
                del data[at : at + draw(st.integers(0, 200))]
            case _:
                data[at:at] = data[at : at + 40] * draw(st.integers(1, 20))
    return bytes(data)


def _run_hypothesis(target: Callable[[bytes], None], count: int) -> int:
    tried = 0

    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=400) | _mutated(_TEMPLATES[target]))
    def attempt(data: bytes) -> None:
        nonlocal tried
        tried += 1
        target(data)

    attempt()
    return tried


def _run_atheris(target: Callable[[bytes], None], count: int) -> None:
    """Let atheris try `count` inputs; it ends the process, so this is the last thing that a process does."""
    import atheris  # type: ignore[import-untyped] # no stubs exist

    corpus = _folder() / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, template in enumerate(_TEMPLATES[target]):
        (corpus / str(number)).write_bytes(template)
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-runs={count}", "-max_len=4096", "-verbosity=0", str(corpus)], target)
    atheris.Fuzz()


def main() -> None:
    """Fuzz all targets, or one of them with atheris."""
    names = {target.__name__.removeprefix("fuzz_"): target for target in _TEMPLATES}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000, help="for each target [20000]")
    parser.add_argument("--target", choices=sorted(names), help="one target only")
    parser.add_argument("--atheris", action="store_true", help="use atheris; needs --target")
    options = parser.parse_args()
    if options.atheris:
        _run_atheris(names[options.target], options.inputs)
    for name, target in names.items():
        if options.target in (None, name):
            started_s = time.monotonic()
            tried = _run_hypothesis(target, options.inputs)
            print(
                f"{name}: {tried:,} inputs in {time.monotonic() - started_s:,.0f} s, nothing but documented errors",
                flush=True,
            )


if __name__ == "__main__":
    main()
