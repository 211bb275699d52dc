"""Words, their stems and their capitals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.verify.counterparts import closeness
from pipeline.verify.lexicon import load_lexicon
from pipeline.verify.sound import sound_key
from pipeline.verify.words import edit_distance, fold, sentence_starts, stem, tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Según EE. UU., la O.N.U. calla.", ["segun", "eeuu", "la", "onu", "calla"]),
        ("Putin's dog didn't bark.", ["putin", "dog", "didn't", "bark"]),
        ("Véase https://www.ine.es/Paro-2020, o www.ine.es: ya", ["vease", "o", "ya"]),
        ("Covid19 y el G20, 3 casos", ["covid19", "y", "el", "g20", "casos"]),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert [token.folded for token in tokenize(text)] == words


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_words_stand_where_they_say(text: str) -> None:
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text


def test_a_capital_is_due_at_the_start_and_after_a_stop_but_not_after_an_initial() -> None:
    text = "Ayer habló Juan. Hoy calla: Nadie lo vio, dijo T. Izumi."
    assert {token.text for token in tokenize(text) if token.start in sentence_starts(text)} == {"Ayer", "Hoy", "Nadie"}


@pytest.mark.parametrize(
    ("one", "other", "most", "distance"),
    [("maduro", "mature", 2, 2), ("navolato", "navolata", 1, 1), ("abc", "acb", 1, 1), ("juan", "pedro", 2, 3)],
)
def test_edit_distance(one: str, other: str, most: int, distance: int) -> None:
    assert edit_distance(one, other, most) == distance


@pytest.mark.parametrize(
    ("spanish", "english"), [("jamenei", "khamenei"), ("jruschov", "khrushchov"), ("koehler", "kohler")]
)
def test_spellings_of_one_name_share_a_key(spanish: str, english: str) -> None:
    assert sound_key(spanish) == sound_key(english)


@pytest.mark.parametrize(("spanish", "english"), [("navolato", "navolata"), ("arroyo", "aroyo")])
def test_bent_names_share_no_key(spanish: str, english: str) -> None:
    assert sound_key(spanish) != sound_key(english)


@pytest.mark.parametrize(
    ("spanish", "english"),
    [("gobierno", "government"), ("ayuda", "aid"), ("huelga", "strike"), ("alcalde", "mayor"), ("deuda", "debt")],
)
def test_the_lexicon_knows_the_words_of_the_news(spanish: str, english: str) -> None:
    assert load_lexicon().is_told(spanish, frozenset({stem(english, "en")}))


def test_names_are_no_common_words() -> None:
    lexicon = load_lexicon()
    assert lexicon.is_common_spanish("ministro")
    assert not lexicon.is_common_spanish(fold("Navolato"))


def test_closeness_falls_with_what_is_left_out() -> None:
    spanish = "El gobierno aprobó ayer una ayuda para los agricultores."
    assert closeness(spanish, "The government approved aid for farmers yesterday.") > 0.9
    assert closeness(spanish, "The government spoke.") < 0.5
