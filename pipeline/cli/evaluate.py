"""`puntos evaluate`: scores of models on a test set."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import debug_option, default_cache, pipeline_options, quiet_option, say
from pipeline.errors import ConfigurationError
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.evaluate import Comparison, Scores, TestSet


@click.command()
@click.argument("source", type=click.Path(path_type=Path), required=False)
@click.argument("reference", type=click.Path(path_type=Path), required=False)
@click.option("--test-set", metavar="NAME", help="A set of sacreBLEU whose data is on disk, in place of files.")
@click.option("--against", metavar="MODEL", multiple=True, help="Another model to compare with; may be repeated.")
@click.option(
    "--hypotheses",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A file of another system's translations to compare with; may be repeated.",
)
@click.option("--sentences", type=click.Path(path_type=Path), help="Write the score of every sentence there, as TSV.")
@click.option("--samples", type=click.IntRange(100), default=1000, show_default=True, help="Bootstrap resamples.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in place of a table.")
@pipeline_options
@quiet_option
@debug_option
def evaluate(
    source: Path | None,
    reference: Path | None,
    test_set: str | None,
    against: tuple[str, ...],
    hypotheses: tuple[Path, ...],
    sentences: Path | None,
    samples: int,
    as_json: bool,
    settings: Settings,
) -> None:
    """Score translations of SOURCE against REFERENCE: BLEU, chrF and TER with their signatures, numbers and names.

    SOURCE and REFERENCE are plain text, a sentence a line; or SOURCE alone is a TSV of source and reference. Every
    line goes the way that `puntos run` sends a sentence, with re-decoding unless --no-redecode. Nothing is taken from a
    cache unless --cache names one, so that the words per second are the model's.
    """
    from pipeline.evaluate import compare, load_pair, score

    if settings.cache == default_cache():
        settings = replace(settings, cache=None)
    chosen = _load(source, reference, test_set)
    systems: list[tuple[str, Sequence[str]]] = []
    speeds: dict[str, float] = {}
    for model in dict.fromkeys((settings.model, *against)):
        translations, seconds = _translate(replace(settings, model=model), chosen)
        systems.append((model, translations))
        speeds[model] = sum(len(line.split()) for line in chosen.sources) / seconds
    for path in hypotheses:
        systems.append((path.name, load_pair(path, path).sources))
        if len(systems[-1][1]) != len(chosen.sources):
            raise ConfigurationError(f"{path} has {len(systems[-1][1])} lines, the test set has {len(chosen.sources)}")
    scores = [score(name, chosen, translations) for name, translations in systems]
    comparisons = compare(chosen, systems[0][0], systems, samples) if len(systems) > 1 else ()
    if sentences is not None:
        _write_sentences(sentences, scores)
    _print(scores, comparisons, speeds, as_json=as_json)


def _load(source: Path | None, reference: Path | None, test_set: str | None) -> TestSet:
    from pipeline.evaluate import load_named, load_pair, load_tsv

    if (source is None) == (test_set is None):
        raise ConfigurationError("name either files (SOURCE REFERENCE, or one TSV) or --test-set NAME")
    if test_set is not None:
        return load_named(test_set)
    assert source is not None
    return load_tsv(source) if reference is None else load_pair(source, reference)


def _translate(settings: Settings, test_set: TestSet) -> tuple[list[str], float]:
    """Return a translation of every source and the seconds that it took, the model's loading among them."""
    from pipeline.pipeline import Pipeline

    started_s = time.perf_counter()
    with Pipeline.open(settings, report=say) as pipeline:
        translations = [sentence.text for sentence in pipeline.translate_lines(test_set.sources)]
    return translations, time.perf_counter() - started_s


def _write_sentences(path: Path, scores: Sequence[Scores]) -> None:
    from pipeline.write import write_text

    lines = ["system\tline\tBLEU\tchrF\twrong\tsource\treference\thypothesis"]
    for system in scores:
        lines.extend(
            f"{system.system}\t{each.line}\t{each.bleu:.2f}\t{each.chrf:.2f}\t{','.join(each.wrong)}"
            f"\t{each.source}\t{each.reference}\t{each.hypothesis}"
            for each in system.sentences
        )
    write_text(path, "\n".join(lines) + "\n")


def _print(
    scores: Sequence[Scores], comparisons: Sequence[Comparison], speeds: dict[str, float], *, as_json: bool
) -> None:
    if as_json:
        document = {
            "systems": [asdict(system) | {"words_per_s": speeds.get(system.system)} for system in scores],
            "comparisons": [asdict(comparison) for comparison in comparisons],
        }
        json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
        click.echo()
        return
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table(title=f"{scores[0].test_set}, {len(scores[0].sentences)} sentences")
    for heading in (
        "system",
        *(metric.name for metric in scores[0].metrics),
        "wrong numbers",
        "wrong names",
        "words/s",
    ):
        table.add_column(heading, justify="left" if heading == "system" else "right")
    for system in scores:
        speed = speeds.get(system.system)
        table.add_row(
            system.system,
            *(f"{metric.score:.2f}" for metric in system.metrics),
            *(f"{each.wrong} of {each.sentences} (reference {each.wrong_references})" for each in system.accuracies),
            f"{speed:.0f}" if speed is not None else "",
        )
    console.print(table)
    for metric in scores[0].metrics:
        console.print(f"{metric.name}: {metric.signature}", highlight=False)
    for each in comparisons:
        difference = f"{each.system_score:.2f} - {each.baseline_score:.2f}, p = {each.p_value:.4f}"
        resampled = f"{each.mean:.2f} ± {each.interval:.2f} over resamples"
        console.print(
            f"{each.system} against {each.baseline}, {each.metric}: {difference}, {resampled}", highlight=False
        )
