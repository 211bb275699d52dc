"""Measure a Marian directory as puntos runs it: scores on dev sets, losses from int8, greedy and noise, broken lines.

    python -m scripts.model.measure --model DIR --out FILE [--baseline FILE] [--lines FILE ...] --dev STEM [STEM ...]

Inputs: the directory; dev sets `STEM.es` and `STEM.en`; text files whose sentences are searched for broken drafts;
another model's output of this command, against which a paired bootstrap is run. Output: JSON with drafts and scores.
Minutes: about 4 on two idle cores for 850 dev and 2,000 other lines.
"""

import argparse
import hashlib
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.significance import PairedTest, Result

from pipeline.settings import GREEDY, ComputeType, Decoding, Engine
from pipeline.story import Severity
from pipeline.translate.engines.conversion import convert
from pipeline.translate.engines.ctranslate2 import CTranslate2Translator
from pipeline.translate.engines.transformers import TransformersTranslator
from pipeline.translate.splitting import ClauseTranslator
from pipeline.translate.translator import EngineIdentity, Translator
from pipeline.verify import verify
from scripts.model.augment import without_accents
from scripts.model.corpus import read_lines
from scripts.model.mend import REPEAT, figures

POSITIONS = 512
SENTENCE_END = re.compile(r"(?<=[.!?…»”\"])\s+(?=[«“\"¿¡]?[A-ZÁÉÍÓÚÑ])")
BEAM = Decoding()


@dataclass(frozen=True, slots=True)
class Score:
    """One system on one dev set."""

    dev_set: str
    system: str
    lines: int
    bleu: float
    chrf: float


@dataclass(frozen=True, slots=True)
class Broken:
    """How many of `lines` drafts repeat themselves, are empty, or are the Spanish unchanged."""

    lines: int
    loops: int
    empty: int
    copies: int


def reference_engine(model: Path) -> Translator:
    """The model in float32, by transformers."""
    return TransformersTranslator(
        identity(model, "transformers", "float32"), model, max_tokens=POSITIONS, positions=POSITIONS, threads=1
    )


def int8_engine(model: Path, folder: Path) -> Translator:
    """The model as puntos runs it, CTranslate2 in int8, converted into `folder`."""
    convert(model, folder / "int8", "int8")
    return CTranslate2Translator(
        identity(model, "ctranslate2", "int8"),
        model,
        folder / "int8",
        max_tokens=POSITIONS,
        positions=POSITIONS,
        threads=1,
    )


def identity(model: Path, engine: Engine, compute_type: ComputeType) -> EngineIdentity:
    """Which weights run on what."""
    digest = hashlib.sha256((model / "model.safetensors").read_bytes()).hexdigest()
    return EngineIdentity(model.name, digest, engine, compute_type)


def drafts(engine: Translator, lines: Sequence[str], decoding: Decoding) -> list[str]:
    """The best hypothesis of each line."""
    return [hypotheses[0].text for hypotheses in engine.translate(lines, decoding)]


def broken(spanish: Sequence[str], english: Sequence[str]) -> Broken:
    """Count the drafts that no editor could use."""
    pairs = list(zip(spanish, english, strict=True))
    return Broken(
        lines=len(pairs),
        loops=sum(bool(REPEAT.search(draft)) and not REPEAT.search(line) for line, draft in pairs),
        empty=sum(not draft.strip() for _, draft in pairs),
        copies=sum(len(line.split()) > 4 and line.casefold() == draft.casefold() for line, draft in pairs),
    )


def findings(spanish: Sequence[str], english: Sequence[str]) -> dict[Severity, int]:
    """How many errors and warnings the checks of puntos find in the drafts, each sentence by itself."""
    found = Counter(finding.severity for pair in zip(spanish, english, strict=True) for finding in verify(*pair))
    return {"error": found["error"], "warning": found["warning"]}


def wrong_figures(spanish: Sequence[str], english: Sequence[str]) -> tuple[int, int]:
    """How many lines have figures, and in how many drafts one of them is missing or another is there instead."""
    pairs = [(figures(line), figures(draft)) for line, draft in zip(spanish, english, strict=True)]
    return sum(bool(source) for source, _ in pairs), sum(bool(source - draft) for source, draft in pairs)


def bootstrap(references: list[str], baseline: list[str], system: list[str]) -> dict[str, float]:
    """The p-value of each metric's difference by sacreBLEU's paired bootstrap of 1,000 samples (Koehn 2004)."""
    metrics = {"BLEU": BLEU(), "chrF": CHRF()}
    named: list[tuple[str, Sequence[str]]] = [("baseline", baseline), ("system", system)]
    _, results = PairedTest(named, metrics, [references], test_type="bs", n_samples=1000)()
    found: dict[str, float] = {}
    for name, values in results.items():
        second = values[1]
        if name != "System" and isinstance(second, Result) and second.p_value is not None:
            found[name.split("|")[0]] = second.p_value
    return found


def measure(model: Path, dev: Sequence[Path], others: Sequence[Path], baseline: Path | None) -> dict[str, object]:
    """Everything the model card states of a model."""
    bleu, chrf, folded = BLEU(), CHRF(), CHRF(lowercase=True)
    scores: list[Score] = []
    kept: dict[str, list[str]] = {}
    record: dict[str, object] = {}
    before = json.loads(baseline.read_text(encoding="utf-8"))["drafts"] if baseline else {}
    with tempfile.TemporaryDirectory() as folder:
        running = {"float32": reference_engine(model), "int8": int8_engine(model, Path(folder))}
        for stem in dev:
            spanish, english = (list(read_lines(stem.with_name(f"{stem.name}.{side}"))) for side in ("es", "en"))
            for name, engine in running.items():
                for search, decoding in (("beam 4", BEAM), ("greedy", GREEDY)):
                    made = drafts(engine, spanish, decoding)
                    scored = [metric.corpus_score(made, [english]).score for metric in (bleu, chrf)]
                    scores.append(Score(stem.name, f"{name}, {search}", len(made), *(round(s, 2) for s in scored)))
                    kept[f"{stem.name}, {name}, {search}"] = made
                    print(scores[-1], flush=True)
            first = f"{stem.name}, float32, beam 4"
            if first in before:
                record[f"bootstrap {stem.name}"] = bootstrap(english, before[first], kept[first])
        stem = dev[0]
        spanish, english = (list(read_lines(stem.with_name(f"{stem.name}.{side}"))) for side in ("es", "en"))
        clean = folded.corpus_score(kept[f"{stem.name}, int8, beam 4"], [english]).score
        rng = random.Random(1)
        noised = {"capitals": [line.upper() for line in spanish]}
        noised["lost accents"] = [without_accents(line, rng) for line in spanish]
        record["chrF lost"] = {
            name: round(clean - folded.corpus_score(drafts(running["int8"], lines, BEAM), [english]).score, 2)
            for name, lines in noised.items()
        }
        record["figures"] = wrong_figures(spanish, kept[f"{stem.name}, int8, beam 4"])
        sentences = [part for path in others for line in read_lines(path) for part in SENTENCE_END.split(line)]
        if sentences:
            # Only what has more pieces than the model has positions is cut.
            made = drafts(ClauseTranslator(running["int8"]), sentences, BEAM)
            record["broken"] = asdict(broken(sentences, made))
            record["findings"] = findings(sentences, made)
    signatures = [str(metric.get_signature()) for metric in (bleu, chrf)]
    return {**record, "scores": [asdict(score) for score in scores], "signatures": signatures, "drafts": kept}


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--dev", type=Path, nargs="+", required=True)
    parser.add_argument("--lines", type=Path, nargs="*", default=[])
    parser.add_argument("--baseline", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    record = measure(args.model, args.dev, args.lines, args.baseline)
    args.out.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print({name: value for name, value in record.items() if name != "drafts"})


if __name__ == "__main__":
    main()
