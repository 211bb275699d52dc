"""Settings turned into a translator."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from pipeline.cache import open_cache
from pipeline.models import Model, find_model
from pipeline.models.catalogue import user_cache
from pipeline.settings import ComputeType, Settings
from pipeline.translate.cached import CachedTranslator
from pipeline.translate.translator import EngineIdentity, Translator

CONVERSION: Final = "1"
"""Version of the conversion for CTranslate2; another number makes converted models anew."""


def ignore(message: str) -> None:
    """Take a message and say nothing."""


def open_translator(settings: Settings, report: Callable[[str], None] = ignore) -> CachedTranslator:
    """Open the translator that `settings` describe; `report` is told what a person should know of, a line each.

    The model itself is loaded at the first sentence that the cache does not know. Raises UnknownModelError,
    ModelMissingError or ModelDamagedError.
    """
    model = find_model(settings.model)
    # transformers computes in float32 whatever the default of the other engine is.
    compute_type: ComputeType = settings.compute_type if settings.engine == "ctranslate2" else "float32"
    identity = EngineIdentity(model.name, model.weights_sha256, settings.engine, compute_type)
    return CachedTranslator(
        identity,
        model.max_tokens,
        lambda: _open_engine(model, identity, settings.threads, report),
        open_cache(settings.cache, report),
    )


def _open_engine(model: Model, identity: EngineIdentity, threads: int, report: Callable[[str], None]) -> Translator:
    from pipeline.translate.splitting import ClauseTranslator

    model.check_config()
    engine: Translator
    if identity.engine == "transformers":
        from pipeline.translate.engines.transformers import TransformersTranslator

        engine = TransformersTranslator(
            identity, model.directory, max_tokens=model.max_tokens, positions=model.positions, threads=threads
        )
    else:
        from pipeline.translate.engines.ctranslate2 import CTranslate2Translator

        engine = CTranslate2Translator(
            identity,
            model.directory,
            converted_directory(model, identity, report),
            max_tokens=model.max_tokens,
            positions=model.positions,
            threads=threads,
        )
    return ClauseTranslator(engine)


def converted_directory(model: Model, identity: EngineIdentity, report: Callable[[str], None]) -> Path:
    """Where the model's form for CTranslate2 lies: with the model, or in the user's cache, made now if need be.

    Raises ModelDamagedError, and ConfigurationError where it must be made and PyTorch is missing.
    """
    shipped = model.directory / "ctranslate2" / identity.compute_type
    if (shipped / "model.bin").is_file():
        return shipped
    made = user_cache() / "ctranslate2" / f"{identity.weights_sha256[:32]}-{identity.compute_type}-{CONVERSION}"
    if not (made / "model.bin").is_file():
        from pipeline.translate.engines.conversion import convert

        report(f"{model.name}: converting the model for ctranslate2 ({identity.compute_type}), once")
        convert(model.directory, made, identity.compute_type)
    return made
