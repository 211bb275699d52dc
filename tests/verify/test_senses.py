"""Senses: false friends and senses that news does not mean."""

import re
from pathlib import Path

import pytest

from pipeline.verify import Context, verify
from pipeline.verify.senses import Sense, check, load_senses

TABLE = Path("pipeline/verify/data/senses.tsv")


@pytest.mark.parametrize(
    ("spanish", "english", "word", "wrong"),
    [
        ("El rey firmó 12 indultos.", "The king signed 12 insults.", "indultos", "insults"),
        ("El Gobierno acordó subir el IVA.", "The Government recalled raising VAT.", "acordó", "recalled"),
        ("La Bolsa de Madrid cayó un 2 %.", "The Madrid Wallet fell 2 %.", "Bolsa", "Wallet"),
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
        # Another Spanish word is told by it.
        ("El muelle tenía una cuna.", "There was a cradle."),
        ("Insultó al rey y pidió un indulto.", "He insulted the king."),
        # Other meanings of the same letters.
        ("Se acordó de su madre.", "He remembered his mother."),
        ("Vio brotes verdes en la economía.", "He saw green buds in the economy."),
        ("Trabajó de forma temporal.", "He worked on a temporary basis."),
        ("Compró una bolsa.", "He bought something."),
        ("Compró una cartera.", "He bought a wallet."),
        ("", ""),
    ],
)
def test_says_nothing_of_what_may_be_right(spanish: str, english: str) -> None:
    assert check(spanish, english, Context()) == []


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
    spanish, wrong, right = row
    sense = Sense(*(re.compile(rf"(?<!\w)(?:{part})(?!\w)", re.IGNORECASE) for part in (spanish, wrong, right)))
    assert words_of(right), right
    for word in words_of(right):
        assert not sense.wrong.fullmatch(word), word
    for word in words_of(wrong):
        assert not sense.right.search(word), word


def test_the_table_is_read_as_it_is_written() -> None:
    senses, any_spanish = load_senses()
    assert len(senses) == len(rows()) == len({row[0] for row in rows()})
    assert any_spanish.search("el indulto")
    assert not any_spanish.search("el gobierno")
