"""The pipeline as a Python library: the way of a story through all stages."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import Pipeline, Settings
from pipeline.errors import EmptyInputError, WrongLanguageError
from pipeline.story import Brief
from pipeline.verify import Context, verify


@pytest.fixture(scope="module")
def brief(open_pipeline: Pipeline, example: Path) -> Brief:
    return open_pipeline.run_stories([open_pipeline.read(example.read_bytes(), "puerto.txt")])[0]


def test_the_key_points_are_mirrored(brief: Brief) -> None:
    assert brief.origin == "key_point"
    assert brief.key_points_heading == "Key points"
    assert [bullet.level for bullet in brief.bullets] == [0, 0, 0, 0]
    assert [bullet.source[:12] for bullet in brief.bullets] == [
        "El acuerdo f",
        "La huelga de",
        "El sindicato",
        "La ministra ",
    ]


def test_a_bullet_is_its_sentence_in_the_draft(brief: Brief) -> None:
    by_id = {sentence.id: sentence for sentence in brief.sentences}
    for bullet in brief.bullets:
        assert bullet.text == " ".join(by_id[identity].text for identity in bullet.sentences)
        assert bullet.evidence, "each key point of the example is told again in the body"
        assert not set(bullet.sentences) & {each.sentence for each in bullet.evidence}


def test_every_english_sentence_points_to_its_spanish_one(brief: Brief, example: Path) -> None:
    text = example.read_text("utf-8")
    for block in brief.draft:
        assert text[block.source_start : block.source_end] == block.source
        for sentence in block.sentences:
            assert sentence.source in block.source
            assert block.text[sentence.start : sentence.end] == sentence.text
            assert sentence.text.strip()


MARKDOWN = """# El puerto reabre

El puerto de Villamar reabrió ayer.

## Nueve días sin grúas

- La huelga acabó.
- Los buques vuelven.
"""
HTML = """<h1>El puerto reabre</h1><p>El puerto de Villamar reabrió ayer.</p><h2>Nueve días sin grúas</h2>
<ul><li>La huelga acabó.</li><li>Los buques vuelven.</li></ul>"""


@pytest.mark.parametrize("text", [MARKDOWN, HTML], ids=["Markdown", "HTML"])
def test_a_story_with_markup_is_told_whole(open_pipeline: Pipeline, text: str) -> None:
    brief = open_pipeline.run(text)
    assert [sentence.source for sentence in brief.sentences] == [
        "El puerto reabre",
        "El puerto de Villamar reabrió ayer.",
        "Nueve días sin grúas",
        "La huelga acabó.",
        "Los buques vuelven.",
    ]


def test_what_is_no_part_of_the_story_is_kept_in_spanish(brief: Brief) -> None:
    assert [(block.text, block.sentences) for block in brief.draft if block.kind == "noise"] == [
        ("EFE", ()),
        ("lar/mgo", ()),
    ]


def test_the_hole_of_the_source_is_reported_with_its_place(brief: Brief) -> None:
    (hole,) = [finding for finding in brief.findings if finding.check == "source"]
    sentence = next(each for each in brief.sentences if each.id == hole.sentence)
    assert sentence.source[hole.source_spans[0].start :].startswith("hasta")


def test_findings_are_those_of_the_english_shown(brief: Brief) -> None:
    by_id = {sentence.id: sentence for sentence in brief.sentences}
    for finding in brief.findings:
        if finding.check in ("numbers", "negation") and not finding.redecoded:
            assert finding.sentence is not None
            sentence = by_id[finding.sentence]
            assert finding.code in {each.code for each in verify(sentence.source, sentence.text, Context())}


def test_redecoding_never_adds_to_the_weight_of_findings(brief: Brief, session_cache: Path, example: Path) -> None:
    with Pipeline.open(Settings(cache=session_cache, redecode=False)) as plain:
        before = plain.run_stories([plain.read(example.read_bytes(), "puerto.txt")])[0]
    assert brief.count("error") * 4 + brief.count("warning") <= before.count("error") * 4 + before.count("warning")
    assert "redecode:no" in before.signature


def test_a_story_gives_the_same_brief_alone_and_in_company(open_pipeline: Pipeline, example: Path) -> None:
    data = example.read_bytes()
    other = "La ministra viajó ayer a Lisboa. El acuerdo se firmará el 3 de mayo en Madrid.\n" * 2
    with Pipeline.open(Settings(cache=None)) as fresh:
        alone = fresh.run_stories([fresh.read(data, "a")])[0]
        together = fresh.run_stories([fresh.read(other.encode(), "b"), fresh.read(data, "a")])[1]
    assert alone == together == open_pipeline.run_stories([open_pipeline.read(data, "a")])[0]


def test_text_in_brief_out(open_pipeline: Pipeline) -> None:
    brief = open_pipeline.run("El Gobierno aprobó ayer una ayuda de 3,5 millones de euros para los pescadores.")
    assert "3.5 million" in brief.draft[0].text


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("   \n\n", EmptyInputError),
        ("The government said on Friday that it would not raise taxes this year.\n" * 4, WrongLanguageError),
    ],
)
def test_unusable_text(open_pipeline: Pipeline, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        open_pipeline.run(text)


def test_lines_are_translated_one_for_one(open_pipeline: Pipeline) -> None:
    lines = ["El puerto reabrió el viernes.", "", "  Hubo 62 buques.  "]
    translated = open_pipeline.translate_lines(lines)
    assert len(translated) == 3
    assert translated[1].text == ""
    assert "62" in translated[2].text


def test_the_signature_tells_what_made_the_brief(brief: Brief) -> None:
    parts = dict(part.split(":", 1) for part in brief.signature.split("|"))
    assert parts["model"] == "es-en-tiny"
    assert (parts["engine"], parts["type"], parts["beam"], parts["redecode"]) == ("ctranslate2", "int8", "4", "yes")
    assert len(parts["weights"]) == 12
