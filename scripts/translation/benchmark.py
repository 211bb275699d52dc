"""Speed and memory of the engines on the embedded model, and the time of `puntos run` and `puntos --help`.

Every run is a process of its own. The engines take turns, `--rounds` times, so that other work on the machine falls on
all of them alike; the table gives medians, and ratios within the same call. Loading is not counted in the speed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from pipeline.settings import GREEDY, Decoding, Settings

Row = dict[str, float]

_ENGINES: Final = {
    "ctranslate2 int8 greedy": (Settings(decoding=GREEDY), False),
    "ctranslate2 int8 beam 4": (Settings(), False),
    "transformers beam 4": (Settings(engine="transformers"), False),
    "transformers, a sentence at a time": (Settings(engine="transformers"), True),
}
_BY_HAND: Final = "transformers, a sentence at a time"
_BY_HAND_SHARE: Final = 10
"""The last takes a tenth of the sentences, every tenth: it is slow, and no sentence helps another."""


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lines", type=Path, nargs="?", help="Spanish sentences, one a line")
    parser.add_argument("--sentences", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--story", type=Path, default=Path("examples/puerto.txt"))
    parser.add_argument("--engine", choices=list(_ENGINES), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.engine:
        print(json.dumps(_measure(arguments.engine, _read(arguments.lines, arguments.sentences))))
        return
    if arguments.lines:
        _print_engines(arguments)
    _print_command(arguments.story, arguments.rounds)


def _read(path: Path, count: int) -> list[str]:
    lines = dict.fromkeys(line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if 20 < len(line) < 300][:count]


def _measure(engine: str, sentences: Sequence[str]) -> Row:
    """Translate once, in this process; sentences and source words a second, and the peak of memory in MB."""
    from pipeline.translate import open_translator

    settings, one_at_a_time = _ENGINES[engine]
    if one_at_a_time:
        sentences = sentences[::_BY_HAND_SHARE]
        translate = _by_hand()
    else:
        translator = open_translator(settings)
        translate = _through(translator.translate, settings.decoding)
    translate(["La prueba empieza ahora."])
    began = time.perf_counter()
    translate(sentences)
    seconds = time.perf_counter() - began
    return {
        "sentences_per_s": len(sentences) / seconds,
        "words_per_s": sum(len(sentence.split()) for sentence in sentences) / seconds,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _through(
    translate: Callable[[Sequence[str], Decoding], object], decoding: Decoding
) -> Callable[[Sequence[str]], None]:
    def run(sentences: Sequence[str]) -> None:
        translate(sentences, decoding)

    return run


def _by_hand() -> Callable[[Sequence[str]], None]:
    """Return what a user would write after the model's card, with the model's own settings: beam 4."""
    import warnings

    from transformers import MarianMTModel, MarianTokenizer

    from pipeline.models import find_model

    warnings.filterwarnings("ignore")
    directory = str(find_model(Settings().model).directory)
    tokenizer = MarianTokenizer.from_pretrained(directory)
    model = MarianMTModel.from_pretrained(directory)

    def run(sentences: Sequence[str]) -> None:
        for sentence in sentences:
            output = model.generate(**tokenizer([sentence], return_tensors="pt"))
            tokenizer.batch_decode(output, skip_special_tokens=True)

    return run


def _print_engines(arguments: argparse.Namespace) -> None:
    rows: dict[str, list[Row]] = {engine: [] for engine in _ENGINES}
    for _ in range(arguments.rounds):
        for engine, measured in rows.items():
            command = [sys.executable, "-m", "scripts.translation.benchmark", str(arguments.lines), "--engine", engine]
            done = subprocess.run(
                [*command, "--sentences", str(arguments.sentences)], check=True, capture_output=True, text=True
            )
            measured.append(json.loads(done.stdout.splitlines()[-1]))
    base = statistics.median(row["words_per_s"] for row in rows[_BY_HAND])
    print(f"{len(_read(arguments.lines, arguments.sentences))} sentences, medians of {arguments.rounds} runs")
    print(f"{'':36}{'sentences/s':>12}{'words/s':>10}{'ratio':>8}{'peak MB':>9}")
    for engine, measured in rows.items():
        median = {name: statistics.median(row[name] for row in measured) for name in measured[0]}
        print(
            f"{engine:36}{median['sentences_per_s']:12.1f}{median['words_per_s']:10.0f}"
            f"{median['words_per_s'] / base:8.1f}{median['peak_mb']:9.0f}"
        )


def _print_command(story: Path, rounds: int) -> None:
    first, second, help_ = [], [], []
    puntos = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            run = [*puntos, "run", "--cache", str(Path(folder) / "cache.sqlite3"), "-q", str(story)]
            first.append(_time(run))
            second.append(_time(run))
        help_.append(_time([*puntos, "--help"]))
    print(f"\n{story.name}, medians of {rounds} runs, {os.cpu_count()} processors")
    for name, seconds in (("puntos run, first", first), ("puntos run, second", second), ("puntos --help", help_)):
        print(f"{name:36}{statistics.median(seconds):8.2f} s")


def _time(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
