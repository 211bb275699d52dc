"""What is mended in, or keeps a line out of, the distilled and the real pairs."""

import re
from collections import Counter

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
REPEAT = re.compile(r"\b(\w+(?:\W+\w+){0,3})(?:\W+\1\b){2,}", re.IGNORECASE)
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
THOUSANDS = re.compile(r"[.,](?=\d{3}(?!\d))")
LOST_IN_PIVOT = re.compile("[ñÑüÜ]")
LONG_SCALE = re.compile(r"\bbill(?:ón|ones)\b", re.IGNORECASE)
GIVEN_AND_SURNAME = re.compile(r"\b(\w+) ([A-ZÁÉÍÓÚÑ]\w{2,})")
TYPOGRAPHIC = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’`´", "'"), "\u00a0": " ", "…": "..."})
PORTUGUESE = re.compile(r"\b(?:do|dos|da|das|em|não|São|uma)\b(?= [A-ZÁÉÍÓÚ])|ã|õ")
LEAST_LENGTH_RATIO, MOST_LENGTH_RATIO = 0.4, 2.2


def plain(english: str) -> str:
    """English with straight quotes, the only ones its pieces spell."""
    return " ".join(english.translate(TYPOGRAPHIC).split())


def spelled_back(spanish: str, english: str) -> str:
    """The English with the ñ and ü that the pivot's pieces cannot spell put back in copied words.

    >>> spelled_back("Peña Nieto y los luqueños", "Pea Nieto and the luqueos")
    'Peña Nieto and the luqueños'
    """
    for word in dict.fromkeys(WORD.findall(spanish)):
        if LOST_IN_PIVOT.search(word):
            bare = LOST_IN_PIVOT.sub("(?: ?⁇ ?)?", word)
            english = re.sub(rf"(?<!\w){bare}(?!\w)", word, english)
    return english


def figures(text: str) -> Counter[str]:
    """The figures of a text, those of either language alike: no mark between thousands, a point before decimals.

    >>> sorted(figures("1.234 o 1234 y 3,5"))
    ['1234', '3.5']
    """
    return Counter(THOUSANDS.sub("", figure).replace(",", ".") for figure in FIGURE.findall(text))


def fault(spanish: str, english: str, given_names: frozenset[str]) -> str:
    """Why a distilled pair is not to be learnt from ("" when it is): the first fault found.

    >>> fault("Hay 3 heridos.", "There are 4 wounded.", frozenset())
    'figures'
    """
    if not english or "⁇" in english:
        return "unknown piece"
    ratio = len(english) / len(spanish)
    if not LEAST_LENGTH_RATIO < ratio < MOST_LENGTH_RATIO:
        return "length"
    if REPEAT.search(english) and not REPEAT.search(spanish):
        return "repetition"
    if figures(spanish) - figures(english):
        return "figures"
    if LONG_SCALE.search(spanish) and "trillion" not in english.lower():
        return "long scale"
    if spanish.count('"') % 2 == 0 and english.count('"') % 2:
        return "quotes"
    for given, surname in GIVEN_AND_SURNAME.findall(spanish):
        if given in given_names and not (surname in english and given in english):
            return "name"
    if PORTUGUESE.search(english) and not PORTUGUESE.search(spanish):
        return "Portuguese"
    return ""
