"""The documents say what is true: links lead somewhere, the example is what the command prints, scripts exist."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.pipeline import Pipeline
from scripts.make_golden import GOLDEN, processor
from scripts.make_readme_example import README, with_example

ROOT = Path(__file__).parents[1]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def test_the_example_of_the_readme_is_what_the_command_prints(open_pipeline: Pipeline) -> None:
    text = README.read_text("utf-8")
    now = with_example(text, open_pipeline)
    if json.loads(GOLDEN.read_text("utf-8"))["processor"] != processor():
        # Integer kernels of another processor may choose other words; never other bullets or other figures.
        text, now = (re.sub(r"[^\d\n-]|\[.*\]", "", each) for each in (text, now))
    assert text == now, "run: python -m scripts.make_readme_example"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_scripts_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    missing = [link for link in links if not (document.parent / link).exists()]
    named = re.findall(r"`(?:python )?((?:scripts|docs|pipeline|tests|examples)/[\w./-]*\w)", text)
    missing += [path for path in named if not ((ROOT / path).exists() or (ROOT / f"{path}.py").exists())]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_nothing_is_left_to_be_filled_in(document: Path) -> None:
    assert re.findall(r"\bFIGURES\b|\bTBD\b|\bTODO\b|\bXXX\b", document.read_text("utf-8")) == []
