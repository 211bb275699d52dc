"""Build the bilingual lexicon of the checks from sentence pairs: pipeline/verify/data/lexicon.tsv.xz.

IBM model 1 (Brown et al., "The Mathematics of Statistical Machine Translation", Computational Linguistics 19:2, 1993)
over crude stems of content words, trained both ways; a pair of stems stays where either direction believes in it.
Only corpora whose licence allows redistribution of what is derived from them are read; they are listed in SOURCES and
written into the head of the file.
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.verify import function_words
from pipeline.verify.words import Language, Token, sentence_starts, stem, tokenize

Ids = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]

DEFAULT_CORPUS = Path(__file__).parents[2] / "../shared/corpus"
DEFAULT_OUTPUT = Path(__file__).parents[2] / "pipeline/verify/data/lexicon.tsv.xz"


@dataclass(frozen=True, slots=True)
class Source:
    """A corpus, its licence, and how many of its pairs are read (the first ones)."""

    name: str
    licence: str
    most_pairs: int


SOURCES = (
    Source("globalvoices_aymara_pivot", "Global Voices, CC-BY-3.0 (by way of OPUS)", 10_000),
    Source("tico19", "TICO-19, CC0-1.0", 10_000),
    Source("europarl_ep00", "Europarl, free of use", 30_000),
    Source("europarl_small", "Europarl, free of use", 30_000),
    Source("tatoeba_manythings", "Tatoeba, CC-BY-2.0 FR", 110_000),
    Source("opensource_guide", "opensource.guide, CC-BY-4.0", 10_000),
    Source("osdg", "Open SDG translations, MIT", 10_000),
    Source("us_benefits_text", "Code for America and GSA, MIT, BSD-3-Clause, public domain", 10_000),
    Source("openstax_textbooks", "OpenStax, CC-BY-4.0", 25_000),
)
MOST_WORDS = 30
ITERATIONS = 6
MOST_COUNTERPARTS = 12
LEAST_FORWARD = 0.02
LEAST_BACKWARD = 0.10
LEAST_COMMON = 2
# A word that is written with a capital in the middle of a sentence this often is a name.
NAME_SHARE = 0.6
# A word seen in lower case so often is a common word even so: ministro, comisión.
MANY = 10
LEAST_CAPITAL = 5


class Cases:
    """How often each word was seen in lower case and with a capital inside a sentence."""

    def __init__(self) -> None:
        self.lower: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()

    def add(self, text: str, tokens: Iterable[Token]) -> None:
        """Count the words of a sentence."""
        starts = sentence_starts(text)
        for token in tokens:
            if token.text.islower():
                self.lower[token.folded] += 1
            elif token.start not in starts and token.is_capitalised:
                self.capital[token.folded] += 1

    def is_name(self, folded: str) -> bool:
        """Whether the word is written with a capital inside sentences as a rule."""
        seen = self.lower[folded] + self.capital[folded]
        return seen > 0 and self.capital[folded] >= NAME_SHARE * seen


def read_pairs(corpus: Path, sources: Sequence[Source] = SOURCES) -> Iterator[tuple[str, str]]:
    """Yield the pairs of all sources in the folder, short enough to align well."""
    for source in sources:
        with lzma.open(corpus / f"{source.name}.tsv.xz", "rt", encoding="utf-8") as lines:
            for _, line in zip(range(source.most_pairs), lines, strict=False):
                spanish, _, english = line.rstrip("\n").partition("\t")
                if english and len(spanish.split()) <= MOST_WORDS:
                    yield spanish, english


def content_stems(tokens: Iterable[Token], language: Language) -> list[str]:
    """Return the stems of a sentence's content words, in order, each once."""
    skipped = function_words.SPANISH if language == "es" else function_words.ENGLISH
    return list(
        dict.fromkeys(
            stem(token.folded, language)
            for token in tokens
            if token.folded not in skipped and len(token.folded) > 1 and token.folded.isalpha()
        )
    )


class Vocabulary:
    """Stems and their numbers."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}

    def add(self, word: str) -> int:
        """Return the number of a stem, a new one where it is new."""
        return self.ids.setdefault(word, len(self.ids))

    def words(self) -> list[str]:
        """Return the stems in the order of their numbers."""
        return list(self.ids)


def train(given: Ids, sentence: Ids, link_of: Ids) -> Weights:
    """Return p(told | given) for each distinct pair of stems by expectation maximisation.

    `given`: the given stem's number for each distinct pair. `sentence`, `link_of`: for each link inside a sentence
    pair, a number that the links of one told word in one sentence share, and its distinct pair.
    """
    pairs = len(given)
    probability = np.ones(pairs)
    groups = int(sentence.max()) + 1
    for _ in range(ITERATIONS):
        weight = probability[link_of]
        total = np.bincount(sentence, weights=weight, minlength=groups)
        expected = np.bincount(link_of, weights=weight / total[sentence], minlength=pairs)
        probability = expected / np.bincount(given, weights=expected)[given]
    return probability


def build(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of the lexicon: Spanish stem, kind (``word`` or ``name``), English stems, most likely first.

    Three more lines hold, after an empty stem, the folded words that are common in Spanish and in English, and those
    that English often writes with a capital.
    """
    spanish, english = Vocabulary(), Vocabulary()
    spanish_cases, english_cases = Cases(), Cases()
    links: list[tuple[int, int]] = []
    told_group: list[int] = []
    given_group: list[int] = []
    groups = [0, 0]
    spanish_forms: dict[str, Counter[str]] = {}
    for source, target in pairs:
        source_tokens, target_tokens = tokenize(source), tokenize(target)
        spanish_cases.add(source, source_tokens)
        english_cases.add(target, target_tokens)
        for token in source_tokens:
            spanish_forms.setdefault(stem(token.folded, "es"), Counter())[token.folded] += 1
        left = [spanish.add(word) for word in content_stems(source_tokens, "es")]
        right = [english.add(word) for word in content_stems(target_tokens, "en")]
        for row, one in enumerate(left):
            for column, other in enumerate(right):
                links.append((one, other))
                told_group.append(groups[0] + column)
                given_group.append(groups[1] + row)
        groups[0] += len(right)
        groups[1] += len(left)

    table = np.array(links, dtype=np.int64)
    width = len(english.ids)
    keys, link_of, common = np.unique(table[:, 0] * width + table[:, 1], return_inverse=True, return_counts=True)
    left_ids, right_ids = keys // width, keys % width
    forward = train(left_ids, np.array(told_group), link_of)
    backward = train(right_ids, np.array(given_group), link_of)
    kept = ((forward >= LEAST_FORWARD) | (backward >= LEAST_BACKWARD)) & (common >= LEAST_COMMON)
    spanish_words, english_words = spanish.words(), english.words()
    counterparts: dict[str, list[tuple[float, str]]] = {}
    for position in np.flatnonzero(kept):
        entry = counterparts.setdefault(spanish_words[left_ids[position]], [])
        entry.append((float(forward[position] + backward[position]), english_words[right_ids[position]]))
    for word in sorted(counterparts):
        best = [other for _, other in sorted(counterparts[word], reverse=True)[:MOST_COUNTERPARTS]]
        is_name = all(spanish_cases.is_name(form) for form in spanish_forms[word])
        yield f"{word}\t{'name' if is_name else 'word'}\t{' '.join(best)}"
    yield "\tspanish\t" + " ".join(_common(spanish_cases, 2, function_words.SPANISH))
    yield "\tenglish\t" + " ".join(_common(english_cases, 3, function_words.ENGLISH))
    capitals = (word for word, count in english_cases.capital.items() if count >= LEAST_CAPITAL and word.isalpha())
    yield "\tcapitals\t" + " ".join(sorted(capitals))


def _common(cases: Cases, least: int, skipped: frozenset[str]) -> list[str]:
    return sorted(
        word
        for word, count in cases.lower.items()
        if count >= least and word.isalpha() and len(word) > 2 and word not in skipped
        if count >= MANY or not cases.is_name(word)
    )


def main() -> None:
    """Build the lexicon and write it."""
    parser = argparse.ArgumentParser(description="Build the bilingual lexicon of the checks.")
    parser.add_argument("corpus", type=Path, nargs="?", default=DEFAULT_CORPUS, help="folder of SOURCE.tsv.xz")
    parser.add_argument("--output", type=Path, default=DEFAULT_OUTPUT)
    arguments = parser.parse_args()
    head = [
        "# Spanish-English lexicon of stems. Made by scripts/build_lexicon by IBM model 1 from:",
        *(f"# {source.name}: {source.licence}" for source in SOURCES),
        "# columns: Spanish stem, word or name, English stems; the last lines list common words (no stem)",
    ]
    lines = list(build(read_pairs(arguments.corpus)))
    text = "\n".join([*head, *lines]) + "\n"
    arguments.output.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(lines) - 3} stems, {len(text):,} characters, {arguments.output.stat().st_size:,} bytes compressed")


if __name__ == "__main__":
    main()
