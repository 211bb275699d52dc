"""Names of stories in messages and of their outputs on disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

# ext4, XFS, APFS and NTFS all stop at 255; what is kept free is for the ending and the mark of a temporary file.
NAME_BYTES: Final = 255
RESERVED_BYTES: Final = 55
# What a run itself writes at the top of an output folder.
RESERVED_NAMES: Final = frozenset({"briefs", "manifest", "quarantine", "report"})
_FORBIDDEN: Final = dict.fromkeys((*range(32), 127, ord("\\"), ord(":")), "_")


@dataclass(frozen=True, slots=True)
class Claim:
    """A story that needs a name: where it came from, where it stands in the tree, and its key (see the manifest)."""

    source: str
    relative: PurePosixPath
    key: str


def printable(path: str) -> str:
    """Return a path as text that can be written in UTF-8; bytes that are no UTF-8 are written in hexadecimal."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def assign_stems(claims: Sequence[Claim], known: Iterable[Claim], stems_of: Mapping[str, str]) -> dict[str, str]:
    """Give every story the path of its outputs, without ending, in the output folder; returned by source.

    `known` are the stories of earlier runs and `stems_of` their stems by source. A story keeps the stem that it had.
    A new one takes its own name without its ending; where that is taken, its full name; where that is taken too, its
    full name with a digest of the source. A stem of an earlier run is taken, unless the very same story now comes from
    another place. So no brief ever overwrites another story's.
    """
    present = {claim.source for claim in claims}
    holders = {
        stems_of[claim.source].casefold(): claim.key
        for claim in known
        if claim.source in stems_of and claim.source not in present
    }
    stems: dict[str, str] = {}
    taken: set[str] = set()
    for claim in claims:
        owned = stems_of.get(claim.source)
        if owned is not None and owned in _candidates(claim) and owned.casefold() not in taken:
            stems[claim.source] = owned
            taken.add(owned.casefold())
    for claim in claims:
        if claim.source not in stems:
            stem = _choose(claim, taken, holders)
            stems[claim.source] = stem
            taken.add(stem.casefold())
    return stems


def _choose(claim: Claim, taken: set[str], holders: Mapping[str, str]) -> str:
    *names, last = _candidates(claim)
    for stem in names:
        folded = stem.casefold()
        if folded not in taken and holders.get(folded, claim.key) == claim.key:
            return stem
    return last


def _candidates(claim: Claim) -> tuple[str, str, str]:
    relative = claim.relative
    folder = [_fit(part, top=at == 0) for at, part in enumerate(relative.parts[:-1])]
    bare = relative.stem if relative.stem.strip(".") else relative.name
    digest = "-" + _digest(claim.source)
    names = (
        _fit(bare, top=not folder),
        _fit(relative.name, top=not folder),
        _fit(relative.name, top=not folder, ending=digest),
    )
    first, second, third = ("/".join([*folder, name]) for name in names)
    return first, second, third


def _fit(name: str, *, top: bool, ending: str = "") -> str:
    """Make one component of a path fit for any file system; what had to change is told apart by a digest."""
    text = printable(name)
    clean = text.translate(_FORBIDDEN)
    if clean.startswith("."):
        clean = "_" + clean[1:]
    room = NAME_BYTES - RESERVED_BYTES - len(ending.encode())
    if len(clean.encode()) > room or clean != text or (top and clean.casefold() in RESERVED_NAMES):
        ending = f"-{_digest(text)}{ending}"
        room = NAME_BYTES - RESERVED_BYTES - len(ending.encode())
    return clean.encode()[:room].decode("utf-8", "ignore") + ending


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:8]
