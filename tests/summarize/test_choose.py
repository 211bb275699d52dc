"""Which sentences become the bullets of a story without key points."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.summarize.body import read_body
from pipeline.summarize.choose import choose_sentences
from tests.summarize.stories import SECTIONS, make_story

LEAD = "La Autoridad Portuaria de Villarín ampliará el muelle norte con una inversión de 34 millones de euros"
BANK = "El Banco Europeo de Inversiones prestará 20 millones de euros para el muelle norte del puerto."
NEIGHBOURS = "La asociación de vecinos de Villarín recurrirá la ampliación del muelle en los tribunales"
TRAFFIC = "El puerto de Villarín movió 2,3 millones de toneladas el año pasado, un 8 % más que el anterior."
STORY = make_story(SECTIONS)


def chosen(count: int | None) -> list[str]:
    return [item.sentence.text for item in choose_sentences(STORY, read_body(STORY), count)]


def test_the_best_bullet_is_the_lead() -> None:
    (bullet,) = chosen(1)
    assert bullet.startswith(LEAD)


def test_every_section_gives_one_before_any_gives_a_second() -> None:
    bullets = chosen(4)
    for bullet, beginning in zip(bullets, (LEAD, BANK, NEIGHBOURS, TRAFFIC), strict=True):
        assert bullet.startswith(beginning)
    assert len(chosen(5)) == 5


def test_a_short_story_has_three() -> None:
    assert len(chosen(None)) == 3


@pytest.mark.parametrize(("paragraphs", "bullets"), [(1, 3), (4, 4), (20, 6)])
def test_longer_stories_have_up_to_six(paragraphs: int, bullets: int) -> None:
    words = [f"asunto{number:03d}" for number in range(paragraphs * 120)]
    lines = [
        " ".join(f"La comisión trató {' '.join(words[start : start + 9])}." for start in range(first, first + 90, 9))
        for first in range(0, len(words), 120)
    ]
    story = make_story("\n\n".join(["El pleno del puerto", *lines]))
    assert len(choose_sentences(story, read_body(story))) == bullets


def test_what_was_said_is_not_said_again() -> None:
    assert sum(bullet.startswith("La asociación de vecinos") for bullet in chosen(20)) == 1


def test_questions_and_pieces_of_quotations_are_never_bullets() -> None:
    bullets = chosen(20)
    assert not any("?" in bullet or "ruido ya es" in bullet or "Piñeiro" in bullet for bullet in bullets)


def test_sentences_that_point_back_come_last() -> None:
    leaning = {
        "Además, aseguró que la obra creará 120 empleos directos.",
        "Esto lo convierte en el tercer puerto de la región.",
    }
    assert not leaning & set(chosen(5))
    assert leaning <= set(chosen(20))


def test_a_story_without_body_has_no_bullets() -> None:
    story = make_story("El puerto de Villarín ampliará su muelle\n")
    assert choose_sentences(story, read_body(story)) == ()


@given(st.lists(st.sampled_from(SECTIONS.replace("\n\n", " ").split(". ")), max_size=12), st.integers(1, 8))
@settings(deadline=None, max_examples=50)
def test_bullets_are_sentences_of_the_body_in_reading_order(lines: list[str], count: int) -> None:
    story = make_story("".join(f"{line}.\n\n" for line in lines))
    body = read_body(story)
    bullets = choose_sentences(story, body, count)
    assert len(bullets) <= count
    assert list(bullets) == [item for item in body if item in bullets]
