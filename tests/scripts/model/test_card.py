"""The model card, from records as the steps write them."""

import hashlib
import json
import sys
from pathlib import Path

import pytest
import torch

from scripts.model import card


def record(chrf: float, loops: int) -> dict[str, object]:
    """What the measure step writes, for one dev set and one system."""
    return {
        "scores": [{"dev_set": "news", "system": "int8, beam 4", "lines": 246, "bleu": 45.26, "chrf": chrf}],
        "chrF lost": {"capitals": 2.5, "lost accents": 3.25},
        "figures": [107, loops],
        "broken": {"lines": 1864, "loops": loops, "empty": 0, "copies": 1},
        "findings": {"error": 400 + loops, "warning": 500},
        "bootstrap news": {"BLEU": 0.037, "chrF": 0.002},
        "signatures": ["BLEU|tok:13a", "chrF2|nc:6"],
    }


def test_the_card_states_the_run_and_both_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run, start, model = (tmp_path / name for name in ("run", "start", "model"))
    for directory in (run, start, model):
        directory.mkdir()
    settings = {
        "model": str(start),
        "distilled": [str(tmp_path / "distilled:1:1.5")],
        "pairs": [str(tmp_path / "frames.tsv:0.4")],
        "rate": 4e-4,
        "copied_rate": 0.5,
        "matrix_rate": 0.001,
        "decay": 0.995,
        "corpus_epochs": 0.08,
        "int8_share": 0.4,
        "sampled_share": 0.3,
    }
    pools = [
        {"name": "distilled", "lines": 82633, "faults": {"quotes": 2890}},
        {"name": "frames", "lines": 6000, "faults": {}},
    ]
    files = {
        run / "settings.json": settings,
        run / "pools.json": pools,
        start / "replaced.json": [5, 6],
        tmp_path / "averages.json": [
            {"averaged": 1, "bleu": 46.0, "chrf": 68.0},
            {"averaged": 3, "before": 0.5, "bleu": 46.1, "chrf": 68.4},
        ],
        tmp_path / "now.json": record(68.18, 0),
        tmp_path / "before.json": record(67.15, 7),
    }
    for path, content in files.items():
        path.write_text(json.dumps(content), encoding="utf-8")
    torch.save({"spent_s": 4680.0, "step": 4000}, run / "checkpoint.pt")
    (model / "model.safetensors").write_bytes(b"weights")
    arguments = ["--run", run, "--averages", tmp_path / "averages.json", "--measured", tmp_path / "now.json"]
    arguments += ["--before", tmp_path / "before.json", "--model", model, "--out", tmp_path / "CARD.md"]
    monkeypatch.setattr(sys, "argv", ["card", *map(str, arguments)])
    card.main()
    text = (tmp_path / "CARD.md").read_text(encoding="utf-8")
    assert "$" not in text
    assert hashlib.sha256(b"weights").hexdigest() in text
    assert "| news | 246 | int8, beam 4 | 45.26 / 67.15 | 45.26 / 68.18 |" in text
    assert "| loops in 1864 sentences of other stories, unsplit | 7 | 0 |" in text
    assert "| errors that the checks of puntos find there | 407 | 400 |" in text
    assert "before that with 30% of the Spanish lines" in text
    for stated in (
        "78 minutes, 4,000 steps",
        "distilled 82,633",
        "to the power of 1.5",
        "last 3 saved ones, with 50% of the weights of step 3",
        "the last 40% of it",
        "BLEU p = 0.037",
    ):
        assert stated in " ".join(text.split())
    rows = json.loads((tmp_path / "averages.json").read_text(encoding="utf-8"))
    (tmp_path / "averages.json").write_text(json.dumps([rows[0] | {"chosen": True}, rows[1]]), encoding="utf-8")
    card.main()
    chosen = (tmp_path / "CARD.md").read_text(encoding="utf-8")
    assert "last 1 saved ones, with 0% of the weights of step 3" in " ".join(chosen.split())
    assert "wmt_newstest08_11" in text
    assert "xl_wa" in text.partition("Left out")[2]
