"""Quotation marks and other signs: what the model reads best on the way in, English typography on the way out.

Spanish nests «…“…‘…’…”…» (RAE, «Ortografía», III.3.4.8), English “…‘…’…” (AP Stylebook, "quotation marks"). The model
copies straight marks nearly always, angled and curly ones every other time (scripts/measure_marks).
"""

from __future__ import annotations

import re
from typing import Final

_SIGNS_FOR_MODEL: Final = (
    (re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]"), ""),  # soft hyphens and zero-width marks
    (re.compile(r"…"), "..."),
    (re.compile(r"(?<=\w)[–‑‐](?=\w)"), "-"),  # «Rusia–Venezuela»
    (re.compile(r"[’´`](?=\w)"), "'"),
    (re.compile(r"\bn\.\s?[ºo°]\s?(?=\d)", re.IGNORECASE), "número "),
    (re.compile(r"º\s?C\b"), "° C"),
    (re.compile(r"\s+"), " "),
)
# Currencies whose signs are not in the vocabulary; AP spells out all but the dollar ("currency conversions").
_CURRENCIES: Final = {"£": "libras", "¥": "yenes", "₡": "colones", "₲": "guaraníes"}
_AMOUNT: Final = re.compile(r"([£¥₡₲])\s?(\d[\d.,]*\d|\d)((?: mil\b)?(?: (?:millones|millón|billones|billón))?)")
# «13 mil 169», «2 millones 5 mil 300», as Mexican papers write; models make two numbers of it.
_THOUSANDS: Final = re.compile(
    r"(?<![\d.,])(?:(\d{1,3}) mill(?:ón|ones) )?(\d{1,3}) mil (\d{1,3})(?![\d.,]*\d)(?! mil\b)(?!\s?%)"
)
_ORDINALS: Final = {
    "1": "primer", "2": "segund", "3": "tercer", "4": "cuart", "5": "quint",
    "6": "sext", "7": "séptim", "8": "octav", "9": "noven", "10": "décim",
}  # fmt: skip
_ORDINAL: Final = re.compile(r"\b(10|[1-9])\.?(er|[ºª])(?!\w)")


def marks_for_model(text: str) -> str:
    r"""Write straight quotation marks, plain signs and single spaces.

    >>> marks_for_model("El ministro: «Dijo “no” a la 2.ª oferta»…")
    'El ministro: "Dijo \'no\' a la segunda oferta"...'
    """
    text = _straighten(text)
    for sign, plain in _SIGNS_FOR_MODEL:
        text = sign.sub(plain, text)
    text = _THOUSANDS.sub(_join_thousands, text)
    text = _AMOUNT.sub(_spell_currency, text)
    return _ORDINAL.sub(_spell_ordinal, text).strip()


def _straighten(text: str) -> str:
    """Write ``"`` for the outermost marks and ``'`` for those within them."""
    depth = 0
    out = []
    for index, character in enumerate(text):
        if character in "«“„":
            out.append('"' if depth == 0 else "'")
            depth += 1
        elif character in "»”":
            depth = max(0, depth - 1)
            out.append('"' if depth == 0 else "'")
        elif character == "‘":
            out.append('"' if depth == 0 else "'")
            depth += 1
        elif character == "’" and depth and not text[index + 1 : index + 2].isalnum():
            depth -= 1
            out.append('"' if depth == 0 else "'")
        else:
            out.append(character)
    return "".join(out)


def _join_thousands(match: re.Match[str]) -> str:
    groups = [group for group in match.groups() if group]
    return ".".join([groups[0], *(group.zfill(3) for group in groups[1:])])


def _spell_currency(match: re.Match[str]) -> str:
    sign, amount, scale = match.groups()
    return f"{amount}{scale}{' de' if scale and scale != ' mil' else ''} {_CURRENCIES[sign]}"


def _spell_ordinal(match: re.Match[str]) -> str:
    stem, ending = _ORDINALS[match[1]], match[2]
    if ending == "er":
        return stem
    return stem + ("a" if ending == "ª" else "o")


def english_marks(text: str) -> str:
    """Write English quotation marks for all others; apostrophes stay.

    >>> english_marks('''"He said 'no'," the ministers' spokesman said.''')
    "“He said ‘no’,” the ministers' spokesman said."
    """
    out: list[str] = []
    nested = False
    for index, character in enumerate(text):
        before = text[index - 1] if index else " "
        after = text[index + 1] if index + 1 < len(text) else " "
        opens = (before.isspace() or before in "([{—–-/\"'“«‘") and not after.isspace()
        if character in "«“„":
            out.append("“")
        elif character in "»”":
            out.append("”")
        elif character == '"':
            out.append("“" if opens else "”")
        elif character in "'‘" and opens and _closes_later(text, index):
            nested = True
            out.append("‘")
        elif character in "'’" and nested and not after.isalnum():
            nested = False
            out.append("’")
        else:
            out.append("'" if character == "’" else character)
    return "".join(out)


def _closes_later(text: str, index: int) -> bool:
    return re.search(r"['’](?!\w)", text[index + 1 :]) is not None
