"""Throw bytes at what reads from outside: the readers, the journal, JSON Lines and archives.

Nothing but the errors that are documented may come out. Inputs come from hypothesis, which mutates structured
beginnings; with --atheris, from atheris, which is guided by coverage (pip install atheris).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

_NAMES: Final = ("readers", "journal", "records", "zip", "tar")


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


def _run_hypothesis(name: str, count: int) -> int:
    from scripts.reliability import fuzz_targets

    target: Callable[[bytes], None] = getattr(fuzz_targets, f"fuzz_{name}")
    tried = 0

    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=400) | _mutated(fuzz_targets.TEMPLATES[target]))
    def attempt(data: bytes) -> None:
        nonlocal tried
        tried += 1
        target(data)

    attempt()
    return tried


def _run_atheris(name: str, count: int) -> None:
    """Let atheris try `count` inputs; it ends the process, so this is the last thing that a process does."""
    import atheris  # type: ignore[import-untyped] # no stubs exist

    # Only what is imported here is watched, so nothing of it may be imported before.
    with atheris.instrument_imports(include=["pipeline", "json", "tarfile", "zipfile"]):
        from scripts.reliability import fuzz_targets
    target: Callable[[bytes], None] = getattr(fuzz_targets, f"fuzz_{name}")
    corpus = fuzz_targets.working_folder() / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, template in enumerate(fuzz_targets.TEMPLATES[target]):
        (corpus / str(number)).write_bytes(template)
    atheris.Setup([sys.argv[0], f"-runs={count}", "-max_len=4096", str(corpus)], target)
    atheris.Fuzz()


def main() -> None:
    """Fuzz all targets, or one of them with atheris."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000, help="for each target [20000]")
    parser.add_argument("--target", choices=_NAMES, help="one target only")
    parser.add_argument("--atheris", action="store_true", help="use atheris; needs --target")
    options = parser.parse_args()
    if options.atheris:
        if options.target is None:
            parser.error("--atheris needs --target")
        _run_atheris(options.target, options.inputs)
    for name in _NAMES:
        if options.target in (None, name):
            started_s = time.monotonic()
            tried = _run_hypothesis(name, options.inputs)
            seconds = time.monotonic() - started_s
            print(f"{name}: {tried:,} inputs in {seconds:,.0f} s, nothing but documented errors", flush=True)


if __name__ == "__main__":
    main()
