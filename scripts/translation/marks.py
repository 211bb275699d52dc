"""Which quotation marks and which placeholders the embedded model copies from the Spanish into the English."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Final

from pipeline.settings import Decoding, Settings
from pipeline.translate import open_translator

_QUOTED: Final = re.compile(r"[«“\"]([^«»“”\"]+)[»”\"]")
_MARKS: Final = re.compile(r"[«»“”\"]")
_PLACEHOLDERS: Final = ("X1", "URL1", "[1]", "#1", "Q1", "(1)", "{1}", "<1>", "@1", "§1", "XX", "⟦1⟧")
_FRAMES: Final = (
    "Según el informe publicado en {} por el ministerio, la inflación bajó.",
    "El presidente escribió en {} que no dimitirá.",
    "La Policía detuvo a {} personas en Madrid.",
    "Más información en {} y en la sede central.",
    "El grupo {} presentó ayer su nuevo disco en Sevilla.",
    "Los vecinos pidieron ayuda a {} tras las inundaciones.",
    "{} informó ayer de dos heridos en el accidente.",
    "El aviso llegó por {}.",
)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", type=Path, help="Spanish sentences, one a line; those with a quotation are taken")
    parser.add_argument("--sentences", type=int, default=100)
    arguments = parser.parse_args()
    translator = open_translator(Settings())
    lines = dict.fromkeys(line.strip() for line in arguments.lines.read_text(encoding="utf-8").splitlines())
    quoting = [line for line in lines if len(_MARKS.findall(line)) == 2 and _QUOTED.search(line) and len(line) < 250]
    quoting = quoting[: arguments.sentences]
    print(f"quotation marks kept, of {len(quoting)} sentences with one quotation:")
    for opening, closing in (("«", "»"), ("“", "”"), ('"', '"')):
        marked = [_QUOTED.sub(rf"{opening}\1{closing}", line) for line in quoting]
        answers = translator.translate(marked, Decoding())
        kept = sum(len(_MARKS.findall(answer[0].text)) == 2 for answer in answers)
        print(f"  {opening}…{closing}  {kept}")
    print(f"placeholders kept, of {len(_FRAMES)} sentences:")
    for placeholder in _PLACEHOLDERS:
        answers = translator.translate([frame.format(placeholder) for frame in _FRAMES], Decoding())
        print(f"  {placeholder:6}{sum(answer[0].text.count(placeholder) == 1 for answer in answers)}")
    translator.close()


if __name__ == "__main__":
    main()
