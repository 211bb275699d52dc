"""Gather what is to be distilled: shuffled over the sources, without dev lines, fit for a sentence model.

    python -m scripts.model.gather --corpus DIR --dev FILE [FILE ...] --out FILE [--pairs {news,prose}]

Inputs: a directory of corpora (`mono/NAME.es.xz` and `NAME.tsv.xz`, as sources.yaml names them) and the dev sets,
both sides. Output: one Spanish line a sentence, of the monolingual corpora; with --pairs, as TSV, the pairs of the
sources that a pass shows whole, which are the news, or as many of the prose as sources.yaml says are distilled.
Seconds: about 10.
"""

import argparse
import random
import re
from collections.abc import Iterable
from pathlib import Path

from scripts.model.corpus import key, read_lines, read_pairs, read_sources

FEWEST_CHARACTERS, MOST_CHARACTERS = 12, 600
LETTER = re.compile(r"[^\W\d_]")
MARKUP = re.compile(r"https?://|www\.|[<>{}|\\^\[\]]|@\w|&\w+;|Ã.|�")


def usable(line: str) -> bool:
    """Whether a line is prose of a sentence's length: mostly letters, no markup, no addresses."""
    return (
        FEWEST_CHARACTERS <= len(line) <= MOST_CHARACTERS
        and not MARKUP.search(line)
        and len(LETTER.findall(line)) > 0.6 * len(line)
    )


def gather(
    sources: Iterable[tuple[Iterable[str], int]], barred: frozenset[str], random_source: random.Random
) -> list[str]:
    """At most the stated number of usable lines of each source, each line once, shuffled."""
    seen = set(barred)
    gathered: list[str] = []
    for lines, most in sources:
        pool = [line for line in lines if usable(line)]
        random_source.shuffle(pool)
        for line in pool[:most]:
            if key(line) not in seen:
                seen.add(key(line))
                gathered.append(line)
    random_source.shuffle(gathered)
    return gathered


def gather_pairs(
    sources: Iterable[tuple[Iterable[tuple[str, str]], int | None]],
    barred: frozenset[str],
    random_source: random.Random,
) -> list[tuple[str, str]]:
    """At most the stated number of each source's pairs, all of them with None: those of which both sides are usable
    and neither is barred, each Spanish line once, shuffled.
    """
    gathered: dict[str, tuple[str, str]] = {}
    for pairs, most in sources:
        pool = [pair for pair in pairs if all(map(usable, pair)) and not barred.intersection(map(key, pair))]
        random_source.shuffle(pool)
        for pair in pool[:most]:
            gathered.setdefault(key(pair[0]), pair)
    lines = list(gathered.values())
    random_source.shuffle(lines)
    return lines


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--dev", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pairs", choices=["news", "prose"])
    args = parser.parse_args()
    barred = frozenset(key(line) for path in args.dev for line in read_lines(path))
    pairs, mono = ([source for source in sources if not source.left_out] for sources in read_sources())
    if args.pairs:
        used = {
            source.name: source.lines if args.pairs == "prose" else None
            for source in pairs
            if (source.lines if args.pairs == "prose" else source.epochs >= 1)
        }
        read = [(read_pairs(args.corpus / f"{name}.tsv.xz"), most) for name, most in used.items()]
        lines = ["\t".join(pair) for pair in gather_pairs(read, barred, random.Random(1))]
    else:
        read_mono = ((read_lines(args.corpus / "mono" / f"{source.name}.es.xz"), source.lines) for source in mono)
        lines = gather(read_mono, barred, random.Random(1))
    args.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} lines")


if __name__ == "__main__":
    main()
