"""Ctrl-C and SIGTERM: the first asks a run to finish what it has in hand, the second ends it at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self

from pipeline.batch.tally import INTERRUPTED

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Listens to signals while it is entered; `requested` says whether one came.

    `at_once` is called at the second signal, before the process ends with code 130. Whatever moment that is, nothing
    is damaged: outputs appear whole or not at all, and the journal is only added to.
    """

    def __init__(self, at_once: Callable[[], None] = lambda: None) -> None:
        self.requested = False
        self.at_once = at_once
        self._before: dict[
            signal.Signals, signal.Handlers | Callable[[int, FrameType | None], object] | int | None
        ] = {}

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        if self.requested:
            self.at_once()
            os._exit(INTERRUPTED)
        self.requested = True

    def __enter__(self) -> Self:
        for number in _SIGNALS:
            self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
