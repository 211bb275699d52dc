"""Damaged Spanish in, the rule and the place out; sound Spanish passes."""

import pytest

from pipeline.segment import segment
from pipeline.story import Finding, Story
from pipeline.verify.anomalies import find_source_anomalies

LEAD = "El pleno de Villaluz aprobó ayer la subida de la tasa de basuras. Entrará en vigor el primer día de enero."


def findings(text: str) -> tuple[Finding, ...]:
    return find_source_anomalies(segment(Story("nota.txt", text)))


DAMAGED = [
    # sentence, rule, what is shown
    ("Repasaron el acuerdo de pesca, vigente desde .", "hole", ["desde"]),
    ("El tratado entró en vigor en , según la nota oficial.", "hole", ["en"]),
    ("El tratado entró en vigor en, según la nota oficial.", "hole", ["en"]),
    ("Invertirá 1.250 millones de euros en los puertos hasta.", "hole", ["hasta"]),
    ("El paro cayó del 32 al. por ciento en un año.", "hole", ["al"]),
    ("El puente se construyó en la década de los años , según el archivo.", "hole", ["años"]),
    ("Lo castiga el artículo , que nadie aplica.", "hole", ["artículo"]),
    ("La reunión será el próximo de marzo en Villaluz.", "hole", ["próximo de marzo"]),
    ("Los precios subieron un por ciento en abril.", "hole", ["un por ciento"]),
    ("Murieron entre y ocho personas en el naufragio.", "hole", ["entre y"]),
    ("La gasolina costará 1,60 euros a partir del. de junio.", "hole", ["del"]),
    ("El pleno empezará a las horas del lunes.", "hole", ["a las horas"]),
    ("La obra la pagará el consorcio ( ) de aguas.", "hole", ["( )"]),
    ("El libro «» se presenta hoy en la feria.", "hole", ["«»"]),
    ("Ingresó en prisión a las *NUMBER*:*NUMBER* horas.", "placeholder", ["*NUMBER*:*NUMBER*"]),
    ("Suben entre *NUMBER* y *NUMBER* por ciento.", "placeholder", ["*NUMBER*", "*NUMBER*"]),
    ("El alcalde, {{nombre}}, no quiso hablar.", "placeholder", ["{{nombre}}"]),
    ("La empresa ha vendido ... cuatro parcelas por cuatro millones.", "cut", ["..."]),
    ("La alcaldesa anunció que el nuevo hospital de...", "cut", ["de..."]),
    (
        "[FOTO: la ministra en el puerto] La ministra visitó ayer las obras.",
        "editor_mark",
        ["[FOTO: la ministra en el puerto]"],
    ),
    ("El detenido, de XXXX años, pasó a disposición judicial.", "editor_mark", ["XXXX"]),
    ("La ni\ufffda fue hallada sana y salva.", "lost_character", ["\ufffd"]),
    ("La ni?ez no vota, pero paga.", "lost_character", ["?"]),
    ("Se reunió con el el secretario del Tesoro.", "doubled_word", ["el el"]),
    ("La ministra calificó de «inaceptable la postura del sindicato.", "unpaired_quote", ["«"]),
    ("La ministra calificó de inaceptable» la postura del sindicato.", "unpaired_quote", ["»"]),
    ('Lo llamó "traidor" y defraudante "la postura del tribunal.', "unpaired_quote", ['"']),
]


@pytest.mark.parametrize(("sentence", "code", "shown"), DAMAGED)
def test_damage_is_found_and_shown(sentence: str, code: str, shown: list[str]) -> None:
    text = f"{sentence}\nEl consejo aprobó ayer las cuentas del año pasado sin votos en contra.\n"
    story = segment(Story("nota.txt", text))
    (finding,) = find_source_anomalies(story)
    said = {s.id: s.text for s in story.sentences}
    assert finding.sentence is not None
    assert (finding.check, finding.code) == ("source", code)
    assert [said[finding.sentence][span.start : span.end] for span in finding.source_spans] == shown


SOUND = [
    "La plantilla votó en contra.",
    "El ministro no dijo ni a favor ni en contra, según las actas.",
    "Recibió el sobre.",
    "El nivel del embalse es muy bajo.",
    "La lluvia no para.",
    "Los mexicanos en el extranjero cuentan con una.",
    "Pidió un recorte de, al menos, un diez por ciento.",
    "Dijo que, si llueve, se suspende; y que, de lo contrario, se juega.",
    "Empieza a las 10 a. m. del lunes.",
    "Nació en el 44 a. C. y murió en el exilio.",
    "Llegaron a la hora prevista y a las horas programadas.",
    "El informe de mayo y el de junio coinciden.",
    "Creció un 3 por ciento, un punto más.",
    "«La inflación baja (...) y el empleo sube», dijo.",
    "Que agradezcan que es contemplativo...",
    "La hay de jamón, de queso, de piña... hay un montón.",
    "¿Y ahora qué?, preguntó la alcaldesa.",
    "Londres acogió los XXX Juegos Olímpicos.",
    "El AVE 'Ciudad de Cuenca' salió con 4 minutos de retraso.",
    'Un televisor de 42" cuesta 300 euros.',
    '"No", respondió. "Y no", añadió.',
    "“Esperen”, pidió, y añadió: “Ya viene”.",
    "Lea la nota en https://ejemplo.es/nota?id=4&s=a antes de opinar.",
]


@pytest.mark.parametrize("sentence", SOUND)
def test_sound_spanish_passes(sentence: str) -> None:
    assert findings(f"{sentence}\nEl consejo aprobó ayer las cuentas del año pasado sin más debate.\n") == ()


def test_a_quotation_may_run_over_paragraphs() -> None:
    text = (
        "«Es difícil controlar los hospitales del Estado desde aquí, y lo sabe todo el mundo.\n\n"
        "»Ya lo hemos contado: no habrá sorpresas», dijo el gobernador en su visita de ayer.\n\n"
        "«Hace falta constancia.\nMucha constancia», añadió.\n"
    )
    assert findings(text) == ()


def test_a_quotation_that_never_closes_is_told_once() -> None:
    text = "«Es difícil, dijo el gobernador.\n" + "La sala lo escuchó en silencio durante un buen rato.\n" * 1
    assert [finding.code for finding in findings(text + "Nadie preguntó nada más aquel día en el palacio.\n")] == [
        "unpaired_quote"
    ]


def test_the_same_sentence_twice() -> None:
    text = (
        "Gana el líder de siempre.\nEl líder de la lista es el club blanco.\nEl líder de la lista es el club blanco.\n"
    )
    (finding,) = findings(text)
    assert (finding.code, finding.severity) == ("repeated_sentence", "note")


def test_a_story_that_breaks_off() -> None:
    text = f"{LEAD}\n\nLa oposición anunció que recurrirá la ordenanza ante el tribunal si la\n"
    assert [finding.code for finding in findings(text)] == ["unfinished"]


def test_an_agency_signs_in_the_place_of_the_stop() -> None:
    text = f'{LEAD}\n\nLa oposición dijo que recurrirá y pidió "respeto a la ley" EFE\nbec/rs\n'
    assert findings(text) == ()


def test_findings_come_in_reading_order() -> None:
    text = "Sube un por ciento.\nEl alcalde dijo «basta.\nRige desde .\n"
    assert [finding.sentence for finding in findings(text)] == ["s1", "s2", "s3"]


def test_noise_is_not_examined() -> None:
    assert findings("El pleno aprobó ayer la subida.\nPUEDES VER: El *NUMBER* de la suerte\nNo hubo debate.\n") == ()
