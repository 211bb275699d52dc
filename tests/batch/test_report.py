"""What is told of a night: report.json, report.html, metrics, the line for a mail's subject."""

import json
import re
from dataclasses import replace

import lxml.html
import pytest

from pipeline.batch.items import FindingCount
from pipeline.batch.metrics import format_metrics
from pipeline.batch.page import render_page
from pipeline.batch.quarantine import Record
from pipeline.batch.report import Report, make_report
from pipeline.batch.tally import Point, Tally
from tests.batch.test_manifest import entry

HOSTILE = '<script>alert("x")</script>'
FAILURE = Record(
    "mala", f"in/{HOSTILE}.txt", "/in/mala.txt", "WrongLanguageError", "está en catalán & no en español", "t1", "t2", 3
)


@pytest.fixture
def tally() -> Tally:
    tally = Tally(total=5, unchanged=1)
    for stem in ("a", "b"):
        tally.add(replace(entry(stem), seconds=1.5 if stem == "b" else 0.5, name=f"in/{stem}{HOSTILE}.txt"))
    tally.failed.append(FAILURE)
    tally.points = [Point(1.0, 1, 40), Point(2.0, 2, 80)]
    tally.finish()
    return tally


def made(tally: Tally) -> Report:
    return make_report(tally, tally.made, [FAILURE], "puntos:1|model:m")


def test_the_report_counts_the_night(tally: Tally) -> None:
    report = made(tally)
    assert (report.run.total, report.run.made, report.run.unchanged, report.run.failed) == (5, 2, 1, 1)
    assert report.findings == (FindingCount("numbers", "missing", "error", 2),)
    assert [each.stem for each in report.slowest] == ["b", "a"]
    assert [each.relation for each in report.links] == ["duplicate"]
    assert report.run.exit_code == 3


def test_the_report_is_json_with_a_version(tally: Tally) -> None:
    document = json.loads(json.dumps(made(tally).as_document()))
    assert document["schema"] == "puntos/report/1"
    assert document["failures"][0]["reason"] == "está en catalán & no en español"


def test_the_page_shows_all_of_it_and_runs_nothing_of_what_it_shows(tally: Tally) -> None:
    page = render_page(made(tally), ("md", "json"))
    document = lxml.html.document_fromstring(page)
    assert document.findall(".//script") == []
    text = document.text_content()
    for shown in (HOSTILE, "está en catalán & no en español", "WrongLanguageError", "duplicate", "Findings by kind"):
        assert shown in text
    assert [link.get("href") for link in document.findall(".//a")][:2] == ["a.md", "b.md"]
    [plot] = document.findall(".//svg")
    assert "80 Spanish words" in plot.get("aria-label", "")


def test_links_lead_to_briefs_whatever_their_names(tally: Tally) -> None:
    slow = replace(entry("carpeta/uno 100% ¿sí?"), seconds=9.0)
    tally.add(slow)
    document = lxml.html.document_fromstring(render_page(made(tally), ("html",)))
    hrefs = [link.get("href") for link in document.findall(".//a")]
    assert "carpeta/uno%20100%25%20%C2%BFs%C3%AD%3F.html" in hrefs


def test_metrics_are_what_a_scrape_can_read(tally: Tally) -> None:
    lines = format_metrics(tally).splitlines()
    sample = re.compile(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[0-9.e+-]+')
    assert all(line.startswith("# ") or sample.fullmatch(line) for line in lines)
    assert 'puntos_stories{state="made"} 2' in lines
    assert 'puntos_findings{check="numbers",severity="error"} 2' in lines
    assert "puntos_exit_code 3" in lines
    names = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({}, 3, "1 failed"),
        ({"failed": []}, 0, "2 made, 1 unchanged"),
        ({"ending": "interrupted"}, 130, "interrupted"),
        ({"ending": "deadline"}, 3, "out of time"),
        ({"total": 2, "unusable": 2}, 4, "2 stories"),
        ({"total": 0, "failed": []}, 4, "0 stories"),
    ],
)
def test_the_tally_alone_decides_code_and_summary(
    tally: Tally, change: dict[str, object], code: int, words: str
) -> None:
    changed = replace(tally, **change)  # type: ignore[arg-type] # a table of changes
    assert changed.exit_code == code
    assert words in changed.summary
    assert "\n" not in changed.summary


def test_the_throughput_curve_keeps_its_memory(tally: Tally) -> None:
    for _ in range(5_000):
        tally.mark()
    assert len(tally.points) <= 400
