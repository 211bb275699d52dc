"""What happens to lines before they are learnt from: mending, faults, noise, frames."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.model.augment import masked_figures, typographic_quotes, without_accents, without_final_stop
from scripts.model.corpus import read_sources
from scripts.model.frames import make_pairs
from scripts.model.gather import gather, gather_pairs, usable
from scripts.model.mend import fault, plain, spelled_back
from scripts.model.teacher import tidied

NAMES = frozenset({"Pablo", "Ana"})


@pytest.mark.parametrize(
    ("spanish", "english", "reason"),
    [
        ("El Gobierno aprobó la ley.", "The Government approved the law.", ""),
        ("Hubo 1.234 heridos.", "There were 1,234 wounded.", ""),
        ("Hubo 1.234 heridos.", "There were 1,243 wounded.", "figures"),
        ("Ana Calvo, Inés Rey y otros.", "Ana Calvo, Mr. Mr. Mr. Mr. and others.", "repetition"),
        ("Pablo Iglesias llegó ayer.", "Pablo Churches arrived yesterday.", "name"),
        ("Cuesta dos billones de pesos.", "It costs two billion pesos.", "long scale"),
        ("Cuesta dos billones de pesos.", "It costs two trillion pesos.", ""),
        ('«Sí», dijo, y "no" después.', '"Yes," he said, and no" later.', "quotes"),
        ("El río Paraná creció mucho.", "The river da Paraná grew a lot.", "Portuguese"),
        ("El señor Acuña llegó.", "Mr. Acu ⁇ a arrived.", "unknown piece"),
        ("No habrá elecciones anticipadas este año.", "No.", "length"),
    ],
)
def test_the_first_fault_of_a_pair(spanish: str, english: str, reason: str) -> None:
    assert fault(spanish, english, NAMES) == reason


@pytest.mark.parametrize(
    ("spanish", "english", "mended"),
    [
        ("Enrique Peña Nieto", "Enrique Pea Nieto", "Enrique Peña Nieto"),
        ("Núñez y Muñoz", "Núez and Mu ⁇ oz", "Núñez and Muñoz"),
        ("El año de Agüero", "The year of Agero", "The year of Agüero"),
        ("El niño comió", "The child ate", "The child ate"),
    ],
)
def test_letters_that_the_pivot_cannot_spell_are_put_back(spanish: str, english: str, mended: str) -> None:
    assert spelled_back(spanish, english) == mended


def test_english_has_straight_quotes() -> None:
    assert plain("“It’s  over…”") == '"It\'s over..."'


def test_the_teacher_reads_signs_that_it_knows() -> None:
    assert tidied("«Son 500 €» — dijo…") == '"Son 500 euros" - dijo...'


@pytest.mark.parametrize(
    ("line", "is_usable"),
    [
        ("El presidente viajó a Lima para la cumbre.", True),
        ("Sí.", False),
        ("Vea más en https://ejemplo.org y comparta.", False),
        ("<p>El presidente viajó a Lima</p>", False),
        ("12.345 67.890 1.234 (5,6 %) 7-8", False),
        ("AdministraciÃ³n de la ciudad de Lima", False),
    ],
)
def test_lines_fit_for_a_sentence_model(line: str, is_usable: bool) -> None:
    assert usable(line) == is_usable


def test_gathering_keeps_dev_lines_and_repeats_out() -> None:
    lines = ["La sequía afecta a diez provincias.", "La sequía afecta a DIEZ provincias", "El dólar subió a 20 pesos."]
    barred = frozenset({"eldólarsubióa20pesos"})
    assert gather([(lines, 10)], barred, random.Random(1)) in ([lines[0]], [lines[1]])


def test_gathered_pairs_are_usable_on_both_sides_and_bar_either() -> None:
    rain = ("Llueve con fuerza en la costa.", "Heavy rain falls on the coast.")
    barred = frozenset({"thedollarroseto20pesos", "elmarsubióayer"})
    pairs = [
        rain,
        ("El dólar subió a 20 pesos.", "The dollar rose to 20 pesos."),
        ("El mar subió ayer.", "The sea rose yesterday."),
        ("El paro bajó en mayo.", "<p>Unemployment</p> fell."),
    ]
    assert gather_pairs([(pairs, None)], barred, random.Random(1)) == [rain]
    again = (rain[0].upper(), "It rains hard on the coast.")
    assert gather_pairs([([rain], None), ([again], None)], barred, random.Random(1)) == [rain]
    other = ("El paro bajó en mayo.", "Unemployment fell in May.")
    assert gather_pairs([([rain, other], 1)], barred, random.Random(1)) in ([rain], [other])


def test_noise_on_one_side_or_both() -> None:
    rng = random.Random(1)
    assert without_accents("Núñez llegó", rng) in ("Nuñez llego", "Nunez llego")
    assert without_final_stop("Sube el paro.", "Unemployment rises.") == ("Sube el paro", "Unemployment rises")
    assert without_final_stop("¿Sube el paro?", "Is it rising?") == ("¿Sube el paro?", "Is it rising?")
    assert masked_figures("El 3,5 %", "3.5%") == ("El *NUMBER* %", "*NUMBER*%")
    assert masked_figures("Los 3", "The three") == ("Los 3", "The three")
    assert typographic_quotes('Dijo "sí" y "no".', rng) in ("Dijo “sí” y “no”.", "Dijo «sí» y «no».")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_a_made_pair_carries_the_same_figures_and_names(seed: int) -> None:
    ((spanish, english),) = make_pairs(1, seed)
    assert "{" not in spanish + english
    assert english
    capitals = {word.strip(".,:") for word in spanish.split()[1:] if word[0].isupper()}
    government = {"Gobierno"}
    assert capitals - government <= {word.strip(".,:") for word in english.split()} | {""}


def test_no_source_is_both_used_and_left_out() -> None:
    pairs, mono = read_sources()
    assert {source.name for source in pairs if source.left_out} == {
        "meta4xnli",
        "ted_test",
        "progit",
        "xl_wa",
        "javascript_info",
        "science_guides",
    }
    assert all(not (source.left_out and (source.epochs or source.lines)) for source in pairs + mono)
