"""Figures that stand alone, written the English way by rule, so that no model touches them."""

from __future__ import annotations

import re
from typing import Final

# Spanish copy parts thousands with a full stop or a space and decimals with a comma; RAE takes both decimal signs.
# Three decimals after a comma may be thousands of American copy («1,234»): they stay as they are.
_FIGURE: Final = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,(?:\d{1,2}|\d{4,}))(?![\d.,]*\d)")
_SIGN_BEHIND: Final = re.compile(r"(?<![\d.,])(\d[\d.,]*\d|\d)\s?([€$£])(?!\w)")
_EXCHANGE: Final = str.maketrans(".,", ",.")
_PER_CENT: Final = re.compile(r"(?<=\d)\s%")


def english_figures(text: str) -> str:
    """Write figures with English separators, the currency sign before them, the per cent sign straight behind.

    >>> english_figures("993.860,50 €"), english_figures("1,5 %"), english_figures("1,234"), english_figures("20:30")
    ('€993,860.50', '1.5%', '1,234', '20:30')
    """
    text = _FIGURE.sub(lambda match: match[0].translate(_EXCHANGE), text)
    return _SIGN_BEHIND.sub(r"\2\1", close_per_cent(text))


def close_per_cent(text: str) -> str:
    """Write the per cent sign straight behind its figure (AP Stylebook, "percent"; Spanish has a space there).

    >>> close_per_cent("a rise of 4.5 % this year")
    'a rise of 4.5% this year'
    """
    return _PER_CENT.sub("%", text)
