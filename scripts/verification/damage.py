"""Ways to damage a correct English sentence that its Spanish source shows to be wrong.

Written apart from the checks: nothing of pipeline.verify is used here, neither code nor tables. A damage takes a
case and returns the damaged English, or None where the sentence offers nothing to damage.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*\d|(?<![\w.,])\d")
_QUOTES = re.compile(r"[\"“”«»„]")
_WORD = re.compile(r"[^\W\d_]+")
_FEMALE = re.compile(
    r"\b(ella|ellas|señora|presidenta|ministra|mujer|madre|esposa|hija|hermana|actriz|reina|viuda)\b", re.I
)
_MALE = re.compile(r"\b(él|señor|presidente|ministro|hombre|padre|esposo|marido|hijo|hermano|actor|rey|viudo)\b", re.I)
_TO_HE = {"she": "he", "her": "his", "hers": "his", "herself": "himself"}
_TO_SHE = {"he": "she", "his": "her", "him": "her", "himself": "herself"}
_SPANISH_HEDGES = re.compile(
    r"\b(?:presunt|supuest|según|al parecer|aparentemente|habría|podría|posible|quizá|tal vez|probablemente)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Case:
    """A pair of sentences to damage, and a random generator.

    `names` are English names of other sentences; `lower_case` the Spanish words that are somewhere written in lower
    case, which are no names.
    """

    source: str
    target: str
    chance: random.Random
    names: Sequence[str] = ()
    lower_case: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Damage:
    """A class of damage, and the check that should find it."""

    name: str
    check: str
    apply: Callable[[Case], str | None]


def _cut(text: str, start: int, end: int, new: str = "") -> str:
    joined = re.sub(r"\s+([,.;:?!])", r"\1", re.sub(r"  +", " ", text[:start] + new + text[end:])).strip()
    joined = re.sub(r"^[,;]\s*", "", joined)
    return joined[:1].upper() + joined[1:] if text[:1].isupper() else joined


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _shared_number(source: str, target: str, chance: random.Random, least: int) -> re.Match[str] | None:
    known = {_digits(match.group()) for match in _NUMBER.finditer(source)}
    found = [m for m in _NUMBER.finditer(target) if _digits(m.group()) in known and len(_digits(m.group())) >= least]
    return chance.choice(found) if found else None


def _change_digit(case: Case) -> str | None:
    match = _shared_number(case.source, case.target, case.chance, 1)
    if match is None:
        return None
    places = [place for place in range(match.start(), match.end()) if case.target[place].isdigit()]
    place = case.chance.choice(places)
    choice = [digit for digit in "123456789" if digit != case.target[place]]
    return case.target[:place] + case.chance.choice(choice) + case.target[place + 1 :]


def _drop_digit(case: Case) -> str | None:
    match = _shared_number(case.source, case.target, case.chance, 3)
    if match is None:
        return None
    places = [place for place in range(match.start() + 1, match.end()) if case.target[place].isdigit()]
    place = case.chance.choice(places)
    return case.target[:place] + case.target[place + 1 :]


def _scale(case: Case) -> str | None:
    found = list(re.finditer(r"\b(thousand|million|billion|trillion)\b", case.target))
    if not found or not re.search(r"\b(mil|mill[oó]n|millones|bill[oó]n|billones)\b", case.source):
        return None
    match = case.chance.choice(found)
    others = [word for word in ("thousand", "million", "billion") if word != match.group()]
    return case.target[: match.start()] + case.chance.choice(others) + case.target[match.end() :]


def _shared_names(case: Case, least: int) -> list[re.Match[str]]:
    """Return the words with a capital inside the English sentence that are names: the Spanish has them as they are."""
    known = {match.group() for match in _WORD.finditer(case.source) if match.start() > 0}
    return [
        match
        for match in _WORD.finditer(case.target)
        if match.start() > 0 and match.group()[0].isupper() and match.group() in known and len(match.group()) >= least
        if match.group().lower() not in case.lower_case
    ]


def _swap_name(case: Case) -> str | None:
    found = _shared_names(case, 4)
    others = [name for name in case.names if name not in case.target and name not in case.source]
    if not found or not others:
        return None
    match = case.chance.choice(found)
    return case.target[: match.start()] + case.chance.choice(others) + case.target[match.end() :]


def _bend_name(case: Case) -> str | None:
    found = _shared_names(case, 5)
    if not found:
        return None
    match = case.chance.choice(found)
    word = match.group()
    place = case.chance.randrange(1, len(word))
    letter = case.chance.choice([letter for letter in "abdefgiklmnoprstu" if letter != word[place].lower()])
    letter = letter.upper() if word.isupper() else letter
    bent = case.chance.choice(
        [
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
        ]
    )
    return case.target[: match.start()] + bent + case.target[match.end() :] if bent not in case.source else None


def _lose_accent(case: Case) -> str | None:
    found = [match for match in _shared_names(case, 3) if not match.group().isascii()]
    if not found:
        return None
    match = case.chance.choice(found)
    plain = "".join(c for c in unicodedata.normalize("NFD", match.group()) if not unicodedata.combining(c))
    return case.target[: match.start()] + plain + case.target[match.end() :] if plain != match.group() else None


def _drop_negation(case: Case) -> str | None:
    if not re.search(r"\b(no|ni|nunca|nadie|sin|ningun[oa]?|ningún|tampoco|jamás|nada)\b", case.source, re.I):
        return None
    found = list(re.finditer(r"\b(?:not|never|no)\b(?! only| doubt| longer)|(?<=\w)n['’]t\b", case.target))
    if not found:
        return None
    match = case.chance.choice(found)
    return _cut(case.target, match.start(), match.end())


def _add_negation(case: Case) -> str | None:
    if re.search(r"\b(?:not|no|never|nor|without|none|nobody|nothing|neither)\b|n['’]t\b", case.target, re.I):
        return None
    found = list(re.finditer(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must)\b", case.target))
    if not found:
        return None
    match = case.chance.choice(found)
    return case.target[: match.end()] + " not" + case.target[match.end() :]


def _drop_clause(case: Case) -> str | None:
    """Drop what stands between two commas or semicolons, or after the last one, six words at least."""
    marks = [match.start() for match in re.finditer(r"[,;](?=\s)", case.target)]
    if not marks:
        return None
    end = len(case.target.rstrip(' .?!"”'))
    pieces = [(a, b) for a, b in zip(marks, [*marks[1:], end], strict=True) if len(case.target[a:b].split()) >= 6]
    if not pieces:
        return None
    start, stop = case.chance.choice(pieces)
    return _cut(case.target, start, stop)


def _truncate(case: Case) -> str | None:
    words = case.target.split()
    if len(words) < 12:
        return None
    return " ".join(words[: int(len(words) * case.chance.uniform(0.4, 0.65))]) + "."


def _repeat(case: Case) -> str | None:
    words = case.target.split()
    size = case.chance.randint(1, 4)
    if len(words) < size + 4:
        return None
    start = case.chance.randrange(1, len(words) - size)
    piece = words[start : start + size]
    if any(word[-1] in ",.;:?!" for word in piece):
        return None
    times = case.chance.randint(2, 4) if size == 1 else case.chance.randint(1, 3)
    return " ".join([*words[: start + size], *(piece * times), *words[start + size :]])


def _flip_gender(case: Case) -> str | None:
    female, male = _FEMALE.search(case.source), _MALE.search(case.source)
    if bool(female) == bool(male):
        return None
    table = _TO_HE if female else _TO_SHE
    pattern = re.compile(rf"\b({'|'.join(table)})\b", re.I)
    if not pattern.search(case.target):
        return None

    def flip(match: re.Match[str]) -> str:
        word = table[match.group().lower()]
        return word.capitalize() if match.group()[0].isupper() else word

    return pattern.sub(flip, case.target)


def _drop_quotes(case: Case) -> str | None:
    if len(_QUOTES.findall(case.source)) < 2 or len(_QUOTES.findall(case.target)) < 2:
        return None
    return _QUOTES.sub("", case.target)


def _drop_hedge(case: Case) -> str | None:
    if not _SPANISH_HEDGES.search(case.source):
        return None
    found = list(
        re.finditer(
            r"\b(?:allegedly|alleged|apparently|supposedly|supposed|reportedly|suspected|presumed|probably|possibly"
            r"|perhaps|according to [^,.]{3,40}[,.])",
            case.target,
            re.I,
        )
    )
    if len(found) != 1:
        return None
    end = found[0].end() - (case.target[found[0].end() - 1] == ".")
    return _cut(case.target, found[0].start(), end)


def _drop_speaker(case: Case) -> str | None:
    match = re.search(r",[\"”]? (?:said|says|told|added|explained|stated) [^,.\"”]{3,60}(?=[.,]|$)", case.target)
    if match is None or not re.search(
        r"\b(?:dij|dic|afirm|declar|explic|señal|asegur|añad|agreg|manifest)", case.source
    ):
        return None
    return _cut(case.target, match.start(), match.end(), '"' if case.target[match.start() + 1] in '"”' else "")


def _copy_source(case: Case) -> str | None:
    spanish, words = case.source.split(), case.target.split()
    size = 4
    if len(spanish) < 8 or len(words) < 8:
        return None
    start = case.chance.randrange(1, len(spanish) - size)
    piece = spanish[start : start + size]
    if sum(word.islower() for word in piece) < 3:
        return None
    place = min(start, len(words) - size)
    return " ".join([*words[:place], *piece, *words[place + size :]])


def _lose_question(case: Case) -> str | None:
    if "¿" not in case.source or not case.target.endswith("?") or case.target.count("?") != 1:
        return None
    return case.target[:-1] + "."


def _garble(case: Case) -> str | None:
    words = case.target.split()
    place = case.chance.randrange(len(words))
    words[place] = case.chance.choice(["⁇", "▁", "<unk>", "Путин", "的", words[place] + "\ufffd"])
    return " ".join(words)


def _make_up(case: Case) -> str | None:
    """Join the first half of one long word with the second half of another, as a model of word pieces does."""
    found = [m for m in _WORD.finditer(case.target) if m.group().islower() and len(m.group()) >= 7]
    if len({match.group() for match in found}) < 2:
        return None
    match, other = case.chance.sample(found, 2)
    made_up = match.group()[: len(match.group()) // 2] + other.group()[len(other.group()) // 2 :]
    if made_up in (match.group(), other.group()):
        return None
    return case.target[: match.start()] + made_up + case.target[match.end() :]


DAMAGES = (
    Damage("digit changed", "numbers", _change_digit),
    Damage("digit dropped", "numbers", _drop_digit),
    Damage("scale word changed", "numbers", _scale),
    Damage("name swapped", "names", _swap_name),
    Damage("name bent by a letter", "names", _bend_name),
    Damage("accent lost", "names", _lose_accent),
    Damage("negation dropped", "negation", _drop_negation),
    Damage("negation added", "negation", _add_negation),
    Damage("clause dropped", "omission", _drop_clause),
    Damage("end cut off", "omission", _truncate),
    Damage("words repeated", "repetition", _repeat),
    Damage("gender flipped", "gender", _flip_gender),
    Damage("quote marks dropped", "attribution", _drop_quotes),
    Damage("hedge dropped", "attribution", _drop_hedge),
    Damage("speaker dropped", "attribution", _drop_speaker),
    Damage("Spanish copied", "form", _copy_source),
    Damage("question mark lost", "form", _lose_question),
    Damage("garbled piece", "form", _garble),
    Damage("word made up", "spelling", _make_up),
)
