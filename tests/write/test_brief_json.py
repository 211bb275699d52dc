"""A brief as JSON, and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import InvalidBriefError
from pipeline.story import Brief, Finding, Severity, Span
from pipeline.write import Only, read_brief, render, schema_text
from tests.briefs import ferry, shipyard

SCHEMA = Path(__file__).parents[2] / "docs" / "brief.schema.json"


def test_the_schema_in_docs_is_the_one_of_the_model_classes() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "run scripts/make_schema"


@pytest.mark.parametrize("brief", [shipyard(), ferry()], ids=["with key points", "without"])
@pytest.mark.parametrize("only", ["all", "draft", "bullets"])
def test_briefs_fit_the_schema(brief: Brief, only: Only) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads(render(brief, "json", only=only))
    assert list(validator.iter_errors(document)) == []
    assert next(iter(document)) == "schema"


@pytest.mark.parametrize("brief", [shipyard(), ferry()], ids=["with key points", "without"])
def test_a_brief_comes_back_as_it_was(brief: Brief) -> None:
    assert read_brief(render(brief, "json")) == brief


def test_only_bullets_have_no_draft_and_only_the_draft_no_bullets() -> None:
    bullets = read_brief(render(shipyard(), "json", only="bullets"))
    draft = read_brief(render(shipyard(), "json", only="draft"))
    assert (bullets.draft, bullets.bullets) == ((), shipyard().bullets)
    assert (draft.draft, draft.bullets) == (shipyard().draft, ())


def test_fields_of_a_later_version_are_passed_over() -> None:
    document = json.loads(render(shipyard(), "json")) | {"mood": "grim"}
    assert read_brief(json.dumps(document)) == shipyard()


Damage = Callable[[dict[str, object]], object]

# what is wrong -> how it got so, and what the message says
DAMAGES: dict[str, tuple[Damage, str]] = {
    "another schema": (lambda brief: brief.update(schema="puntos/brief/9"), r"puntos/brief/9"),
    "no schema": (lambda brief: brief.pop("schema"), r"schema is None"),
    "a field is missing": (lambda brief: brief.pop("signature"), r"damaged at signature"),
    "an unknown severity": (lambda brief: _first(brief, "findings").update(severity="fatal"), r"findings/0/severity"),
    "a bullet without text": (lambda brief: _first(brief, "bullets").update(text=None), r"bullets/0/text"),
    "an offset beside its text": (
        lambda brief: _first(_first(brief, "draft"), "sentences").update(start=3),
        r"s1 does not stand at 3",
    ),
    "an id used twice": (
        lambda brief: _first(_first(brief, "draft"), "sentences").update(id="s2"),
        r"two sentences have the id s2",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_brief_is_refused(name: str) -> None:
    damage, message = DAMAGES[name]
    document = json.loads(render(shipyard(), "json"))
    damage(document)
    with pytest.raises(InvalidBriefError, match=message):
        read_brief(json.dumps(document))


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "# Headline", '"text"'])
def test_what_is_not_a_brief_is_refused(text: str) -> None:
    with pytest.raises(InvalidBriefError, match="puntos run --format json"):
        read_brief(text)


findings = st.builds(
    Finding,
    check=st.sampled_from(["numbers", "names", "source"]),
    code=st.text(max_size=8),
    severity=st.sampled_from(["error", "warning", "note"]),
    message=st.text(max_size=30),
    source_spans=st.lists(st.builds(Span, st.integers(0, 99), st.integers(0, 99)), max_size=2).map(tuple),
    redecoded=st.booleans(),
)


@settings(deadline=None, max_examples=60)
@given(found=st.lists(findings, max_size=4), name=st.text(), metadata=st.dictionaries(st.text(), st.text(), max_size=3))
def test_any_brief_comes_back_as_it_was(found: list[Finding], name: str, metadata: dict[str, str]) -> None:
    brief = replace(ferry(), findings=tuple(found), name=name, metadata=metadata)
    assert read_brief(render(brief, "json")) == brief


def test_the_count_leaves_out_what_was_mended() -> None:
    expected: dict[Severity, int] = {"error": 2, "warning": 3, "note": 2}
    assert {severity: shipyard().count(severity) for severity in expected} == expected


def _first(document: dict[str, object], key: str) -> dict[str, object]:
    items = document[key]
    assert isinstance(items, list)
    assert isinstance(items[0], dict)
    return items[0]
