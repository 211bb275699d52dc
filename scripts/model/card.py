"""Write MODEL_CARD.md from the records of a run: settings, scores, sources.

    python -m scripts.model.card --run DIR --averages FILE --measured FILE --before FILE --model DIR --out MODEL_CARD.md

Inputs: the training step's --out, the JSON of the average step (the model is the row marked `"chosen": true` in it, or
else its best), the JSON of the measure step for the model and for the one before it, the exported directory. Output:
the card. Seconds: 2.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template

import torch

from scripts.model.corpus import Source, read_sources

TEMPLATE = Path(__file__).with_name("card.template.md")
Record = Mapping[str, object]


def read_json(path: Path) -> Record:
    """A record of an earlier step."""
    loaded: Record = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def score_table(before: Record, now: Record) -> str:
    """A Markdown table of BLEU and chrF of both models, a row a dev set and system."""
    rows = ["| dev set | lines | system | before | now |", "|---|---:|---|---:|---:|"]
    old = {(row["dev_set"], row["system"]): row for row in listed(before, "scores")}
    for row in listed(now, "scores"):
        was = old[row["dev_set"], row["system"]]
        cells = [str(row["dev_set"]), str(row["lines"]), str(row["system"])]
        rows.append(f"| {' | '.join(cells)} | {was['bleu']} / {was['chrf']} | {row['bleu']} / {row['chrf']} |")
    return "\n".join(rows)


def listed(record: Record, name: str) -> list[Record]:
    """A record's list of records."""
    value = record[name]
    return value if isinstance(value, list) else []


def mapped(record: Record, name: str) -> Record:
    """A record's record, empty where there is none."""
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def behaviour_rows(before: Record, now: Record) -> str:
    """Rows of what else was measured: noise, figures, broken lines."""
    rows = []
    for noise, value in mapped(now, "chrF lost").items():
        rows.append(f"| chrF lost to {noise} (case folded) | {mapped(before, 'chrF lost')[noise]} | {value} |")
    (_, old_wrong), (lines, wrong) = listed_numbers(before, "figures"), listed_numbers(now, "figures")
    rows.append(f"| lines without one of their figures as digits, of {lines} with figures | {old_wrong} | {wrong} |")
    old, new = mapped(before, "broken"), mapped(now, "broken")
    where = f"in {new['lines']} sentences of other stories, unsplit"
    rows += [f"| {kind} {where} | {old[kind]} | {new[kind]} |" for kind in ("loops", "empty", "copies")]
    old, new = mapped(before, "findings"), mapped(now, "findings")
    rows += [f"| {kind}s that the checks of puntos find there | {old[kind]} | {new[kind]} |" for kind in new]
    return "\n".join(rows)


def listed_numbers(record: Record, name: str) -> list[int]:
    """A record's list of numbers."""
    value = record[name]
    return [number for number in value if isinstance(number, int)] if isinstance(value, list) else []


def bootstrap_text(now: Record) -> str:
    """The p-values in a line."""
    named = [(name.removeprefix("bootstrap "), mapped(now, name)) for name in now if name.startswith("bootstrap ")]
    return "; ".join(
        f"{name}: {', '.join(f'{metric} p = {value:.3f}' for metric, value in values.items())}"
        for name, values in named
    )


def source_rows(sources: Iterable[Source], amount: str) -> str:
    """Table rows of the sources in use; `amount` is the field of the last column."""
    used = [source for source in sources if not source.left_out]
    return "\n".join(
        f"| {source.name} | {source.domain} | {source.licence} | {getattr(source, amount):,} |" for source in used
    )


def sharpness(stated: str) -> str:
    """In words the power of the shares in DIR:EPOCHS:SHARPNESS, if it is not 1."""
    power = (stated.split(":")[2:] or ["1"])[0]
    return "" if float(power) == 1 else f" with shares to the power of {power}"


def fields(args: argparse.Namespace) -> dict[str, str]:
    """What the template's placeholders stand for."""
    settings, now, before = (read_json(path) for path in (args.run / "settings.json", args.measured, args.before))
    state = torch.load(args.run / "checkpoint.pt", weights_only=True, map_location="cpu")
    averages = json.loads(args.averages.read_text(encoding="utf-8"))
    best = next((row for row in averages if row.get("chosen")), max(averages, key=lambda row: row["chrf"]))
    start = Path(str(settings["model"]))
    replaced = start / "replaced.json"
    pools = {pool["name"]: pool for pool in json.loads((args.run / "pools.json").read_text(encoding="utf-8"))}

    def pools_named(option: str) -> list[Record]:
        stated = [Path(str(value).partition(":")[0]).name.split(".")[0] for value in listed(settings, option)]
        return [pools[name] for name in stated]

    faults: Counter[str] = Counter()
    for pool in pools_named("distilled"):
        faults.update({name: int(str(count)) for name, count in mapped(pool, "faults").items()})
    weights = args.model / "model.safetensors"
    pairs, mono = read_sources()
    signatures = listed(now, "signatures")
    return {
        "added": str(len(json.loads(replaced.read_text(encoding="utf-8")))),
        "megabytes": f"{weights.stat().st_size / 1e6:.1f}",
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "bleu_signature": str(signatures[0]),
        "chrf_signature": str(signatures[1]),
        "scores": score_table(before, now),
        "bootstrap": bootstrap_text(now),
        "behaviour": behaviour_rows(before, now),
        "minutes": f"{state['spent_s'] / 60:.0f}",
        "steps": f"{state['step']:,}",
        "distilled": ", ".join(
            f"{pool['name']} {int(str(pool['lines'])):,}{sharpness(str(stated))}"
            for pool, stated in zip(pools_named("distilled"), listed(settings, "distilled"), strict=True)
        ),
        "int8_share": f"{float(str(settings['int8_share'])):.0%}",
        "sampled_share": f"{float(str(settings['sampled_share'])):.0%}",
        "frames": f"{sum(int(str(pool['lines'])) for pool in pools_named('pairs')):,}",
        "rate": str(settings["rate"]),
        "copied_rate": str(settings["copied_rate"]),
        "matrix_rate": str(settings["matrix_rate"]),
        "decay": str(settings["decay"]),
        "mixtures": str(len(averages)),
        "range": " / ".join(
            f"{min(row[metric] for row in averages)}-{max(row[metric] for row in averages)}"
            for metric in ("bleu", "chrf")
        ),
        "averaged": str(best["averaged"]),
        "before_share": f"{best.get('before', 0):.0%}",
        "faults": ", ".join(f"{fault} {count}" for fault, count in sorted(faults.items())),
        "corpus_epochs": str(settings["corpus_epochs"]),
        "pairs": source_rows(pairs, "epochs"),
        "mono": source_rows([*mono, *(source for source in pairs if source.lines)], "lines"),
        "left_out": ", ".join(source.name for source in pairs if source.left_out),
    }


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("run", "averages", "measured", "before", "model", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    text = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(fields(args))
    args.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
