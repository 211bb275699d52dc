"""Make pipeline/verify/data/exonyms.tsv: Spanish and English names of territories and cities from the Unicode CLDR.

The names come through babel, which carries CLDR under the Unicode licence v3 (SPDX Unicode-3.0): the territories, and
the cities that stand for the time zones.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import babel
from babel import Locale, localedata

DEFAULT_OUTPUT = Path(__file__).parents[2] / "pipeline/verify/data/exonyms.tsv"
# Spanish of America names some places otherwise.
SPANISH_LOCALES = ("es", "es_419", "es_MX")


def territories() -> dict[str, set[str]]:
    """Return the English names of each Spanish name of a territory."""
    english = Locale("en").territories
    found: dict[str, set[str]] = {}
    for locale in SPANISH_LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if code.isalpha() and code in english:
                found.setdefault(name, set()).add(english[code])
    return found


def cities() -> dict[str, set[str]]:
    """Return the English names of each Spanish name of a city that stands for a time zone."""
    found: dict[str, set[str]] = {}
    english = localedata.load("en")["time_zones"]
    for locale in SPANISH_LOCALES:
        for zone, names in localedata.load(locale)["time_zones"].items():
            spanish = names.get("city")
            default = zone.rpartition("/")[2].replace("_", " ")
            told = english.get(zone, {}).get("city", default)
            if spanish and zone.partition("/")[0] != "Etc":
                found.setdefault(spanish, set()).add(told)
    return found


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description="Make the table of exonyms from the Unicode CLDR.")
    parser.add_argument("--output", type=Path, default=DEFAULT_OUTPUT)
    arguments = parser.parse_args()
    table: dict[str, set[str]] = {}
    for source in (territories(), cities()):
        for spanish, english in source.items():
            table.setdefault(spanish, set()).update(english)
    head = [
        f"# Spanish and English names of territories and cities: Unicode CLDR by way of babel {babel.__version__}.",
        "# © 1991-2025 Unicode, Inc., Unicode licence v3 (Unicode-3.0). Made by scripts/build_exonyms; do not edit.",
    ]
    lines = [f"{spanish}\t{'|'.join(sorted(english))}" for spanish, english in sorted(table.items())]
    arguments.output.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    print(f"{len(lines)} names")


if __name__ == "__main__":
    main()
