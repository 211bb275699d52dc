"""A night with real processes: exactly what is missing is done, one bad story never stops it, nothing is half there."""

import json
import os
import signal
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.batch.local import LocalExecutor
from pipeline.batch.manifest import Manifest
from pipeline.batch.spool import Spool
from pipeline.batch.stop import Stop
from pipeline.errors import LockedError, OutputError, TranslationError
from tests.batch.conftest import Desk
from tests.batch.tiny import open_nothing


def test_a_story_a_brief_in_a_mirrored_tree(desk: Desk) -> None:
    desk.put("efe/paro.txt", "Sube el paro.")
    desk.put("liga.txt", "Gana el Betis.")
    tally = desk.run()
    assert {name: data for name, (data, _) in desk.files().items()} == {
        "efe/paro.md": b"# SUBE EL PARO.\n{}\n",
        "liga.md": b"# GANA EL BETIS.\n{}\n",
    }
    assert tally.exit_code == 0
    assert tally.summary.startswith("puntos: 2 stories: 2 made, 0 unchanged;")


def test_a_rerun_of_a_finished_night_starts_no_worker_and_touches_no_output(desk: Desk) -> None:
    for number in range(5):
        desk.put(f"{number}.txt", f"El paro baja un {number} por ciento.")
    desk.run()
    before, windows = desk.files(), desk.windows()
    tally = desk.run()
    assert (tally.unchanged, tally.made, tally.exit_code) == (5, [], 0)
    assert (desk.files(), desk.windows()) == (before, windows)


def test_only_what_changed_or_is_gone_or_was_altered_is_done_again(desk: Desk) -> None:
    for name in "abcd":
        desk.put(f"{name}.txt", f"Historia {name}.")
    desk.run()
    desk.put("a.txt", "Historia a, corregida.")
    (desk.out / "b.md").unlink()
    (desk.out / "c.md").write_text("otra cosa")
    untouched = desk.files()["d.md"]
    tally = desk.run()
    assert sorted(entry.stem for entry in tally.made) == ["a", "b", "c"]
    assert desk.files()["d.md"] == untouched
    assert desk.files()["a.md"][0] == b"# HISTORIA A, CORREGIDA.\n{}\n"
    assert desk.files()["c.md"][0] == b"# HISTORIA C.\n{}\n"


def test_a_story_touched_but_not_changed_is_not_done_again(desk: Desk) -> None:
    path = desk.put("a.txt", "Historia.")
    desk.run()
    os.utime(path, (1, 1))
    assert desk.run().made == []


def test_force_makes_all_again(desk: Desk) -> None:
    desk.put("a.txt", "Historia.")
    desk.run()
    assert len(desk.run(force=True).made) == 1


def test_many_stories_share_windows_and_the_first_come_early(desk: Desk) -> None:
    for number in range(60):
        desk.put(f"{number:02}.txt", "palabra " * 100)
    desk.run()
    sizes = [len(window) for window in desk.windows()]
    assert sum(sizes) == 60
    assert sizes[0] <= 3
    assert max(sizes) > sizes[0]


@pytest.mark.parametrize(("word", "kind"), [("MOTOR", "TranslationError"), ("MUERE", "WorkerDied")])
def test_one_bad_story_is_isolated_and_quarantined_and_the_others_are_done(desk: Desk, word: str, kind: str) -> None:
    desk.workers = 1
    for number in range(6):
        desk.put(f"{number}.txt", f"Historia {number}.")
    desk.put("mala.txt", word)
    tally = desk.run()
    assert (len(tally.made), tally.exit_code) == (6, 3)
    record = json.loads((desk.out / "quarantine" / "mala.json").read_text())
    assert (record["kind"], record["name"]) == (kind, str(desk.inbox / "mala.txt"))


def test_a_hanging_story_is_given_up_after_its_time(desk: Desk) -> None:
    desk.workers = 1
    desk.timeout_s = 1.0
    desk.put("a.txt", "Historia.")
    desk.put("mala.txt", "CUELGA")
    tally = desk.run()
    assert [entry.stem for entry in tally.made] == ["a"]
    assert "--story-timeout" in tally.failed[0].reason


def test_a_window_that_runs_out_of_memory_is_halved_until_it_fits(desk: Desk) -> None:
    for number in range(7):
        desk.put(f"{number}.txt", f"Historia {number}.")
    desk.put("grande.txt", "MEMORIA")
    assert len(desk.run().made) == 8
    assert sum("halved" in note for note in desk.notebook.notes) >= 2


def test_quarantine_is_tried_again_and_left_on_success(desk: Desk) -> None:
    desk.put("efe/mala.txt", "MOTOR")
    desk.run()
    tally = desk.run()
    assert tally.failed[0].attempts == 2
    desk.put("efe/mala.txt", "Historia, ahora buena.")
    assert desk.run().exit_code == 0
    assert not (desk.out / "quarantine").exists()


def test_what_is_no_story_fails_alone_and_says_why(desk: Desk) -> None:
    desk.put("a.txt", "Historia.")
    desk.put("vacia.txt", " \n")
    tally = desk.run()
    assert (tally.exit_code, tally.failed[0].kind) == (3, "EmptyInputError")


def test_no_usable_input_has_a_code_of_its_own(desk: Desk) -> None:
    assert desk.run().exit_code == 4
    desk.put("vacia.txt", " \n")
    assert desk.run().exit_code == 4


def test_a_story_that_vanishes_after_it_was_found_is_told(desk: Desk) -> None:
    gone = desk.put("a.txt", "Historia.")
    desk.put("b.txt", "Historia.")
    with Stop() as stop, Spool() as spool, desk.open(stop) as night:
        found = desk.find(spool)
        gone.unlink()
        tally = night.run(found, spool)
    assert "vanished" in tally.failed[0].reason
    assert [entry.stem for entry in tally.made] == ["b"]


def test_a_folder_where_an_output_should_be_costs_that_story_alone(desk: Desk) -> None:
    desk.put("a.txt", "Historia.")
    desk.put("b.txt", "Historia.")
    (desk.out / "a.md" / "x").mkdir(parents=True)
    tally = desk.run()
    assert [entry.stem for entry in tally.made] == ["b"]
    assert tally.failed[0].kind == "OutputError"


@pytest.mark.parametrize(
    "name", ["con\nsalto.txt", "ñ" * 125 + ".txt", "comillas\"'.txt", os.fsdecode(b"latin-\xf1.txt")]
)
def test_odd_names_get_their_brief_and_are_known_again(desk: Desk, name: str) -> None:
    desk.put(name, "Historia.")
    assert len(desk.run().made) == 1
    assert desk.run().unchanged == 1


def test_a_worker_that_cannot_start_ends_the_night_with_the_model_s_code(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "executor", lambda _formats: LocalExecutor(open_nothing, 1, 60.0))
    desk.put("a.txt", "Historia.")
    with pytest.raises(TranslationError, match="could not start") as caught:
        desk.run()
    assert caught.value.exit_code == 5


def test_two_runs_at_once(desk: Desk) -> None:
    with Stop() as stop, desk.open(stop), pytest.raises(LockedError):
        desk.run()


def test_a_journal_with_a_torn_end_costs_one_story(desk: Desk) -> None:
    for name in "abc":
        desk.put(f"{name}.txt", f"Historia {name}.")
    desk.run()
    before = {name: data for name, (data, _) in desk.files().items()}
    journal = desk.out / "manifest.jsonl"
    journal.write_bytes(journal.read_bytes()[:-10])
    tally = desk.run()
    assert (tally.unchanged, len(tally.made)) == (2, 1)
    assert {name: data for name, (data, _) in desk.files().items()} == before
    assert "power cut" in " ".join(desk.notebook.notes)


def test_a_journal_of_noise_costs_the_night_and_nothing_else(desk: Desk) -> None:
    desk.put("a.txt", "Historia.")
    desk.run()
    (desk.out / "manifest.jsonl").write_bytes(os.urandom(5_000))
    assert len(desk.run().made) == 1
    assert desk.run().unchanged == 1


def test_temporary_files_of_a_killed_run_are_swept_and_others_are_not(desk: Desk) -> None:
    desk.out.mkdir()
    (desk.out / ".a.md.abcd_123.part").write_text("half")
    (desk.out / ".mine.part").write_text("not ours")
    desk.run()
    assert [path.name for path in desk.out.glob(".*.part")] == [".mine.part"]


def test_a_first_signal_finishes_the_window_in_hand_and_the_rest_comes_on_the_next_run(desk: Desk) -> None:
    desk.workers = 1
    for number in range(20):
        desk.put(f"{number:02}.txt", "LENTO " + "palabra " * 200)
    desk.notebook.on_made = lambda: os.kill(os.getpid(), signal.SIGTERM) if len(desk.notebook.stems) == 1 else None
    tally = desk.run()
    assert (tally.exit_code, tally.ending) == (130, "interrupted")
    assert 0 < len(tally.made) < 20
    assert len(tally.left) + len(tally.made) == 20
    desk.notebook.on_made = lambda: None
    assert len(desk.run().made) == len(tally.left)


def test_the_most_urgent_are_done_before_the_deadline_and_the_rest_is_told(desk: Desk) -> None:
    for number in range(30):
        desk.put(f"{number:02}.txt", f"{5 - number % 5} LENTO " + "palabra " * 300)
    tally = desk.run(deadline=datetime.now(UTC) + timedelta(seconds=1.2))
    assert (tally.ending, tally.exit_code) == ("deadline", 3)
    made = [int(entry.headline[0]) for entry in tally.made]
    assert made == sorted(made)
    assert made[0] == 1
    assert len(tally.left) == 30 - len(made) > 0


def test_the_longest_first_when_asked(desk: Desk) -> None:
    for number in range(1, 9):
        desk.put(f"{number}.txt", "palabra " * 60 * number)
    desk.run(order="longest")
    assert [stem for window in desk.windows() for stem in window] == list("87654321")


def test_two_workers_do_the_same_as_one(desk: Desk) -> None:
    for number in range(30):
        desk.put(f"{number}.txt", f"Historia {number}. " * 20)
    desk.run()
    one = {name: data for name, (data, _) in desk.files().items()}
    desk.out, desk.workers = desk.out.with_name("two"), 2
    desk.run()
    assert {name: data for name, (data, _) in desk.files().items()} == one


def test_json_lines_out_hold_every_brief_once(desk: Desk) -> None:
    for name in "ab":
        desk.put(f"{name}.txt", f"Historia {name}.")
    desk.run(layout="jsonl")
    path = desk.out / "briefs.jsonl"
    assert path.read_text() == '{"text":"HISTORIA A."}\n{"text":"HISTORIA B."}\n'
    before = path.stat().st_mtime_ns
    desk.run(layout="jsonl")
    assert path.stat().st_mtime_ns == before


def test_metadata_of_a_record_reaches_the_brief(desk: Desk) -> None:
    desk.put("noche.jsonl", '{"id": "EFE-1", "text": "Sube.", "metadata": {"urgency": "2"}}\n')
    desk.run()
    assert desk.files()["noche/EFE-1.md"][0] == b"# SUBE.\n{'urgency': '2', 'id': 'EFE-1'}\n"


def test_a_full_disk_ends_the_night_with_a_reason_and_keeps_what_was_finished(desk: Desk) -> None:
    for number in range(20):
        desk.put(f"{number:02}.txt", f"Historia {number}. " * 2_000)
    desk.out.mkdir()
    mounted = os.system(f"mount -t tmpfs -o size=300k tmpfs {desk.out} 2>/dev/null") == 0
    assert mounted or os.geteuid() != 0 or not Path("/proc/self").exists()
    if not mounted:
        return
    try:
        with pytest.raises(OutputError, match="No space left"):
            desk.run()
        with Manifest(desk.out) as manifest:
            assert all((desk.out / f"{stem}.md").is_file() for stem in manifest.entries)
        os.system(f"mount -o remount,size=30m {desk.out}")
        assert desk.run().exit_code == 0
        assert len([name for name in desk.files() if name.endswith(".md")]) == 20
    finally:
        os.system(f"umount {desk.out}")


def test_threads_are_gone_when_a_night_is_over(desk: Desk) -> None:
    desk.workers = 1
    desk.put("a.txt", "Historia.")
    desk.run()
    assert not [thread for thread in threading.enumerate() if thread.name == "puntos-worker"]
