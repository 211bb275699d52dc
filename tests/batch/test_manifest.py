"""The journal: what was added is there, whatever was cut off or scribbled over is as if it were not."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.batch.items import FindingCount
from pipeline.batch.manifest import Entry, Manifest, Output, format_entry, parse_entry, story_key


def entry(stem: str, key: str = "k1") -> Entry:
    return Entry(
        key=key,
        source=f"/in/{stem}.txt",
        name=f"in/{stem}.txt",
        stem=stem,
        outputs=(Output(f"{stem}.md", "0" * 64),),
        arrived_ns=1,
        finished="2026-05-04T03:02:01+00:00",
        headline="Sube el paro",
        text_sha256="f" * 64,
        sketch=b"\x00\x01\x02\x03",
        sentences=3,
        words=40,
        seconds=0.25,
        findings=(FindingCount("numbers", "missing", "error", 1),),
    )


def test_what_was_added_is_there_the_next_time(tmp_path: Path) -> None:
    with Manifest(tmp_path) as manifest:
        manifest.append([entry("a"), entry("b")])
        manifest.append([entry("a", "k2")])
    with Manifest(tmp_path) as manifest:
        assert manifest.entries == {"a": entry("a", "k2"), "b": entry("b")}
        assert manifest.damaged == 0


def test_a_torn_last_line_costs_one_story_and_not_the_next_line(tmp_path: Path) -> None:
    with Manifest(tmp_path) as manifest:
        manifest.append([entry("a"), entry("b")])
    path = tmp_path / "manifest.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    with Manifest(tmp_path) as manifest:
        assert set(manifest.entries) == {"a"}
        assert manifest.damaged == 1
        manifest.append([entry("c")])
    with Manifest(tmp_path) as manifest:
        assert set(manifest.entries) == {"a", "c"}


@given(cut=st.integers(0, 2_000))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_cut_anywhere_a_journal_keeps_every_whole_line(tmp_path: Path, cut: int) -> None:
    lines = [format_entry(entry(stem)) for stem in ("a", "b", "c")]
    data = b"".join(lines)[:cut]
    (tmp_path / "manifest.jsonl").write_bytes(data)
    whole = [stem for at, stem in enumerate("abc") if len(b"".join(lines[: at + 1])) <= len(data)]
    with Manifest(tmp_path) as manifest:
        assert sorted(manifest.entries) == whole


@given(st.binary(max_size=300))
def test_noise_is_no_entry(noise: bytes) -> None:
    assert parse_entry(noise) is None


@given(
    at=st.integers(0, 600),
    noise=st.binary(min_size=1, max_size=8),
)
def test_an_entry_that_was_scribbled_over_is_an_entry_or_none_and_never_an_error(at: int, noise: bytes) -> None:
    line = bytearray(format_entry(entry("a")))
    line[at : at + len(noise)] = noise
    found = parse_entry(bytes(line))
    assert found is None or isinstance(found, Entry)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_name_survives_the_journal(name: str, headline: str) -> None:
    written = Entry(**{**{f: getattr(entry("a"), f) for f in Entry.__slots__}, "name": name, "headline": headline})
    assert parse_entry(format_entry(written)) == written


def test_a_key_follows_from_bytes_metadata_signature_and_options_alone() -> None:
    key = story_key(b"text", {"a": "1", "b": "2"}, "puntos:1", "md")
    assert key == story_key(b"text", {"b": "2", "a": "1"}, "puntos:1", "md")
    others = {
        story_key(b"texts", {"a": "1", "b": "2"}, "puntos:1", "md"),
        story_key(b"text", {"a": "1"}, "puntos:1", "md"),
        story_key(b"text", {"a": "1", "b": "2"}, "puntos:2", "md"),
        story_key(b"text", {"a": "1", "b": "2"}, "puntos:1", "txt"),
    }
    assert len(others | {key}) == 5
