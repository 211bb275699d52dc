"""Faults of what comes in, each made for real: what is done, what has to hold, what was seen."""

from __future__ import annotations

import io
import json
import os
import tarfile
import time
import zipfile
from pathlib import Path
from typing import Final

from scripts.reliability.bench import MEBIBYTE, STORIES, Bench, Verdict
from scripts.reliability.nights import briefs, finish, resident_bytes
from scripts.reliability.stories import make_story


def vanishing(bench: Bench) -> Verdict:
    """Stories are taken away between being found and being read."""
    process = bench.start()
    bench.wait_for_briefs(process)
    gone = sorted(bench.inbox.glob("*.txt"))[-5:]
    for path in gone:
        path.unlink()
    ended = finish(process)
    reasons = bench.reasons()
    vanished = [stem for stem, reason in reasons.items() if "vanished" in reason]
    others = {path: digest for path, digest in bench.expected.items() if Path(path).stem not in reasons}
    held = ended.code in (0, 3) and len(vanished) == len(reasons) and briefs(bench.out) == others
    return Verdict(held, f"exit {ended.code}; {len(vanished)} of 5 told as vanished, all others done")


def folder_for_output(bench: Bench) -> Verdict:
    """A folder has the name of an output."""
    (bench.out / "teletipo-00001.md" / "x").mkdir(parents=True)
    ended = bench.run()
    reasons = bench.reasons()
    held = ended.code == 3 and list(reasons) == ["teletipo-00001"] and len(briefs(bench.out)) == STORIES - 1
    return Verdict(held, f"exit {ended.code}, that story alone: {next(iter(reasons.values()), '')}")


def odd_names(bench: Bench) -> Verdict:
    """Names with a newline, with 255 bytes of UTF-8, with bytes that are no UTF-8, with quotes and a bidi mark."""
    names = ("con\nsalto.txt", "ñ" * 125 + "a.txt", os.fsdecode(b"latin-\xf1.txt"), "\"comillas'.txt", "\u202etxt.txt")
    for number, name in enumerate(names):
        (bench.inbox / name).write_text(make_story(900 + number))
    ended = bench.run()
    rerun = bench.run()
    held = ended.code == rerun.code == 0 and len(briefs(bench.out)) == STORIES + len(names)
    return Verdict(held, f"exit {ended.code}; all {len(names)} got their brief, and the rerun knew them")


def link_loops(bench: Bench) -> Verdict:
    """Links to the folder itself and to themselves, a named pipe, a device."""
    (bench.inbox / "bucle").symlink_to(bench.inbox)
    (bench.inbox / "solo").symlink_to(bench.inbox / "solo")
    (bench.inbox / "cero").symlink_to("/dev/zero")
    os.mkfifo(bench.inbox / "tubo")
    ended = bench.run()
    reasons = bench.reasons()
    held = ended.code == 3 and set(reasons) == {"bucle", "solo", "cero", "tubo"} and bench.is_as_expected()
    return Verdict(
        held, f"exit {ended.code}: " + "; ".join(f"{stem}: {reason}" for stem, reason in sorted(reasons.items()))
    )


def long_line(bench: Bench) -> Verdict:
    """A text and a JSON Lines file with one line of 200 MB each."""
    line = b"La noticia no termina nunca y sigue. " * (200 * MEBIBYTE // 37)
    (bench.inbox / "enorme.txt").write_bytes(line)
    good = json.dumps({"id": "buena", "text": make_story(5)}).encode()
    (bench.inbox / "lote.jsonl").write_bytes(b'{"text": "' + line + b'"}\n' + good + b"\n")
    process = bench.start()
    peak_bytes = 0
    while process.poll() is None:
        peak_bytes = max(peak_bytes, resident_bytes(process.pid))
        time.sleep(0.05)
    ended = finish(process)
    reasons = bench.reasons()
    done = (bench.out / "lote" / "buena.md").is_file()
    held = ended.code == 3 and set(reasons) == {"enorme", "lote/line-1"} and done and peak_bytes < 400 * MEBIBYTE
    peak = f"peak of the parent {peak_bytes // MEBIBYTE} MB"
    return Verdict(
        held, f"exit {ended.code}, both refused, the record after it done, {peak}: {reasons.get('enorme', '')}"
    )


def zip_bomb(bench: Bench) -> Verdict:
    """A ZIP of 2 GB of zeros in 2 MB, and a tar of the same kind, beside a good archive."""
    with zipfile.ZipFile(bench.inbox / "bomba.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(200):
            archive.writestr(f"{number}.txt", bytes(10 * MEBIBYTE))
    with tarfile.open(bench.inbox / "bomba.tgz", "w:gz") as tar:
        for number in range(150):
            info = tarfile.TarInfo(f"{number}.txt")
            info.size = 8 * MEBIBYTE
            tar.addfile(info, io.BytesIO(bytes(info.size)))
    with zipfile.ZipFile(bench.inbox / "buena.zip", "w") as archive:
        archive.writestr("a.txt", make_story(5))
    ended = bench.run()
    reasons = bench.reasons()
    bombs = [reason for stem, reason in reasons.items() if stem.startswith("bomba") and "/" not in stem]
    done = (bench.out / "buena" / "a.md").is_file()
    held = ended.code == 3 and len(bombs) == 2 and all("zip bomb" in reason for reason in bombs) and done
    return Verdict(held, f"exit {ended.code}, the good archive done: {bombs[0] if bombs else ''}")


def climbing_paths(bench: Bench) -> Verdict:
    """Archives whose members would be unpacked outside: ../, an absolute path, a link, a device."""
    with zipfile.ZipFile(bench.inbox / "trepa.zip", "w") as archive:
        archive.writestr("../../fuera.txt", make_story(1))
        archive.writestr("/tmp/fuera.txt", make_story(2))
        archive.writestr("buena.txt", make_story(3))
    with tarfile.open(bench.inbox / "trepa2.tar", "w") as tar:
        for name, kind in (("enlace", tarfile.SYMTYPE), ("disco", tarfile.BLKTYPE), ("../x", tarfile.REGTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
    before = {path for path in bench.folder.iterdir() if path != bench.out}
    ended = bench.run()
    reasons = bench.reasons()
    stayed = {path for path in bench.folder.iterdir() if path != bench.out} - before <= set(bench.folder.glob("cache*"))
    held = ended.code == 3 and len(reasons) == 5 and stayed and (bench.out / "trepa" / "buena.md").is_file()
    return Verdict(held, f"exit {ended.code}: " + "; ".join(sorted(set(reasons.values()))))


INPUT_FAULTS: Final = (
    vanishing,
    folder_for_output,
    odd_names,
    link_loops,
    long_line,
    zip_bomb,
    climbing_paths,
)
