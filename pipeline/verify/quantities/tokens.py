"""A sentence cut into the tokens that the grammar reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_FOLD: Final = str.maketrans("áéíóúüàèìòùâêîôû’‘´`–—−‐‑", "aeiouuaeiouaeiou''''-----")

_TOKEN = re.compile(
    r"""
    (?:https?://|www\.)\S+ | [^\s@]+@[^\s@]+\.\w+ | [\#@]\w+                         # addresses and tags
  | \*[a-z_]+\*                                                                      # a figure that a feed cut out
  | (?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?        # 4 700 000
  | \d+(?:[.,']\d+)*
  | (?:\b(?:us|u\.s\.|mx|ca|au|a|c|r|rd|hk|nz|cu|ar|col)|\b(?:usd|mxn|clp|ars|cop)\s?)?\$   # US$, C$
  | \bs/\.? | \bbs\.?(?=\s?\d) | \bq\.?(?=\s?\d{2})                                         # sol, bolívar, quetzal
  | [ap](?:\.[ \u00a0\u202f]?m\b\.?|m\b)                                             # a. m., p.m., pm
  | ee\.[ ]?uu\. | u\.s\.(?:a\.)? | n\.?[º°] | o'clock
  | [^\W\d_]+
  | \S
    """,
    re.VERBOSE,
)

_PADDING: Final = ("",) * 8


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: `words` in lower case without accents, padded with empty ones so that a look ahead or
    behind always finds a word; `starts` and `ends` their place in `text`; `count` how many there are.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    count: int

    def glued(self, index: int) -> bool:
        """Whether no space stands between a token and the next."""
        return index + 1 < self.count and index >= 0 and self.ends[index] == self.starts[index + 1]

    def raw(self, index: int) -> str:
        """A token as the text has it."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < self.count else ""


def cut(text: str) -> Tokens:
    """Cut a text into tokens; every character but white space is in one."""
    lowered = text.lower()
    if len(lowered) != len(text):  # İ and a few others grow
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(lowered.translate(_FOLD)):
        words.append(match.group())
        start, end = match.span()
        starts.append(start)
        ends.append(end)
    return Tokens(text, (*words, *_PADDING), tuple(starts), tuple(ends), len(words))
