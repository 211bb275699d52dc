"""A table row as a line that can be read, and translated, as text."""

from __future__ import annotations

from collections.abc import Iterable


def row_text(cells: Iterable[str]) -> str:
    """The cells of a row as ``first: second; third``; empty cells are left out.

    >>> row_text(["IPC", "2,3 %", "", "al alza"])
    'IPC: 2,3 %; al alza'
    """
    first, *others = [cell.strip() for cell in cells if cell.strip()] or [""]
    return f"{first}: {'; '.join(others)}" if others else first
