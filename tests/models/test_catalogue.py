"""models.yaml, and names and folders turned into models."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError, ModelDamagedError, ModelMissingError, UnknownModelError
from pipeline.models import find_model, load_catalogue, verify_model
from pipeline.models.catalogue import catalogue_path, read_catalogue
from pipeline.models.files import RECORD

EMBEDDED = find_model("es-en-tiny")


def test_every_model_says_what_it_is() -> None:
    for model in load_catalogue().models:
        assert model.languages[-1] == "en"
        assert "es" in model.languages
        assert model.licence
        assert model.description
        assert model.good_for
        assert model.max_tokens < model.positions
        assert model.kind == "embedded" or (model.repository and model.revision)


def test_the_embedded_model_is_whole() -> None:
    verification = verify_model(EMBEDDED)
    assert verification.ok, verification
    assert set(EMBEDDED.files) >= {"model.safetensors", "vocab.json", "source.spm", "ctranslate2/int8/model.bin"}


def test_the_marian_of_helsinki_is_pinned() -> None:
    model = find_model("opus-mt-es-en")
    assert (model.repository, model.revision) == (
        "Helsinki-NLP/opus-mt-es-en",
        "c96e2c5399ebfae4fc43d9669556b9afa74bb69d",
    )
    assert model.config == {
        "vocab_size": 65001,
        "pad_token_id": 65000,
        "decoder_start_token_id": 65000,
        "eos_token_id": 0,
    }


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("es-en-tinny", "did you mean es-en-tiny"),
        ("gpt", "puntos models list"),
        ("no/such/folder", "no such model directory"),
    ],
)
def test_an_unknown_name_is_told_what_there_is(name: str, says: str) -> None:
    with pytest.raises(UnknownModelError, match=says):
        find_model(name)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "my-model"
    folder.mkdir()
    for name in ("config.json", "vocab.json", "target_vocab.json", "source.spm", "target.spm", "model.safetensors"):
        shutil.copy(EMBEDDED.directory / name, folder)
    return folder


def test_a_folder_is_a_model(copy: Path) -> None:
    model = find_model(str(copy))
    assert (model.kind, model.name) == ("path", "my-model")
    assert model.weights_sha256 == find_model(str(copy)).weights_sha256
    assert set(verify_model(model).files.values()) == {"unlisted"}


def test_a_folder_that_lacks_files_names_them(copy: Path) -> None:
    (copy / "source.spm").unlink()
    with pytest.raises(ModelMissingError, match=r"source\.spm missing"):
        _ = find_model(str(copy)).weights_sha256


def test_a_damaged_record_of_hashes_is_made_anew(copy: Path) -> None:
    expected = find_model(str(copy)).weights_sha256
    for text in ("", "[]", '{"config.json": 3}', "\0"):
        (copy / RECORD).write_text(text)
        assert find_model(str(copy)).weights_sha256 == expected


def test_weights_of_another_content_have_another_hash(copy: Path) -> None:
    before = find_model(str(copy)).weights_sha256
    config = json.loads((copy / "config.json").read_text())
    (copy / "config.json").write_text(json.dumps({**config, "d_model": 1}))
    assert find_model(str(copy)).weights_sha256 != before


def test_a_damaged_embedded_model_is_recognised(copy: Path) -> None:
    with (copy / "vocab.json").open("ab") as file:
        file.write(b" ")
    model = replace(EMBEDDED, directory=copy)
    verification = verify_model(model)
    assert not verification.ok
    assert verification.files["vocab.json"] == "damaged"
    assert verification.files["ctranslate2/int8/model.bin"] == "missing"


def test_a_config_that_contradicts_models_yaml(copy: Path) -> None:
    with pytest.raises(ModelDamagedError, match="eos_token_id is 0, not 2"):
        replace(EMBEDDED, directory=copy, config={"eos_token_id": 2}).check_config()


@pytest.mark.parametrize(
    "text", ["", "models: 3", "models: [{name: x}]", "models: [", "models: [{name: x, kind: odd}]"]
)
def test_a_models_yaml_that_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "models.yaml"
    path.write_text(text)
    with pytest.raises(ConfigurationError, match=r"models\.yaml"):
        read_catalogue(path)


def test_models_yaml_is_found() -> None:
    assert catalogue_path().is_file()
