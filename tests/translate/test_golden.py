"""The embedded model says today what it said when its output was written down.

After a change of the weights, the engine or what is done around it: python -m scripts.make_golden
"""

from __future__ import annotations

import json

from sacrebleu.metrics.chrf import CHRF

from scripts.make_golden import GOLDEN, Golden, translate

# Kernels of another processor round otherwise; near-equal hypotheses may then change places, but not many.
LEAST_CHRF_ELSEWHERE = 85.0


def test_the_model_says_what_it_said() -> None:
    golden: Golden = json.loads(GOLDEN.read_text("utf-8"))
    now = translate()
    assert now["signature"] == golden["signature"], "run: python -m scripts.make_golden"
    assert now["translations"].keys() == golden["translations"].keys()
    if (now["processor"], now["ctranslate2"]) == (golden["processor"], golden["ctranslate2"]):
        assert now["translations"] == golden["translations"]
    else:
        texts = list(now["translations"].values())
        assert CHRF().corpus_score(texts, [list(golden["translations"].values())]).score >= LEAST_CHRF_ELSEWHERE
