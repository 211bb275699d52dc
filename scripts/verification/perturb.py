"""Measure the checks on human translations: damaged in known ways, and as they are.

Prints, as Markdown, recall and precision for each class of damage, and how many clean pairs are flagged by each check.
A damage is found when its check says something of the damaged English, as an error or a warning, that it does not say
of the clean one. Precision sets the damaged pairs found against the same pairs, clean, that the check flags.
"""

from __future__ import annotations

import argparse
import lzma
import random
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.story import Finding
from pipeline.verify import CHECKS, verify
from scripts.verification.damage import DAMAGES, Case, Damage

DEFAULT_PAIRS = Path(__file__).parents[2] / "../shared/corpus/wmt_newstest08_11.tsv.xz"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """What a check made of one class of damage: `pairs` damaged, how many found, how many of them flagged clean."""

    damage: Damage
    pairs: int
    found: int
    found_as_error: int
    flagged_clean: int

    @property
    def recall(self) -> float:
        """The share of damaged pairs that were found."""
        return self.found / self.pairs if self.pairs else 0.0

    @property
    def precision(self) -> float:
        """The share of damaged pairs among all that were flagged, damaged and clean in equal number."""
        flagged = self.found + self.flagged_clean
        return self.found / flagged if flagged else 0.0


def read_pairs(path: Path, half: str) -> list[Pair]:
    """Return the pairs of a tab-separated file (``.xz`` allowed): the first half, the second, or all."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    pairs = [(row[0], row[1]) for row in rows if len(row) == 2 and row[0] and row[1]]
    middle = len(pairs) // 2
    return {"first": pairs[:middle], "second": pairs[middle:], "all": pairs}[half]


def flags(findings: Sequence[Finding], check: str, severities: str = "error warning") -> set[tuple[str, str]]:
    """Return the codes and messages of a check's findings of the severities."""
    return {(f.code, f.message) for f in findings if f.check == check and f.severity in severities.split()}


def collect_names(pairs: Sequence[Pair]) -> list[str]:
    """Return English words with capitals inside sentences that stand in the Spanish as well: names to swap in."""
    names = {
        word
        for source, target in pairs
        for word in re.findall(r"(?<=[a-z] )[A-Z][a-z]{3,}", target)
        if re.search(rf"\b{word}\b", source)
    }
    return sorted(names)


def measure(damage: Damage, pairs: Sequence[Pair], names: Sequence[str], chance: random.Random, most: int) -> Score:
    """Damage up to `most` pairs and count what its check finds."""
    lower_case = frozenset(word for source, _ in pairs for word in re.findall(r"[^\W\d_]+", source) if word.islower())
    done = found = errors = flagged = 0
    for source, target in chance.sample(pairs, len(pairs)):
        damaged = damage.apply(Case(source, target, chance, names, lower_case))
        if damaged is None or damaged == target:
            continue
        clean, hurt = verify(source, target), verify(source, damaged)
        done += 1
        found += bool(flags(hurt, damage.check) - flags(clean, damage.check))
        errors += bool(flags(hurt, damage.check, "error") - flags(clean, damage.check, "error"))
        flagged += bool(flags(clean, damage.check))
        if done == most:
            break
    return Score(damage, done, found, errors, flagged)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Measure the checks on damaged and clean human translations.")
    parser.add_argument("pairs", type=Path, nargs="?", default=DEFAULT_PAIRS, help="tab-separated, .xz allowed")
    parser.add_argument(
        "--half", choices=("first", "second", "all"), default="second", help="tune on first, report second"
    )
    parser.add_argument("--most", type=int, default=400, help="damaged pairs a class")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    pairs = read_pairs(arguments.pairs, arguments.half)
    names = collect_names(pairs)
    print(f"{arguments.pairs.name}, {arguments.half} half, {len(pairs)} pairs, seed {arguments.seed}\n")
    print("| damage | check | n | recall | of them as error | precision |")
    print("|---|---|---:|---:|---:|---:|")
    for damage in DAMAGES:
        score = measure(damage, pairs, names, random.Random(f"{arguments.seed} {damage.name}"), arguments.most)
        print(
            f"| {damage.name} | {damage.check} | {score.pairs} | {score.recall:.3f} | "
            f"{score.found_as_error / max(1, score.pairs):.3f} | {score.precision:.3f} |"
        )
    _print_clean(pairs)


def _print_clean(pairs: Sequence[Pair]) -> None:
    started = time.process_time()
    counts: Counter[tuple[str, str]] = Counter()
    for source, target in pairs:
        findings = verify(source, target)
        counts.update({(finding.check, finding.severity) for finding in findings})
        counts.update({("all checks", finding.severity) for finding in findings})
        counts.update({(f.check, "either") for f in findings if f.severity != "note"})
        counts.update({("all checks", "either") for f in findings if f.severity != "note"})
    seconds = time.process_time() - started
    print(f"\nClean pairs flagged, % of {len(pairs)} ({len(pairs) / seconds:,.0f} pairs/s of one core)\n")
    print("| check | error | warning | error or warning | note |")
    print("|---|---:|---:|---:|---:|")
    for name in [*(check.name for check in CHECKS), "all checks"]:
        shares = (f"{100 * counts[name, kind] / len(pairs):.2f}" for kind in ("error", "warning", "either", "note"))
        print(f"| {name} | {' | '.join(shares)} |")


if __name__ == "__main__":
    main()
