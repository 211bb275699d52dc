"""The lock of an output folder: one run at a time, and a dead run's lock is taken over."""

import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from pipeline.batch.lock import LOCK_NAME, FolderLock, Owner
from pipeline.errors import LockedError, OutputError


def ignore(_message: str) -> None:
    pass


def hold(folder: Path) -> "subprocess.Popen[str]":
    code = (
        "import sys, time; from pathlib import Path; from pipeline.batch.lock import FolderLock\n"
        "FolderLock(Path(sys.argv[1]), print).acquire(); print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_is_refused_with_the_likely_cause_and_the_remedy(tmp_path: Path) -> None:
    with hold(tmp_path) as process:
        with pytest.raises(LockedError, match=rf"process {process.pid}.*kill {process.pid}") as caught:
            FolderLock(tmp_path, ignore).acquire()
        process.kill()
    assert caught.value.exit_code == 11


def test_the_lock_of_a_killed_run_is_taken_over_and_told(tmp_path: Path) -> None:
    with hold(tmp_path) as process:
        process.kill()
        process.wait()
    notes: list[str] = []
    with FolderLock(tmp_path, notes.append):
        pass
    assert "by a kill or a power cut" in notes[0]


def test_a_lock_that_was_given_back_is_taken_in_silence(tmp_path: Path) -> None:
    notes: list[str] = []
    for _ in range(2):
        with FolderLock(tmp_path, notes.append):
            pass
    assert notes == []


def test_the_lock_of_another_machine_is_refused_with_the_file_to_remove(tmp_path: Path) -> None:
    elsewhere = replace(Owner.this_process(), host="mesa-2.redaccion.example", boot="11111111-2222")
    (tmp_path / LOCK_NAME).write_text(json.dumps(asdict(elsewhere)))
    with pytest.raises(LockedError, match=rf"mesa-2.*remove .*{LOCK_NAME}"):
        FolderLock(tmp_path, ignore).acquire()


def test_the_lock_from_before_a_reboot_is_taken_over(tmp_path: Path) -> None:
    before = replace(Owner.this_process(), boot="11111111-2222")
    (tmp_path / LOCK_NAME).write_text(json.dumps(asdict(before)))
    assert not before.is_alive()
    with FolderLock(tmp_path, ignore):
        pass


@pytest.mark.parametrize("noise", ["", "{", "[]", '{"host": 1}', "\x00\x00"])
def test_a_lock_file_full_of_noise_is_no_lock(tmp_path: Path, noise: str) -> None:
    (tmp_path / LOCK_NAME).write_text(noise)
    with FolderLock(tmp_path, ignore):
        pass


def test_a_folder_that_cannot_be_made_is_told_with_the_option_to_change(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="--out"):
        FolderLock(tmp_path / "file" / "out", ignore).acquire()


def test_this_process_is_alive_and_a_later_one_of_its_number_is_not() -> None:
    ours = Owner.this_process()
    assert ours.is_alive()
    assert not replace(ours, started="1").is_alive()
