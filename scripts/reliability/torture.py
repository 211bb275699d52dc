"""Kill nights at random moments and make every fault of the table; write what came of it to docs/reliability.md."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from scripts.reliability.bench import Verdict
from scripts.reliability.faults import try_faults
from scripts.reliability.kills import KillReport, kill_at_random

PAGE = Path("docs/reliability.md")
_SECTION = re.compile(r"(<!-- torture -->\n).*?(<!-- end of torture -->)", re.DOTALL)
_SPOKEN = {True: "yes", False: "**no**", None: "not tried"}


def main() -> None:
    """Run what the options ask for; exit 1 where anything did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50, help="how often to kill [50]")
    parser.add_argument("--stories", type=int, default=300, help="stories of the night that is killed [300]")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments [1]")
    parser.add_argument("--fault", action="append", default=[], help="this fault only; may be repeated")
    parser.add_argument("--no-faults", action="store_true", help="kill only")
    parser.add_argument("--no-write", action="store_true", help=f"leave {PAGE} alone")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="puntos-torture-"))
    rows: list[Sequence[str]] = []

    def report(name: str, what: str, verdict: Verdict) -> None:
        print(f"{name}: {_SPOKEN[verdict.held]}: {verdict.seen}", flush=True)
        rows.append((name, what, _SPOKEN[verdict.held], _clean(verdict.seen, folder)))

    try:
        held = True if options.no_faults else try_faults(folder / "faults", options.fault, report)
        kills = (
            kill_at_random(folder / "kills", options.stories, options.kills, options.seed) if options.kills else None
        )
        if kills is not None:
            print(_kills(kills), flush=True)
            held = held and kills.is_whole
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if not options.no_write:
        _write(rows, kills)
    sys.exit(0 if held else 1)


def _kills(report: KillReport) -> str:
    return (
        f"{report.kills} kills at random moments (of a worker, of the parent, or of all processes) in nights of "
        f"{report.stories} stories that take {report.undisturbed_s:.1f} s undisturbed; {report.nights} nights, each "
        f"rerun until it was done. {len(report.wrong)} outputs differed from the undisturbed run or were half there, "
        f"{report.missing} were missing, {report.doubled} were too many; cache faults: {len(report.cache_faults)}."
    )


def _clean(text: str, folder: Path) -> str:
    """Leave out what differs from one machine to the next, and what a table cannot hold."""
    text = text.replace(str(folder / "faults"), "").replace("|", "\\|").replace("\n", " ")
    return text if len(text) <= 400 else text[:397] + "..."


def _write(rows: Sequence[Sequence[str]], kills: KillReport | None) -> None:
    lines = [f"Made by `scripts/torture` on {time.strftime('%Y-%m-%d')}.", ""]
    if kills is not None:
        lines += ["**kill -9.** " + _kills(kills), ""]
    if rows:
        lines += ["| fault | what is done | held | what was seen |", "|---|---|---|---|"]
        lines += [f"| {' | '.join(row)} |" for row in rows]
    page = PAGE.read_text(encoding="utf-8")
    body = "\n".join(lines) + "\n"
    PAGE.write_text(_SECTION.sub(lambda match: match[1] + body + match[2], page), encoding="utf-8")


if __name__ == "__main__":
    main()
