"""Stories into drafts, with the embedded model: what must hold whatever its English is."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.read import read
from pipeline.segment import segment
from pipeline.settings import Decoding, Settings
from pipeline.story import DraftBlock, Story
from pipeline.translate import (
    EngineIdentity,
    Hypothesis,
    Translator,
    open_translator,
    translate_sentences,
    translate_stories,
    translate_texts,
)
from pipeline.translate.cached import CachedTranslator
from pipeline.translate.casing import NO_CASING
from pipeline.translate.plans import plan


@pytest.fixture(scope="module")
def translator(session_cache: Path) -> Iterator[CachedTranslator]:
    translator = open_translator(Settings(cache=session_cache))
    yield translator
    translator.close()


def story(text: str) -> Story:
    return segment(read(text.encode(), "test", force=True))


def draft(text: str, translator: Translator) -> tuple[DraftBlock, ...]:
    return translate_stories([story(text)], translator, Decoding())[0]


def one(text: str, translator: Translator) -> str:
    return translate_texts([text], translator, Decoding())[0][0].text


STORY = """\
EL PUERTO DE VIGO CRECE UN 12 % Y EL DE BARCELONA, UN 3 %
VIGO, 14 ene. (EFE).- El puerto de Vigo creció un 12 % en 2025. Su presidenta, Marta Lago, lo llamó «un año histórico».
Puntos clave
- El tráfico sube un 12 %.
- Barcelona queda segundo.
CIFRAS
El puerto facturó
993.860,50 €
Más datos en https://puertos.example/vigo.
EFE
"""


def test_a_story_block_by_block(translator: Translator) -> None:
    source = story(STORY)
    blocks = translate_stories([source], translator, Decoding())[0]
    assert [(block.id, block.kind, block.source) for block in blocks] == [
        (block.id, block.kind, block.text) for block in source.blocks
    ]
    by_source = {block.source: block for block in blocks}
    headline = blocks[0].text
    assert headline == headline.upper()
    assert {"BARCELONA", "12", "3"} <= set(re.findall(r"\w+", headline))
    assert not headline.endswith(".")
    dateline = by_source["VIGO, 14 ene. (EFE)"]
    assert (dateline.text, dateline.suffix) == ("VIGO, Jan. 14 (EFE)", " - ")
    assert by_source["Puntos clave"].text == "Key points"
    assert by_source["993.860,50 €"].text == "€993,860.50"
    noise = next(block for block in blocks if block.kind == "noise")
    assert (noise.text, noise.sentences) == ("EFE", ())
    assert "https://puertos.example/vigo." in blocks[-2].text
    assert [block.prefix for block in blocks if block.kind == "key_point"] == ["- ", "- "]


def test_spans_of_sentences_give_their_text(translator: Translator) -> None:
    source = story(STORY)
    for block in translate_stories([source], translator, Decoding())[0]:
        for sentence in block.sentences:
            assert block.text[sentence.start : sentence.end] == sentence.text
    ids = [sentence.id for sentence in source.sentences]
    drafted = translate_stories([source], translator, Decoding())[0]
    assert [sentence.id for block in drafted for sentence in block.sentences] == ids


@pytest.mark.parametrize(
    ("spanish", "kept"),
    [
        ("Lo publicó https://diario.example/nota?id=3 ayer por la tarde.", "https://diario.example/nota?id=3"),
        ("Escriba a mesa.redaccion@diario.example antes del lunes.", "mesa.redaccion@diario.example"),
        ("El aviso de @rtve_noticias llegó tarde.", "@rtve_noticias"),
        ("La ayuda llegó a *NUMBER* familias de la comarca.", "*NUMBER*"),
        ("Siga la gala en #Goya2026", "#Goya2026"),
        ("Detenido el autor del robo pic.twitter.com/Ab12Cd", "pic.twitter.com/Ab12Cd"),
        ("🔴 Detenido el alcalde", "🔴 "),
        ("ÚLTIMA HORA | Detenido el alcalde", "BREAKING NEWS | "),
        ("URGENTE: Dimite el ministro", "URGENT: "),
    ],
)
def test_what_must_stand_as_it_is(spanish: str, kept: str, translator: Translator) -> None:
    assert kept in one(spanish, translator)


@pytest.mark.parametrize(
    "text",
    ["https://t.co/a1", "@rne #hoy", "12,5 %", "***", "—", "3-1", "*NUMBER*", "🔴", "mesa@diario.es", "1.234,56 €"],
)
def test_what_never_goes_to_the_model(text: str) -> None:
    assert all(part.asked is None for part in plan(text, NO_CASING))


@pytest.mark.parametrize(
    "spanish",
    [
        "El ministro dijo: «No habrá pactos con nadie».",
        "La llamada “ley de plazos” se vota hoy.",
        'La "ley de plazos" se vota hoy.',
    ],
)
def test_quotes_are_english_ones(spanish: str, translator: Translator) -> None:
    english = one(spanish, translator)
    assert (english.count("“"), english.count("”")) == (1, 1)
    assert not re.search(r'["«»]', english)


@pytest.mark.parametrize(
    ("spanish", "end"),
    [
        ("Sube el paro", r"\w$"),
        ("El paro sube.", r"\w\.$"),
        ("¿Sube el paro?", r"\w\?$"),
        ("El Gobierno aprobó lo siguiente:", r"\w:$"),
    ],
)
def test_the_end_follows_the_source(spanish: str, end: str, translator: Translator) -> None:
    assert re.search(end, one(spanish, translator))


def test_a_name_in_capitals_is_known_from_the_story(translator: Translator) -> None:
    text = "IZTAPALAPA CRECE\nEl parque de Iztapalapa creció ayer. Los vecinos de Iztapalapa lo celebran.\n"
    assert "IZTAPALAPA" in draft(text, translator)[0].text
    text = "SINAPRESE\nEl Sinaprese abrió ayer sus puertas. Todos hablan de Sinaprese.\n"
    assert draft(text, translator)[0].text == "SINAPRESE"


@pytest.mark.parametrize(
    "spanish", ["Ambos repasaron el acuerdo, vigente desde .", "El tratado entró en vigor en , según la nota oficial."]
)
def test_a_hole_is_not_filled(spanish: str, translator: Translator) -> None:
    assert not re.search(r"\d", one(spanish, translator))


def test_a_sentence_of_three_thousand_words_is_translated_whole(translator: Translator) -> None:
    towns = [f"el pueblo número {number} pidió {number} camiones de agua" for number in range(1, 376)]
    sentence = "Durante la sequía, " + ", ".join(towns) + "."
    assert len(sentence.split()) > 3000
    english = one(sentence, translator)
    kept = sum(re.search(rf"\b{number}\b", english) is not None for number in range(1, 376))
    assert kept > 340, "the model drops a town here and there; nothing was cut"
    assert "375" in english
    assert english.endswith(".")


def test_sentences_again_as_the_draft_has_them(translator: Translator) -> None:
    source = story(STORY)
    drafted = translate_stories([source], translator, Decoding())[0]
    wanted = [sentence.id for sentence in source.sentences][:4]
    several = translate_sentences(source, wanted, translator, Decoding(beam_size=4, n_best=4))
    assert list(several) == wanted
    texts = {sentence.id: sentence.text for block in drafted for sentence in block.sentences}
    for sentence_id, hypotheses in several.items():
        assert len({hypothesis.text for hypothesis in hypotheses}) == len(hypotheses) <= 4
        if sentence_id != "s2":  # the dateline, which has a rule of its own
            assert hypotheses[0].text == texts[sentence_id]


def test_hard_wrapped_lines_become_one(translator: Translator) -> None:
    english = one("El Gobierno aprobó ayer\nuna ayuda de tres millones\nde euros.", translator)
    assert "\n" not in english
    assert english == one("El Gobierno aprobó ayer una ayuda de tres millones de euros.", translator)


class Echo:
    """A translator that gives back what it is asked, or nothing."""

    identity = EngineIdentity("echo", "0" * 64, "ctranslate2", "int8")
    max_tokens = 80

    def __init__(self, *, drop_placeholders: bool = False, silent: bool = False) -> None:
        self.drop_placeholders = drop_placeholders
        self.silent = silent

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:  # noqa: ARG002
        if self.silent:
            return [(Hypothesis("", -1.0),) for _ in sentences]
        cleaned = [re.sub(r"\bX\d+\b", "", text) if self.drop_placeholders else text for text in sentences]
        return [(Hypothesis(text, -1.0),) for text in cleaned]

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def close(self) -> None:
        """Do nothing."""


WORDS = st.lists(
    st.one_of(
        st.sampled_from(["el", "alcalde", "DIJO", "que", "no", "y", "vez,", ".", ":", "EE.UU.", "PLAZOS.", "X1", "—"]),
        st.sampled_from(["https://t.co/a1", "@rne", "*NUMBER*", "🔴", "#hoy", "a@b.es"]),
        st.sampled_from(["«sí»", "“tal”", "“uno", "‘dos’”", "1.234,5", "3", "€", "£20"]),
    ),
    min_size=1,
    max_size=12,
)


@given(WORDS)
@settings(max_examples=100, deadline=None)
@pytest.mark.parametrize(
    "engine", [Echo(), Echo(drop_placeholders=True), Echo(silent=True)], ids=["echo", "drop", "silent"]
)
def test_nothing_protected_is_ever_lost(engine: Echo, words: list[str]) -> None:
    text = " ".join(words)
    english = translate_texts([text], engine, Decoding())[0][0].text
    for kept in ("https://t.co/a1", "@rne", "*NUMBER*", "🔴", "#hoy", "a@b.es"):
        assert english.casefold().count(kept.casefold()) == text.count(kept), english


@given(WORDS)
@example(["https://t.co/a1", ".", "https://t.co/a1", "https://t.co/a1"])
@settings(max_examples=100, deadline=None)
def test_the_parts_of_a_plan_are_the_sentence(words: list[str]) -> None:
    text = " ".join(words)
    assert "".join(part.source for part in plan(text, NO_CASING)) == text
    for part in plan(text, NO_CASING):
        assert "".join(piece.source for piece in part.without_placeholders()) == part.source
