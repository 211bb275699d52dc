"""How often the language rule is right, and how often it needs no library.

Spanish: texts of 1, 3 and 8 lines drawn from the files given. Other languages: messages of five programs at a time,
from the translations that the system's packages install under ``/usr/share/locale``.

    python scripts/measure_language.py ../shared/corpus/mono/*.xz
"""

from __future__ import annotations

import gettext
import lzma
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.read.language import SURE, detect_language, is_surely_spanish

LOCALES = Path("/usr/share/locale")
LANGUAGES = {"ca": "ca", "gl": "gl", "pt": "pt", "pt_BR": "pt", "it": "it", "fr": "fr", "eu": "eu", "oc": "oc"}
SAMPLES = 300
MIN_WORDS = 6


def spanish_rows(path: Path, chance: random.Random) -> None:
    """Print a row for each length of text drawn from a file of Spanish lines."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        text = file.read()
    lines = [line for line in text.split("\n") if len(line.split()) >= MIN_WORDS]
    for length in (1, 3, 8):
        starts = [chance.randrange(len(lines) - length) for _ in range(SAMPLES)]
        texts = ["\n".join(lines[start : start + length]) for start in starts]
        free = sum(map(is_surely_spanish, texts))
        verdicts = [detect_language(sample) for sample in texts]
        refused = sum(verdict.language not in ("es", None) and verdict.probability >= SURE for verdict in verdicts)
        warned = sum(verdict.language not in ("es", None) for verdict in verdicts) - refused
        print(
            f"{path.name:36} {length} lines  without library {free / SAMPLES:6.1%}  warned {warned}  refused {refused}"
        )


def messages(locale: str) -> Sequence[str]:
    """The translated messages of the system's programs in a locale, those that are sentences."""
    found: list[str] = []
    for path in sorted(LOCALES.glob(f"{locale}/LC_MESSAGES/*.mo")):
        if path.name.startswith("iso_"):
            continue
        try:
            with path.open("rb") as file:
                catalogue = gettext.GNUTranslations(file)
        except UnicodeDecodeError:
            continue  # an old catalogue with a damaged head
        keys = [key for key in vars(catalogue)["_catalog"] if isinstance(key, str) and key]
        found += [catalogue.gettext(key) for key in keys]
    return [message for message in found if len(message.split()) >= MIN_WORDS]


def foreign_row(locale: str, language: str, chance: random.Random) -> None:
    """Print how often texts in another language pass for Spanish, and how often they are recognised."""
    known = messages(locale)
    texts = ["\n".join(chance.sample(known, 5)) for _ in range(SAMPLES)]
    passed = sum(map(is_surely_spanish, texts))
    right = sum(detect_language(text).language == language for text in texts)
    print(f"{locale:36} 5 lines  taken for Spanish {passed}  recognised {right / SAMPLES:6.1%}")


def main() -> None:
    """Print the table."""
    chance = random.Random(1)
    for name in sys.argv[1:]:
        spanish_rows(Path(name), chance)
    for locale, language in LANGUAGES.items():
        if (LOCALES / locale).is_dir():
            foreign_row(locale, language, chance)


if __name__ == "__main__":
    main()
