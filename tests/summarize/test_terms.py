"""What two Spanish sentences have in common."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.summarize.stop_words import STOP_WORDS
from pipeline.summarize.terms import centroid, cosine, find_rarity, find_terms, stem, weigh

SAME = [
    ("Gobierno", "gobiernos"),
    ("solicitó", "solicitud"),
    ("energía", "energéticas"),
    ("veces", "vez"),
    ("cultural", "CULTURA"),
    ("acción", "acciones"),
    ("leyes", "ley"),
]
DIFFERENT = [("puerto", "puente"), ("ley", "luz"), ("mar", "más"), ("vecinos", "vecindad municipal")]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_forms_of_a_word_are_one_term(first: str, second: str) -> None:
    assert find_terms(first).keys() == find_terms(second).keys()


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_words_apart_are_apart(first: str, second: str) -> None:
    assert find_terms(first).keys() != find_terms(second).keys()


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("El puerto costó 1.234,5 euros.", {"puert": 1.0, "cost": 1.0, "1234,5": 2.0, "eur": 1.0}),
        ("Un puerto crece un 8 %.", {"puert": 1.0, "crec": 1.0, "8": 2.0}),
        ("Lo dijo ayer la alcaldesa Elvira Mora.", {"ayer": 1.0, "alcal": 1.0, "elvir": 1.5, "mora": 1.5}),
        ("El puerto y el puerto viejo", {"puert": 2.0, "viej": 1.0}),
        ("No se lo dijo a nadie.", {}),
        ("", {}),
    ],
)
def test_figures_and_names_weigh_more(sentence: str, terms: dict[str, float]) -> None:
    assert find_terms(sentence) == terms


def test_stop_words_are_written_as_terms_are_compared() -> None:
    assert all(word.isascii() and word.islower() and word.isalpha() for word in STOP_WORDS)


def test_a_term_of_few_sentences_is_rarer() -> None:
    rarity = find_rarity([{"puert": 1.0, "obra": 1.0}, {"puert": 1.0}, {"puert": 1.0}])
    assert rarity["obra"] > rarity["puert"] > 0


TERMS = st.dictionaries(st.sampled_from(["puert", "obra", "coste", "pleno", "3"]), st.floats(0.5, 3.0))


@given(st.lists(TERMS, min_size=2, max_size=6))
@settings(deadline=None)
def test_a_cosine_is_symmetric_and_between_0_and_1(sentences: list[dict[str, float]]) -> None:
    rarity = find_rarity(sentences)
    first, second, *_ = (weigh(terms, rarity) for terms in sentences)
    assert cosine(first, second) == pytest.approx(cosine(second, first))
    assert 0 <= cosine(first, second) <= 1
    assert cosine(first, first) == pytest.approx(1.0 if first else 0.0)


@given(TERMS)
@settings(deadline=None)
def test_the_centroid_of_one_is_itself(terms: dict[str, float]) -> None:
    vector = weigh(terms, find_rarity([terms]))
    assert centroid([vector, vector]) == pytest.approx(vector)


@given(st.text())
@settings(deadline=None)
def test_a_stem_is_short_and_stays(word: str) -> None:
    assert len(stem(word)) <= 5
