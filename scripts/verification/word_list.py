"""Build the list of English words that the spelling check knows, from SCOWL's lists.

SCOWL (Debian: package `scowl`) sorts words by how common they are: of sizes up to 70, a large dictionary's, all
American, British and Canadian spellings with their variants are taken, folded to lower case without accents.
"""

from __future__ import annotations

import argparse
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipeline.verify.words import fold

SOURCE: Final = Path("/usr/share/dict/scowl")
OUTPUT: Final = Path("pipeline/verify/data/english_words.txt.xz")
MOST_COMMON_SIZE: Final = 70
_SPELLINGS: Final = ("english", "american", "british", "british_z", "canadian", "variant_1", "variant_2")
_KINDS: Final = ("words", "upper", "proper-names")


def read_words(source: Path) -> Iterator[str]:
    """Yield the folded words of SCOWL's lists; a possessive's is left out, as the check takes it off."""
    for spelling in _SPELLINGS:
        for kind in _KINDS:
            for path in sorted(source.glob(f"{spelling}-{kind}.*")):
                if int(path.suffix[1:]) <= MOST_COMMON_SIZE:
                    for word in path.read_text(encoding="utf-8").splitlines():
                        if not word.endswith("'s"):
                            yield fold(word)


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", nargs="?", type=Path, default=SOURCE, help=f"folder of SCOWL's lists [{SOURCE}]")
    parser.add_argument("--output", type=Path, default=OUTPUT, help=f"[{OUTPUT}]")
    options = parser.parse_args()
    words = sorted({word for word in read_words(options.source) if len(word) > 1})
    if not words:
        raise SystemExit(f"{options.source}: no lists of SCOWL; install Debian's package scowl, or name their folder")
    text = "".join(f"{word}\n" for word in words)
    options.output.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(words):,} words, {options.output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
