"""Translations against references: scores that another person can reproduce."""

from pipeline.evaluate.scores import Comparison, Metric, Scores, SentenceScore, compare, score
from pipeline.evaluate.testset import TestSet, load_named, load_pair, load_tsv

__all__ = [
    "Comparison",
    "Metric",
    "Scores",
    "SentenceScore",
    "TestSet",
    "compare",
    "load_named",
    "load_pair",
    "load_tsv",
    "score",
]
