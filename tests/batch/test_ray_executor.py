"""A night on a real Ray cluster of two nodes gives what a local night gives, whatever of it is lost on the way."""

import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from pipeline.batch.executor import Executor, Window
from pipeline.batch.manifest import Manifest
from pipeline.batch.ray_executor import RayExecutor
from pipeline.batch.ray_worker import identify_code, identify_pipeline
from pipeline.cli import puntos
from pipeline.errors import ConfigurationError, TranslationError
from pipeline.settings import Settings
from tests.batch.conftest import Desk
from tests.batch.ray_cluster import ENVIRONMENT, restore, two_nodes
from tests.batch.tiny import open_nothing, open_tiny

if TYPE_CHECKING:
    from ray.cluster_utils import Cluster

COMMAND = (sys.executable, "-c", "from pipeline.cli import main; main()")


def same() -> str:
    return "puntos:1|model:tiny"


def by_process() -> str:
    """A node's puntos that is another one wherever it is asked."""
    return f"puntos:{os.getpid()}|model:tiny"


class RayDesk(Desk):
    """A desk whose nights run on the cluster."""

    address = ""

    def executor(self, formats: tuple[str, ...]) -> Executor:
        maker = functools.partial(open_tiny, self.log, formats)
        report = self.notebook.note
        return RayExecutor(maker, same, address=self.address, timeout_s=self.timeout_s, report=report)


@pytest.fixture(scope="module")
def cluster() -> "Iterator[Cluster]":
    with two_nodes() as cluster:
        yield cluster


@pytest.fixture
def ray_desk(tmp_path: Path, cluster: "Cluster") -> RayDesk:
    restore(cluster)
    desk = RayDesk(tmp_path)
    desk.address = cluster.address
    return desk


def local_outputs(folder: Path, desk: Desk) -> dict[str, bytes]:
    """What a local night makes of the same stories."""
    folder.mkdir()
    local = Desk(folder)
    for path in desk.inbox.iterdir():
        local.put(path.name, path.read_text())
    local.run()
    return {name: data for name, (data, _) in local.files().items()}


def outputs(desk: Desk) -> dict[str, bytes]:
    return {name: data for name, (data, _) in desk.files().items()}


def test_a_death_is_the_storys_doing_only_the_second_time_and_both_nodes_outlive_it(ray_desk: RayDesk) -> None:
    for number in range(6):
        ray_desk.put(f"{number}.txt", f"Baja el paro un {number} por ciento. LENTO")
    ray_desk.put("x.txt", "MUERE el trabajador.")
    tally = ray_desk.run()
    assert (len(tally.made), [record.stem for record in tally.failed], tally.exit_code) == (6, ["x"], 3)
    assert "died" in tally.failed[0].reason
    assert "the tiny worker is there" in ray_desk.notebook.notes
    (ray_desk.inbox / "x.txt").unlink()
    (ray_desk.out / "quarantine" / "x.json").unlink(missing_ok=True)
    assert {name: data for name, data in outputs(ray_desk).items() if "quarantine" not in name} == local_outputs(
        ray_desk.inbox.parent / "local", ray_desk
    )


def test_a_story_that_hangs_is_given_up_and_the_rest_is_made(ray_desk: RayDesk) -> None:
    ray_desk.timeout_s = 3.0
    ray_desk.put("a.txt", "CUELGA.")
    for number in range(4):
        ray_desk.put(f"b{number}.txt", f"Historia {number}.")
    tally = ray_desk.run()
    assert (len(tally.made), [record.stem for record in tally.failed]) == (4, ["a"])
    assert "--story-timeout" in tally.failed[0].reason


def test_a_node_killed_in_mid_run_loses_and_doubles_nothing(ray_desk: RayDesk, cluster: "Cluster") -> None:
    for number in range(40):
        ray_desk.put(f"{number:02}.txt", f"Historia {number}. LENTO " + "palabra " * 100)
    second = max(cluster.worker_nodes, key=lambda node: str(node.node_id))
    killed: list[int] = []

    def kill_a_node() -> None:
        if len(ray_desk.notebook.stems) >= 5 and not killed:
            killed.append(len(ray_desk.notebook.stems))
            cluster.remove_node(second, allow_graceful=False)

    ray_desk.notebook.on_made = kill_a_node
    tally = ray_desk.run()
    assert killed
    assert killed[0] < 40
    assert (len(tally.made), tally.failed, tally.exit_code) == (40, [], 0)
    assert len(set(ray_desk.notebook.stems)) == len(ray_desk.notebook.stems) == 40
    assert any("was lost" in note for note in ray_desk.notebook.notes)
    assert outputs(ray_desk) == local_outputs(ray_desk.inbox.parent / "local", ray_desk)
    assert len((ray_desk.out / "manifest.jsonl").read_text().splitlines()) == 40


def test_a_node_with_another_puntos_ends_the_night_and_says_what_differs(cluster: "Cluster") -> None:
    executor = RayExecutor(functools.partial(open_tiny, None, ("md",)), by_process, address=cluster.address)
    try:
        executor.submit(Window(()))
        (outcome,) = executor.wait(120)
        assert isinstance(outcome.broken, ConfigurationError)
        assert "another puntos" in str(outcome.broken)
        assert f"puntos:{os.getpid()} there is puntos:" in str(outcome.broken)
        assert "model:tiny" not in str(outcome.broken)
    finally:
        executor.kill()
        executor.close()


def test_workers_that_cannot_start_end_the_night(cluster: "Cluster") -> None:
    executor = RayExecutor(open_nothing, same, address=cluster.address, workers=1)
    try:
        executor.submit(Window(()))
        (outcome,) = executor.wait(120)
        assert isinstance(outcome.broken, TranslationError)
        assert "puntos installed on every node" in str(outcome.broken)
    finally:
        executor.kill()
        executor.close()


def test_the_night_keeps_its_own_signal_handlers(cluster: "Cluster") -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    executor = RayExecutor(functools.partial(open_tiny, None, ("md",)), same, address=cluster.address, workers=1)
    after = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    executor.kill()
    executor.close()
    assert after == before


def test_the_driver_killed_in_mid_night_and_run_again_gives_the_briefs_of_a_local_night(
    tmp_path: Path, cluster: "Cluster", example: Path
) -> None:
    """With the embedded model and the command itself, from `puntos batch` to the briefs."""
    restore(cluster)
    (tmp_path / "in").mkdir()
    for number in range(8):
        text = example.read_text(encoding="utf-8").replace("3,5", f"{number + 2},5")
        (tmp_path / "in" / f"{number}.txt").write_text(text, encoding="utf-8")

    def start(out: str, *options: str) -> "subprocess.Popen[str]":
        arguments = ("batch", "in", "-o", out, "--fast", "--no-redecode", "--no-cache", *options)
        return subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=tmp_path,
            env={**os.environ, **ENVIRONMENT},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    on_ray = ("--executor", "ray", "--address", cluster.address)
    first = start("out", *on_ray)
    until_s = time.monotonic() + 120
    while first.poll() is None and not list((tmp_path / "out").glob("*.md")) and time.monotonic() < until_s:
        time.sleep(0.02)
    first.kill()
    _, errors = first.communicate()
    made = len(list((tmp_path / "out").glob("*.md")))
    assert made > 0, errors
    assert first.returncode == -signal.SIGKILL, "the night was over before it was killed"

    again = start("out", *on_ray)
    output, errors = again.communicate(timeout=240)
    assert again.returncode == 0, errors
    assert output.startswith("puntos: 8 stories:")
    assert len(output.splitlines()) == 1
    local = start("local", "--workers", "1")
    _, local_errors = local.communicate(timeout=240)
    assert local.returncode == 0, local_errors
    briefs = [{path.name: path.read_bytes() for path in (tmp_path / out).glob("*.md")} for out in ("out", "local")]
    assert briefs[0] == briefs[1]
    assert len(briefs[0]) == 8
    with Manifest(tmp_path / "out") as manifest:
        assert sorted(manifest.entries) == sorted(str(number) for number in range(8))


def test_the_identity_names_pipeline_code_and_libraries() -> None:
    identity = identify_pipeline(Settings())
    assert identity.endswith(identify_code())
    assert identity != identify_pipeline(replace(Settings(), bullets=3))
    for part in ("puntos:", "weights:", "|code:", "|ctranslate2:", "|sentencepiece:"):
        assert part in identity


def test_without_ray_it_is_named_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'puntos\[ray\]'"):
        RayExecutor(functools.partial(open_tiny, None, ("md",)), same)


def test_an_address_without_the_executor_is_wrong_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(puntos, ["batch", "in", "-o", str(tmp_path / "out"), "--address", "auto"])
    assert result.exit_code == 2
    assert "--executor ray" in result.stderr
