"""A brief as JSON, and back; docs/brief.schema.json describes it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Final

from pipeline.errors import InvalidBriefError
from pipeline.story import BRIEF_SCHEMA, Brief, SentenceId
from pipeline.write.view import View

if TYPE_CHECKING:
    from pydantic import TypeAdapter


_ADVICE: Final = "make it again with `puntos run --format json`"


def write_json(view: View, side_by_side: bool) -> str:  # noqa: ARG001 - JSON has both texts always
    """Write a brief as JSON; `only` empties the draft or the bullets, and the rest of the form stays."""
    brief = view.brief
    if view.only == "bullets":
        brief = replace(brief, draft=())
    elif view.only == "draft":
        brief = replace(brief, bullets=())
    document = asdict(brief)
    ordered = {"schema": document.pop("schema"), **document}
    return json.dumps(ordered, ensure_ascii=False, indent=1) + "\n"


def read_brief(text: str) -> Brief:
    """Read what `write_json` wrote; raises InvalidBriefError for anything else.

    Unknown fields are passed over, so that a brief of a later puntos with the same schema can be read.
    """
    from pydantic import ValidationError  # heavy: kept out of the start of the command line

    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        message = (
            f"the brief is not JSON ({error.msg} in line {error.lineno}); give what `puntos run --format json` writes"
        )
        raise InvalidBriefError(message) from error
    schema = document.get("schema") if isinstance(document, dict) else None
    if schema != BRIEF_SCHEMA:
        raise InvalidBriefError(
            f"the JSON is not a brief of the form {BRIEF_SCHEMA} (its schema is {schema!r}); {_ADVICE}"
        )
    try:
        brief = brief_adapter().validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = "/".join(str(part) for part in first["loc"])
        raise InvalidBriefError(f"the brief is damaged at {place}: {first['msg']}; {_ADVICE}") from error
    _check_offsets(brief)
    return brief


def brief_adapter() -> TypeAdapter[Brief]:
    """Return what validates a brief and knows its JSON Schema."""
    from pydantic import TypeAdapter

    return TypeAdapter(Brief)


def schema_text() -> str:
    """Return the JSON Schema of a brief (draft 2020-12), generated from the model classes."""
    schema = brief_adapter().json_schema()
    schema["required"] = ["schema", *schema["required"]]
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": BRIEF_SCHEMA,
        **schema,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _check_offsets(brief: Brief) -> None:
    """Raise InvalidBriefError where an offset does not lead to the text it stands for, or an id occurs twice."""
    seen: set[SentenceId] = set()
    for block in brief.draft:
        for sentence in block.sentences:
            if block.text[sentence.start : sentence.end] != sentence.text:
                place = f"{sentence.start} to {sentence.end} of its block"
                raise InvalidBriefError(f"the brief is damaged: {sentence.id} does not stand at {place}; {_ADVICE}")
            if sentence.id in seen:
                raise InvalidBriefError(f"the brief is damaged: two sentences have the id {sentence.id}; {_ADVICE}")
            seen.add(sentence.id)
