"""Sentences too long for a model, cut where a reader would pause."""

import random
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment.clauses import split_clauses


def at_most(words: int) -> Callable[[str], bool]:
    return lambda text: len(text.split()) <= words


def at_most_characters(count: int) -> Callable[[str], bool]:
    return lambda text: len(text) <= count


def cut(text: str, fits: Callable[[str], bool]) -> list[str]:
    return [text[span.start : span.end] for span in split_clauses(text, fits)]


# The most words that fit, and the text with a bar at each cut.
CASES = [
    (9, "El Gobierno aprobó ayer el decreto y nadie protestó."),
    (8, "El Gobierno aprobó el decreto; | la oposición no lo votará."),
    (8, "El Gobierno aprobó ayer por fin: | nadie votó en contra."),
    (8, "El Gobierno aprobó el decreto, | pero la oposición no lo votará, dijo Mora."),
    (8, "El Gobierno aprobó el decreto ley | y la oposición dijo ayer no."),
    (8, "La oposición en pleno dijo ayer | que el decreto llega muy tarde."),
    (8, "El plan de la alcaldesa Mora | —que nadie leyó entero— cuesta ya tres millones."),
    (8, "El alcalde dijo ayer en el pleno | «la obra del puerto sigue en pie»."),
    (8, "El alcalde del puerto viejo | (en el cargo desde hace tres años) dimitió."),
    (6, "Compró pan negro y leche, | vino tinto y queso, | fruta fresca y flores."),
    (5, "Pagaron los 12 000 000 | euros debidos."),
    (5, "Uno dos tres cuatro | cinco seis siete ocho."),
]


@pytest.mark.parametrize(("words", "line"), CASES, ids=[line for _, line in CASES])
def test_cuts_fall_at_the_bars(words: int, line: str) -> None:
    assert cut(line.replace(" | ", " "), at_most(words)) == line.split(" | ")


def test_a_word_longer_than_the_limit_is_cut_within() -> None:
    assert cut("El anticonstitucionalmente largo", at_most_characters(12)) == [
        "El",
        "anticonstit",
        "ucionalmente",
        "largo",
    ]


def test_an_accent_stays_on_its_letter() -> None:
    for piece in cut(unicodedata.normalize("NFD", "ñáéíóúüÑÁÉÍÓÚÜ" * 20), at_most_characters(7)):
        assert not unicodedata.combining(piece[0])


def test_a_character_that_does_not_fit_is_given_all_the_same() -> None:
    assert cut("ab c", lambda _: False) == ["a", "b", "c"]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_has_no_pieces(text: str) -> None:
    assert split_clauses(text, lambda _: False) == ()


def test_a_sentence_of_3000_words_is_cut_whole() -> None:
    copy = "el Gobierno que ayer aprobó, pese a todo, la ley de costas; y «la obra» del puerto: Mora —alcaldesa— calla"
    chooser = random.Random(11)
    text = " ".join(chooser.choice(copy.split()) for _ in range(3_000)) + "."
    asked: list[str] = []

    def fits(piece: str) -> bool:
        asked.append(piece)
        return len(piece.split()) <= 80

    pieces = cut(text, fits)
    assert " ".join(pieces) == text
    assert max(len(piece.split()) for piece in pieces) <= 80
    assert len(pieces) <= 2 * 3_000 / 80 * 1.5
    assert len(asked) <= 2 * len(pieces)


def test_brackets_within_brackets_are_cut_as_well() -> None:
    text = "( " * 2_000 + "mora" + " )" * 2_000
    assert max(map(len, cut(text, at_most_characters(9)))) <= 9


WORDS = 'la el de Mora y que pero 12 000 , ; : — « » ( ) " EE. UU. dijo'
SPANISH_LIKE = st.lists(st.tuples(st.sampled_from(WORDS.split()), st.sampled_from(["", " "])), max_size=60).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)


@given(st.one_of(st.text(), SPANISH_LIKE), st.integers(min_value=1, max_value=30))
@settings(deadline=None)
def test_pieces_fit_and_give_the_text_back(text: str, count: int) -> None:
    end = 0
    for span in split_clauses(text, at_most_characters(count)):
        piece = text[span.start : span.end]
        assert len(piece) <= count
        assert piece == piece.strip() != ""
        assert text[end : span.start].strip() == ""
        end = span.end
    assert text[end:].strip() == ""


@given(SPANISH_LIKE)
@settings(deadline=None)
def test_a_text_that_fits_is_one_piece(text: str) -> None:
    assert cut(text, lambda _: True) == ([text.strip()] if text.strip() else [])
