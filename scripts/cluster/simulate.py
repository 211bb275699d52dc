"""How far one driver carries: simulate a night on 1 to 100 nodes, with the driver's costs measured on this machine."""

from __future__ import annotations

import argparse
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from pipeline.batch.schedule import LARGEST_WINDOW_WORDS, WINDOW_S
from scripts.cluster.driver import measure_driver
from scripts.cluster.queueing import Plant, simulate


def main() -> None:
    """Measure the driver, simulate, and print a table and the next limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words-per-s", type=float, default=100.0, help="speed of one worker on one core [100]")
    parser.add_argument("--cores", type=int, default=16, help="workers a node, one a core [16]")
    parser.add_argument("--nodes", type=int, nargs="+", default=[1, 2, 5, 10, 20, 50, 100])
    parser.add_argument("--gigabits-per-s", type=float, default=1.0, help="the link into the driver [1]")
    parser.add_argument("--variation", type=float, default=0.5, help="of a window's time: its coefficient [0.5]")
    parser.add_argument("--windows", type=int, default=40, help="windows a worker does [40]")
    parser.add_argument("--stories", type=int, default=1000, help="stories to measure the driver with [1000]")
    parser.add_argument("--folder", type=Path, help="where the driver writes; its disk counts [a temporary folder]")
    parser.add_argument("--example", type=Path, default=Path("examples/puerto.txt"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        cost = measure_driver(Path(name), options.example, options.stories)
    print(
        f"load average {os.getloadavg()[0]:.1f}\n"
        f"driver: {cost.window_s * 1000:.2f} ms a window and {cost.story_s * 1000:.2f} ms a story of "
        f"{cost.story_words} words, {cost.bytes_per_word:.0f} bytes of briefs a word"
    )
    plant = Plant(
        workers=options.cores,
        worker_words_per_s=options.words_per_s,
        window_words=max(float(cost.story_words), min(WINDOW_S * options.words_per_s, LARGEST_WINDOW_WORDS)),
        story_words=float(cost.story_words),
        variation=options.variation,
        driver_window_s=cost.window_s,
        driver_story_s=cost.story_s,
        bytes_per_word=cost.bytes_per_word,
        link_bytes_per_s=options.gigabits_per_s * 1e9 / 8,
    )
    print("| nodes | workers | words/s | of the ideal | driver busy | network busy | a million words |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for nodes in options.nodes:
        here = replace(plant, workers=nodes * options.cores)
        flow = simulate(here, here.workers * options.windows)
        share = flow.words_per_s / here.limits_words_per_s["workers"]
        print(
            f"| {nodes} | {here.workers} | {flow.words_per_s:,.0f} | {share:.0%} | {flow.driver_busy:.0%} | "
            f"{flow.link_busy:.1%} | {1e6 / flow.words_per_s:,.0f} s |",
            flush=True,
        )
    node_words_per_s = options.cores * options.words_per_s
    for part in ("driver", "network"):
        limit = plant.limits_words_per_s[part]
        print(
            f"the {part} carries {limit:,.0f} words/s, {limit / node_words_per_s:,.0f} nodes of {options.cores} cores"
        )


if __name__ == "__main__":
    main()
