"""Which language a text is in, and whether it costs the loading of a library to tell."""

import pytest

from pipeline.read.language import (
    FOREIGN_WORDS,
    SPANISH_WORDS,
    SURE,
    detect_language,
    find_foreign_lines,
    is_surely_spanish,
)

SPANISH = (
    "La alcaldesa anunció ayer que las obras del mercado empezarán en mayo y durarán un año. Los comerciantes se"
    " trasladarán mientras tanto a una carpa, según el plan que aprobó el pleno. También habrá ayudas."
)
OTHERS = {
    "ca": (
        "L'alcaldessa va anunciar ahir que les obres del mercat començaran al maig i duraran un any. Els comerciants es"
        " traslladaran mentrestant a una carpa, segons el pla que va aprovar el ple. També hi haurà ajuts."
    ),
    "gl": (
        "A alcaldesa anunciou onte que as obras do mercado comezarán en maio e durarán un ano. Os comerciantes"
        " trasladaranse mentres tanto a unha carpa, segundo o plan que aprobou o pleno. Tamén haberá axudas."
    ),
    "pt": (
        "A presidente da câmara anunciou ontem que as obras do mercado vão começar em maio e durar um ano. Os"
        " comerciantes mudam-se entretanto para uma tenda, segundo o plano aprovado. Também haverá apoios."
    ),
    "it": (
        "La sindaca ha annunciato ieri che i lavori del mercato cominceranno a maggio e dureranno un anno. Intanto i"
        " commercianti si trasferiranno in un tendone, secondo il piano approvato dal consiglio. Ci saranno aiuti."
    ),
    "fr": (
        "La maire a annoncé hier que les travaux du marché commenceront en mai et dureront un an. Les commerçants"
        " s'installeront entre-temps sous un chapiteau, selon le plan adopté par le conseil. Il y aura des aides."
    ),
    "en": (
        "The mayor said yesterday that work on the market will begin in May and take a year. Traders will move to a"
        " marquee in the meantime, according to the plan that the council passed. There will be grants."
    ),
}


def test_spanish() -> None:
    assert detect_language(SPANISH).language == "es"


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_told_for_sure(language: str) -> None:
    verdict = detect_language(OTHERS[language])
    assert verdict.language == language
    assert verdict.probability >= SURE


@pytest.mark.parametrize("language", OTHERS)
def test_function_words_never_take_another_language_for_spanish(language: str) -> None:
    assert not is_surely_spanish(OTHERS[language])


def test_function_words_are_enough_for_an_ordinary_story() -> None:
    assert is_surely_spanish(SPANISH)


def test_the_two_vocabularies_share_no_word() -> None:
    assert not SPANISH_WORDS & FOREIGN_WORDS


SHORT = [
    ("Detenido un hombre en Vigo por robar en una farmacia", "es"),
    ("Arrestato un uomo a Milano per aver rubato in una farmacia", "it"),
    ("Detido um homem em Lisboa por roubar numa farmácia", "pt"),
    ("Puntos clave", None),
    ("14.372,4 millones", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "language"), SHORT)
def test_short_texts(text: str, language: str | None) -> None:
    assert detect_language(text).language == language


def test_addresses_and_links_are_not_words() -> None:
    assert is_surely_spanish(SPANISH + " https://www.example.org/the/of/and/to/in-that/for prensa@the.of.and.org")


def test_a_foreign_paragraph_is_found_with_its_place() -> None:
    text = f"{SPANISH}\n{OTHERS['ca']}\n{SPANISH}\n"
    (finding,) = find_foreign_lines(text)
    (span,) = finding.source_spans
    assert text[span.start : span.end] == OTHERS["ca"]
    assert (finding.check, finding.code, finding.severity) == ("language", "foreign_passage", "warning")
    assert "Catalan" in finding.message


def test_foreign_names_in_a_spanish_line_are_no_foreign_passage() -> None:
    line = (
        "El consejero de Els Verds y el alcalde de Sant Pere dels Arquells se vieron ayer en la sede de la UGT de Vic."
    )
    assert list(find_foreign_lines(f"{SPANISH}\n{line}\n")) == []
