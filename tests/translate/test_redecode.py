"""Decoding again: which hypothesis wins, and what is said of it. The translator is the embedded model itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from pipeline.settings import Settings
from pipeline.story import BlockId, DraftBlock, DraftSentence, Finding, SentenceId, Span
from pipeline.translate import Translator, open_translator, translate_texts
from pipeline.translate.redecode import NARROW, UNREPEATED, WIDE, Choice, Suspect, redecode, replace_sentences, weigh


@pytest.fixture(scope="module")
def translator() -> Iterator[Translator]:
    translator = open_translator(Settings(threads=1))
    yield translator
    translator.close()


def fault(message: str, *, severity: str = "error", code: str = "word", at: Span | None = None) -> Finding:
    spans = () if at is None else (at,)
    return Finding("names", code, "error" if severity == "error" else "note", message, None, spans, spans)


def suspect(source: str, text: str, wanted: str) -> Suspect:
    """A sentence whose English is at fault unless it says `wanted`."""

    def check(english: str) -> tuple[Finding, ...]:
        return () if wanted in english else (fault(f"{wanted} is missing", at=Span(0, 1)),)

    return Suspect(source, text, -1.0, check(text), check)


def test_a_hypothesis_without_faults_wins(translator: Translator) -> None:
    source = "El Gobierno aprobó ayer una ayuda para los pescadores."
    [hypotheses] = translate_texts([source], translator, WIDE)
    third = hypotheses[2].text
    [choice] = redecode([suspect(source, "The Government slept.", third)], translator)
    assert (choice.text, choice.score, choice.redecoded) == (third, hypotheses[2].score, True)
    assert choice.findings == ()
    assert [(finding.message, finding.redecoded) for finding in choice.mended] == [(f"{third} is missing", True)]


def test_nothing_changes_where_nothing_is_better(translator: Translator) -> None:
    source, text = "El Gobierno aprobó la ayuda.", "The Government approved the aid."
    [choice] = redecode([suspect(source, text, "zebra")], translator)
    assert choice == Choice(text, -1.0, suspect(source, text, "zebra").findings)


def test_a_misread_word_is_read_as_other_spanish(translator: Translator) -> None:
    # The words that the checks want are what the model makes of the other Spanish, and of nothing else here.
    source, other = "El alcalde inauguró la pasarela.", "El alcalde inauguró el hospital."
    wanted = translate_texts([other], translator, NARROW)[0][0].text
    start = suspect(source, "The mayor opened the parcel.", wanted)
    told: list[int] = []

    def reword(findings: Sequence[Finding]) -> str | None:
        told.append(len(findings))
        return other

    [choice] = redecode([replace(start, reword=reword)], translator)
    assert (choice.text, choice.findings, told) == (wanted, (), [1])
    [choice] = redecode([start], translator)
    assert choice.text == start.text


def test_a_bent_name_is_copied_from_the_spanish(translator: Translator) -> None:
    source, text = "Murió en Zzyzxa.", "He died in Zzyzyxa, Zzyzyxa’s mayor said."

    def check(english: str) -> tuple[Finding, ...]:
        if "mayor said" not in english:
            return (fault("too short"), fault("much too short"), fault("far too short"))
        return tuple(
            Finding("names", "name-changed", "error", "bent", None, (Span(9, 15),), (Span(match.start(), match.end()),))
            for match in re.finditer("Zzyzyxa(?:’s)?", english)
        )

    [choice] = redecode([Suspect(source, text, None, check(text), check)], translator)
    assert choice.text == "He died in Zzyzxa, Zzyzxa’s mayor said."


def test_a_figure_with_spanish_separators_is_written_the_english_way(translator: Translator) -> None:
    source, text = "Hubo 7.673 casos.", "There were 7.673 cases in zones."

    def check(english: str) -> tuple[Finding, ...]:
        if "in zones" not in english:
            return (fault("too free"),)
        if "7.673" not in english:
            return ()
        return (Finding("numbers", "number-format", "warning", "7.673", None, (Span(5, 10),), (Span(11, 16),)),)

    [choice] = redecode([Suspect(source, text, None, check(text), check)], translator)
    assert choice.text == "There were 7,673 cases in zones."


def test_a_name_that_is_gone_is_no_better_than_one_left_in_spanish(translator: Translator) -> None:
    source, text = "Vive en Tánger.", "He lives in Tánger."
    untranslated = Finding("names", "name-untranslated", "warning", "left in Spanish", None, (Span(8, 14),))
    missing = Finding("names", "place-missing", "note", "not in the English", None, (Span(8, 14),))
    [choice] = redecode(
        [Suspect(source, text, None, (untranslated,), lambda english: (missing,) if english != text else ())],
        translator,
    )
    assert choice.text == text


def test_a_loop_is_searched_again_without_what_it_repeats(translator: Translator) -> None:
    source = "El Gobierno aprobó la ayuda, dijo el alcalde, y el Gobierno aprobó la ayuda, dijo el alcalde."
    [hypotheses] = translate_texts([source], translator, UNREPEATED)
    wanted = hypotheses[0].text

    def check(english: str) -> tuple[Finding, ...]:
        return () if english == wanted else (fault("said twice", code="loop"),)

    [choice] = redecode([Suspect(source, "The aid, the aid, the aid.", None, check("aid"), check)], translator)
    assert (choice.text, choice.findings) == (wanted, ())
    words = wanted.split()
    runs = list(zip(words, words[1:], words[2:], words[3:], strict=False))
    assert len(runs) == len(set(runs))


def test_a_figure_at_fault_is_kept_out_of_the_hands_of_the_model(translator: Translator) -> None:
    source, text = "El alcalde repartió 12.345 mantas entre los vecinos.", "The mayor gave blankets."

    def check(english: str) -> tuple[Finding, ...]:
        found = Finding("numbers", "number-missing", "error", "12.345 is missing", None, (Span(20, 26),))
        return () if "12,345 " in english else (found,)

    [choice] = redecode([Suspect(source, text, None, check(text), check)], translator)
    assert "12,345 " in choice.text


def test_of_two_translations_of_one_weight_the_one_with_fewer_notes_wins(translator: Translator) -> None:
    source, text = "El Gobierno aprobó la ayuda.", "The Government approved the help, the help."

    def check(english: str) -> tuple[Finding, ...]:
        note = (fault("said twice", severity="note"),) if english == text else ()
        return (fault("always"), *note)

    [choice] = redecode([Suspect(source, text, None, check(text), check)], translator)
    assert [finding.message for finding in choice.findings] == ["always"]
    assert choice.mended == ()


def test_errors_weigh_four_warnings_and_notes_nothing() -> None:
    assert [weigh([Finding("x", "y", severity, "")]) for severity in ("error", "warning", "note")] == [4, 1, 0]


def test_the_choices_take_the_place_of_the_sentences_and_the_rest_moves_along() -> None:
    sentences = (
        DraftSentence(SentenceId("s1"), "Uno.", "One.", 0, 4),
        DraftSentence(SentenceId("s2"), "Dos.", "Two.", 5, 9),
    )
    block = DraftBlock(BlockId("b1"), "paragraph", "Uno. Dos.", "One. Two.", 0, 9, sentences=sentences)
    choices = {SentenceId("s1"): Choice("Number one.", -0.5, (), redecoded=True)}
    [new] = replace_sentences([block], choices)
    assert new.text == "Number one. Two."
    assert [new.text[sentence.start : sentence.end] for sentence in new.sentences] == ["Number one.", "Two."]
    assert [sentence.redecoded for sentence in new.sentences] == [True, False]
    assert replace_sentences([block], {}) == (block,)
