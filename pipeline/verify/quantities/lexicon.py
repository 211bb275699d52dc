"""The number words of Spanish and English as data.

Spanish: RAE, Diccionario panhispánico de dudas, "Cardinales", "Ordinales", "Fraccionarios", "Multiplicativos".
English: AP Stylebook, "numerals"; billion is 10⁹ and trillion 10¹², which are Spanish "mil millones" and "billón".
Words are in lower case without accents (ñ apart), as the tokens are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.verify.quantities.quantity import Language


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language.

    `ones` 1–9, `teens` 10–29 in Spanish and 10–19 in English, `tens` 20–90, `hundreds` 100–900 or the word that
    multiplies by a hundred, `thousands` the words for 1000, `scales` those for a million and more, `ordinals` all
    ordinal words (compounds are sums), `denominators` those words that name a part, `collectives` nouns with a value
    (docena), `counted` those that a number may stand before (dos docenas), `vague` plurals with the power of ten they
    stand for, `multiples` doble, twice …, `faint` words that say a number in passing (ambos), `articles` those that
    stand for one before a noun of number, `months` by number.
    """

    ones: Mapping[str, int]
    teens: Mapping[str, int]
    tens: Mapping[str, int]
    hundreds: Mapping[str, int]
    thousands: frozenset[str]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    denominators: Mapping[str, int]
    collectives: Mapping[str, int]
    counted: Mapping[str, int]
    vague: Mapping[str, int]
    multiples: Mapping[str, int]
    faint: Mapping[str, int]
    decades: Mapping[str, int]
    articles: frozenset[str]
    halves: frozenset[str]
    months: Mapping[str, int]
    ordinal_marks: frozenset[str]


def _table(*lines: str) -> dict[str, int]:
    """``1 uno una`` → {"uno": 1, "una": 1}."""
    return {word: int(value) for line in lines for value, *words in [line.split()] for word in words}


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


def _conjugate(stems: str, value: int, endings: str) -> dict[str, int]:
    return {stem + ending: value for stem in stems.split() for ending in ("", *endings.split())}


def _decline(*lines: str) -> dict[str, int]:
    """``3 tercer`` → tercer, tercero, tercera, terceros, terceras."""
    return {
        stem + ending: int(value)
        for line in lines
        for value, *stems in [line.split()]
        for stem in stems
        for ending in ("o", "a", "os", "as")
    }


_SPANISH_ORDINALS: Final = _decline(
    "1 primer", "2 segund", "3 tercer", "4 cuart", "5 quint", "6 sext", "7 septim setim", "8 octav", "9 noven",
    "10 decim", "11 undecim decimoprimer", "12 duodecim decimosegund", "13 decimotercer", "14 decimocuart",
    "15 decimoquint", "16 decimosext", "17 decimoseptim", "18 decimoctav", "19 decimonoven", "20 vigesim",
    "21 vigesimoprimer", "22 vigesimosegund", "23 vigesimotercer", "24 vigesimocuart", "25 vigesimoquint",
    "26 vigesimosext", "27 vigesimoseptim", "28 vigesimoctav", "29 vigesimonoven", "30 trigesim", "40 cuadragesim",
    "50 quincuagesim", "60 sexagesim", "70 septuagesim", "80 octogesim", "90 nonagesim", "100 centesim",
    "1000 milesim",
)  # fmt: skip

SPANISH: Final = Lexicon(
    ones=_table(
        "1 un uno una", "2 dos", "3 tres", "4 cuatro", "5 cinco", "6 seis", "7 siete", "8 ocho", "9 nueve"
    ),
    teens=_table(
        "10 diez", "11 once", "12 doce", "13 trece", "14 catorce", "15 quince", "16 dieciseis", "17 diecisiete",
        "18 dieciocho", "19 diecinueve", "20 veinte", "21 veintiun veintiuno veintiuna", "22 veintidos",
        "23 veintitres", "24 veinticuatro", "25 veinticinco", "26 veintiseis", "27 veintisiete", "28 veintiocho",
        "29 veintinueve",
    ),
    tens=_table(
        "30 treinta", "40 cuarenta", "50 cincuenta", "60 sesenta", "70 setenta", "80 ochenta", "90 noventa"
    ),
    hundreds={
        "cien": 100, "ciento": 100,
        **{
            stem + ending: value * 100
            for value, stem in enumerate(
                ("doscient", "trescient", "cuatrocient", "quinient", "seiscient", "setecient", "ochocient",
                 "novecient"),
                start=2,
            )
            for ending in ("os", "as")
        },
    },
    thousands=_words("mil"),
    scales=_table(
        f"{10**6} millon millones mill", f"{10**9} millardo millardos", f"{10**12} billon billones",
        f"{10**18} trillon trillones",
    ),
    ordinals={**_SPANISH_ORDINALS, "primer": 1, "tercer": 3, "decimotercer": 13, "vigesimotercer": 23},
    denominators=_table(
        "2 mitad mitades", "3 tercio tercios", "4 cuarto cuartos", "5 quinto quintos", "6 sexto sextos",
        "7 septimo septimos", "8 octavo octavos", "9 noveno novenos", "10 decimo decimos decima decimas",
        "100 centesima centesimas", "1000 milesima milesimas",
    ),
    collectives=_table(
        "2 par", "10 decena", "12 docena", "15 quincena", "20 veintena", "30 treintena", "40 cuarentena",
        "50 cincuentena", "100 centenar", "1000 millar",
    ),
    counted=_table("10 decenas", "12 docenas", "100 centenares", "1000 millares"),
    vague=_table("10 decenas docenas veintenas", "100 centenares cientos centenas", "1000 miles millares"),
    multiples=_table("2 doble dobles", "3 triple triples", "4 cuadruple", "5 quintuple"),
    faint={
        **_table(
            "2 ambos ambas bienio bienios", "3 trienio trienios trio", "4 cuatrienio cuatrienios cuarteto",
            "5 quinquenio quinquenios lustro lustros", "6 sexenio sexenios", "0 cero", "1 uno",
            "60 sexagenario sexagenaria", "70 septuagenario septuagenaria", "80 octogenario octogenaria",
            "90 nonagenario nonagenaria", "100 centenario centenaria",
        ),
        **_conjugate("duplic duplique", 2, "a an ar o aron ado ada ados adas ara aria ando arse n"),
        **_conjugate("triplic triplique", 3, "a an ar o aron ado ada ados adas ara aria ando arse n"),
        **_conjugate("cuadruplic", 4, "a an ar o aron ado ada ara"),
        **_conjugate("quintuplic", 5, "a an ar o aron ado ada ara"),
    },
    decades={},
    articles=_words("un una"),
    halves=_words("medio media"),
    months=_table(
        "1 enero ene", "2 febrero feb", "3 marzo mar", "4 abril abr", "5 mayo may", "6 junio jun", "7 julio jul",
        "8 agosto ago", "9 septiembre setiembre sept sep set", "10 octubre oct", "11 noviembre nov",
        "12 diciembre dic",
    ),
    ordinal_marks=_words("º ª ° o a er ro do da to ta mo ma vo va no na ra"),
)  # fmt: skip

_ENGLISH_ORDINALS: Final = _table(
    "1 first", "2 second", "3 third", "4 fourth", "5 fifth", "6 sixth", "7 seventh", "8 eighth", "9 ninth", "10 tenth",
    "11 eleventh", "12 twelfth", "13 thirteenth", "14 fourteenth", "15 fifteenth", "16 sixteenth", "17 seventeenth",
    "18 eighteenth", "19 nineteenth", "20 twentieth", "30 thirtieth", "40 fortieth", "50 fiftieth", "60 sixtieth",
    "70 seventieth", "80 eightieth", "90 ninetieth", "100 hundredth", "1000 thousandth",
)  # fmt: skip

ENGLISH: Final = Lexicon(
    ones=_table("1 one", "2 two", "3 three", "4 four", "5 five", "6 six", "7 seven", "8 eight", "9 nine"),
    teens=_table(
        "10 ten", "11 eleven", "12 twelve", "13 thirteen", "14 fourteen", "15 fifteen", "16 sixteen", "17 seventeen",
        "18 eighteen", "19 nineteen",
    ),
    tens=_table(
        "20 twenty", "30 thirty", "40 forty fourty", "50 fifty", "60 sixty", "70 seventy", "80 eighty", "90 ninety"
    ),
    hundreds={"hundred": 100},
    thousands=_words("thousand k"),
    scales=_table(
        f"{10**6} million millions m mn mln mio", f"{10**9} billion billions bn b bln milliard milliards",
        f"{10**12} trillion trillions tn trn", f"{10**15} quadrillion", f"{10**18} quintillion",
    ),
    ordinals=_ENGLISH_ORDINALS,
    denominators={
        "half": 2, "halves": 2, "quarter": 4, "quarters": 4, "third": 3, "fifth": 5, "sixth": 6, "seventh": 7,
        "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000,
        **{word + "s": value for word, value in _ENGLISH_ORDINALS.items() if value > 2},
    },
    collectives=_table("2 couple pair", "12 dozen"),
    counted=_table("12 dozen", "20 score"),
    vague=_table(
        "10 dozens tens scores", "100 hundreds", "1000 thousands", f"{10**6} millions", f"{10**9} billions",
        f"{10**12} trillions",
    ),
    multiples=_table(
        "2 double doubles twice twofold", "3 triple triples thrice treble threefold", "4 quadruple fourfold",
        "5 fivefold", "10 tenfold",
    ),
    faint={
        **_table(
            "2 both", "3 trio", "0 zero nil", "1 one single", "70 septuagenarian", "80 octogenarian",
            "90 nonagenarian", "100 centenary centennial",
        ),
        **_conjugate("doubl", 2, "ed ing"), **_conjugate("tripl trebl", 3, "ed ing"),
    },
    decades=_table(
        "20 twenties", "30 thirties", "40 forties", "50 fifties", "60 sixties", "70 seventies", "80 eighties",
        "90 nineties",
    ),
    articles=_words("a an"),
    halves=_words("half"),
    months=_table(
        "1 january jan", "2 february feb", "3 march mar", "4 april apr", "5 may", "6 june jun", "7 july jul",
        "8 august aug", "9 september sept sep", "10 october oct", "11 november nov", "12 december dec",
    ),
    ordinal_marks=_words("st nd rd th"),
)  # fmt: skip

LEXICONS: Final[dict[Language, Lexicon]] = {"es": SPANISH, "en": ENGLISH}

# The Spanish abbreviation of a date that made history: 11-S, 23-F, 1-O.
MONTH_LETTERS: Final = {
    "e": (1,), "f": (2,), "m": (3, 5), "a": (4, 8), "j": (6, 7), "s": (9,), "o": (10,), "n": (11,), "d": (12,)
}  # fmt: skip
