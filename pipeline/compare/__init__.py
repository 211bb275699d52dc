"""Whether an English summary says what the source's bullets say."""

from pipeline.compare.bullets import Line, read_bullets
from pipeline.compare.comparing import Comparison, compare
from pipeline.compare.documents import COMPARISON_SCHEMA, to_csv, to_json
from pipeline.compare.page import to_page
from pipeline.compare.scores import WEIGHTS, Scores
from pipeline.compare.spread import draw_spread, to_spread_page
from pipeline.compare.verdicts import BulletVerdict, PointVerdict, Verdict

__all__ = [
    "COMPARISON_SCHEMA",
    "WEIGHTS",
    "BulletVerdict",
    "Comparison",
    "Line",
    "PointVerdict",
    "Scores",
    "Verdict",
    "compare",
    "draw_spread",
    "read_bullets",
    "to_csv",
    "to_json",
    "to_page",
    "to_spread_page",
]
