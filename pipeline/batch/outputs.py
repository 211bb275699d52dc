"""The briefs on disk: one file a format, or all of them in one JSON Lines file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from pipeline.batch.items import Layout
from pipeline.batch.manifest import Entry, Output
from pipeline.write import write_text

JSONL_NAME: Final = "briefs.jsonl"
# In the layout of one file the briefs are kept here one by one as well: that is what a run resumes from.
PARTS_NAME: Final = ".briefs"
# How pipeline.write names a file until it is whole.
_TEMPORARY: Final = re.compile(r"\..+\.[a-z0-9_]{8}\.part", re.DOTALL)


class Outputs:
    """The briefs of an output folder."""

    def __init__(self, folder: Path, formats: Sequence[str], layout: Layout) -> None:
        self._folder = folder
        self._base = PARTS_NAME + "/" if layout == "jsonl" else ""
        self.formats = ("json",) if layout == "jsonl" else tuple(formats)
        self.layout = layout

    def put(self, stem: str, texts: Mapping[str, str]) -> tuple[Output, ...]:
        """Write the brief of a story in every format; raises OutputError, with the OSError as its cause."""
        return tuple(self._put(f"{self._base}{stem}.{format_}", text) for format_, text in texts.items())

    def _put(self, relative: str, text: str) -> Output:
        write_text(self._folder / relative, text)
        return Output(relative, hashlib.sha256(text.encode("utf-8")).hexdigest())

    def sweep(self) -> None:
        """Remove the temporary files of a run that was killed; only to be called under the folder's lock."""
        for path in self._folder.rglob(".*.part"):
            if _TEMPORARY.fullmatch(path.name) and path.is_file():
                path.unlink(missing_ok=True)

    def are_whole(self, entry: Entry) -> bool:
        """Whether every output of a finished story is there and has the bytes that were written."""
        expected = {f"{self._base}{entry.stem}.{format_}" for format_ in self.formats}
        return expected == {output.path for output in entry.outputs} and all(map(self._is_whole, entry.outputs))

    def _is_whole(self, output: Output) -> bool:
        try:
            with (self._folder / output.path).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == output.sha256
        except OSError:
            return False

    def collate(self, entries: Iterable[Entry]) -> list[str]:
        """Write the JSON Lines file anew, a brief a line in the order given; return what could not be taken into it.

        Does nothing in the layout of a tree; a file that would not change is left alone. Raises OutputError.
        """
        if self.layout == "tree":
            return []
        lines: list[str] = []
        problems: list[str] = []
        for entry in entries:
            if not self.are_whole(entry):
                problems.append(f"{entry.name}: its brief is gone and its story did not come again; left out")
                continue
            brief = json.loads((self._folder / entry.outputs[0].path).read_bytes())
            lines.append(json.dumps(brief, ensure_ascii=False, separators=(",", ":")) + "\n")
        path, text = self._folder / JSONL_NAME, "".join(lines)
        if not path.is_file() or path.read_bytes() != text.encode():
            write_text(path, text)
        return problems
