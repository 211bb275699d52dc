"""What is done before and after the model, by rule: Spanish in, expected out, one line a case."""

import pytest

from pipeline.translate.casing import StoryCasing, find_label, is_capitals
from pipeline.translate.datelines import english_bar, translate_dateline
from pipeline.translate.endings import match_ends
from pipeline.translate.numerals import close_per_cent, english_figures
from pipeline.translate.plans import plan
from pipeline.translate.protection import find_protected, mask
from pipeline.translate.quotes import english_marks, marks_for_model
from pipeline.translate.set_phrases import spell_out_heading, translate_set_phrase


@pytest.mark.parametrize(
    ("spanish", "given"),
    [
        ("«No habrá pactos», dijo.", '"No habrá pactos", dijo.'),
        ("“No habrá pactos”, dijo.", '"No habrá pactos", dijo.'),
        ("«Dijo “no” y se fue», contó.", "\"Dijo 'no' y se fue\", contó."),
        ("La llamada ‘ley mordaza’ sigue.", 'La llamada "ley mordaza" sigue.'),
        ("«Una cita que sigue", '"Una cita que sigue'),
        ("que acaba aquí».", 'que acaba aquí".'),
        ("L’Hospitalet y O'Higgins", "L'Hospitalet y O'Higgins"),
        ("El tren Madrid–Lisboa", "El tren Madrid-Lisboa"),
        ("El plan – dijo – sigue", "El plan – dijo – sigue"),
        ("No lo sé…", "No lo sé..."),
        ("Pala\u00adbra\u200b y  dos\u00a0espacios\ny línea", "Palabra y dos espacios y línea"),
        ("La 1.ª edición y el 2º puesto", "La primera edición y el segundo puesto"),
        ("El 1er. tomo, el 11.º piso", "El primer. tomo, el 11.º piso"),
        ("Gana £30.000 al año", "Gana 30.000 libras al año"),
        ("Pide £ 3 mil millones más", "Pide 3 mil millones de libras más"),
        ("Ganan £20 millones", "Ganan 20 millones de libras"),
        ("Cuesta 20 € o $30", "Cuesta 20 € o $30"),
        ("Censaron 13 mil 169 casas", "Censaron 13.169 casas"),
        ("Faltan 5 mil 004 pesos", "Faltan 5.004 pesos"),
        ("Suman 2 millones 5 mil 300 votos", "Suman 2.005.300 votos"),
        ("Son 13 mil 169 millones", "Son 13.169 millones"),
        ("Pagó £13 mil 169", "Pagó 13.169 libras"),
        ("De 13 mil 100 mil se salvan", "De 13 mil 100 mil se salvan"),
        ("De 13 mil 5% votó", "De 13 mil 5% votó"),
        ("Los 13 mil 1,5 veces más", "Los 13 mil 1,5 veces más"),
    ],
)
def test_marks_for_the_model(spanish: str, given: str) -> None:
    assert marks_for_model(spanish) == given


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        ('"We will not pay," he said.', "“We will not pay,” he said."),
        ('He said "no" ("never").', "He said “no” (“never”)."),
        ("\"He said 'no' twice,\" she said.", "“He said ‘no’ twice,” she said."),
        ("The ministers' plan, Spain's own", "The ministers' plan, Spain's own"),
        ("«We will not pay»", "“We will not pay”"),
        ("It’s theirs", "It's theirs"),
        ('"', "”"),
    ],
)
def test_english_marks(answer: str, english: str) -> None:
    assert english_marks(answer) == english


@pytest.mark.parametrize(
    ("source", "answer", "english"),
    [
        ("Sube el paro", "Unemployment rises.", "Unemployment rises"),
        ("Sube el paro", "Unemployment rises,", "Unemployment rises"),
        ("Sube el paro.", "unemployment rises", "Unemployment rises."),
        ("¿Quién ganó?", "Who won.", "Who won?"),
        ("¡Nadie!", "No one.", "No one!"),
        ("Dijo lo siguiente:", "He said the following.", "He said the following:"),
        ("«Sube el paro»", "“Unemployment rises.”", "“Unemployment rises”"),
        ("«Sube el paro».", "“Unemployment rises.”", "“Unemployment rises.”"),
        ("Lo compra Acme", "Acme Inc. buys it", "Acme Inc. buys it"),
        ("Lo compra EE. UU.", "It is bought by the U.S.", "It is bought by the U.S."),
        ("Viaja a EE UU", "He travels to the U.S.", "He travels to the U.S."),
        ("No lo sé...", "I don't know.", "I don't know."),
        ("relación bilateral", "bilateral relation", "bilateral relation"),
        ("Hoy, 3 de mayo", "3 may today", "3 may today"),
        ("Sube", "", ""),
    ],
)
def test_ends_follow_the_source(source: str, answer: str, english: str) -> None:
    assert match_ends(source, answer) == english


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("EL GOBIERNO APRUEBA LA REFORMA", True),
        ("ÚLTIMA HORA", True),
        ("RECOMENDACIONES", True),
        ("El Gobierno aprueba la reforma", False),
        ("PSOE", False),
        ("EE.UU.", False),
        ("OTAN, ONU", False),
        ("EFE", False),
        ("2026: 3.500 €", False),
        ("LA 1.ª EDICIÓN DEL PREMIO", True),
    ],
)
def test_what_is_a_line_in_capitals(text: str, yes: bool) -> None:
    assert is_capitals(text) is yes


@pytest.mark.parametrize(
    ("capitals", "running"),
    [
        ("ESPAÑA PIDE AYUDA A LA OTAN", "España pide ayuda a la OTAN"),
        ("EE.UU. Y LA UE FIRMAN EN GINEBRA", "EE.UU. y la UE firman en Ginebra"),
        ("ESTADOS UNIDOS SUBE LOS TIPOS", "Estados Unidos sube los tipos"),
        ("MEXICO CRECE UN 3,5 % EN 2025", "México crece un 3,5 % en 2025"),
        ("PUIGMORET VUELVE AL CONGRESO", "Puigmoret vuelve al congreso"),
        ("EL SIGLO XXI Y EL PAPA JUAN XXIII", "El siglo XXI y el papa juan XXIII"),
        ("¿QUIÉN GANÓ EN MADRID?", "¿Quién ganó en Madrid?"),
        ("LA CASA BLANCA RESPONDE", "La Casa Blanca responde"),
        ("EL GPS DE LA FDJK", "El GPS de la FDJK"),
    ],
)
def test_capitals_are_lowered_with_sense(capitals: str, running: str) -> None:
    assert StoryCasing({"puigmoret": "Puigmoret"}).lower(capitals) == running


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("PLAZOS. Las solicitudes se entregan en mayo.", ("PLAZOS", ". ")),
        ("ECONOMÍA: El paro baja", ("ECONOMÍA", ": ")),
        ("ÚLTIMA HORA | Detenido el alcalde", ("ÚLTIMA HORA", " | ")),
        ("ECONOMÍA: EL PARO BAJA", None),
        ("La ONU: sin datos", None),
        ("PP: sin pactos", None),
        ("El paro baja", None),
    ],
)
def test_labels_in_capitals(text: str, label: tuple[str, str] | None) -> None:
    assert find_label(text) == label


@pytest.mark.parametrize(
    ("text", "protected"),
    [
        ("Más en https://puntos.example/a?b=1&c=2.", ["https://puntos.example/a?b=1&c=2"]),
        ("Escriba a mesa.redaccion@diario.es, por favor", ["mesa.redaccion@diario.es"]),
        ("Lo dijo @rtve_noticias, según #Sevilla2026.", ["@rtve_noticias", "#Sevilla2026"]),
        ("Vea pic.twitter.com/AbC12 y www.diario.es/hoy", ["pic.twitter.com/AbC12", "www.diario.es/hoy"]),
        ("Llegó a *NUMBER* familias y US*NUMBER* millones", ["*NUMBER*", "US*NUMBER*"]),
        ("Consulte diario.com.mx o elpais.com", ["diario.com.mx", "elpais.com"]),
        ("🔴 En directo ➡️", ["🔴", "➡️"]),
        ("El 3 % del PIB, 1.234,5 € y EE.UU.", []),
        ("El núm. 3 de la calle", []),
    ],
)
def test_what_is_protected(text: str, protected: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_protected(text)] == protected


def test_a_mask_is_put_back_or_refused() -> None:
    text = "Según @uno y X1, #dos"
    masked = mask(text, find_protected(text))
    assert masked.text == "Según X2 y X1, X3"
    assert masked.unmask("According to X2 and X1, X3") == "According to @uno and X1, #dos"
    assert masked.unmask("According to X2 and X1") is None
    assert masked.unmask("X2 X2 X3") is None


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("993.860,50 €", "€993,860.50"),
        ("1.234.567", "1,234,567"),
        ("3,5 %", "3.5%"),
        ("-0,3 %", "-0.3%"),
        ("12:30", "12:30"),
        ("3-1", "3-1"),
        ("1,234", "1,234"),
        ("$ 25", "$ 25"),
        ("25 $", "$25"),
        ("10.5", "10.5"),
        ("03.05.2026", "03.05.2026"),
        ("2026", "2026"),
        ("1.250 - 2.500", "1,250 - 2,500"),
    ],
)
def test_figures_alone(spanish: str, english: str) -> None:
    assert english_figures(spanish) == english


def test_the_per_cent_sign_follows_its_figure() -> None:
    assert (
        close_per_cent("Prices rose 4.5 % and 3\u202f% in 2026; % of what")
        == "Prices rose 4.5% and 3% in 2026; % of what"
    )


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("MADRID, 3 ene. (EFE)", "MADRID, Jan. 3 (EFE)"),
        ("Madrid, 1 dic (EFE)", "MADRID, Dec. 1 (EFE)"),
        ("MADRID, 3 Ene. (EUROPA PRESS)", "MADRID, Jan. 3 (EUROPA PRESS)"),
        ("LA HABANA (AP)", "HAVANA (AP)"),
        ("LIMA (Reuters)", "LIMA (Reuters)"),
        ("Ciudad de México, 14 de septiembre de 2025", "MEXICO CITY, Sept. 14, 2025"),
        ("Ciudad de México", "MEXICO CITY"),
        ("CIUDAD DE MÉXICO, *NUMBER* de septiembre", "MEXICO CITY, Sept. *NUMBER*"),
        ("Nueva York, 5 de mayo (AFP)", "NEW YORK, May 5 (AFP)"),
        ("Sevilla, Jueves 4 de junio", "SEVILLE, June 4"),
        ("(EFE)", "(EFE)"),
        ("Quito", "QUITO"),
        ("Madrid, 3 brumario (EFE)", None),
        ("3 de enero", None),
    ],
)
def test_datelines(spanish: str, english: str | None) -> None:
    assert translate_dateline(spanish) == english


def test_the_bar_after_a_dateline() -> None:
    assert [english_bar(bar) for bar in (".- ", " — ", ". ", "\n", ".-\n")] == [" - ", " - ", " - ", "\n", ".-\n"]


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Puntos clave", "Key points"),
        ("CLAVES:", "KEY POINTS:"),
        ("Última hora.", "Breaking news."),
        ("De un vistazo", "At a glance"),
        ("LO QUE SE SABE", "WHAT IS KNOWN"),
        ("Las claves del acuerdo", None),
    ],
)
def test_set_phrases(spanish: str, english: str | None) -> None:
    assert translate_set_phrase(spanish) == english


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("Claves de la iniciativa", "Puntos clave de la iniciativa"),
        ("las claves para entender el conflicto", "puntos clave para entender el conflicto"),
        ("Las claves de la caja fuerte no aparecen.", "Las claves de la caja fuerte no aparecen."),
        ("Claves", "Claves"),
        ("Las claves del día: sube el paro", "Las claves del día: sube el paro"),
    ],
)
def test_claves_that_head_key_points_are_no_keys(heading: str, asked: str) -> None:
    assert spell_out_heading(heading) == asked
    if ":" not in heading and not translate_set_phrase(heading):
        assert [part.asked for part in plan(heading, StoryCasing())] == [asked]
