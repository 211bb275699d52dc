"""Sifting: Spanish and distilled English in, why it is left out and the English put right out."""

import sys
from pathlib import Path

import pytest

from scripts.model import sift

NAMES = frozenset({"Ana"})


@pytest.mark.parametrize(
    ("spanish", "english", "reason", "mended"),
    [
        ("El puerto reabrió ayer.", "The port reopened yesterday.", "", None),
        ("Ayer murió en Navolato un policía.", "A policeman died yesterday in Navolata.", "",
         "A policeman died yesterday in Navolato."),
        ("La madre de Quintana Berrelleza dimitió.", "Berreleza's mother, Quintena's, resigned.", "",
         "Berrelleza's mother, Quintana's, resigned."),
        ("Peña viajó a la costa.", "Pea traveled to the coast.", "", "Peña traveled to the coast."),
        ("La atribución es del PSOE.", "The agtribution is from PSOE.", "unknown-word", None),
        ("La policía halló mariguana en la casa.", "The police found Margarita in the house.", "name-added", None),
        ("Hay 3 heridos.", "There are 4 wounded.", "figures", None),
        ("El alcalde no dimitirá.", "The mayor will resign.", "negation-lost", None),
        ("Guardaron cuarentena en casa.", "They kept cuarentena at home.", "untranslated", None),
        ("El rey firmó los indultos.", "The king signed the insults.", "false-sense", None),
    ],
)  # fmt: skip
def test_lines_are_mended_or_left_out(spanish: str, english: str, reason: str, mended: str | None) -> None:
    assert sift.sifted(spanish, english, NAMES) == (reason, mended or english)


def test_the_command_sifts_each_shard_once_unless_told_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("00000", "00001"):
        (tmp_path / f"{name}.tsv").write_text(
            "Llueve en Lima.\tIt rains in Lima.\nHay 3 heridos.\tThere are 4 wounded.\n"
        )

    def run(*options: str) -> None:
        monkeypatch.setattr(sys, "argv", ["sift", "--shards", str(tmp_path), *options])
        sift.main()

    run("--rank", "1", "--world", "2")
    assert [path.name for path in tmp_path.glob("*.sifted")] == ["00001.sifted"]
    (tmp_path / "00001.sifted").write_text("own\n")
    run()
    expected = "\tIt rains in Lima.\nfigures\tThere are 4 wounded.\n"
    assert (tmp_path / "00000.sifted").read_text() == expected
    assert (tmp_path / "00001.sifted").read_text() == "own\n"
    run("--again")
    assert (tmp_path / "00001.sifted").read_text() == expected


def test_the_lines_that_no_shard_keeps_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "00000.tsv").write_text("Hay 3 heridos.\tThere are 4 wounded.\nHay 5 heridos.\t4 are wounded.\n")
    (tmp_path / "00001.tsv").write_text("Llueve.\tIt rains.\nHay 5 heridos.\tThere are 5 wounded.\n")
    left = tmp_path / "left.es"
    arguments = ["sift", "--shards", str(tmp_path), "--left", str(left)]
    monkeypatch.setattr(sys, "argv", arguments)
    sift.main()
    assert left.read_text() == "Hay 3 heridos.\n"
    monkeypatch.setattr(sys, "argv", [*arguments, "--world", "2"])
    with pytest.raises(SystemExit):
        sift.main()
    assert "--left" in capsys.readouterr().err
