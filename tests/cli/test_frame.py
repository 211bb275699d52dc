"""What all commands share: help, version, errors, documentation."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import __version__
from pipeline.cli import COMMANDS, puntos
from scripts.make_command_reference import REFERENCE, reference


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = CliRunner().invoke(puntos, [command, "--help"])
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: puntos {command}")


def test_every_option_is_documented() -> None:
    assert REFERENCE.read_text("utf-8") == reference(), "run: python scripts/make_command_reference.py"


def test_version_names_the_model_and_its_weights() -> None:
    output = CliRunner().invoke(puntos, ["--version"]).output
    assert output.startswith(f"puntos {__version__} (es-en-tiny ")


def test_unknown_command() -> None:
    assert CliRunner().invoke(puntos, ["translate"]).exit_code == 2


def test_a_closed_pipe_is_no_traceback(example: Path) -> None:
    command = f"{sys.executable} -m pipeline run --no-cache {example} | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_import_is_light() -> None:
    code = "import sys, pipeline, pipeline.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"torch", "transformers", "numpy", "scipy", "pydantic", "ctranslate2", "sentencepiece", "rich", "lxml"}
    assert heavy & set(loaded) == set()
