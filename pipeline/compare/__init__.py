"""Whether an English summary says what the source's bullets say."""

from pipeline.compare.bullets import Line, read_bullets
from pipeline.compare.comparing import Comparison, compare
from pipeline.compare.scores import WEIGHTS, Scores
from pipeline.compare.verdicts import BulletVerdict, PointVerdict, Verdict

__all__ = [
    "WEIGHTS",
    "BulletVerdict",
    "Comparison",
    "Line",
    "PointVerdict",
    "Scores",
    "Verdict",
    "compare",
    "read_bullets",
]
