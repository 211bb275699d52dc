"""What a summary is held against."""

from __future__ import annotations

from dataclasses import replace

from pipeline.compare import compare, read_bullets
from pipeline.compare.reference import find_reference
from pipeline.write import render
from tests.briefs import ferry, shipyard


def test_the_points_are_the_key_points_with_their_nesting() -> None:
    reference = find_reference(shipyard())
    assert reference.origin == "key_points"
    assert [(point.spanish, point.level) for point in reference.points] == [
        ("El plan ahorra 2.200.112 euros al mes, según la empresa.", 0),
        ("La plantilla de Vigo queda fuera.", 1),
        ("La ministra Elena Arce se reunirá con los sindicatos; ella pidió calma.", 0),
    ]


def test_without_key_points_they_are_the_lead_and_the_headings() -> None:
    brief = shipyard()
    reference = find_reference(replace(brief, origin="chosen"))
    assert reference.origin == "lead_and_headings"
    assert [point.english for point in reference.points] == [
        "The shipyard's management announced on Friday the dismissal of 1,240 of its 3,900 employees. "
        "The works council rules out a strike.",
        "A year without orders",
    ]


def test_the_comparison_says_what_its_points_are() -> None:
    comparison = compare(
        ferry(), read_bullets("The Isla Cana ferry to the mainland resumes on Monday.", "desk"), "desk"
    )
    assert comparison.origin == "lead_and_headings"
    assert comparison.points[0].verdict == "kept"


def test_a_brief_of_bullets_alone_still_has_its_points() -> None:
    from pipeline.write import read_brief

    brief = read_brief(render(shipyard(), "json", only="bullets"))
    assert len(find_reference(brief).points) == 3
