"""Put rare words of the two tables in the place of common ones, so that their translation can be learnt.

    python -m scripts.model.substitute --lines FILE --out FILE [--fewest 10] [--each 8]

Input: Spanish lines, such as the gathering step's. Output: lines in which a word of unknown.tsv or misread.tsv, one
that comes up in fewer than --fewest of the lines, stands where a common word with the same ending stood, --each lines a
word (Fadaee et al. 2017, "Data Augmentation for Low-Resource Neural Machine Translation"). What they mean does not
matter: the pivot, which reads the tables, translates them in the distilling step. Seconds: about 10.
"""

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from pipeline.verify.function_words import SPANISH, words
from scripts.model.corpus import read_lines
from scripts.model.portuguese import rows

WORD = re.compile(r"[^\W\d_]+")
DETERMINERS = words(
    """el la los las un una unos unas del al su sus este esta estos estas ese esa esos esas cada otro otra otros otras
    algún alguna algunos algunas varios varias muchos muchas"""
)
VERB = re.compile(r"(?:ó|aron|ieron|aba|aban|ía|ían|ará|erá|irá|arán|erán|irán|ar|er|ir|arse|erse|irse|ando|iendo)$")
ENDING_LETTERS = 2
FEWEST_LETTERS = 4
COMMON = 30
"""In so many lines a word is common."""
MOST_WORDS = 40


def table_words() -> list[str]:
    """The rows of the two tables that are one word in small letters."""
    found = [row[0] for table in ("unknown.tsv", "misread.tsv") for row in rows(table)]
    return sorted({word for word in found if WORD.fullmatch(word) and word.islower() and len(word) >= FEWEST_LETTERS})


def ending(word: str) -> str:
    """What a word must share with another to stand in its place: a verb's ending, else its last letters."""
    verb = VERB.search(word)
    return f"verb {verb[0]}" if verb else word[-ENDING_LETTERS:]


def substituted(
    lines: Sequence[str], table: Iterable[str], fewest: int, each: int, random_source: random.Random
) -> list[str]:
    """The lines with the rare ones of the words in `table` in them, `each` lines a word where there are the places."""
    tokens = [list(WORD.finditer(line)) for line in lines]
    counts = Counter(word for found in tokens for word in {match[0].lower() for match in found})
    known = frozenset(table)
    places: dict[str, list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for index, found in enumerate(tokens):
        for before, match in pairwise(found):
            word = match[0]
            if (
                word.islower()
                and len(word) >= FEWEST_LETTERS
                and counts[word] >= COMMON
                and word not in known
                and word not in SPANISH
                and len(found) <= MOST_WORDS
                and (VERB.search(word) or before[0].lower() in DETERMINERS)
            ):
                places[ending(word)].append((index, match))
    made = []
    for word in sorted(known):
        fitting = places[ending(word)]
        if counts[word] < fewest:
            for index, match in random_source.sample(fitting, min(each, len(fitting))):
                made.append(f"{lines[index][: match.start()]}{word}{lines[index][match.end() :]}")
    random_source.shuffle(made)
    return made


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--lines", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fewest", type=int, default=10)
    parser.add_argument("--each", type=int, default=8)
    args = parser.parse_args()
    lines = list(read_lines(args.lines))
    made = substituted(lines, table_words(), args.fewest, args.each, random.Random(1))
    args.out.write_text("".join(f"{line}\n" for line in made), encoding="utf-8")
    print(f"{len(made)} lines")


if __name__ == "__main__":
    main()
