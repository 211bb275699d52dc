"""What can go wrong by the user's doing or the world's: one small class a cause.

Every message says what happened, to which input, and what to do. `exit_code` is what the command line ends with; the
codes are documented in docs/architecture.md. Anything that is not a `PuntosError` is a bug.
"""

from __future__ import annotations

from typing import ClassVar


class PuntosError(Exception):
    """Base of all errors that a user can mend."""

    exit_code: ClassVar[int] = 2


class ConfigurationError(PuntosError):
    """An option, a setting or a configuration file is wrong."""


class UnusableInputError(PuntosError):
    """An input cannot be read as a story."""

    exit_code: ClassVar[int] = 4


class InputNotFoundError(UnusableInputError):
    """A path does not exist or cannot be opened."""


class EmptyInputError(UnusableInputError):
    """An input holds no text."""


class BinaryInputError(UnusableInputError):
    """An input is not text in an encoding that can be told."""


class WrongLanguageError(UnusableInputError):
    """An input is not Spanish."""


class InvalidBriefError(UnusableInputError):
    """A JSON input is not a brief that puntos wrote."""


class ModelError(PuntosError):
    """A model is missing, damaged or does not do what was asked."""

    exit_code: ClassVar[int] = 5


class UnknownModelError(PuntosError):
    """A name that models.yaml does not list."""


class ModelMissingError(ModelError):
    """A model's files are not on disk."""


class ModelDamagedError(ModelError):
    """A model's files are not the ones that models.yaml describes."""


class ModelFetchError(ModelError):
    """A model could not be fetched."""


class TranslationError(ModelError):
    """An engine failed on a batch."""


class OutputError(PuntosError):
    """An output cannot be written."""


class LockedError(PuntosError):
    """Another run holds the lock of an output folder."""

    exit_code: ClassVar[int] = 11


class CacheError(PuntosError):
    """A cache cannot be looked after."""
