"""What reads bytes from outside, as functions of bytes that raise nothing but on a fault."""

from __future__ import annotations

import io
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

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
def working_folder() -> Path:
    """Return the folder that the targets write their inputs to."""
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
    path = working_folder() / name
    path.write_bytes(data)
    with Spool() as spool:
        for _ in find_items([str(path)], Selection(limits=_LIMITS), spool):
            pass


def _open(name: str, data: bytes) -> None:
    path = working_folder() / name
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
TEMPLATES: Final[dict[Callable[[bytes], None], tuple[bytes, ...]]] = {
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
