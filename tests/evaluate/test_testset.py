"""Test sets from plain files, TSV and sacreBLEU's data."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError, InputNotFoundError
from pipeline.evaluate import load_named, load_pair, load_tsv


def test_pair_of_files(tmp_path: Path) -> None:
    (tmp_path / "es").write_text("El puerto reabrió.\nNo hubo heridos.\n", encoding="utf-8")
    (tmp_path / "en").write_text("The port reopened.\nNobody was hurt.", encoding="utf-8")
    loaded = load_pair(tmp_path / "es", tmp_path / "en")
    assert loaded.sources == ("El puerto reabrió.", "No hubo heridos.")
    assert loaded.references == ("The port reopened.", "Nobody was hurt.")


def test_a_line_separator_within_a_sentence_is_no_line_end(tmp_path: Path) -> None:
    (tmp_path / "es").write_text("El puerto\u2028reabrió.\n", encoding="utf-8")
    (tmp_path / "en").write_text("The port reopened.\n", encoding="utf-8")
    assert len(load_pair(tmp_path / "es", tmp_path / "en").sources) == 1


def test_files_of_different_length_are_refused_with_their_lengths(tmp_path: Path) -> None:
    (tmp_path / "es").write_text("Uno.\nDos.\n")
    (tmp_path / "en").write_text("One.\n")
    with pytest.raises(ConfigurationError, match=r"2 lines.*1"):
        load_pair(tmp_path / "es", tmp_path / "en")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputNotFoundError, match="nowhere"):
        load_pair(tmp_path / "nowhere", tmp_path / "nowhere")


def test_empty_set(tmp_path: Path) -> None:
    (tmp_path / "es").write_text("")
    with pytest.raises(ConfigurationError, match="empty"):
        load_pair(tmp_path / "es", tmp_path / "es")


def test_tsv_plain_and_compressed(tmp_path: Path) -> None:
    lines = "El puerto reabrió.\tThe port reopened.\n"
    (tmp_path / "set.tsv").write_text(lines, encoding="utf-8")
    (tmp_path / "set.tsv.xz").write_bytes(lzma.compress(lines.encode()))
    plain, compressed = load_tsv(tmp_path / "set.tsv"), load_tsv(tmp_path / "set.tsv.xz")
    assert plain.sources == compressed.sources == ("El puerto reabrió.",)
    assert plain.references == ("The port reopened.",)


def test_a_bad_tsv_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "set.tsv").write_text("a\tb\nc\n")
    with pytest.raises(ConfigurationError, match="line 2"):
        load_tsv(tmp_path / "set.tsv")


def test_sacrebleu_sets_are_taken_from_disk_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sacrebleu.utils.SACREBLEU_DIR", str(tmp_path))
    with pytest.raises(InputNotFoundError, match="sacrebleu -t wmt13"):
        load_named("wmt13")
    (tmp_path / "wmt13").mkdir()
    (tmp_path / "wmt13" / "wmt13.es-en.src").write_text("Uno.\n")
    (tmp_path / "wmt13" / "wmt13.es-en.ref").write_text("One.\n")
    assert load_named("wmt13").references == ("One.",)


@pytest.mark.parametrize(("name", "said"), [("wmt99", "no test set"), ("wmt20", "no Spanish-English pair")])
def test_sacrebleu_sets_that_cannot_be(name: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        load_named(name)
