"""All faults, one after the other, each on a bench of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts.reliability.bench import STORIES, Bench, Verdict
from scripts.reliability.input_faults import INPUT_FAULTS
from scripts.reliability.nights import briefs
from scripts.reliability.run_faults import RUN_FAULTS
from scripts.reliability.stories import write_stories


def try_faults(folder: Path, only: Sequence[str], report: Callable[[str, str, Verdict], None]) -> bool:
    """Make every fault, or `only` some, in folders of their own; return whether all held.

    `report` gets the name of each, what it is and the verdict.
    """
    reference = Bench(folder / "reference")
    write_stories(reference.inbox, STORIES, most_paragraphs=1)
    ended = reference.run()
    if ended.code != 0:
        raise SystemExit(f"the undisturbed night ended with {ended.code}:\n{ended.errors[-2000:]}")
    expected = briefs(reference.out)
    all_held = True
    for fault in (*INPUT_FAULTS, *RUN_FAULTS):
        if only and fault.__name__ not in only:
            continue
        bench = Bench(folder / fault.__name__, expected)
        write_stories(bench.inbox, STORIES, most_paragraphs=1)
        verdict = fault(bench)
        all_held = all_held and verdict.held is not False
        report(fault.__name__.replace("_", " "), (fault.__doc__ or "").strip(), verdict)
        shutil.rmtree(bench.folder, ignore_errors=True)
    return all_held
