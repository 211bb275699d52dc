"""`puntos run` as a user calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import puntos

Call = Callable[..., Result]

ENGLISH = "The government said on Friday that it would not raise taxes this year, despite the growing deficit.\n" * 3
SHORT = "El Gobierno aprobó ayer una ayuda de 3,5 millones de euros para los pescadores de Villamar.\n"


@pytest.fixture
def call(session_cache: Path) -> Call:
    def run(*arguments: str | Path, stdin: str | bytes = "") -> Result:
        words = ["run", "--cache", str(session_cache), *map(str, arguments)]
        return CliRunner().invoke(puntos, words, input=stdin)

    return run


def test_brief_has_headline_key_points_and_draft(call: Call, example: Path) -> None:
    result = call(example)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("# ")
    assert "Key points" in result.stdout
    bullets = [line for line in lines[lines.index("## Key points") :] if line.startswith("- ")][:4]
    assert [("4.5" in bullets[0]), ("62" in bullets[1]), ("35" in bullets[2]), ("Armend" in bullets[3])] == [True] * 4


def test_standard_input(call: Call) -> None:
    assert "3.5 million" in call("-", stdin=SHORT).stdout


def test_several_stories_to_a_folder(call: Call, example: Path, tmp_path: Path) -> None:
    other = tmp_path / "in" / "puerto.txt"
    other.parent.mkdir()
    other.write_text(SHORT, encoding="utf-8")
    result = call(example, other, "-o", f"{tmp_path}/out/", "--format", "json")
    assert result.exit_code == 0
    assert result.stdout == ""
    # two stories of one file name: none overwrites the other
    briefs = [json.loads(path.read_text("utf-8")) for path in sorted((tmp_path / "out").iterdir())]
    assert {brief["name"] for brief in briefs} == {str(example), str(other)}


def test_the_format_follows_the_ending(call: Call, example: Path, tmp_path: Path) -> None:
    call(example, "-o", tmp_path / "brief.json")
    assert json.loads((tmp_path / "brief.json").read_text("utf-8"))["schema"] == "puntos/brief/1"


@pytest.mark.parametrize("only", ["draft", "bullets"])
def test_only(call: Call, example: Path, only: str) -> None:
    shown = call(example, "--only", only).stdout
    assert ("Olmedo" in shown) == (only == "draft")
    assert "4.5" in shown


def test_one_bad_story_does_not_stop_the_rest(call: Call, example: Path, tmp_path: Path) -> None:
    result = call(tmp_path / "nowhere.txt", example)
    assert result.exit_code == 3
    assert "nowhere.txt" in result.stderr
    assert "Key points" in result.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "no text"), (b"\x00\x01\x02\xff" * 200, "text"), (ENGLISH.encode(), "Spanish")],
)
def test_unusable_input_is_refused(call: Call, tmp_path: Path, content: bytes, said: str) -> None:
    story = tmp_path / "story.txt"
    story.write_bytes(content)
    result = call(story)
    assert result.exit_code == 4
    assert str(story) in result.stderr
    assert said in result.stderr
    assert result.stdout == ""


def test_force_goes_on_with_a_story_in_english(call: Call, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(ENGLISH, encoding="utf-8")
    assert call("--force", story).exit_code == 0


def test_unknown_model(call: Call, example: Path) -> None:
    result = call(example, "--model", "es-en-huge")
    assert result.exit_code == 2
    assert "es-en-huge" in result.stderr
    assert "puntos models list" in result.stderr


def test_a_model_that_is_not_on_disk_names_the_command_that_fetches_it(call: Call, example: Path) -> None:
    result = call(example, "--model", "opus-mt-es-en")
    assert result.exit_code == 5
    assert "puntos models fetch opus-mt-es-en" in result.stderr


def test_several_stories_are_not_one_html_page(call: Call, example: Path) -> None:
    result = call(example, example, "--format", "html")
    assert result.exit_code == 2
    assert "-o" in result.stderr


def test_an_output_that_cannot_be_written_is_told(call: Call, example: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = call(example, "-o", tmp_path / "file" / "brief.md")
    assert result.exit_code == 2
    assert "file" in result.stderr


def heavy_modules(*arguments: str) -> set[str]:
    """Return which of the heavy modules a fresh interpreter has imported after running the command line."""
    code = (
        "import sys\n"
        "from pipeline.cli import puntos\n"
        f"puntos({list(arguments)!r}, standalone_mode=False)\n"
        "names = 'torch transformers ctranslate2 sentencepiece scipy sacrebleu pydantic'.split()\n"
        "print('LOADED', *(name for name in names if name in sys.modules))\n"
    )
    environment = os.environ | {"PYTHONWARNINGS": "default"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    return set(done.stdout.split("LOADED", 1)[1].split())


def test_help_loads_nothing_heavy() -> None:
    assert heavy_modules("cache", "info", "--cache", "/nonexistent/cache.sqlite3") & {"torch", "transformers"} == set()


def test_first_run_needs_neither_torch_nor_transformers_and_the_second_no_engine(example: Path, tmp_path: Path) -> None:
    arguments = ("run", str(example), "--cache", str(tmp_path / "cache.sqlite3"), "-o", str(tmp_path / "brief.md"))
    first = heavy_modules(*arguments)
    assert "ctranslate2" in first
    assert first & {"torch", "transformers"} == set()
    brief = (tmp_path / "brief.md").read_bytes()
    assert heavy_modules(*arguments) & {"ctranslate2", "sentencepiece", "torch", "transformers"} == set()
    assert (tmp_path / "brief.md").read_bytes() == brief
