"""Write down what the embedded model says of a fixed set of sentences, so that a change of its output is seen.

usage: python -m scripts.make_golden

The sentences are those of examples/puerto.txt. The model is asked as `puntos run` asks it (int8, beam 4), without
re-decoding. Integer kernels differ between processors: the file says for which ones it holds word for word.
"""

from __future__ import annotations

import json
import platform
from pathlib import Path
from typing import TypedDict

from pipeline.pipeline import Pipeline
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]
STORY = ROOT / "examples" / "puerto.txt"
GOLDEN = ROOT / "tests" / "translate" / "golden.json"


class Golden(TypedDict):
    """What was said, of which weights, by which engine, on which kind of processor."""

    signature: str
    ctranslate2: str
    processor: str
    translations: dict[str, str]


def processor() -> str:
    """Return the machine's architecture and the integer instructions that decide how int8 is computed."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8").split()
    except OSError:
        flags = []
    return " ".join([platform.machine(), *(flag for flag in ("avx2", "avx512f", "avx512_vnni") if flag in flags)])


def translate() -> Golden:
    """Ask the model, with no cache."""
    import ctranslate2

    with Pipeline.open(Settings(redecode=False)) as pipeline:
        brief = pipeline.run_stories([pipeline.read(STORY.read_bytes(), STORY.name)])[0]
        return Golden(
            signature=pipeline.signature,
            ctranslate2=ctranslate2.__version__,
            processor=processor(),
            translations={sentence.source: sentence.text for sentence in brief.sentences},
        )


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(translate(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
