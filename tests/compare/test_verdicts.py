"""What became of each point, and what to think of each bullet."""

from __future__ import annotations

import pytest

from pipeline.compare import Line, Verdict
from pipeline.compare.comparing import compare_with
from pipeline.compare.reference import Passage, Reference
from pipeline.story import SentenceId
from tests.compare.stories import ALIEN, OWN, against_port

K: Verdict = "kept"

# what was done to the summary -> its bullets, the verdicts of the four points, the verdicts of the bullets
CASES: dict[str, tuple[tuple[str, ...], tuple[Verdict, ...], tuple[Verdict, ...]]] = {
    "nothing": (OWN, (K, K, K, K), (K, K, K, K)),
    "a point left out": ((OWN[0], *OWN[2:]), (K, "missing", K, K), (K, K, K)),
    "turned round": (OWN[::-1], (K, K, K, K), (K, K, K, K)),
    "two made one": ((OWN[0], f"{OWN[1]} {OWN[2]}", OWN[3]), (K, K, K, K), (K, K, K)),
    "one made two": (
        (*OWN[:1], "The strike left 62 ships unattended.", "Losses were 38.4 million euros, employers say.", *OWN[2:]),
        (K, K, K, K),
        (K, K, K, K, K),
    ),
    "a digit changed": (
        (OWN[0].replace("4.5%", "4.8%"), *OWN[1:]),
        ("contradicted", K, K, K),
        ("contradicted", K, K, K),
    ),
    "million made billion": (
        (OWN[0], OWN[1].replace("million", "billion"), *OWN[2:]),
        (K, "contradicted", K, K),
        (K, "contradicted", K, K),
    ),
    "a negation taken out": (
        (*OWN[:2], OWN[2].replace("does not give up", "gives up"), OWN[3]),
        (K, K, "contradicted", K),
        (K, K, "contradicted", K),
    ),
    "a negation put in": (
        (*OWN[:3], OWN[3].replace("will travel", "will not travel")),
        (K, K, K, "contradicted"),
        (K, K, K, "contradicted"),
    ),
    "another name": (
        (*OWN[:3], OWN[3].replace("Armendáriz", "Etxebarria")),
        (K, K, K, "contradicted"),
        (K, K, K, "contradicted"),
    ),
    "a number left out": (
        (
            OWN[0],
            "The strike left many ships unattended and losses of 38.4 million euros, according to the employers.",
            *OWN[2:],
        ),
        (K, "partly", K, K),
        (K, K, K, K),
    ),
    "a bullet of another story": ((*OWN, ALIEN), (K, K, K, K), (K, K, K, K, "unsupported")),
    "a bullet from the body": (
        (*OWN, "The first cargo ship, from Tangier, came in at 6:30."),
        (K, K, K, K),
        (K, K, K, K, K),
    ),
    "a bullet that bends the body": (
        (*OWN, "The first cargo ship, from Tangier, came in at 7:30."),
        (K, K, K, K),
        (K, K, K, K, "contradicted"),
    ),
    "told in a desk's own words": (
        (
            "Dockers get a 4.5% pay rise this year and 3% in 2026.",
            "The strike left 62 vessels without service and cost €38.4m, employers say.",
            "The union will not drop its demand for a 35-hour week, to be negotiated before June.",
            "Minister Armendáriz flies to Brussels tomorrow.",
        ),
        (K, K, K, K),
        (K, K, K, K),
    ),
    "nothing of the story": ((ALIEN,), ("missing",) * 4, ("unsupported",)),
}


@pytest.mark.parametrize("case", CASES)
def test_verdicts(case: str) -> None:
    texts, points, bullets = CASES[case]
    comparison = against_port(*texts)
    assert tuple(point.verdict for point in comparison.points) == points
    assert tuple(bullet.verdict for bullet in comparison.bullets) == bullets


def test_the_verdict_comes_with_its_reason_and_the_words_that_differ() -> None:
    comparison = against_port(OWN[0].replace("4.5%", "4.8%"), *OWN[1:])
    point, bullet = comparison.points[0], comparison.bullets[0]
    assert [point.passage.english[span.start : span.end] for span in point.untold] == ["4.5%"]
    assert [bullet.text[span.start : span.end] for span in bullet.added] == ["4.8%"]
    assert "4,5 %" in point.reasons[0]
    assert "4.8%" in point.reasons[0]


def test_a_bullet_from_the_body_names_its_sentence() -> None:
    comparison = against_port(*OWN, "The first cargo ship, from Tangier, came in at 6:30.")
    assert comparison.bullets[4].points == ()
    assert comparison.bullets[4].evidence == ("s5",)


def test_merged_points_share_a_bullet_and_split_ones_have_two() -> None:
    merged = against_port(OWN[0], f"{OWN[1]} {OWN[2]}", OWN[3])
    assert [point.bullets for point in merged.points] == [(0,), (1,), (1,), (2,)]
    split = against_port(
        OWN[0], "The strike left 62 ships unattended.", "Losses were 38.4 million euros, employers say.", *OWN[2:]
    )
    assert [point.bullets for point in split.points] == [(0,), (1, 2), (3,), (4,)]


def test_a_copy_of_our_translation_should_deny_as_often_as_it_does() -> None:
    """Set against the Spanish alone, the "not" put in would stand for «sin trabajo»."""
    point = Passage(
        "La portavoz, ahora sin trabajo, cobrará 300 euros al mes.",
        "The spokeswoman, now unemployed, will receive 300 euros a month.",
        (SentenceId("s1"),),
    )
    reference = Reference("key_points", (point,), (point,))

    def verdict_of(text: str) -> Verdict:
        return compare_with(reference, [Line(text)], "grants", "summary").points[0].verdict

    assert verdict_of("The spokeswoman, now unemployed, will receive 300 euros a month.") == "kept"
    assert verdict_of("The spokeswoman, now unemployed, will not receive 300 euros a month.") == "contradicted"
