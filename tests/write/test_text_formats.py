"""A brief as Markdown and as plain text: what stands where."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.story import Brief, Bullet, BulletId, SentenceId
from pipeline.write import WRITERS, Format, render
from pipeline.write.markdown import escape
from tests.briefs import SIGNATURE, ferry, shipyard

MARKDOWN = """\
# Peñarrubia shipyard lays off 1,240 workers

*2 errors, 3 warnings, 2 notes, 1 mended by re-decoding*

> [i1] **note**, reading: Read as Windows-1252.

## The keys

- The plan saves 2,200,12 euros a month, according to the company. [‼4]
   > [‼4] **error**, numbers: “2.200.112” in Spanish, “2,200,12” in English.
   - The Vigo workforce is left out.
- Minister Elena Arce will meet the unions; he called for calm. [⚠5]
   > [⚠5] **warning**, gender: The Spanish speaks of a woman (“la ministra”, “ella”).

## Draft

*SHIPBUILDING*

Peñarrubia, March 14 – [i2] The shipyard's management announced on Friday the dismissal of 1,240 of its 3,900 \
employees. The works council rules out a strike. [‼3]
> [i2] **note**, names: “Peñarrubia” is kept as it is in Spanish.␠␠
> [‼3] **error**, negation: The Spanish says “no descarta”; the English says it is ruled out.

### A year without orders

The company lost 48 million in 2025 and has gone twelve months without contracts \\[\\*see chart\\*\\]. [⚠6][✓7] \
“There is no workload,” said its president, A. Lourido. The 2019 agreement will remain in force until . [⚠8]
> [⚠6] **warning**, attribution: “ver gráfico” points to something that is not here.␠␠
> [⚠8] **warning**, source: Something is missing in the Spanish after “hasta”.

1. Ferrol: 610 layoffs
2. Cádiz: 630 layoffs

> It is a blow to the whole district.␠␠

*Caption:* The empty slipways in January.

## Mended by re-decoding

*Found in a first translation, and gone from the one above:*

> [✓7] **mended by re-decoding**, omission: “a year” may be missing.

## Left out

*Not part of the story, kept in Spanish:*

- Publicidad
- EFE
- lou/arc

`puntos:0.1.0|model:es-en-tiny|weights:0123456789ab|engine:ctranslate2|type:int8|beam:4|nbest:1|lp:1`
""".replace("␠", " ")

PLAIN = """\
Peñarrubia shipyard lays off 1,240 workers

(2 errors, 3 warnings, 2 notes, 1 mended by re-decoding)

    [i1] note, reading: Read as Windows-1252.

The keys

- The plan saves 2,200,12 euros a month, according to the company. [‼4]
    [‼4] error, numbers: “2.200.112” in Spanish, “2,200,12” in English.
  - The Vigo workforce is left out.
- Minister Elena Arce will meet the unions; he called for calm. [⚠5]
    [⚠5] warning, gender: The Spanish speaks of a woman (“la ministra”, “ella”).

Draft

SHIPBUILDING

Peñarrubia, March 14 – [i2] The shipyard's management announced on Friday the dismissal of 1,240 of its 3,900 \
employees. The works council rules out a strike. [‼3]
    [i2] note, names: “Peñarrubia” is kept as it is in Spanish.
    [‼3] error, negation: The Spanish says “no descarta”; the English says it is ruled out.

A year without orders

The company lost 48 million in 2025 and has gone twelve months without contracts [*see chart*]. [⚠6][✓7] \
“There is no workload,” said its president, A. Lourido. The 2019 agreement will remain in force until . [⚠8]
    [⚠6] warning, attribution: “ver gráfico” points to something that is not here.
    [⚠8] warning, source: Something is missing in the Spanish after “hasta”.

1. Ferrol: 610 layoffs
2. Cádiz: 630 layoffs

It is a blow to the whole district.

Caption: The empty slipways in January.

Mended by re-decoding

(Found in a first translation, and gone from the one above:)

    [✓7] mended by re-decoding, omission: “a year” may be missing.

Left out

(Not part of the story, kept in Spanish:)

- Publicidad
- EFE
- lou/arc

puntos:0.1.0|model:es-en-tiny|weights:0123456789ab|engine:ctranslate2|type:int8|beam:4|nbest:1|lp:1
"""


def test_a_brief_in_markdown() -> None:
    assert render(shipyard(), "md") == MARKDOWN


def test_a_brief_in_plain_text() -> None:
    assert render(shipyard(), "txt") == PLAIN


def test_bullets_that_puntos_chose_say_so() -> None:
    text = render(ferry(), "md")
    assert "## Key points (chosen by puntos; the story has none of its own)\n\n- The ferry between" in text
    assert text.startswith("*Nothing flagged*\n"), "no headline, so no title"


def test_only_bullets_count_the_flags_that_are_not_shown() -> None:
    text = render(shipyard(), "md", only="bullets")
    assert "*1 error, 1 warning, 1 note; 5 more in the part that is not shown*" in text
    assert "Draft" not in text
    assert "EFE" not in text


def test_only_the_draft_keeps_headline_and_key_points_in_their_place() -> None:
    lines = render(shipyard(), "txt", only="draft").splitlines()
    places = [
        lines.index(line)
        for line in ("SHIPBUILDING", "Peñarrubia shipyard lays off 1,240 workers", "The keys", "A year without orders")
    ]
    assert places == sorted(places)


def test_side_by_side_has_every_sentence_in_both_languages() -> None:
    brief = shipyard()
    plain = render(brief, "txt", side_by_side=True)
    table = [line for line in render(brief, "md", side_by_side=True).splitlines() if line.startswith("|")]
    assert len(table) == 2 + len(brief.sentences)
    for sentence in brief.sentences:
        assert f"ES  {sentence.source}\nEN  {sentence.text}" in plain


def test_a_bar_in_a_sentence_does_not_end_its_cell() -> None:
    brief = ferry()
    block = brief.draft[0]
    sentence = replace(block.sentences[0], text="A | B", source="A | B", start=0, end=5)
    brief = replace(brief, draft=(replace(block, text="A | B", sentences=(sentence,)),))
    assert "| A \\| B | A \\| B |" in render(brief, "md", side_by_side=True)


def test_a_hole_is_marked_where_the_english_has_it() -> None:
    brief = shipyard()
    hole = next(finding for finding in brief.findings if finding.check == "source")
    sentence = next(sentence for sentence in brief.sentences if sentence.text.endswith("until ."))
    place = type(hole.source_spans[0])(len(sentence.text) - 1, len(sentence.text) - 1)
    placed = replace(hole, sentence=sentence.id, source_spans=(), target_spans=(place,))
    brief = replace(brief, findings=tuple(placed if finding is hole else finding for finding in brief.findings))
    assert "will remain in force until  [⚠8]." in render(brief, "txt")


@pytest.mark.parametrize("format_", get_args(Format))
def test_every_format_shows_every_flag_and_the_signature(format_: Format) -> None:
    brief = shipyard()
    text = render(brief, format_)
    assert SIGNATURE in text
    for finding in brief.findings:
        assert finding.message.split("“")[0] in text
    for block in brief.draft:
        if block.kind == "noise":
            assert block.text in text


@pytest.mark.parametrize("format_", get_args(Format))
def test_a_finding_about_no_known_sentence_is_shown_at_the_top(format_: Format) -> None:
    brief = shipyard()
    stray = replace(brief.findings[0], sentence=SentenceId("s999"), message="Said about nothing.")
    assert "Said about nothing." in render(replace(brief, findings=(*brief.findings, stray)), format_)


def test_the_table_has_every_format() -> None:
    assert set(WRITERS) == set(get_args(Format))


ESCAPED = [
    ("*ver gráfico*", "\\*ver gráfico\\*"),
    ("snake_case", "snake\\_case"),
    ("[sic]", "\\[sic\\]"),
    ("<b>", "\\<b\\>"),
    ("AT&T &copy; R&D", "AT&T \\&copy; R&D"),
    ("# 1", "\\# 1"),
    ("3. El acuerdo", "3\\. El acuerdo"),
    ("2026) fin", "2026\\) fin"),
    ("- guion", "\\- guion"),
    ("–raya", "–raya"),
    ("+ 5 %", "\\+ 5 %"),
    ("1.240 despidos", "1.240 despidos"),
    ("=====", "\\====="),
    ("---", "\\---"),
]


@pytest.mark.parametrize(("text", "expected"), ESCAPED)
def test_escaping(text: str, expected: str) -> None:
    assert escape(text) == expected


line = st.text(
    st.one_of(
        st.sampled_from("*_`[]()<>#+-=.!&;:~|\\$1a \"'"), st.characters(codec="utf-8", exclude_categories=["C", "Z"])
    ),
    min_size=1,
    max_size=40,
).map(lambda text: " ".join(text.split()))


@settings(deadline=None, max_examples=100)
@given(text=line.filter(bool))
def test_a_markdown_reader_shows_the_text_as_it_is(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert "".join(child.content for child in children) == text
    assert {child.type for child in children} <= {"text", "text_special"}


@settings(deadline=None, max_examples=60)
@given(levels=st.lists(st.integers(0, 4), min_size=1, max_size=8))
def test_every_bullet_is_an_item_whatever_the_nesting(levels: list[int]) -> None:
    brief = _with_levels(levels)
    tokens = MarkdownIt("commonmark").parse(render(brief, "md", only="bullets"))
    items = [token for token in tokens if token.type == "list_item_open"]
    assert len(items) == len(levels)
    plain = [line for line in render(brief, "txt", only="bullets").splitlines() if line.lstrip().startswith("- Point")]
    assert len(plain) == len(levels)


def _with_levels(levels: list[int]) -> Brief:
    bullets = [
        Bullet(BulletId(f"k{number}"), f"Point {number}.", f"Punto {number}.", level, ())
        for number, level in enumerate(levels, 1)
    ]
    return replace(ferry(), bullets=tuple(bullets))


def test_the_colon_of_a_key_point_heading_does_not_show_it_twice() -> None:
    brief = shipyard()
    draft = tuple(
        replace(block, text=f"{block.text}:") if block.kind == "key_points_heading" else block for block in brief.draft
    )
    assert render(replace(brief, draft=draft), "txt") == render(brief, "txt")
