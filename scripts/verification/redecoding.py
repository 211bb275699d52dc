"""Measure what decoding again mends: findings before and after over a folder of stories, by check, and the time.

Prints Markdown. The time is the processor's. The drafts come from the model that the settings name, without a cache.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pipeline.errors import PuntosError
from pipeline.read import read
from pipeline.segment import segment
from pipeline.settings import DEFAULT_MODEL, Settings
from pipeline.story import Finding, Story
from pipeline.translate import learn_casing, open_translator, translate_stories
from pipeline.translate.redecode import Choice, Suspect, redecode, weigh
from pipeline.verify import CHECKS, Context, reword, story_names, verify

DEFAULT_STORIES = Path(__file__).parents[2] / "../shared/stories"


def read_stories(folder: Path, most_characters: int) -> list[Story]:
    """Return the segmented stories of a folder, but for English references and very long texts."""
    stories = []
    for path in sorted(folder.glob("*.txt")):
        if path.name.endswith(".ref.en.txt") or path.stat().st_size > most_characters:
            continue
        try:
            stories.append(segment(read(path.read_bytes(), path.name)))
        except PuntosError as error:
            print(f"{path.name} left out: {error}")
    return stories


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Measure what decoding suspicious sentences again mends.")
    parser.add_argument("stories", type=Path, nargs="?", default=DEFAULT_STORIES)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--most-characters", type=int, default=20_000, help="leave longer stories out")
    parser.add_argument("--show", type=int, default=0, help="print so many sentences that were mended")
    arguments = parser.parse_args()
    settings = Settings(model=arguments.model, threads=arguments.threads)
    stories = read_stories(arguments.stories, arguments.most_characters)
    translator = open_translator(settings)
    translator.count_tokens("Se carga el modelo.")

    started = time.process_time()
    drafts = translate_stories(stories, translator, settings.decoding)
    translation_s = time.process_time() - started

    started = time.process_time()
    sentences = []
    for story, draft in zip(stories, drafts, strict=True):
        casing, names, previous = learn_casing([story]), story_names(story), ""
        for block in draft:
            for sentence in block.sentences:
                context = Context(kind=block.kind, names=names, previous_source=previous)
                previous = sentence.source
                findings = verify(sentence.source, sentence.text, context)

                def check(text: str, source: str = sentence.source, context: Context = context) -> tuple[Finding, ...]:
                    return verify(source, text, context)

                other_words = partial(reword, sentence.source)
                sentences.append(
                    Suspect(sentence.source, sentence.text, sentence.score, findings, check, casing, other_words)
                )
    verification_s = time.process_time() - started

    suspects = [sentence for sentence in sentences if weigh(sentence.findings)]
    started = time.process_time()
    choices = redecode(suspects, translator)
    redecoding_s = time.process_time() - started
    translator.close()

    print(
        f"{len(stories)} stories, {len(sentences)} sentences, model {arguments.model}, {arguments.threads} thread(s)\n"
    )
    print(
        f"translation {translation_s:.1f} s, verification {verification_s:.1f} s, decoding again {redecoding_s:.1f} s"
    )
    mended = sum(choice.redecoded for choice in choices)
    print(
        f"decoded again: {len(suspects)} sentences, {100 * len(suspects) / len(sentences):.1f} %; changed: {mended}\n"
    )
    _print_findings(suspects, choices)
    shown = [(suspect, choice) for suspect, choice in zip(suspects, choices, strict=True) if choice.redecoded]
    for suspect, choice in shown[: arguments.show]:
        print(f"\nES  {suspect.source}\n1st {suspect.text}\nnew {choice.text}")
        for finding in choice.mended:
            print(f"    mended: {finding.code}: {finding.message}")
        for finding in choice.findings:
            print(f"    left: {finding.code}: {finding.message}")


def _print_findings(suspects: Sequence[Suspect], choices: Sequence[Choice]) -> None:
    before, after = (
        Counter((finding.check, finding.severity) for item in items for finding in item.findings)
        for items in (suspects, choices)
    )
    flagged = [
        [sum(any(f.severity == severity for f in item.findings) for item in items) for severity in ("error", "warning")]
        for items in (suspects, choices)
    ]
    print("| check | errors before | after | warnings before | after |")
    print("|---|---:|---:|---:|---:|")
    for name in [check.name for check in CHECKS]:
        row = (str(counts[name, severity]) for severity in ("error", "warning") for counts in (before, after))
        print(f"| {name} | {' | '.join(row)} |")
    totals = (
        str(sum(count for (_, kind), count in counts.items() if kind == severity))
        for severity in ("error", "warning")
        for counts in (before, after)
    )
    print(f"| all | {' | '.join(totals)} |")
    (errors, warnings), (errors_left, warnings_left) = flagged
    print(f"| sentences with one | {errors} | {errors_left} | {warnings} | {warnings_left} |")


if __name__ == "__main__":
    main()
