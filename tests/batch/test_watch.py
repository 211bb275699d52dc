"""The drop folder: a story is taken once it has come to rest, whatever way it came, and never twice."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.batch.sources import Selection
from pipeline.batch.stop import Stop
from pipeline.batch.tally import Tally
from pipeline.batch.watch import Hopper, check_apart, watch
from pipeline.errors import InputNotFoundError, OutputError
from tests.batch.conftest import Desk

SETTLE_S = 0.4
PATIENCE_S = 30.0


class Watched:
    """A drop folder that is watched while a function plays the desk that drops stories into it."""

    def __init__(self, desk: Desk, done: Path | None = None) -> None:
        self.desk = desk
        self.done = done
        self.rounds: list[Tally] = []

    def play(self, act: Callable[[], object], until: Callable[[], bool]) -> None:
        with Stop() as stop:

            def run_script() -> None:
                act()
                deadline_s = time.monotonic() + PATIENCE_S
                while not until() and time.monotonic() < deadline_s:
                    time.sleep(0.05)
                stop.requested = True

            script = threading.Thread(target=run_script)
            script.start()
            with self.desk.open(stop) as night:
                watch(
                    self.desk.inbox,
                    night,
                    stop,
                    Selection(apart=(self.desk.out, self.done or self.desk.out)),
                    settle_s=SETTLE_S,
                    done_folder=self.done,
                    after_round=self.rounds.append,
                )
            script.join()
        assert until()

    def briefs(self) -> list[str]:
        return sorted(str(path.relative_to(self.desk.out)) for path in self.desk.out.rglob("*.md"))


@pytest.fixture
def watched(desk: Desk) -> Watched:
    return Watched(desk)


def test_stories_that_lie_there_and_stories_that_come(watched: Watched) -> None:
    watched.desk.put("antes.txt", "Historia de antes.")
    watched.play(
        lambda: watched.desk.put("efe/luego.txt", "Historia de luego."),
        lambda: watched.briefs() == ["antes.md", "efe/luego.md"],
    )


def test_a_file_is_left_alone_while_it_grows(watched: Watched) -> None:
    path = watched.desk.inbox / "crece.txt"

    def write_slowly() -> None:
        for number in range(8):
            with path.open("a") as file:
                file.write(f"Párrafo {number}. ")
            time.sleep(SETTLE_S / 2)

    watched.play(write_slowly, lambda: watched.briefs() == ["crece.md"])
    assert "PÁRRAFO 7." in (watched.desk.out / "crece.md").read_text()
    assert len(watched.desk.notebook.stems) == 1


def test_a_file_renamed_into_place_with_an_old_time(watched: Watched, tmp_path: Path) -> None:
    part = tmp_path / "llega.part"
    part.write_text("Historia.")
    os.utime(part, (1, 1))
    watched.play(lambda: part.rename(watched.desk.inbox / "llega.txt"), lambda: watched.briefs() == ["llega.md"])


def test_hundreds_at_once_and_some_deleted_at_once(watched: Watched) -> None:
    def drop() -> None:
        for number in range(300):
            watched.desk.put(f"{number:03}.txt", f"Historia {number}.")
        for number in range(0, 300, 10):
            (watched.desk.inbox / f"{number:03}.txt").unlink()

    watched.play(drop, lambda: len(watched.briefs()) >= 270)
    assert len(watched.desk.notebook.stems) == len(set(watched.desk.notebook.stems)) == 270


def test_a_changed_story_is_done_again(watched: Watched) -> None:
    watched.desk.put("a.txt", "Primera versión.")
    brief = watched.desk.out / "a.md"

    def correct() -> None:
        while not brief.exists():
            time.sleep(0.05)
        watched.desk.put("a.txt", "Segunda versión.")

    watched.play(correct, lambda: brief.exists() and "SEGUNDA" in brief.read_text())


def test_done_stories_are_moved_and_failed_ones_stay(desk: Desk) -> None:
    watched = Watched(desk, desk.inbox / "hechas")
    desk.put("efe/a.txt", "Historia.")
    desk.put("mala.txt", "MOTOR")
    (desk.inbox / "hechas" / "efe").mkdir(parents=True)
    (desk.inbox / "hechas" / "efe" / "a.txt").write_text("de ayer")
    moved = desk.inbox / "hechas" / "efe" / "a-2.txt"
    watched.play(lambda: None, lambda: moved.exists() and (desk.out / "quarantine" / "mala.json").exists())
    assert moved.read_text() == "Historia."
    assert (desk.inbox / "mala.txt").exists()
    assert not (desk.inbox / "efe" / "a.txt").exists()


def test_a_restart_does_nothing_twice_and_moves_what_was_done_but_not_moved(desk: Desk) -> None:
    desk.put("a.txt", "Historia.")
    desk.run()
    watched = Watched(desk, desk.inbox / "hechas")
    watched.play(lambda: None, lambda: (desk.inbox / "hechas" / "a.txt").exists())
    assert desk.notebook.stems == ["a"]


def test_a_failed_story_is_not_tried_over_and_over(watched: Watched) -> None:
    watched.desk.put("mala.txt", "MOTOR")

    def wait() -> None:
        time.sleep(6 * SETTLE_S)

    watched.play(wait, lambda: True)
    assert watched.desk.windows() == [["mala"]]


def test_a_file_comes_to_rest_only_when_nothing_of_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    hopper = Hopper(tmp_path, Selection(), settle_s=0.05)
    assert hopper.look() == frozenset()
    assert hopper.is_waiting
    path.write_text("ab")
    time.sleep(0.06)
    assert hopper.look() == frozenset()
    time.sleep(0.06)
    assert hopper.look() == {path}
    assert hopper.done(path)
    assert hopper.look() == frozenset()
    path.write_text("abc")
    assert not hopper.done(path)


def test_a_folder_that_is_missing_or_would_feed_on_its_own_outputs(desk: Desk) -> None:
    with Stop() as stop, desk.open(stop) as night, pytest.raises(InputNotFoundError, match="make it first"):
        watch(desk.inbox / "falta", night, stop, Selection(), settle_s=1, done_folder=None, after_round=lambda _: None)
    with pytest.raises(OutputError, match="below it"):
        check_apart(desk.inbox, desk.inbox / "." / "")
