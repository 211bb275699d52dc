"""Mend what can be mended in distilled lines, and mark those that are not to be learnt from.

    python -m scripts.model.sift --shards DIR [DIR ...] [--rank 0 --world 2] [--left FILE]

Inputs: the distilling step's directories. Output: beside each shard `NAME.sifted`, a TSV of its lines: why a line is
left out ("" when it is kept) and its English, mended. Run it again after a change of the checks with --again. With
--left, for one process, FILE gets the Spanish lines that no shard keeps, for the distilling step to search further.
Lines a second and core: about 350.

The checks are those of puntos: whatever they would warn a desk of, the model should not be taught.
"""

import argparse
from pathlib import Path

from pipeline.story import Finding
from pipeline.translate.repairs import repair
from pipeline.verify import form, names, negation, numbers, senses, spelling
from pipeline.verify.context import Context
from scripts.model.frames import read_frames
from scripts.model.mend import fault, spelled_back

CHECKS = (names, numbers, negation, form, spelling, senses)
WARNINGS = frozenset(
    {
        "false-sense",
        "name-added",
        "name-changed",
        "name-swapped",
        "sense-untold",
        "unknown-word",
        "untranslated",
        "word-garbled",
    }
)
"""Findings that keep a line out whatever their severity; of all others the errors do."""


def sifted(spanish: str, english: str, given_names: frozenset[str]) -> tuple[str, str]:
    """Why a distilled line is not to be learnt from ("" when it is), and its English, put right where a rule can.

    >>> sifted("Ayer murió en Navolato un policía.", "A policeman died yesterday in Navolata.", frozenset())
    ('', 'A policeman died yesterday in Navolato.')
    """
    english = spelled_back(spanish, english)
    # From the end on, so that the places before stay where they are; of two findings at one place, the first.
    places = {
        finding.target_spans[0].start: finding for finding in reversed(found(spanish, english)) if finding.target_spans
    }
    for _, finding in sorted(places.items(), reverse=True):
        english = repair(finding, spanish, english) or english
    grave = (finding.code for finding in found(spanish, english) if is_grave(finding))
    return fault(spanish, english, given_names) or next(grave, ""), english


def found(spanish: str, english: str) -> list[Finding]:
    """What the checks find."""
    return [finding for check in CHECKS for finding in check.check(spanish, english, Context())]


def is_grave(finding: Finding) -> bool:
    """Whether a finding keeps its line out."""
    return finding.severity == "error" or finding.code in WARNINGS


def left_out(shards: list[Path]) -> list[str]:
    """The Spanish lines of sifted shards that none of them keeps, each once."""
    kept: dict[str, bool] = {}
    for shard in shards:
        rows = shard.read_text(encoding="utf-8").splitlines()
        verdicts = shard.with_suffix(".sifted").read_text(encoding="utf-8").splitlines()
        for row, verdict in zip(rows, verdicts, strict=True):
            spanish = row.partition("\t")[0]
            kept[spanish] = kept.get(spanish, False) or verdict.startswith("\t")
    return [spanish for spanish, is_kept in kept.items() if not is_kept]


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--shards", type=Path, nargs="+", required=True)
    parser.add_argument("--again", action="store_true", help="shards that were sifted before, too")
    parser.add_argument("--left", type=Path, help="where the Spanish lines go that no shard keeps")
    parser.add_argument("--rank", type=int, default=0)
    parser.add_argument("--world", type=int, default=1)
    args = parser.parse_args()
    if args.left and args.world > 1:
        parser.error("--left needs all shards sifted: run it by itself, without --world")
    given_names = frozenset(read_frames().given)
    shards = sorted(shard for directory in args.shards for shard in directory.glob("*.tsv"))
    for shard in shards[args.rank :: args.world]:
        if shard.with_suffix(".sifted").exists() and not args.again:
            continue
        rows = [row.split("\t") for row in shard.read_text(encoding="utf-8").splitlines()]
        done = [sifted(spanish, english, given_names) for spanish, english in rows]
        partial = shard.with_suffix(".sifting")
        partial.write_text("".join(f"{reason}\t{english}\n" for reason, english in done), encoding="utf-8")
        partial.rename(shard.with_suffix(".sifted"))
        print(f"{shard} {sum(not reason for reason, _ in done)} of {len(done)} lines kept", flush=True)
    if args.left:
        args.left.write_text("".join(f"{line}\n" for line in left_out(shards)), encoding="utf-8")


if __name__ == "__main__":
    main()
