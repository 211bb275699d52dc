"""Where the briefs of a story go: its own place, nobody else's, on any file system."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.names import NAME_BYTES, RESERVED_BYTES, Claim, assign_stems


def claim(source: str, relative: str, key: str = "k") -> Claim:
    return Claim(source, PurePosixPath(relative), key)


@pytest.mark.parametrize(
    ("relative", "stem"),
    [
        ("paro.txt", "paro"),
        ("efe/paro.html", "efe/paro"),
        ("efe/paro", "efe/paro"),
        ("el.paro.txt", "el.paro"),
    ],
)
def test_a_story_takes_its_own_name_without_ending(relative: str, stem: str) -> None:
    assert assign_stems([claim("/s", relative)], [], {}) == {"/s": stem}


def test_two_stories_of_one_name_have_two_outputs() -> None:
    stems = assign_stems([claim("/1", "paro.txt"), claim("/2", "paro.html"), claim("/3", "paro.html")], [], {})
    assert stems["/1"] == "paro"
    assert stems["/2"] == "paro.html"
    assert stems["/3"].startswith("paro.html-")


def test_a_file_system_that_knows_no_capitals_keeps_both() -> None:
    stems = assign_stems([claim("/1", "Paro.txt"), claim("/2", "paro.txt")], [], {})
    assert len({stem.casefold() for stem in stems.values()}) == 2


def test_a_story_keeps_the_name_that_it_had_when_others_join() -> None:
    known = [claim("/2", "paro.html")]
    stems = assign_stems([claim("/1", "paro.txt"), claim("/2", "paro.html")], known, {"/2": "paro"})
    assert stems == {"/1": "paro.txt", "/2": "paro"}


def test_a_brief_of_an_earlier_night_is_not_overwritten_by_another_story_of_that_name() -> None:
    known = [claim("/lunes/paro.txt", "paro.txt", "monday")]
    stems = assign_stems([claim("/martes/paro.txt", "paro.txt", "tuesday")], known, {"/lunes/paro.txt": "paro"})
    assert stems == {"/martes/paro.txt": "paro.txt"}


def test_the_same_story_in_a_folder_that_was_moved_keeps_its_brief() -> None:
    known = [claim("/lunes/paro.txt", "paro.txt", "same")]
    stems = assign_stems([claim("/archivo/paro.txt", "paro.txt", "same")], known, {"/lunes/paro.txt": "paro"})
    assert stems == {"/archivo/paro.txt": "paro"}


@pytest.mark.parametrize("name", ["report.txt", "manifest.txt", "quarantine/a.txt", "briefs.txt", "Report.txt"])
def test_what_a_run_writes_itself_is_never_overwritten(name: str) -> None:
    [stem] = assign_stems([claim("/s", name)], [], {}).values()
    assert stem.split("/")[0].casefold() not in {"report", "manifest", "quarantine", "briefs"}


@pytest.mark.parametrize(
    "name", ["con\nsalto.txt", "ñ" * 127 + ".txt", "a" * 255, "dos:puntos.txt", ".oculto", "\udcff.txt", "..."]
)
def test_any_name_becomes_one_that_can_be_written(name: str) -> None:
    [stem] = assign_stems([claim("/s", name)], [], {}).values()
    assert len(stem.encode()) <= NAME_BYTES - RESERVED_BYTES
    assert not stem.startswith(".")
    assert "\n" not in stem


@given(
    relatives=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=90).filter(
            lambda name: name not in (".", "..")
        ),
        max_size=8,
    )
)
def test_no_two_stories_ever_share_a_stem(relatives: list[str]) -> None:
    claims = [claim(f"/{at}", relative, str(at)) for at, relative in enumerate(relatives)]
    stems = assign_stems(claims, [], {})
    assert len({stem.casefold() for stem in stems.values()}) == len(claims)
    again = assign_stems(claims[::-1], claims, stems)
    assert again == stems
