"""Moments that a user names: until when to work, since when to look."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from pipeline.errors import ConfigurationError

_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_AGE: Final = re.compile(r"(\d+)([mhd])")
_UNITS: Final = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def parse_deadline(text: str, now: datetime) -> datetime:
    """Return the next time that the clock shows `text` (HH:MM); raises ConfigurationError for anything else."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise ConfigurationError(f"--deadline {text}: give a time of day as HH:MM, such as 06:30")
    moment = now.replace(hour=int(match[1]), minute=int(match[2]), second=0, microsecond=0)
    return moment if moment > now else moment + timedelta(days=1)


def parse_newer_than(text: str, now: datetime) -> int:
    """Return a moment as nanoseconds since 1970: an age (90m, 12h, 2d), an ISO date or time, or a file's own time.

    A time without a zone is local. Raises ConfigurationError for anything else.
    """
    age = _AGE.fullmatch(text.strip())
    if age is not None:
        return int((now - int(age[1]) * _UNITS[age[2]]).timestamp() * 1_000_000_000)
    try:
        return int(datetime.fromisoformat(text.strip()).timestamp() * 1_000_000_000)
    except (ValueError, OverflowError):
        pass
    try:
        return Path(text).stat().st_mtime_ns
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"--newer-than {text}: give an age such as 12h or 2d, a time such as 2026-05-04T06:00, or a file"
        ) from error
