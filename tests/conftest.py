"""What many tests share: the example story, and one pipeline on the embedded model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.pipeline import Pipeline
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def example() -> Path:
    """The example story of the README: key points, a quote, figures, a hole in its last sentence."""
    return ROOT / "examples" / "puerto.txt"


@pytest.fixture(scope="session")
def session_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that the tests of one process share, so that no sentence is translated twice."""
    return tmp_path_factory.mktemp("cache") / "cache.sqlite3"


@pytest.fixture(scope="session")
def open_pipeline(session_cache: Path) -> Iterator[Pipeline]:
    """A pipeline on the embedded model."""
    with Pipeline.open(Settings(cache=session_cache)) as pipeline:
        yield pipeline
