"""Put the present output of the example story into README.md.

usage: python -m scripts.make_readme_example
"""

from __future__ import annotations

from pathlib import Path

from pipeline.pipeline import Pipeline
from pipeline.write import render

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
STORY = Path("examples/puerto.txt")
START = "<!-- example: scripts/make_readme_example.py writes this -->\n"
END = "<!-- end of example -->"


def with_example(readme: str, pipeline: Pipeline) -> str:
    """Return the README with the example's output, as `puntos run --only bullets` prints it, between its marks."""
    story = pipeline.read((ROOT / STORY).read_bytes(), str(STORY))
    output = render(pipeline.run_stories([story])[0], "md", only="bullets").rstrip("\n")
    before, rest = readme.split(START)
    return f"{before}{START}\n````markdown\n{output}\n````\n\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    with Pipeline.open() as opened:
        README.write_text(with_example(README.read_text("utf-8"), opened), encoding="utf-8")
