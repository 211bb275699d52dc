"""The scripts that mistreat nights: their stories, their plot, and what they throw at the readers."""

import lzma
from collections.abc import Callable
from pathlib import Path

import lxml.etree
import pytest

from pipeline.read import read
from scripts.reliability.corpus_night import write_night
from scripts.reliability.fuzz_targets import fuzz_journal, fuzz_readers, fuzz_records, fuzz_tar, fuzz_zip
from scripts.reliability.growth_plot import Growth, draw
from scripts.reliability.stories import make_story, write_stories


def test_made_stories_are_spanish_and_the_same_for_the_same_seed() -> None:
    assert make_story(7) == make_story(7) != make_story(8)
    assert all(read(make_story(seed).encode(), "a.txt").language == "es" for seed in range(20))


def test_every_third_story_has_key_points_of_its_own(tmp_path: Path) -> None:
    paths = write_stories(tmp_path, 9)
    assert ["Claves" in path.read_text() for path in paths] == [True, False, False] * 3


def test_stories_without_paragraphs_are_a_headline_and_a_lead() -> None:
    story = make_story(1, most_paragraphs=0)
    assert len(story.split("\n\n")) == 2
    assert make_story(1, most_paragraphs=1).startswith(story.rstrip("\n"))


def test_a_night_is_made_of_real_stories_first_and_then_of_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "a.txt").write_text("Una historia real.")
    (tmp_path / "corpus" / "mono").mkdir(parents=True)
    with lzma.open(tmp_path / "corpus" / "mono" / "conll2002_efe.es.xz", "wt") as lines:
        lines.writelines(f"Oración número {number}.\n" for number in range(50))
    words = write_night(tmp_path / "in", tmp_path, 4)
    texts = [path.read_text() for path in sorted((tmp_path / "in").iterdir())]
    assert texts[0] == "Una historia real."
    assert texts[1].startswith("Oración número 0\n\nOración número 1. Oración número 2.")
    assert texts[3].startswith("Oración número 7\n\nOración número 8. Oración número 9. Oración número 10.\n\n")
    assert words == sum(len(text.split()) for text in texts)


def test_the_plot_says_its_figures_in_its_title() -> None:
    points = [Growth(10, 3_000, 5.0, 300 << 20, 1.0), Growth(100, 30_000, 40.0, 310 << 20, 1.1)]
    plot = lxml.etree.fromstring(draw(points).encode())
    assert "10 stories 5 s 300 MB; 100 stories 40 s 310 MB" in str(plot.findtext("{*}title"))
    assert len(plot.findall("{*}polyline")) == 2


@pytest.mark.parametrize("target", [fuzz_journal, fuzz_readers, fuzz_records, fuzz_tar, fuzz_zip])
@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"{}", b"PK\x05\x06" + bytes(18), b"\xff\xfea", "Sube el paro.".encode("utf-16")]
)
def test_nothing_but_documented_errors_comes_of_these_bytes(target: Callable[[bytes], None], data: bytes) -> None:
    target(data)
