"""What a Ray cluster costs: a night on two nodes of one processor each on this machine, against two local workers.

The two are run in turn, so that their ratio holds whatever else the machine does; figures are medians over the rounds.
The cluster is there before the night begins, as it would be in service.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scripts.reliability.corpus_night import write_night
from scripts.reliability.nights import ROOT, briefs, finish, start

# Ray reads these while it is imported; the nodes import puntos from here.
_ENVIRONMENT: Final = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "PYTHONPATH": str(ROOT),
}
_NODE: Final[dict[str, Any]] = {
    "num_cpus": 1,
    "node_ip_address": "127.0.0.1",
    "include_dashboard": False,
    "object_store_memory": 200 * 1024 * 1024,
}


@dataclass(frozen=True, slots=True)
class Ran:
    """Seconds of a night from command to end, to its first brief, and from its first brief to its end.

    `processor_s` is the processor time of the command and its children; those of a cluster's nodes are not in it.
    """

    whole_s: float
    first_s: float
    processor_s: float

    @property
    def rest_s(self) -> float:
        """The time after the first brief: without starting anything."""
        return self.whole_s - self.first_s


def main() -> None:
    """Run the nights and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with stories/ and corpus/")
    parser.add_argument("--stories", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--option", action="append", default=[], help="of `puntos batch`, such as --option=--fast")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, _two_nodes() as address:
        folder = Path(name)
        words = write_night(folder / "in", options.shared, options.stories)
        ways = {
            "local, 2 workers": ("--workers", "2"),
            "ray, 2 nodes of 1": ("--executor", "ray", "--address", address),
        }
        print(f"{options.stories} stories of {words:,} words; load average {os.getloadavg()[0]:.1f}", flush=True)
        rounds: dict[str, list[Ran]] = {way: [] for way in ways}
        for number in range(options.rounds):
            outputs: list[dict[str, str]] = []
            for way, arguments in ways.items():
                out = folder / f"out-{number}-{len(outputs)}"
                ran = _run(folder / "in", out, *arguments, *options.option)
                outputs.append(briefs(out))
                rounds[way].append(ran)
                print(f"  {way}: {words / ran.whole_s:,.0f} words/s, first brief {ran.first_s:.1f} s", flush=True)
            if outputs[0] != outputs[1]:
                raise SystemExit("the two gave different briefs")
    print(f"medians of {options.rounds} rounds; the briefs were the same, byte for byte")
    for way, ran_all in rounds.items():
        whole_s = statistics.median(ran.whole_s for ran in ran_all)
        first_s = statistics.median(ran.first_s for ran in ran_all)
        print(f"  {way}: {whole_s:.1f} s, {words / whole_s:,.0f} words/s, first brief after {first_s:.1f} s")
    local, ray = rounds.values()
    speeds = [words / ran.processor_s for ran in local]
    print(
        f"  local: {statistics.median(speeds):,.0f} words a second of processor time, start and end of the run included"
    )
    for what, ratios in (
        ("whole night", [theirs.whole_s / ours.whole_s for ours, theirs in zip(local, ray, strict=True)]),
        ("after the first brief", [theirs.rest_s / ours.rest_s for ours, theirs in zip(local, ray, strict=True)]),
    ):
        print(f"  ray takes {statistics.median(ratios):.2f} times as long as local: {what}")
    starts = [theirs.first_s - ours.first_s for ours, theirs in zip(local, ray, strict=True)]
    print(f"  joining the cluster and starting its workers: {statistics.median(starts):.1f} s more")


def _run(inputs: Path, out: Path, *options: str) -> Ran:
    started_s, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = start("batch", inputs, "--out", out, "--no-cache", "-q", *options)
    first_s = 0.0
    while process.poll() is None:
        if not first_s and any(out.glob("*.md")):
            first_s = time.monotonic() - started_s
        time.sleep(0.05)
    whole_s = time.monotonic() - started_s
    ended = finish(process)
    if ended.code not in (0, 3):
        raise SystemExit(f"a night ended with {ended.code}:\n{ended.errors[-2000:]}")
    failures = json.loads((out / "report.json").read_text(encoding="utf-8"))["failures"]
    if failures:
        print(f"  {len(failures)} failed, such as: {failures[0]['reason'][:160]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor_s = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Ran(whole_s, first_s or whole_s, processor_s)


@contextmanager
def _two_nodes() -> Iterator[str]:
    """Start a cluster of two nodes on the loopback interface and yield its address."""
    os.environ.update(_ENVIRONMENT)
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args=_NODE)
    try:
        cluster.add_node(**_NODE)
        yield cluster.address
    finally:
        cluster.shutdown()  # type: ignore[no-untyped-call]  # Ray leaves it without types


if __name__ == "__main__":
    main()
