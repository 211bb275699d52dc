"""report.json: what an output folder holds and how the last run went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from pipeline.batch.items import FindingCount
from pipeline.batch.manifest import Entry
from pipeline.batch.quarantine import Record
from pipeline.batch.takes import Link, find_links
from pipeline.batch.tally import Point, Tally

SCHEMA: Final = "puntos/report/1"
_SLOWEST: Final = 10


@dataclass(frozen=True, slots=True)
class Run:
    """How the last run went; times are UTC in ISO 8601."""

    started: str
    ended: str
    ending: str
    exit_code: int
    summary: str
    signature: str
    total: int
    made: int
    unchanged: int
    failed: int
    left: int
    sentences: int
    words: int
    seconds: float
    words_per_s: float
    first_brief_s: float | None
    cache_hits: int


@dataclass(frozen=True, slots=True)
class Slow:
    """A story that took long: its share, by words, of the time its window took."""

    name: str
    stem: str
    words: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """All that report.json and report.html show. `findings` and `links` are about every story of the folder."""

    run: Run
    stories: int
    findings: tuple[FindingCount, ...]
    failures: tuple[Record, ...]
    left: tuple[str, ...]
    links: tuple[Link, ...]
    slowest: tuple[Slow, ...]
    throughput: tuple[Point, ...]
    schema: str = SCHEMA

    def as_document(self) -> dict[str, object]:
        """Return the report as what JSON can hold."""
        return {"schema": self.schema, **{key: value for key, value in asdict(self).items() if key != "schema"}}


def make_report(tally: Tally, entries: Sequence[Entry], failures: Iterable[Record], signature: str) -> Report:
    """Sum up a run that has finished: its tally, all entries of the folder and all that is in quarantine."""
    findings = Counter[tuple[str, str, str]]()
    for entry in entries:
        for each in entry.findings:
            findings[each.check, each.code, each.severity] += each.count
    slowest = sorted(tally.made, key=lambda entry: -entry.seconds)[:_SLOWEST]
    return Report(
        run=Run(
            started=tally.started.isoformat(timespec="seconds"),
            ended=tally.ended.isoformat(timespec="seconds") if tally.ended else "",
            ending=tally.ending,
            exit_code=tally.exit_code,
            summary=tally.summary,
            signature=signature,
            total=tally.total,
            made=len(tally.made),
            unchanged=tally.unchanged,
            failed=len(tally.failed),
            left=len(tally.left),
            sentences=tally.sentences,
            words=tally.words,
            seconds=round(tally.seconds, 2),
            words_per_s=round(tally.words_per_s, 1),
            first_brief_s=round(tally.first_brief_s, 2) if tally.first_brief_s is not None else None,
            cache_hits=tally.cache_hits,
        ),
        stories=len(entries),
        findings=tuple(
            FindingCount(*kind, count) for kind, count in sorted(findings.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        failures=tuple(sorted(failures, key=lambda record: record.stem)),
        left=tuple(item.name for item in tally.left),
        links=tuple(find_links(entries)),
        slowest=tuple(Slow(each.name, each.stem, each.words, round(each.seconds, 3)) for each in slowest),
        throughput=tuple(tally.points),
    )
