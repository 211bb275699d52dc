"""How often `puntos compare` gives the right verdict on summaries damaged in a known way.

Three sets of summaries: our own correct bullets on stories with key points (those in which the checks find no error);
human translations of sentences taken as points, where a story has one (NAME.ref.en.txt beside NAME.txt, line by line);
and both of them damaged: a bullet dropped, all reordered, two merged, a digit changed, a negation put in or taken out,
a bullet of another story added. Undamaged summaries show the false alarms.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.compare.bullets import Line
from pipeline.compare.comparing import Comparison, compare_with
from pipeline.compare.reference import Passage, Reference, find_reference
from pipeline.errors import UnusableInputError
from pipeline.pipeline import Pipeline
from pipeline.settings import Settings
from pipeline.story import Brief, SentenceId
from scripts.comparison import damage
from scripts.comparison.damage import Damaged

REFERENCE_ENDING = ".ref.en.txt"
# Sentences of a human translation taken as points: so many words each, so many a summary.
WORDS = range(8, 46)
POINTS = 6


@dataclass(frozen=True, slots=True)
class Case:
    """A story with a correct summary, a bullet a point."""

    name: str
    reference: Reference
    texts: tuple[str, ...]


def own_cases(briefs: Sequence[Brief]) -> Iterator[Case]:
    """Stories with key points, and of our bullets those without an error or warning of the checks."""
    for brief in briefs:
        doubted = {
            finding.sentence for finding in brief.findings if finding.severity != "note" and not finding.redecoded
        }
        reference = find_reference(brief)
        points = tuple(point for point in reference.points if doubted.isdisjoint(point.sentences))
        if reference.origin == "key_points" and len(points) > 1:
            texts = tuple(point.english for point in points)
            yield Case(brief.name, Reference("key_points", points, reference.body), texts)


def human_cases(pipeline: Pipeline, folder: Path, rng: random.Random) -> Iterator[Case]:
    """Stories with a human translation: sentences as points, their human English as the summary."""
    for path in sorted(folder.glob(f"*{REFERENCE_ENDING}")):
        story = path.with_name(path.name.removesuffix(REFERENCE_ENDING) + ".txt")
        spanish = story.read_text(encoding="utf-8").splitlines()
        english = path.read_text(encoding="utf-8").splitlines()
        ours = [sentence.text for sentence in pipeline.translate_lines(spanish)]
        body = tuple(
            Passage(source, own, (SentenceId(f"s{number}"),))
            for number, (source, own) in enumerate(zip(spanish, ours, strict=True), 1)
            if source.strip()
        )
        fit = [at for at, line in enumerate(spanish) if len(line.split()) in WORDS and line.strip()[-1:] in '.»"']
        rng.shuffle(fit)
        for start in range(0, len(fit) - 2, POINTS):
            chosen = sorted(fit[start : start + POINTS])
            points = tuple(Passage(spanish[at], ours[at], (SentenceId(f"s{at + 1}"),)) for at in chosen)
            texts = tuple(english[at].strip() for at in chosen)
            yield Case(f"{story.stem}/{start // POINTS + 1}", Reference("key_points", points, body), texts)


def damages(case: Case, others: Sequence[str], rng: random.Random) -> Iterator[Damaged]:
    """Each kind of damage to a case that can be done to it."""
    makers = (damage.drop, damage.reorder, damage.merge, damage.change_number, damage.negate)
    for make in makers:
        done = make(case.texts, rng)
        if done is not None:
            yield done
    alien = damage.add_alien(case.texts, rng, others)
    if alien is not None:
        yield alien


def run(case: Case, texts: Sequence[str]) -> Comparison:
    """Compare a summary of a case."""
    return compare_with(case.reference, [Line(text) for text in texts], case.name, "damaged")


@dataclass
class Tally:
    """Counts of one kind of damage."""

    right: int = 0
    total: int = 0
    spared: int = 0
    bystanders: int = 0
    fell: int = 0
    summaries: int = 0


def judge(clean: Comparison, comparison: Comparison, done: Damaged, tally: Tally) -> list[str]:
    """Count what was right: the damaged points and bullets, the others (their verdict as it was), the overall score."""
    wrong: list[str] = []
    for row in done.points:
        expected = clean.points[row].verdict if done.verdict == "kept" else done.verdict
        _count(
            tally, comparison.points[row].verdict == expected, wrong, f"point {row}: {comparison.points[row].verdict}"
        )
    for row in done.bullets if not done.points or done.verdict == "contradicted" else ():
        verdict = comparison.bullets[row].verdict
        _count(tally, verdict == done.verdict, wrong, f"bullet {row}: {verdict}: {comparison.bullets[row].text}")
    for row, point in enumerate(comparison.points):
        if row not in done.points:
            tally.bystanders += 1
            tally.spared += point.verdict == clean.points[row].verdict
    tally.summaries += 1
    tally.fell += comparison.scores.overall < clean.scores.overall
    return wrong


def _count(tally: Tally, right: bool, wrong: list[str], told: str) -> None:
    tally.total += 1
    tally.right += right
    if not right:
        wrong.append(told)


def report(name: str, cases: Sequence[Case], rounds: int, seed: int, verbose: bool) -> None:
    """Print the verdicts of clean and damaged summaries."""
    rng = random.Random(seed)
    tallies: dict[str, Tally] = {}
    points: Counter[str] = Counter()
    bullets: Counter[str] = Counter()
    for case in cases:
        clean = run(case, case.texts)
        points.update(point.verdict for point in clean.points)
        bullets.update(bullet.verdict for bullet in clean.bullets)
        if verbose:
            _show_doubts(clean)
        others = [
            text for other in cases if other.name.split("/")[0] != case.name.split("/")[0] for text in other.texts
        ]
        for _ in range(rounds):
            for done in damages(case, others, rng):
                wrong = judge(clean, run(case, done.texts), done, tallies.setdefault(done.kind, Tally()))
                if verbose:
                    for each in wrong:
                        print(f"  {case.name} {done.kind}: {each}")
    print(f"\n{name}: {len(cases)} summaries, {points.total()} points, {rounds} rounds of damage")
    print(f"  undamaged: points {_shares(points)}; bullets {_shares(bullets)}")
    print("  damage      cases   right verdict   others unchanged   score fell")
    for kind, tally in tallies.items():
        print(
            f"  {kind:<10}{tally.total:>7}{tally.right / tally.total:>16.3f}"
            f"{tally.spared / tally.bystanders if tally.bystanders else 1:>19.3f}{tally.fell / tally.summaries:>13.3f}"
        )


def _show_doubts(comparison: Comparison) -> None:
    for point in comparison.points:
        if point.verdict != "kept":
            told = " / ".join(comparison.bullets[at].text for at in point.bullets)
            print(f"  {comparison.story} {point.verdict} {point.told:.2f}: {point.passage.spanish}")
            print(f"    ours: {point.passage.english}\n    summary: {told}\n    {point.reasons}")


def _shares(counts: Counter[str]) -> str:
    return ", ".join(f"{verdict} {count / counts.total():.3f}" for verdict, count in counts.most_common())


def main() -> None:
    """Read the stories, damage their summaries and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path, nargs="?", default=Path("../shared/stories"))
    parser.add_argument("--cache", type=Path, help="where model outputs are kept between runs")
    parser.add_argument("--rounds", type=int, default=5, help="how often each kind of damage is done to a summary")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--verbose", action="store_true", help="print every wrong verdict")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with Pipeline.open(Settings(cache=options.cache)) as pipeline:
        read = []
        for path in sorted(options.stories.glob("*.txt")):
            if not path.name.endswith(REFERENCE_ENDING):
                try:
                    read.append(pipeline.read(path.read_bytes(), path.stem))
                except UnusableInputError as error:
                    print(f"left out: {error}")
        briefs = pipeline.run_stories(read)
        human = list(human_cases(pipeline, options.stories, rng))
        print(f"signature {pipeline.signature}")
    report("our own bullets", list(own_cases(briefs)), options.rounds, options.seed, options.verbose)
    report("human translations", human, options.rounds, options.seed, options.verbose)


if __name__ == "__main__":
    main()
