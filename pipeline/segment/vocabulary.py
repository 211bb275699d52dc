"""What Spanish-language outlets write over, under and between the text of a story, as data.

Collected from agency and newspaper pages of Spain and Latin America. Texts are compared folded: lower case, without
accents, without what stands around them (colon, emphasis, quotes).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from pipeline.story import BlockKind


def fold(text: str) -> str:
    """`text` in lower case, without accents and outer punctuation, with single spaces.

    >>> fold("**LO MÁS  IMPORTANTE:**")
    'lo mas importante'
    """
    plain = "".join(
        letter for letter in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(letter)
    )
    # By hand: a pattern that ends in «$» looks again from every mark of a long run of them.
    told = [place for place, character in enumerate(plain) if character.isalnum()]
    return " ".join(plain[told[0] : told[-1] + 1].split()) if told else ""


_NOUNS: Final = (
    r"(?:puntos|ideas|datos|hechos|cifras|informacion(?:es)?|preguntas|noticias|elementos|aspectos|mensajes"
    r"|conclusiones|temas|fechas|indicadores|hallazgos|medidas|momentos|factores)"
)
_COUNT: Final = r"(?:\d{1,2}|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte)"

# Headings that say: here are the key points. A list, a run of short lines or labelled paragraphs has to follow.
KEY_HEADINGS: Final = re.compile(
    rf"(?:(?:los|las|sus) )?(?:{_COUNT} )?{_NOUNS}(?: \w+)? claves?(?: (?:de|del|en|para|sobre|que) .+)?$"
    rf"|(?:(?:los|las|sus|otras) )?(?:{_COUNT} )?claves(?: (?:de|del|en|para|sobre) .+)?$"
    r"|lo (?:mas )?(?:esencial|importante|clave|destacado|relevante|principal|basico)(?: (?:de|del) .+)?$"
    r"|(?:esto es )?lo que (?:debes|debe|hay que|tienes que|necesitas|se|sabemos)(?: saber| sabe)?"
    r"(?: (?:de|del|sobre) .+)?$"
    r"|en (?:resumen|sintesis|breve|pocas palabras|claves?|corto|pildoras|un minuto|\d{1,2} (?:puntos|claves))$"
    r"|(?:resumen|sintesis|sumario)(?: ejecutiv[oa]| y puntos clave| de la noticia| rapido)?$"
    r"|(?:de un vistazo|destacados|titulares|highlights|key points|ideas (?:principales|fuerza)|tl;?dr)$"
)
# Over paragraphs too, these announce a summary; the others would be ordinary headings there.
SUMMARY_HEADINGS: Final = re.compile(
    r"en (?:resumen|sintesis|breve|pocas palabras)$|(?:resumen|sintesis|sumario)(?: \w+| y puntos clave)?$"
    r"|lo (?:esencial|mas importante|mas destacado)$"
)
# Headings whose list is the point of the story only where nothing stronger is found.
LIST_HEADINGS: Final = re.compile(
    r"(?:en|las|los|otras|otros)? ?(?:cifras|datos|numeros)(?: (?:de|del|en|sobre) .+)?$"
    r"|(?:(?:las|sus|principales) )?"
    r"(?:recomendaciones|conclusiones|consejos|medidas|propuestas|advertencias|requisitos)"
    r"(?: (?:de|del|para|sobre) .+)?$"
    rf"|(?:los |las )?principales {_NOUNS}(?: .+)?$|(?:los |las )?{_NOUNS} (?:principales|destacad[oa]s)(?: .+)?$"
    r"|que (?:debes|debe|hay que) saber(?: .+)?$"
)
# «3 opiniones», «Cinco claves para …»: a heading that says how many items follow.
COUNT_HEADINGS: Final = re.compile(
    rf"(?P<count>{_COUNT}) (?:grandes |principales |posibles )?"
    r"(?:opiniones|claves|datos|cosas|puntos|preguntas|razones|consejos|motivos|conclusiones|medidas|recomendaciones"
    r"|ideas|frases|lecciones|respuestas|curiosidades|efectos|hitos|retos|cambios|propuestas|novedades|pasos)\b.*"
)
NUMBER_WORDS: Final = {
    word: value
    for value, word in enumerate("dos tres cuatro cinco seis siete ocho nueve diez once doce".split(), 2)  # noqa: SIM905
} | {"quince": 15, "veinte": 20}

# Labels of a digest record, and the kind of what follows them on the line; None where the label says nothing itself.
RECORD_LABELS: Final[Mapping[str, BlockKind | None]] = {
    "seccion": "kicker",
    "antetitulo": "kicker",
    "titular": "headline",
    "titulo": "headline",
    "subtitulo": "subheadline",
    "bajada": "subheadline",
    "sumario": "subheadline",
    "entradilla": "lead",
    "desarrollo": None,
    "cuerpo": None,
    "texto": None,
    "contenido": None,
    "fecha": None,
    "hora": None,
    "fuente": None,
    "medio": None,
    "autor": None,
    "autora": None,
    "firma": None,
    "url": None,
    "enlace": None,
    "etiquetas": None,
    "palabras clave": None,
    "agencia": None,
}

# Words before a bar or dash in a headline line that name its section, not its news.
KICKERS: Final = re.compile(
    r"(?P<kicker>(?:última hora|en breve|en directo|en vivo|directo|minuto a minuto|urgente|avance|opinión|análisis"
    r"|entrevista|reportaje|crónica|perfil|exclusiva|fotogalería|editorial|tribuna|claves))(?P<bar>\s*[|–—·]\s*|\s-\s)",
    re.IGNORECASE,
)

AGENCIES: Final = (
    "EFE",
    "Efe",
    "EFECOM",
    "EFEverde",
    "AFP",
    "AP",
    "Reuters",
    "REUTERS",
    "Europa Press",
    "EUROPA PRESS",
    "EP",
    "ANSA",
    "Ansa",
    "DPA",
    "dpa",
    "Xinhua",
    "TASS",
    "Télam",
    "NA",
    "Notimex",
    "NOTIMEX",
    "Prensa Latina",
    "PL",
    "AVN",
    "ABI",
    "ANF",
    "Andina",
    "Colprensa",
    "Servimedia",
    "SERVIMEDIA",
    "Colpisa",
    "COLPISA",
    "Agencias",
    "AGENCIAS",
    "Redacción",
    "apro",
    "Apro",
    "El Universal",
    "Sputnik",
    "UPI",
    "Lusa",
    "EC",
    "El Confidencial",
    "AGN",
    "ACAN-EFE",
    "Acan-Efe",
    "IP",
    "Bloomberg",
    "DW",
    "CNN",
    "BBC",
    "BBC Mundo",
)

# Common given names of Spain and Latin America (INE and civil registers): a line «Name Surname» is a signature.
GIVEN_NAMES: Final = frozenset(
    re.findall(
        r"\w+",
        "Adrián Agustín Aitor Alba Alberto Alejandra Alejandro Alfonso Alfredo Alicia Álvaro Amaia Amparo Ana"
        " Andrea Andrés Ángel Ángela Ángeles Antonia Antonio Ariadna Argemino Arturo Beatriz Begoña Belén"
        " Benito Bernardo Blanca Bruno Camila Carla Carlos Carmen Carolina Catalina Cecilia César Clara"
        " Claudia Concepción Cristian Cristina Daniel Daniela Darío David Diana Diego Dolores Eduardo Elena"
        " Elisa Emilio Enrique Ernesto Esteban Esther Eugenia Eva Fabiola Federico Felipe Félix Fernanda"
        " Fernando Francisco Gabriel Gabriela Gema Gerardo Gloria Gonzalo Gregorio Guadalupe Guillermo Gustavo"
        " Héctor Hugo Ignacio Inés Inmaculada Irene Isabel Iván Jaime Javier Jesús Joan Joaquín Jordi Jorge"
        " José Josefa Juan Juana Julia Julián Julio Laura Leonardo Leticia Lorena Lorenzo Lourdes Lucas Lucía"
        " Luis Luisa Luz Manuel Manuela Marcos Margarita María Mariana Mariano Marina Mario Marta Martín"
        " Martina Mateo Matías Mauricio Mercedes Miguel Mikel Mónica Montserrat Natalia Nicolás Noelia Nuria"
        " Olga Omar Óscar Pablo Paloma Patricia Paula Pedro Pilar Rafael Ramón Raquel Raúl Rebeca Ricardo Rita"
        " Roberto Rocío Rodrigo Rosa Rosario Rubén Salvador Samuel Sandra Santiago Sara Sebastián Sergio"
        " Silvia Sofía Sonia Susana Teresa Tomás Valentina Valeria Vanessa Verónica Vicente Víctor Victoria"
        " Virginia Xavier Ximena Yolanda",
    )
)
