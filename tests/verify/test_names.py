"""Names: the Spanish and the English in, the codes of the findings out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment import segment
from pipeline.story import Finding, Story
from pipeline.verify import Context, story_names
from pipeline.verify.names import check

KEPT = [
    ("La cumbre fue en Australia y Perú.", "The Australian and Peruvian summit."),
    ("Ganó el equipo de Oceanía y el de Bogotá.", "The teams of Oceania and Bogotá won."),
    (
        "Véase: https://www.registraduria.gov.co/latin-america de la Registraduría.",
        "See: https://www.registraduria.gov.co/latin-america of the Registraduría.",
    ),
    ("Lo dice un estudio del Pew Research Center.", "A Pew Research Centre study says so."),
    ("Informó la Associated Press desde Madrid.", "The Associated Press reported from Madrid."),
    ("El Banco Central y la Fiscalía General callan.", "The Central Bank and the Attorney General are silent."),
    ("El presidente Nicolás Maduro viajó a Moscú.", "President Nicolás Maduro travelled to Moscow."),
    ("La ONU y la OTAN se reúnen en Nueva York.", "The UN and NATO meet in New York."),
    ("Según EE. UU., la UE no pagará.", "According to the U.S., the EU will not pay."),
    (
        "El Ministerio de Justicia y el Tribunal Supremo callan.",
        "The Ministry of Justice and the Supreme Court are silent.",
    ),
    ("Lo dijo el ayatolá Ali Jamenei en Teherán.", "Ayatollah Ali Khamenei said so in Tehran."),
    ("El Banco Central Europeo sube los tipos.", "The ECB raises rates."),
    ("Las tropas de España salen de Irak.", "Spanish troops leave Iraq."),
    ("El lunes llega a Londres el rey Felipe VI.", "King Felipe VI arrives in London on Monday."),
    ("Economistas piden calma.", "Economists ask for calm."),
    ("Trabajadores del IMSS protestan.", "Workers of the IMSS protest."),
    ("La Organización de Estados Americanos (OEA) condena el golpe.", "The OAS condemns the coup."),
    ("Lance T. Izumi firmó el libro.", "Lance T. Izumi signed the book."),
    ("El Sistema Nacional de Supervisión falla.", "The National System of Supervision fails."),
    ("El expresidente (Mauricio) Macri viajó a Granada.", "Former president (Mauricio) Macri travelled to Granada."),
    ("ÚLTIMA HORA | El puerto reabre.", "BREAKING NEWS | The port reopens."),
    ("MARÍA DICE BASTA EN SEVILLA", "MARÍA SAYS ENOUGH IN SEVILLE"),
    ("Politécnica de Cartagena", "Polytechnic of Cartagena"),
    ("Sevilla", "Seville"),
    ("Resumen", "Summary"),
    ("Los vecinos de Ucrania temen otra guerra.", "Ukraine's neighbours fear another war."),
    ("El clérigo chiíta y el suní se vieron.", "The Shia cleric and the Sunni one met."),
]

CHANGED = [
    ("Ayer murió en Navolato un policía.", "A policeman died yesterday in Navolata.", "name-changed", "Navolata"),
    ("El presidente Nicolás Maduro viajó ayer.", "President Nicolás Mature travelled yesterday.",
     "name-changed", "Mature"),
    ("La secretaria del IMSS renunció ayer.", "The secretary of the MSS resigned yesterday.", "name-changed", "MSS"),
    ("El gobernador de Tamaulipas viajó ayer.", "The governor of Tamualipas travelled yesterday.",
     "name-changed", "Tamualipas"),
    ("La ministra Isabel Celaá viajó ayer.", "Minister Isabel Claus travelled yesterday.", "name-changed", "Claus"),
    ("El alcalde de Moscú viajó ayer.", "The mayor of Moskow travelled yesterday.", "name-changed", "Moskow"),
    ("Un juez de Londres lo liberó ayer.", "A judge in Londres released him yesterday.",
     "name-untranslated", "Londres"),
    ("La cumbre fue en Australia.", "The summit was in Austria.", "name-swapped", "Austria"),
    ("La misión de Níger volvió.", "The mission of Nigeria returned.", "name-swapped", "Nigeria"),
    ("Los equipos de Oceanía viajan hoy.", "The teams of Oceanía travel today.", "name-untranslated", "Oceanía"),
    ("La infanta y su marido, Iñaki Urdangarín, viajaron.", "The infanta and her husband, Iñaki Urdangarin, travelled.",
     "accent-lost", "Urdangarin"),
]  # fmt: skip

MISSING = [
    (
        "El diputado Pedro Quevedo pidió ayer una tregua.",
        "The deputy Pedro asked yesterday for a truce.",
        "name-missing",
        "Quevedo",
    ),
    ("Los soldados salieron ayer de Afganistán.", "The soldiers left yesterday.", "place-missing", "Afganistán"),
    ("El secretario del PNV dimitió ayer.", "The secretary resigned yesterday.", "acronym-missing", "PNV"),
    ("La empresa Mercadona abrirá ayer.", "The company Market will open yesterday.", "name-missing", "Mercadona"),
    ("LA MINISTRA NEGÓ A ANDREA LARRAÑOZ", "THE MINISTER DENIED ANDREA", "name-missing", "LARRAÑOZ"),
    ("LA MINISTRA ANDREA NEGÓ TODO", "THE MINISTER DENIED EVERYTHING", "name-missing", "ANDREA"),
    ("Málaga", "Magnet", "name-missing", "Málaga"),
    ("Lleida", "Milky", "name-missing", "Lleida"),
]  # fmt: skip


@pytest.mark.parametrize(("spanish", "english"), KEPT)
def test_says_nothing_of_names_that_stand(spanish: str, english: str) -> None:
    assert check(spanish, english, Context()) == []


@pytest.mark.parametrize(("spanish", "english", "code", "shown"), CHANGED)
def test_finds_names_that_changed(spanish: str, english: str, code: str, shown: str) -> None:
    [finding] = check(spanish, english, Context())
    assert (finding.code, [english[span.start : span.end] for span in finding.target_spans]) == (code, [shown])


@pytest.mark.parametrize(("spanish", "english", "code", "missed"), MISSING)
def test_finds_names_that_are_missing(spanish: str, english: str, code: str, missed: str) -> None:
    [finding] = check(spanish, english, Context())
    assert (finding.code, [spanish[span.start : span.end] for span in finding.source_spans]) == (code, [missed])


def test_a_given_name_that_is_also_a_verb_is_missed_before_its_surname() -> None:
    spanish = "La ministra de Transportes, Lucía Armendáriz, negó que se vaya a privatizar la terminal."
    swapped = "The Minister of Transport, Lucas Armendáriz, denied that the terminal will be privatised."
    [finding] = check(spanish, swapped, Context())
    assert (finding.code, finding.severity) == ("name-swapped", "error")
    assert [spanish[span.start : span.end] for span in finding.source_spans] == ["Lucía"]
    assert check(spanish, swapped.replace("Lucas", "Lucía"), Context()) == []
    [finding] = check(spanish, swapped.replace("Lucas ", ""), Context())
    assert (finding.code, finding.severity) == ("given-name-missing", "warning")
    [finding] = check(spanish, "Armendáriz said no to a sell-off.", Context())
    assert (finding.code, finding.severity) == ("given-name-missing", "note")


@pytest.mark.parametrize(
    ("spanish", "english", "suggestion"),
    [
        ("Viajó a Noruega ayer.", "He travelled to Noruega yesterday.", "Norway"),
        ("Viajó a Alemania ayer.", "He travelled to Gernany yesterday.", "Germany"),
        ("Nació en Túnez en 1950.", "He was born in Túnez in 1950.", None),
        ("Habló ayer Mauricio.", "Mauricio spoke yesterday.", None),
    ],
)
def test_suggests_the_one_name_that_english_has_for_a_place(spanish: str, english: str, suggestion: str | None) -> None:
    assert [finding.suggestion for finding in check(spanish, english, Context()) if finding.suggestion] == (
        [suggestion] if suggestion else []
    )


@pytest.mark.parametrize(
    ("spanish", "english", "name"),
    [
        ("Lo pidió ayer la Parliamentary Education Office.", "The Parliamentaryary Education Office asked for it "
         "yesterday.", "Parliamentary Education Office"),
        ("El Black Friday deja pérdidas.", "Black Freiday leaves losses.", "Black Friday"),
        ("Lo pidió el Public Health Office.", "The Office of Public Health asked for it.", "Public Health Office"),
        ("Lo publicó el Office for National Statistics.", "The National Office of Statistics published it.",
         "Office for National Statistics"),
    ],
)  # fmt: skip
def test_a_name_in_english_must_stand_as_it_is(spanish: str, english: str, name: str) -> None:
    [finding] = [finding for finding in check(spanish, english, Context()) if finding.code == "english-name-changed"]
    assert [spanish[span.start : span.end] for span in finding.source_spans] == [name]


def test_a_bent_name_is_an_error_in_a_close_translation_and_a_warning_in_a_free_one() -> None:
    spanish = "La policía de Navolato detuvo ayer a dos hombres armados."

    def found(english: str) -> Finding:
        return check(spanish, english, Context())[0]

    assert found("The police of Navolata arrested two armed men yesterday.").severity == "error"
    assert found("Navolata: a brace of gunslingers behind bars.").severity == "warning"


def test_a_story_tells_which_words_in_a_shouted_headline_are_names() -> None:
    story = segment(Story("x", "MADURO VIAJA HOY\n\nEl presidente Nicolás Maduro viaja hoy a la capital de Rusia.\n"))
    names = story_names(story)
    assert "maduro" in names
    headline, wrong = "MADURO VIAJA HOY A LA CAPITAL", "THE RIPE ONE TRAVELS TODAY TO THE CAPITAL"
    assert [finding.code for finding in check(headline, wrong, Context(names=names))] == ["name-missing"]
    assert check(headline, wrong, Context()) == []


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="bcdfglmnprstvz", min_size=5, max_size=9))
def test_a_name_that_is_copied_is_never_found_fault_with(letters: str) -> None:
    name = letters.capitalize()
    assert check(f"Ayer llegó a {name} el tren.", f"The train reached {name} yesterday.", Context()) == []


def test_a_name_that_only_the_english_has_is_a_warning_in_a_close_translation_and_a_note_in_a_free_one() -> None:
    spanish = "La policía halló ocho kilos de mariguana en la casa."
    [finding] = check(spanish, "The police found eight kilos of Margarita in the house.", Context())
    assert (finding.code, finding.severity) == ("name-added", "warning")
    [finding] = check(spanish, "A stash worth Margarita was seized.", Context())
    assert (finding.code, finding.severity) == ("name-added", "note")


def test_a_common_word_of_a_place_is_not_told_by_what_sounds_like_it() -> None:
    spanish = "El gobernador de Nuevo León visitó ayer la fábrica."
    [finding] = check(spanish, "The governor of Novo León visited the factory yesterday.", Context())
    assert (finding.code, finding.severity) == ("name-added", "warning")
    assert check(spanish, "The governor of Nuevo León visited the factory yesterday.", Context()) == []
