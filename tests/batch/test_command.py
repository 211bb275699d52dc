"""`puntos batch` and `puntos watch` on the embedded model: the briefs of `puntos run`, and what an operator sees."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import puntos as command
from scripts.reliability.kills import kill_at_random

PARO = (
    "El paro baja en mayo\n\nMadrid, 2 jun (Agencia).- El paro registrado bajó en mayo en 49.749 personas, según "
    "publicó este martes el Ministerio de Trabajo. «Es una buena noticia», dijo la ministra.\n"
)
PUERTO = (
    "El puerto de Gijón se amplía\n\nClaves\n- Costará 3,5 millones de euros.\n- Empezará en septiembre.\n\n"
    "El Gobierno aprobó ayer la ampliación del puerto de Gijón, que costará 3,5 millones de euros.\n"
)
COMMAND = (sys.executable, "-c", "from pipeline.cli import main; main()")
ROOT = Path(__file__).resolve().parents[2]


def surroundings(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PUNTOS_CACHE": str(folder / "cache.sqlite3")}


def start(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder,
        env=surroundings(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def puntos(folder: Path, *arguments: str, stdin: str = "") -> tuple[int, str, str]:
    process = start(folder, *arguments)
    output, errors = process.communicate(stdin)
    return process.returncode, output, errors


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two stories and the briefs of a night, made once for the tests that only look."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "in" / "efe").mkdir(parents=True)
    (folder / "in" / "efe" / "paro.txt").write_text(PARO)
    (folder / "in" / "puerto.txt").write_text(PUERTO)
    code, output, errors = puntos(
        folder, "batch", "in", "-o", "out", "--format", "md", "--format", "json", "--metrics", "puntos.prom"
    )
    assert code == 0, errors
    (folder / "output.txt").write_text(output)
    (folder / "errors.txt").write_text(errors)
    return folder


@pytest.mark.parametrize("format_", ["md", "json"])
def test_a_brief_is_byte_for_byte_that_of_run(desk: Path, format_: str) -> None:
    for story in ("in/efe/paro.txt", "in/puerto.txt"):
        code, _, errors = puntos(desk, "run", story, "-o", f"alone.{format_}", "--no-cache")
        assert code == 0, errors
        made = (desk / "out" / Path(story).relative_to("in")).with_suffix(f".{format_}")
        assert made.read_bytes() == (desk / f"alone.{format_}").read_bytes()


def test_the_last_line_is_a_summary_for_the_subject_of_a_mail(desk: Path) -> None:
    lines = (desk / "output.txt").read_text().splitlines()
    assert len(lines) == 1
    assert re.fullmatch(r"puntos: 2 stories: 2 made, 0 unchanged.*; [\d.]+ s, [\d,]+ words/s", lines[0])


def test_without_a_terminal_the_log_is_json_lines(desk: Path) -> None:
    events = [json.loads(line) for line in (desk / "errors.txt").read_text().splitlines()]
    assert "begin" in [event["event"] for event in events]
    assert {event["story"] for event in events if event["event"] == "made"} == {"in/efe/paro.txt", "in/puerto.txt"}
    assert events[-1]["event"] == "end"


def test_on_a_terminal_a_bar_shows_how_far_the_night_is(desk: Path) -> None:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 160))
    arguments = ("batch", "in", "-o", "out", "--format", "md", "--format", "json")
    process = subprocess.Popen(
        [*COMMAND, *arguments], cwd=desk, env=surroundings(desk), stdout=subprocess.DEVNULL, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            shown += os.read(ours, 4096)
        except OSError:  # how Linux tells that the other end is closed
            break
    assert process.wait() == 0
    assert b"2/2" in shown
    for words in (b"sentences", b"words/s", b"cached", b"findings", b"left"):
        assert words in shown
    assert b'"event"' not in shown


def test_report_manifest_and_metrics_are_there(desk: Path) -> None:
    report = json.loads((desk / "out" / "report.json").read_text())
    assert (report["run"]["made"], report["run"]["exit_code"]) == (2, 0)
    assert report["run"]["words"] > 60
    assert "<!doctype html>" in (desk / "out" / "report.html").read_text()
    assert len((desk / "out" / "manifest.jsonl").read_text().splitlines()) == 2
    assert 'puntos_stories{state="made"} 2' in (desk / "puntos.prom").read_text()


def test_a_rerun_touches_nothing_and_says_so(desk: Path) -> None:
    def state() -> dict[Path, int]:
        return {
            path: path.stat().st_mtime_ns
            for path in (desk / "out").rglob("*")
            if path.suffix in (".md", ".json", ".html")
        }

    before = state()
    code, output, _ = puntos(desk, "batch", "in", "-o", "out", "--format", "md", "--format", "json")
    assert (code, state()) == (0, before)
    assert "0 made, 2 unchanged" in output


def test_another_setting_or_format_makes_the_briefs_again(desk: Path, tmp_path: Path) -> None:
    arguments = ("batch", str(desk / "in"), "-o", "out", "-q")
    assert "2 made" in puntos(tmp_path, *arguments)[1]
    assert "2 made" in puntos(tmp_path, *arguments, "--fast")[1]
    assert "2 made" in puntos(tmp_path, *arguments, "--fast", "--side-by-side")[1]


def test_a_list_on_standard_input_and_what_is_no_story(tmp_path: Path) -> None:
    (tmp_path / "paro.txt").write_text(PARO)
    (tmp_path / "english.txt").write_text("The unemployment rate fell in May, the ministry said on Tuesday. " * 4)
    (tmp_path / "vacia.txt").write_text("\n")
    code, output, errors = puntos(
        tmp_path, "batch", "-", "-o", "out", "-q", stdin="paro.txt\nenglish.txt\nvacia.txt\nfalta.txt\n"
    )
    assert code == 3
    assert "1 made, 0 unchanged, 3 failed" in output
    for words in ("not Spanish", "no text", "No such file"):
        assert words in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("in", "-o", "out", "--deadline", "25:00"), 2, "HH:MM"),
        (("in", "-o", "out", "--newer-than", "ayer"), 2, "12h"),
        (("in", "-o", "out", "--format", "pdf"), 2, "pdf"),
        (("in",), 2, "--out"),
        (("in", "-o", "out", "--model", "falta"), 2, "falta"),
        (("nada*", "-o", "out"), 4, "nothing matches"),
        (("in", "-o", "in/paro.txt/out"), 2, "name a folder"),
    ],
)
def test_what_is_wrong_has_a_code_and_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "paro.txt").write_text(PARO)
    result = CliRunner().invoke(command, ["batch", *arguments])
    assert result.exit_code == code, result.stderr
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_killed_in_mid_night_and_run_again_it_is_as_if_nothing_had_happened(tmp_path: Path) -> None:
    report = kill_at_random(tmp_path, stories=6, kills=2, seed=3)
    assert report.is_whole, report


def test_watch_makes_briefs_of_what_is_dropped_and_ends_at_a_signal(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    process = start(tmp_path, "watch", "in", "-o", "out", "--settle", "0.3", "--done", "hechas", "-q")
    (tmp_path / "in" / "paro.txt").write_text(PARO)
    until_s = time.monotonic() + 120
    while not (tmp_path / "hechas" / "paro.txt").exists() and time.monotonic() < until_s:
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    output, errors = process.communicate()
    assert process.returncode == 130, errors
    assert "1 made" in output
    assert (tmp_path / "out" / "paro.md").is_file()
    assert not (tmp_path / "in" / "paro.txt").exists()
