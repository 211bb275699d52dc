"""BLEU, chrF and TER by sacreBLEU, each with its signature, and what puntos' own checks say of numbers and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.evaluate.testset import TestSet
from pipeline.verify import verify

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric as SacrebleuMetric

MetricName = Literal["BLEU", "chrF", "TER"]
CHECKS = ("numbers", "names")


@dataclass(frozen=True, slots=True)
class Metric:
    """A corpus score (percent) and the signature that lets another person compute it again."""

    name: MetricName
    score: float
    signature: str


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """Sentence BLEU and chrF (percent) of one line, counted from 1, and the checks that call it wrong."""

    line: int
    source: str
    reference: str
    hypothesis: str
    bleu: float
    chrf: float
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many of the sentences are called wrong by one of puntos' checks, and how many references are."""

    check: str
    sentences: int
    wrong: int
    wrong_references: int


@dataclass(frozen=True, slots=True)
class Scores:
    """All that was measured of one system on one test set."""

    system: str
    test_set: str
    metrics: tuple[Metric, ...]
    accuracies: tuple[Accuracy, ...]
    sentences: tuple[SentenceScore, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A paired bootstrap test of a system against a baseline.

    `p_value` is the chance of a difference as large where there is none; `mean` and `interval` (half-width, 95 %) are
    of the system's score over the resamples.
    """

    metric: str
    baseline: str
    system: str
    baseline_score: float
    system_score: float
    mean: float
    interval: float
    p_value: float


def _metrics() -> dict[MetricName, SacrebleuMetric]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    return {"BLEU": BLEU(), "chrF": CHRF(), "TER": TER()}


def score(system: str, test_set: TestSet, hypotheses: Sequence[str]) -> Scores:
    """Score one English hypothesis a source sentence."""
    metrics = []
    for name, metric in _metrics().items():
        result = metric.corpus_score(list(hypotheses), [list(test_set.references)])
        metrics.append(Metric(name, result.score, str(metric.get_signature())))
    sentences = _score_sentences(test_set, hypotheses)
    return Scores(system, test_set.name, tuple(metrics), _accuracies(test_set, sentences), sentences)


def _wrong(source: str, target: str) -> tuple[str, ...]:
    found = {finding.check for finding in verify(source, target) if finding.severity == "error"}
    return tuple(check for check in CHECKS if check in found)


def _score_sentences(test_set: TestSet, hypotheses: Sequence[str]) -> tuple[SentenceScore, ...]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    bleu, chrf = BLEU(effective_order=True), CHRF()
    lines = zip(test_set.sources, test_set.references, hypotheses, strict=True)
    return tuple(
        SentenceScore(
            line=number,
            source=source,
            reference=reference,
            hypothesis=hypothesis,
            bleu=bleu.sentence_score(hypothesis, [reference]).score,
            chrf=chrf.sentence_score(hypothesis, [reference]).score,
            wrong=_wrong(source, hypothesis),
        )
        for number, (source, reference, hypothesis) in enumerate(lines, start=1)
    )


def _accuracies(test_set: TestSet, sentences: Sequence[SentenceScore]) -> tuple[Accuracy, ...]:
    from pipeline.verify import find_quantities

    pairs = list(zip(test_set.sources, test_set.references, strict=True))
    by_references = [_wrong(source, reference) for source, reference in pairs]
    concerned = {
        "numbers": [bool(find_quantities(source, "es")) for source in test_set.sources],
        "names": [any(word[:1].isupper() for word in source.split()[1:]) for source in test_set.sources],
    }
    return tuple(
        Accuracy(
            check=check,
            sentences=sum(concerned[check]),
            wrong=sum(check in sentence.wrong for sentence in sentences),
            wrong_references=sum(check in wrong for wrong in by_references),
        )
        for check in CHECKS
    )


def compare(
    test_set: TestSet, baseline: str, systems: Sequence[tuple[str, Sequence[str]]], samples: int = 1000
) -> tuple[Comparison, ...]:
    """Test every system but the baseline against it by sacreBLEU's paired bootstrap (Koehn 2004)."""
    from sacrebleu.significance import PairedTest, Result

    metrics: dict[str, SacrebleuMetric] = {name: metric for name, metric in _metrics().items() if name != "TER"}
    ordered = sorted(systems, key=lambda system: system[0] != baseline)
    test = PairedTest(ordered, metrics, [list(test_set.references)], test_type="bs", n_samples=samples)
    _, results = test()
    comparisons = []
    # The results come in the order of the metrics, after the systems' names.
    for metric, values in zip(metrics, list(results.values())[1:], strict=True):
        first, *others = [value for value in values if isinstance(value, Result)]
        for (name, _), other in zip(ordered[1:], others, strict=True):
            assert other.mean is not None
            assert other.ci is not None
            assert other.p_value is not None
            comparisons.append(
                Comparison(metric, baseline, name, first.score, other.score, other.mean, other.ci, other.p_value)
            )
    return tuple(comparisons)
