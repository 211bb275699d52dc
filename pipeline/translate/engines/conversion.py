"""A Hugging Face Marian directory converted for CTranslate2, once, whole or not at all."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Final

from pipeline.errors import ConfigurationError, ModelDamagedError
from pipeline.settings import ComputeType

_PAD: Final = "<pad>"


def convert(directory: Path, converted: Path, compute_type: ComputeType) -> None:
    """Convert the Marian model in `directory` into the folder `converted`, which must not exist.

    Float32 weights are stored in the type that they have. Raises ConfigurationError where PyTorch is missing and
    ModelDamagedError where the model cannot be read or the result not be written.
    """
    try:
        import torch  # noqa: F401 - the converter's own requirement, told before its traceback
        from ctranslate2.converters import TransformersConverter
    except ImportError as error:
        raise ConfigurationError(
            f"{directory.name}: the model must be converted once, which needs PyTorch: "
            "pip install 'puntos[transformers]'"
        ) from error
    try:
        converted.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=converted.parent, prefix=f".{converted.name}.") as folder:
            made = Path(folder) / converted.name
            # The converter and what it loads talk on both streams.
            with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
                warnings.simplefilter("ignore")
                TransformersConverter(str(directory)).convert(
                    str(made), quantization=None if compute_type == "float32" else compute_type
                )
            _write_vocabularies(directory, made)
            _put_in_place(made, converted)
    except (OSError, RuntimeError, ValueError, KeyError, NotImplementedError) as error:
        raise ModelDamagedError(
            f"{directory.name}: the model cannot be converted for ctranslate2 ({error}); "
            f"run `puntos models verify {directory.name}`, or use --engine transformers"
        ) from error


def _write_vocabularies(directory: Path, made: Path) -> None:
    """Write each side's own vocabulary: the converter takes a Marian with two for one with a shared one."""
    source = directory / "vocab.json"
    target = directory / "target_vocab.json"
    for side, file in (("source", source), ("target", target if target.is_file() else source)):
        ids: dict[str, int] = json.loads(file.read_bytes())
        pieces = sorted(ids, key=lambda piece: ids[piece])
        if [ids[piece] for piece in pieces] != list(range(len(pieces))):
            raise ValueError(f"{file.name}: ids are not 0 to {len(pieces) - 1}")
        # Marian has no pad: its embedding is the zero one from which decoding starts, and the converter removes it.
        if pieces[-1] == _PAD:
            pieces.pop()
        text = json.dumps(pieces, ensure_ascii=False, indent=0)
        (made / f"{side}_vocabulary.json").write_text(text + "\n", encoding="utf-8")
    (made / "shared_vocabulary.json").unlink(missing_ok=True)


def _put_in_place(made: Path, converted: Path) -> None:
    try:
        os.rename(made, converted)  # noqa: PTH104 - must fail where the folder exists
    except OSError:
        # Another process has converted the same weights meanwhile.
        if not (converted / "model.bin").is_file():
            raise
        shutil.rmtree(made)
