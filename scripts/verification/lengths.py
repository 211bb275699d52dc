"""Measure how long the embedded model's English is for Spanish of a given length: the table LENGTHS of the checks.

Prints mean and standard deviation of ln(English letters / Spanish letters), by the least length of the Spanish.
"""

from __future__ import annotations

import argparse
import math
import statistics
from collections import defaultdict
from pathlib import Path

from pipeline.settings import DEFAULT_MODEL, Decoding, Settings
from pipeline.translate import open_translator, translate_texts
from pipeline.verify.omission import LENGTHS
from scripts.verification.perturb import DEFAULT_PAIRS, read_pairs


def letters(text: str) -> int:
    """Return how many letters and digits a text has."""
    return sum(character.isalnum() for character in text)


def main() -> None:
    """Print the rows of the table."""
    parser = argparse.ArgumentParser(description="Measure the lengths of the embedded model's translations.")
    parser.add_argument("pairs", type=Path, nargs="?", default=DEFAULT_PAIRS, help="tab-separated; the Spanish is read")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--most", type=int, default=3000, help="sentences to translate")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    sources = [source for source, _ in read_pairs(arguments.pairs, "first")][: arguments.most]
    translator = open_translator(Settings(model=arguments.model, threads=arguments.threads))
    ratios: dict[int, list[float]] = defaultdict(list)
    for source, hypotheses in zip(sources, translate_texts(sources, translator, Decoding(beam_size=2)), strict=True):
        english = letters(hypotheses[0].text)
        if english and letters(source):
            least = next(least for least, _, _ in LENGTHS if len(source) >= least)
            ratios[least].append(math.log(english / letters(source)))
    translator.close()
    for least, values in sorted(ratios.items(), reverse=True):
        middle = sorted(values)[len(values) // 100 : len(values) - len(values) // 100]
        print(f"({least}, {statistics.mean(middle):.3f}, {statistics.stdev(middle):.3f})  n = {len(values)}")


if __name__ == "__main__":
    main()
