"""The bullets of a story: its own key points mirrored, or sentences chosen where it has none."""

import dataclasses

import pytest

from pipeline.story import Story
from pipeline.summarize import Summary, summarize
from tests.summarize.stories import BARE_LIST, KEY_POINTS, SECTIONS, make_draft, make_story


def summary_of(story: Story, count: int | None = None) -> Summary:
    return summarize(story, make_draft(story), count)


@pytest.mark.parametrize("count", [None, 1, 9])
def test_key_points_are_mirrored_one_to_one(count: int | None) -> None:
    summary = summary_of(make_story(KEY_POINTS), count)
    assert summary.origin == "key_point"
    assert [bullet.source for bullet in summary.bullets] == [
        "El muelle norte se ampliará con 34 millones. Las obras durarán dos años.",
        "Los vecinos recurrirán la obra en los tribunales.",
        "El cometa pasará de largo.",
    ]
    assert [bullet.id for bullet in summary.bullets] == ["k1", "k2", "k3"]


def test_equal_key_points_are_not_merged() -> None:
    line = "- Los vecinos recurrirán la obra en los tribunales.\n"
    assert len(summary_of(make_story(KEY_POINTS.replace(line, line * 2))).bullets) == 4


def test_nesting_is_kept() -> None:
    story = make_story(KEY_POINTS)
    points = [block for block in story.blocks if block.kind == "key_point"]
    nested = dataclasses.replace(points[1], level=1)
    blocks = tuple(nested if block is points[1] else block for block in story.blocks)
    assert [bullet.level for bullet in summary_of(dataclasses.replace(story, blocks=blocks)).bullets] == [0, 1, 0]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (KEY_POINTS, "PUNTOS CLAVE"),
        (KEY_POINTS.replace("Puntos clave", "Puntos clave:"), "PUNTOS CLAVE"),
        (BARE_LIST, "Key points"),
        (SECTIONS, "Key points"),
        ("El puerto de Villarín ampliará su muelle\n", None),
    ],
)
def test_the_heading_is_the_drafts_or_key_points(text: str, heading: str | None) -> None:
    assert summary_of(make_story(text)).heading == heading


def test_a_bare_list_after_the_headline_is_mirrored() -> None:
    summary = summary_of(make_story(BARE_LIST))
    assert (summary.origin, len(summary.bullets)) == ("key_point", 2)


@pytest.mark.parametrize("text", [KEY_POINTS, BARE_LIST, SECTIONS])
def test_a_bullet_is_text_of_the_draft_and_names_its_sentences(text: str) -> None:
    story = make_story(text)
    spanish = {sentence.id: sentence.text for sentence in story.sentences}
    for bullet in summary_of(story).bullets:
        assert bullet.text == bullet.source.upper()
        assert bullet.source == " ".join(spanish[sentence] for sentence in bullet.sentences)


@pytest.mark.parametrize("text", [KEY_POINTS, BARE_LIST, SECTIONS])
def test_evidence_is_of_the_body_and_never_the_bullet_itself(text: str) -> None:
    story = make_story(text)
    body = {
        sentence.id for block in story.blocks if block.kind in {"lead", "paragraph"} for sentence in block.sentences
    }
    for bullet in summary_of(story).bullets:
        found = [evidence.sentence for evidence in bullet.evidence]
        assert set(found) <= body - set(bullet.sentences)
        assert [evidence.score for evidence in bullet.evidence] == sorted(
            (evidence.score for evidence in bullet.evidence), reverse=True
        )


def test_a_key_point_has_its_evidence_or_none() -> None:
    summary = summary_of(make_story(KEY_POINTS))
    assert [bool(bullet.evidence) for bullet in summary.bullets] == [True, True, False]


def test_without_key_points_sentences_are_chosen() -> None:
    summary = summary_of(make_story(SECTIONS), 4)
    assert summary.origin == "chosen"
    assert [(bullet.level, len(bullet.sentences)) for bullet in summary.bullets] == [(0, 1)] * 4
