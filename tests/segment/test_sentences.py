"""Sentences of Spanish news copy: a bar stands where one ends, and nowhere else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment.sentences import split_sentences

CASES = {
    "plain stops": r"""
El Gobierno aprobó ayer el decreto. | La oposición lo rechaza.
¿Quién paga la obra? | Nadie lo sabe.
¡Basta ya! | La plaza entera coreó su nombre.
Una sola frase sin punto final
Llueve. | Nieva. | Hiela.
La ley entra en vigor en 2026. | Los ayuntamientos tendrán un año.
Subió un 4 %. | Bajó después.
Es el artículo 155. | El Senado lo aprobó.
La sesión acabó sin acuerdo.   | Se repetirá el lunes.
El tren no llegó.\t| Nadie avisó.
""",
    "titles and forms of address": """
El Sr. Rodríguez declaró ante la Dra. Peña. | El juez lo dejó libre.
La Sra. Vidal y los Sres. Mora firmaron el acta. | Hubo aplausos.
Habló D. José Luis Marín. | Después, Dña. Elvira Sanz.
Intervino el Excmo. Sr. Alcalde. | Nadie replicó.
El Gral. Ortiz y el Cnel. Prieto viajaron juntos. | Volvieron por separado.
Mons. Aguirre ofició la misa en Sta. María. | El templo estaba lleno.
El Lic. Ramos y la Ing. Torres presentaron el plan. | Costará 3 millones.
La Profa. Lugo dirige el centro. | Tiene 40 alumnos.
El Sen. Rubio y la Dip. Arce votaron en contra. | La Gob. Núñez, a favor.
El Mtro. Gil dirigió la orquesta. | El público aplaudió.
Mr. Johnson saludó a Mrs. May. | La reunión fue breve.
El SR. PRESIDENTE abrió la sesión. | Eran las nueve.
Uds. Deciden, dijo. | Nadie contestó.
Llegó Robert Downey Jr. | El público lo esperaba.
El Ab. Ríos y la Econ. Vera asesoran al alcalde. | No cobran.
El Rev. King y la M.Sc. Díaz. | El Ph.D. Soto, no.
Viajan SS. AA. RR. los príncipes. | Vuelven el lunes.
""",
    "abbreviations before a figure or a complement": """
Núm. 5 de la lista. | Queda otro.
Según el art. 3 de la ley, no procede. | El fiscal recurrirá.
Véanse las págs. 12 y 13. | El resto es público.
La Ley núm. 340-06 sigue vigente. | El Congreso la revisa.
El expediente No. 45 se archivó. | El No. 46 sigue abierto.
Dijo que no. | El ministro insistió.
El recurso n.º 27 fue admitido. | El n.º 28, no.
Vive en la Av. Libertador, cerca del puerto. | Trabaja en la Avda. del Mar.
La sede está en la Pza. Mayor. | Abre a las nueve.
El corte afecta al km. 5 de la ctra. Nacional. | Habrá desvíos.
Viaje en tren, p. ej. Madrid-Lugo. | Cuesta 40 euros.
Países ricos, p.ej. Noruega, pagan más. | Los demás, menos.
El Tel. 900 123 456 atiende todo el día. | Es gratuito.
El partido Betis vs. Sevilla se aplaza. | No hay fecha.
Costó aprox. 300 euros. | Lo pagó la empresa.
El vol. II y el cap. IV tratan del asunto. | El resto, no.
El Dpto. Central investiga. | No hay detenidos.
El Depto. Jurídico lo negó. | Hay dos versiones.
Vive en la Col. Roma. | Nació en la Col. Doctores.
Pagó S/. 500 de multa. | Debía Bs. 300.
El At. Madrid ganó en Mérida. | El At. Bilbao empató.
La densidad es de 7,63 hab. / km² en la comarca. | Baja cada año.
""",
    "abbreviations that can end a sentence": """
Viajó a EE.UU. | El presidente lo recibió.
Viajó a EE. UU. | Maduro no respondió.
El presidente de EE. UU., Joe Biden, llamó ayer. | No hubo acuerdo.
Las FF. AA. desplegaron tropas. | CC. OO. y UGT protestan.
Los JJ. OO. de París acabaron. | Los DD. HH. no figuraban en el acta.
EE UU y China negocian. | La UE espera.
Compró pan, leche, etc. | Pagó en efectivo.
Pan, leche, etc. y nada más. | Pagó en efectivo.
La cita es a las 10 a. m. | El acceso es libre.
La cita es a las 10 a.m. del lunes. | El acceso es libre.
Cierra a las 8 p. m. | Abre a las 9 a. m. en verano.
La villa data del siglo II a. C. | La muralla es posterior.
Murió en el 44 a.C. en Roma. | Lo mataron sus pares.
Recorrió 30 km. | Llegó de noche.
Recorrió 30 km. en dos horas. | Llegó de noche.
Pesa 12 kg. | La caja, 3 kg. más.
La moción la firmó Pérez et al. | El texto es público.
Empieza a las 20.30 h. | El aforo es de 300 personas.
Iberia S.A. despide a 200 personas. | El comité recurre.
Trabaja en Acme, S. A. | La firma no responde.
El grupo Acme, S. A. de C. V. quebró. | Debe 20 millones.
La sede está en México, D.F. | El alcalde lo confirmó.
El presidente del Barcelona F.C. Joan Laporta calla. | Los socios, no.
La empresa Pérez y Cía. no pagó. | Tampoco Hnos. Ruiz.
Apple Inc. subió en bolsa. | Tesla bajó.
Lo compró Acme Inc. | El precio no se conoce.
S.M. el Rey presidió el acto. | SS. MM. los Reyes viajan hoy.
Iba a 120 km/h. | Murió en el acto.
Volvió a Bs. As. | Ganó el U.S. Open.
Lo dice el tratado (EE.UU.). | 35 países lo firman.
Lo propuso el PP. | Sumar votó en contra.
Venció al Valencia CF. | Mestalla calló.
La prueba exige velocidad máx. | El piloto lo sabe.
""",
    "initials": """
Detuvieron a A. A. J. en Vitoria. | El juez lo envió a prisión.
El detenido es A. A. J. | El juez lo envió a prisión.
George W. Bush y J. R. R. Tolkien. | No se conocieron.
El menor, M.G.T., está ileso. | Su madre, no.
J.M. Aznar y R. De Niro coincidieron. | No hablaron.
Los jueces A. García y B. Sanz discrepan. | El tercero calla.
La vacuna de la hepatitis B. | Después, la de la gripe. | Son gratuitas.
El equipo juega en el grupo B. | España está en el A.
El castillo es del siglo X. | Mide 30 metros.
No había plan B. | Nadie lo pensó.
Firmó Mª. Jesús Montero. | Nadie más.
El ministro J. Á. Ruiz dimitió. | Lo sustituye É. Sanz.
Hirieron a J. S. A, de 31 años, y a A. M. Y., de 30. | Están graves.
""",
    "ordinals and list numbers": """
El 1.º de mayo hubo marchas. | La 2.ª fue la mayor.
Es la 3.ª vez que ocurre. | La 1.ª fue en abril.
El 1.er premio cayó en Soria. | El 2.º, en Lugo.
1. El plan se aplaza. | 2. La obra sigue.
1.- El plan se aplaza. | Nadie sabe por qué.
1) El plan se aplaza. | 2) La obra sigue.
a) Es caro. | b) Es lento.
A. Es delito copiar una canción. | B. No lo es prestarla.
Hay dos motivos: 1. El plan es caro. | 2. La obra es lenta.
(1) El plan se aplaza. | (2) La obra sigue.
(I) El plan se aplaza. | (II) La obra sigue.
I. Introducción y antecedentes. | II. Hechos probados.
Juan Carlos I abdicó. | Felipe VI reina.
Lo dijo Juan XXIII. | La encíclica es de 1963.
Acabó la fase 3. | La 4 empieza hoy.
El 3er. Congreso y la 2da. Edición. | El 1er. lugar, desierto.
El atleta quedó 2do. | El podio fue suyo.
El cuadro es del siglo XX. | Posteriormente lo compró Felipe II. | Está en Madrid.
""",
    "numbers, times and scores": """
Pagó 1.234,56 euros. | Debía 1.300.
Crecerá un 2.5 % según el banco. | En 2027, un 3.1 %.
A las 20.30 empezó el acto. | A las 22.15 acabó.
Empezó a las 20:30. | Acabó a las 22:15.
El Betis ganó 3-1. | El Sevilla perdió 0-2.
El Betis ganó por 3 a 1. | 40.000 personas lo vieron.
Murieron 12 personas. | 35 siguen en el hospital.
Cuesta US$ 1,234.50. | Antes costaba la mitad.
Ganó 6-4, 7-6 (5). | Jugará la final.
El barril cerró a 71,3 dólares. | El gas, a 2,9.
Murieron *NUMBER* personas. | *NUMBER* siguen en el hospital.
El art. *NUMBER* no se aplica. | El juez lo explicó.
En marzo de *NUMBER*. | Nadie lo recuerda.
Son *NUMBER*.*NUMBER* millones. | Antes eran menos.
La versión 3.2.1 corrige el fallo. | La 3.3 llega en mayo.
Hubo 42 °C. | Madrid ardía.
Ocupa 300 m². | Cuesta 2 millones.
Ganó por tres victorias a una.. | 31 puntos hizo Sanz.
""",
    "dates": """
El 3 ene. 2025 se firmó el pacto. | Duró un mes.
Se firmó el 3 ene. | El pacto duró un mes.
Entre el 1 feb. y el 3 mar. no hubo lluvia. | Luego, sí.
Nació el 12.10.1975 en Cádiz. | Murió ayer.
Cayó al mar. | 35 personas lo vieron.
El plazo acaba el 30 de sept. y no habrá prórroga. | Lo dijo el alcalde.
""",
    "datelines": """
MADRID, 3 ene. (EFE).- El Gobierno aprobó el decreto. | La oposición lo rechaza.
Madrid, 1 dic (EFE).- El Gobierno aprobó el decreto. | La oposición lo rechaza.
Madrid, 3 ene (EFE).-El Gobierno aprobó el decreto. | La oposición lo rechaza.
MADRID (apro).— El juez citó al duque. | Declarará en mayo.
SAN SEBASTIÁN, 3 (EUROPA PRESS) - El alcalde dimitió. | No explicó por qué.
CARACAS, 3 ene. (EFE). - El presidente viajó a Moscú. | Vuelve el lunes.
LIMA. — El Congreso vota hoy. | El resultado es incierto.
CIUDAD DE MÉXICO, *NUMBER* de septiembre.- El rector habló ayer. | Nadie le contestó.
LONDRES (Reuters) - El barril subió. | El oro bajó.
Redacción Internacional, 3 ene (EFE).- Siguen los combates. | Hay 12 muertos.
Lo contó la agencia: «MADRID, 3 ene. (EFE).- El Gobierno cae». | Era falso.
La crisis acaba, según la ministra. | EFE
LA HABANA, Cuba. — El precio sube. | El peso baja.
""",
    "ellipses": """
Quiso hablar… pero no pudo. | Se marchó.
Quiso hablar... pero no pudo. | Se marchó.
No lo sé… | Quizá mañana.
No lo sé... | Quizá mañana.
Pan, leche, vino… | Todo subió.
Contó 1, 2, 3... 10 veces. | Se cansó.
… y se marchó sin más. | Nadie lo siguió.
...y se marchó sin más. | Nadie lo siguió.
«El plan (…) es caro», dijo. | No hay otro.
«El plan [...] Navarra lo conoce», dijo. | No hay otro.
Lo llamó «hijo de…» y se fue. | Nadie lo defendió.
¿Y si...? | Nadie quiso seguir.
""",
    "quotation marks": """
«El plan es caro», dijo. | Nadie replicó.
«El plan es caro. | No lo votaremos», dijo. | Nadie replicó.
“El plan es caro. | Es lento. | No lo votaremos”, dijo Mora. | Nadie replicó.
"El plan es caro. | No lo votaremos", dijo. | Nadie replicó.
Dijo: «El plan es caro». | Nadie replicó.
Dijo: «El plan es caro.» | Nadie replicó.
Dijo: "El plan es caro." | Nadie replicó.
Dijo: “El plan es caro.” | “No lo votaremos.”
Dijo: « El plan es caro. » | Nadie replicó.
Dijo: «¿Quién paga?». | Nadie replicó.
«¿Quién paga?», dijo. | Nadie replicó.
«¡No pasarán!» gritaba la plaza. | Nadie replicó.
«No lo votaremos.» añadió. | Nadie replicó.
Dijo: “Lo llamó ‘el rey’.” | Nadie replicó.
Habló de «la era post-EE. UU.» en Davos. | Nadie replicó.
El «caso Sr. X» sigue abierto. | El juez espera.
No lo votó. | «Es caro», dijo. | «Es lento», añadió.
No lo votó. | "Es caro", dijo. | "Es lento", añadió.
'Es caro. | Es lento', dijo. | Nadie replicó.
""",
    "dashes": """
El plan —dijo— es caro. | Nadie replicó.
—El plan es caro —dijo Mora—. | Nadie lo votará.
—¿Quién paga? —preguntó Mora. | —Nadie.
—¡Vamos! | —¿Adónde?
El plan —¿quién lo duda?— es caro. | Nadie replicó.
El plan —¡por fin!— salió adelante. | Nadie replicó.
El plan – que nadie leyó – es caro. | Mora lo votó.
El plan -que nadie leyó- es caro. | Mora lo votó.
El plan es caro. | —Es lento —añadió.
El plan es caro. | - La obra sigue.
""",
    "questions and exclamations inside a sentence": """
¿Quién?, ¿cuándo?, ¿dónde? | Nada se sabe.
¿Quién? | ¿Cuándo? | ¿Dónde?
Si no llueve, ¿qué beberán? | Nada.
¿Qué beberán?, preguntó Mora. | Nadie replicó.
¡Ay!, suspiró. | Se marchó.
Se pregunta ¿qué hacer? y no lo sabe. | Nadie lo sabe.
Costó 3 millones (¡de euros!) en total. | Nadie los pagó.
Nació en 1540 (?) en Ávila. | Murió en Roma.
Costó 3 millones (!) Mora lo pagó. | Nadie replicó.
¿¡Cómo!? | Nadie lo creía.
¡¡¡Gol!!! | España gana.
Compró Yahoo! Finanzas por 3 millones. | Lo venderá.
Compró Yahoo! | El precio no se conoce.
""",
    "brackets": """
Llegó tarde. | (No dijo por qué.) | Se fue pronto.
Llegó tarde (no dijo por qué). | Se fue pronto.
Llegó tarde (eso dijo. Nadie le creyó) y se fue. | Volvió ayer.
(El plan es caro. Nadie lo votará.) | Se retira.
El presidente (1993-2001). | Vive en Texas.
La OTAN (Bruselas) y la ONU (N. York) callan. | La UE habla.
Cayó un 3 % (EFE). | El oro subió.
Lo dijo ayer.[1] | Hoy lo niega.
La foto lo prueba. | [Foto: archivo]
El plan (véase el art. 3. de la ley) es caro. | Nadie lo votó.
El plan (EE. UU.) Navarra lo rechaza. | Nadie lo votó.
""",
    "addresses and marks of the net": """
Visite www.elpuerto.es. | Es gratuito.
Lea más en https://elpuerto.es/plan.html?id=3. | Es gratuito.
Escriba a prensa@elpuerto.es. | Contestan pronto.
Compró Booking.Com y Node.Js. | Los venderá.
El lema #YaBasta. | Miles lo usaron.
Lo dijo @mora_es. | Nadie replicó.
Usa ASP.NET y .NET. | Funciona.
Escriba a Ana.Mora@elpuerto.es o lea www.ElPuerto.Es. | Contestan pronto.
**El plan es caro.** | Nadie lo votó.
El iPad se vende. | iPhone no responde.
""",
    "dirt": r"""
El plan terminó.|El alcalde calla.
El plan terminó.|«Es caro», dijo.
¿Quién paga?|Nadie lo sabe.
Acabó en 2025.|El alcalde calla.
«Es caro».|El alcalde calla.
Llamó a la Dra.Peña. | No contestó.
El Sr.Mora calla. | Nadie lo sabe.
El plan es caro . | Nadie lo votó.
El plan es caro.. | Nadie lo votó.
El plan es caro.\xa0| Nadie lo votó.
Vigente desde . | Entró en vigor en , según la nota.
El plan es caro. nadie lo votó. | Mora calla.
El acto acabó. | ¿y ahora qué?
El acto\nacabó ayer.|\nNadie replicó.
El plan y sus costes|\n\nEl plan es caro.
Titular sin punto|\n\nEntradilla sin punto|\n\nEl plan es caro. | Nadie lo votó.
LA OBRA SIGUE. | EL ALCALDE CALLA.
""",
}


def read_case(line: str) -> tuple[str, list[str]]:
    """The text of a case and its sentences."""
    line = line.replace("\\n", "\n").replace("\\t", "\t").replace("\\xa0", "\xa0")
    return re.sub(r"(\s*)\|(\s?)", lambda bar: bar[1] or bar[2], line), [piece.strip() for piece in line.split("|")]


TABLE = [(section, line) for section, lines in CASES.items() for line in lines.strip().splitlines()]


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(("section", "line"), TABLE, ids=[line for _, line in TABLE])
def test_sentences_end_at_the_bars(section: str, line: str) -> None:
    text, sentences = read_case(line)
    assert cut(text) == sentences, section


@pytest.mark.parametrize("line", [line for _, line in TABLE])
def test_a_sentence_is_one_sentence(line: str) -> None:
    for sentence in cut(read_case(line)[0]):
        assert cut(sentence) == [sentence]


def test_the_specification_is_large() -> None:
    assert len(TABLE) >= 160


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == ()


PIECES = """
El el Sr. EE. UU. EE.UU. a. m. A. J. 3 1.234,5 *NUMBER* … ... . ? ! ¿ ¡ ( ) [ ] « » “ ” " — - .- , : dijo Mora etc. km.
ene. núm. El.El www.a.es (EFE) 1. a) ** .» .”
"""
NEWS_LIKE = st.lists(
    st.tuples(st.sampled_from(PIECES.split()), st.sampled_from(["", " ", "\n", "\n\n"])), max_size=30
).map(lambda pairs: "".join(piece + space for piece, space in pairs))


@given(st.one_of(st.text(), NEWS_LIKE))
@settings(deadline=None)
def test_only_white_space_lies_outside_sentences(text: str) -> None:
    end = 0
    for span in split_sentences(text):
        sentence = text[span.start : span.end]
        assert text[end : span.start].strip() == ""
        assert sentence == sentence.strip() != ""
        end = span.end
    assert text[end:].strip() == ""


@given(NEWS_LIKE)
@settings(deadline=None)
def test_splitting_a_sentence_again_changes_nothing(text: str) -> None:
    for sentence in cut(text):
        assert cut(sentence) == [sentence]


@given(NEWS_LIKE)
@settings(deadline=None)
def test_white_space_around_a_text_changes_nothing(text: str) -> None:
    assert cut(f"\n {text}\n\n") == cut(text)


@pytest.mark.parametrize(
    ("line", "sentences"),
    [("El Sr. Mora (EE. UU.) dijo: «No lo sé… Quizá». ", 10_000), ("Sr. ", 1), ("( ", 1), ("... ", 1), ("1.5 ", 1)],
)
def test_a_long_text_takes_linear_time(line: str, sentences: int) -> None:
    assert len(split_sentences(line * 5_000)) == sentences
