"""Senses: false friends and senses that news does not mean."""

import re
from pathlib import Path

import pytest

from pipeline.verify import Context, reword, verify
from pipeline.verify.senses import check, load_senses

TABLE = Path("pipeline/verify/data/senses.tsv")


@pytest.mark.parametrize(
    ("spanish", "english", "word", "wrong"),
    [
        ("El rey firmó 12 indultos.", "The king signed 12 insults.", "indultos", "insults"),
        ("El Gobierno acordó subir el IVA.", "The Government recalled raising VAT.", "acordó", "recalled"),
        ("La Bolsa de Madrid cayó un 2 %.", "The Madrid Wallet fell 2 %.", "La Bolsa", "Wallet"),
        ("El barco llegó al muelle.", "The boat reached the cradle.", "muelle", "cradle"),
        ("Pidió penas de diez años.", "He asked for feathers of ten years.", "penas", "feathers"),
        ("Renovó el carné de conducir.", "He renewed his driving portfolio.", "carné", "portfolio"),
        ("Ofreció una rueda de prensa.", "He gave a wheel of the day.", "rueda de prensa", "wheel"),
        ("Hubo un golpe de Estado.", "There was a blow of State.", "golpe de Estado", "blow"),
        ("El temporal dejó dos muertos.", "The temporary left two dead.", "El temporal", "temporary"),
    ],
)
def test_finds_words_told_in_a_sense_that_is_not_meant(spanish: str, english: str, word: str, wrong: str) -> None:
    [finding] = check(spanish, english, Context())
    assert (finding.check, finding.code, finding.severity) == ("senses", "false-sense", "warning")
    assert [spanish[span.start : span.end] for span in finding.source_spans] == [word]
    assert [english[span.start : span.end] for span in finding.target_spans] == [wrong]
    assert word in finding.message
    assert wrong in finding.message


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        # What is meant.
        ("El rey firmó 12 indultos.", "The king signed 12 pardons."),
        ("El Gobierno acordó subir el IVA.", "The Government agreed to raise VAT."),
        # What is meant stands beside it.
        ("El barco llegó al muelle.", "The boat, its cradle and all, reached the pier."),
        # Other meanings of the same letters.
        ("Se acordó de su madre.", "He remembered his mother."),
        ("Vio brotes verdes en la economía.", "He saw green buds in the economy."),
        ("Trabajó de forma temporal.", "He worked on a temporary basis."),
        ("Compró una cartera.", "He bought a wallet."),
        ("", ""),
    ],
)
def test_says_nothing_of_what_may_be_right(spanish: str, english: str) -> None:
    assert check(spanish, english, Context()) == []


@pytest.mark.parametrize(
    ("spanish", "english", "severity"),
    [
        ("El equipo cerró ayer una racha de cinco derrotas.", "The team closed yesterday a slap of five defeats.",
         "warning"),
        ("Hubo una racha de derrotas en casa del Real Madrid.", "They lost and lost.", "note"),
        # The wrong word tells another Spanish one.
        ("El muelle tenía una cuna.", "There was a cradle.", "note"),
        ("Insultó al rey y pidió un indulto al ministro.", "He insulted the king and asked for it the minister.", None),
    ],
)  # fmt: skip
def test_finds_words_that_no_usual_word_tells(spanish: str, english: str, severity: str | None) -> None:
    [finding] = check(spanish, english, Context())
    assert finding.code == "sense-untold"
    assert finding.target_spans == ()
    if severity is not None:
        assert finding.severity == severity


def test_each_word_is_told_of_once_and_the_table_has_the_check() -> None:
    spanish = "Las penas por los pleitos del muelle y otras penas."
    english = "The feathers by the pleas of the cradle and other feathers."
    found = [finding for finding in verify(spanish, english) if finding.check == "senses"]
    assert sorted(spanish[finding.source_spans[0].start : finding.source_spans[0].end] for finding in found) == [
        "muelle",
        "penas",
        "pleitos",
    ]


def rows() -> list[list[str]]:
    """The table as it is written."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def words_of(pattern: str) -> list[str]:
    """The alternatives of a column that are plain words but for an open or a plural end."""
    plain = [word.replace("\\w*", "").replace("s?", "") for word in pattern.split("|")]
    return [word for word in plain if re.fullmatch(r"[\w ]+", word)]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_no_row_takes_a_right_word_for_a_wrong_one(row: list[str]) -> None:
    _, wrong, right, _ = row
    is_wrong, is_right = (re.compile(rf"(?<!\w)(?:{part})(?!\w)", re.IGNORECASE) for part in (wrong, right))
    assert words_of(right), right
    for word in words_of(right):
        assert not is_wrong.fullmatch(word), word
    for word in words_of(wrong):
        assert not is_right.search(word), word


@pytest.mark.parametrize("row", [row for row in rows() if row[3]], ids=lambda row: row[0])
def test_the_forms_of_a_row_are_its_spanish_and_the_other_words_are_not(row: list[str]) -> None:
    spanish = re.compile(rf"(?<!\w)(?:{row[0]})(?!\w)", re.IGNORECASE)
    for pair in row[3].split("|"):
        form, other = pair.split("=")
        # What stands behind a form can bar it (brotes verdes), so it is searched for in a sentence.
        match = spanish.search(f"{form} ayer")
        assert match, form
        assert match[0] == form
        assert other != form
        assert not spanish.fullmatch(other) or other.startswith(form), other


def test_the_table_is_read_as_it_is_written() -> None:
    senses, any_spanish = load_senses()
    assert len(senses) == len(rows()) == len({row[0] for row in rows()})
    assert any_spanish.search("el indulto")
    assert not any_spanish.search("el gobierno")


@pytest.mark.parametrize(
    ("spanish", "english", "other"),
    [
        ("El rey firmó 12 indultos.", "The king signed 12 insults.", "El rey firmó 12 perdones."),
        ("INDULTOS PARA DOCE PRESOS", "INSULTS FOR TWELVE", "PERDONES PARA DOCE PRESOS"),
        ("Pleitos por los sueldos.", "Pleas for the soldiers.", "Litigios por los salarios."),
        ("La Bolsa cayó.", "The Wallet fell.", "La Bolsa de Valores cayó."),
        ("Compró bolsas.", "He bought wallets.", None),
        ("Vio el mármol y el buque.", "He saw the mammal and the bucket.", "Vio el mármol y el barco."),
        ("Vio el mármol.", "He saw the mammal.", None),
        ("El rey firmó 12 indultos.", "The king signed 12 pardons.", None),
    ],
)
def test_misread_words_are_said_otherwise_where_other_words_are_known(
    spanish: str, english: str, other: str | None
) -> None:
    assert reword(spanish, check(spanish, english, Context())) == other
