"""Fetching a model from a hub, held against a real server that serves the embedded model as a repository."""

import json
import multiprocessing
import resource
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError, ModelDamagedError, ModelFetchError, ModelMissingError
from pipeline.models import Model, fetch_model, find_model, verify_model
from pipeline.models.files import sha256_file
from tests.models.hub import Hub, serve

FORK = multiprocessing.get_context("fork")
EMBEDDED = find_model("es-en-tiny")
FILES = (
    "config.json",
    "generation_config.json",
    "tokenizer_config.json",
    "vocab.json",
    "target_vocab.json",
    "source.spm",
    "target.spm",
    "model.safetensors",
)


def ignore(message: str) -> None:
    """Take a message and say nothing."""


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with serve(EMBEDDED.directory) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        monkeypatch.setenv("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        yield hub


@pytest.fixture
def model(tmp_path: Path) -> Model:
    """Give a hub model whose checksums only the hub knows."""
    return Model(
        name="press-es-en",
        kind="hub",
        directory=tmp_path / "models" / "press-es-en",
        repository="desk/press-es-en",
        revision="main",
        max_tokens=80,
        files=dict.fromkeys(FILES),
        config={"vocab_size": 16001, "eos_token_id": 0},
    )


def test_a_model_that_is_not_fetched_names_the_command(model: Model) -> None:
    with pytest.raises(ModelMissingError, match="puntos models fetch press-es-en"):
        _ = model.weights_sha256


@pytest.mark.usefixtures("hub")
def test_a_fetched_model_is_whole(model: Model) -> None:
    assert fetch_model(model, ignore) == model.directory
    for name in FILES:
        assert (model.directory / name).read_bytes() == (EMBEDDED.directory / name).read_bytes()
    assert verify_model(model).ok
    assert not model.directory.with_name("press-es-en.partial").exists()
    recorded = json.loads((model.directory / "puntos-provenance.json").read_text())
    assert recorded["files"]["model.safetensors"] == sha256_file(EMBEDDED.directory / "model.safetensors")
    assert (recorded["repository"], recorded["revision"]) == ("desk/press-es-en", "main")


def test_a_model_that_is_here_is_not_fetched_again(hub: Hub, model: Model) -> None:
    fetch_model(model, ignore)
    hub.requests.clear()
    told: list[str] = []
    fetch_model(model, told.append)
    assert hub.requests == []
    assert "is here already" in told[0]


@pytest.mark.usefixtures("hub")
def test_again_fetches_a_damaged_model_anew(model: Model) -> None:
    fetch_model(model, ignore)
    with (model.directory / "model.safetensors").open("r+b") as file:
        file.seek(5000)
        file.write(b"damage")
    assert verify_model(model).files["model.safetensors"] == "damaged"
    fetch_model(model, ignore, again=True)
    assert verify_model(model).ok


def test_a_broken_download_is_resumed(hub: Hub, model: Model) -> None:
    hub.break_after_bytes, hub.breaks_left = 12_000_000, 1
    fetch_model(model, ignore)
    assert verify_model(model).ok
    assert any(name == "model.safetensors" and range_ for _, name, range_ in hub.requests)


def test_the_fetch_after_a_broken_one_keeps_what_is_whole(hub: Hub, model: Model) -> None:
    hub.break_after_bytes, hub.breaks_left = 1_500_000, 1_000_000
    with pytest.raises(ModelFetchError, match="keeps what is whole"):
        fetch_model(model, ignore)
    assert not model.directory.exists()
    hub.breaks_left = 0
    hub.requests.clear()
    fetch_model(model, ignore)
    assert verify_model(model).ok
    assert {name for method, name, _ in hub.requests if method == "GET"} == {"model.safetensors"}


def test_a_file_that_the_hubs_checksum_contradicts_is_refused(hub: Hub, model: Model) -> None:
    weights = (EMBEDDED.directory / "model.safetensors").read_bytes()
    hub.replaced["model.safetensors"] = weights[:-1] + bytes([weights[-1] ^ 1])
    with pytest.raises(ModelFetchError, match="not the one expected"):
        fetch_model(model, ignore)
    assert not model.directory.exists()
    hub.replaced.clear()
    fetch_model(model, ignore)
    assert verify_model(model).ok


def test_a_small_file_that_gits_checksum_contradicts_is_refused(hub: Hub, model: Model) -> None:
    vocabulary = (EMBEDDED.directory / "vocab.json").read_bytes()
    hub.replaced["vocab.json"] = vocabulary.replace(b"hola", b"halo")
    with pytest.raises(ModelFetchError, match=r"vocab\.json has SHA-256"):
        fetch_model(model, ignore)


@pytest.mark.usefixtures("hub")
def test_a_file_that_models_yaml_contradicts_is_refused(model: Model) -> None:
    with pytest.raises(ModelFetchError, match=r"source\.spm has SHA-256"):
        fetch_model(replace(model, files={**model.files, "source.spm": "0" * 64}), ignore)
    assert not model.directory.exists()


@pytest.mark.usefixtures("hub")
def test_a_model_of_another_shape_is_refused(model: Model) -> None:
    with pytest.raises(ModelFetchError, match="vocab_size is 16001, not 65001"):
        fetch_model(replace(model, config={"vocab_size": 65001}), ignore)
    assert not model.directory.exists()


def test_a_repository_that_lacks_a_file(hub: Hub, model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "served"
    folder.mkdir()
    shutil.copy(EMBEDDED.directory / "config.json", folder)
    hub.folder = folder
    with pytest.raises(ModelFetchError, match=r"vocab\.json cannot be fetched"):
        fetch_model(replace(model, files={"config.json": None, "vocab.json": None}), ignore)


def test_a_hub_that_is_away(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelFetchError, match="press-es-en"):
        fetch_model(model, ignore)


@pytest.mark.usefixtures("hub")
def test_a_full_disk_is_told_and_nothing_is_half_there(model: Model) -> None:
    def work() -> None:
        # No file of this process may grow beyond this, as on a disk that is full.
        resource.setrlimit(resource.RLIMIT_FSIZE, (6_000_000, 6_000_000))
        with pytest.raises(ModelFetchError, match="cannot be stored"):
            fetch_model(model, ignore)

    process = FORK.Process(target=work)
    process.start()
    process.join(120)
    assert process.exitcode == 0
    assert not model.directory.exists()
    fetch_model(model, ignore)
    assert verify_model(model).ok


def test_the_embedded_model_is_not_fetched() -> None:
    with pytest.raises(ConfigurationError, match="not from a hub"):
        fetch_model(EMBEDDED, ignore)


@pytest.mark.usefixtures("hub")
def test_a_changed_file_of_a_fetched_model_changes_its_weights_hash(model: Model) -> None:
    fetch_model(model, ignore)
    before = model.weights_sha256
    assert model.weights_sha256 == before
    with (model.directory / "model.safetensors").open("ab") as file:
        file.write(b"\0")
    assert model.weights_sha256 != before
    with pytest.raises(ModelDamagedError, match="config"):
        replace(model, config={"vocab_size": 1}).check_config()
