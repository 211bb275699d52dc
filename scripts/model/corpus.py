"""The training corpora: which sources are used, how much, and how their files are read."""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

SOURCES = Path(__file__).with_name("sources.yaml")


@dataclass(frozen=True, slots=True)
class Source:
    """One corpus file: pairs (`NAME.tsv.xz`) or Spanish lines (`mono/NAME.es.xz`).

    epochs: how often a pass over the data shows it (below 1: a random share). lines: at most so many are
    distilled (0: none). left_out: why the source is not used ("" when it is).
    """

    name: str
    domain: str
    licence: str
    epochs: float = 0.0
    lines: int = 0
    left_out: str = ""


def read_sources(path: Path = SOURCES) -> tuple[list[Source], list[Source]]:
    """The pair sources and the monolingual ones of a sources.yaml."""
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Source(**row) for row in table["pairs"]], [Source(**row) for row in table["mono"]]


def read_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Spanish and English of each line of a TSV file (xz-compressed or plain)."""
    for line in _lines(path):
        spanish, tab, english = line.partition("\t")
        if tab and spanish and english:
            yield spanish, english


def read_lines(path: Path) -> Iterator[str]:
    """The non-empty lines of a text file (xz-compressed or plain)."""
    return filter(None, _lines(path))


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").strip()


def key(line: str) -> str:
    """What makes two lines the same for the dev-set filter: letters and digits, case-folded."""
    return "".join(filter(str.isalnum, line.casefold()))
