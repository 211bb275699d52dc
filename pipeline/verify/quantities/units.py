"""Units and currencies by all their names: symbol, word and ISO code say the same.

Currency codes: ISO 4217. Factors: the International System (BIPM, SI Brochure, 9th edition) and, for customary units,
NIST Special Publication 811, appendix B. A form may stand for several units (``$``, ``libra``): two quantities agree
where they share one.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from pipeline.verify.quantities.quantity import Language

PERCENT: Final = "percent"
POINTS: Final = frozenset({PERCENT, "percentage point", "point"})

_PESOS: Final = "MXN ARS CLP COP UYU CUP DOP PHP"
_DOLLARS: Final = "USD CAD AUD NZD HKD"
_CROWNS: Final = "CZK SEK NOK DKK ISK SKK"
# Units of time, and of calendar time, which is exact among itself alone.
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400, "fortnight": 14 * 86400}
_MONTHS: Final = {"month": 1, "quarter year": 3, "semester": 6, "year": 12, "decade": 120, "century": 1200}

# name: (dimension, how many of the dimension's first unit)
FACTORS: Final[dict[str, tuple[str, Fraction]]] = {
    **{name: ("time", Fraction(factor)) for name, factor in _SECONDS.items()},
    **{name: ("calendar", Fraction(factor)) for name, factor in _MONTHS.items()},
    **{
        name: (dimension, Fraction(factor))
        for dimension, names in {
            "length": {
                "metre": "1", "kilometre": "1000", "centimetre": "0.01", "millimetre": "0.001", "mile": "1609.344",
                "nautical mile": "1852", "foot": "0.3048", "inch": "0.0254", "yard": "0.9144", "league": "5572",
                "micrometre": "0.000001", "nanometre": "0.000000001",
            },
            "area": {
                "square metre": "1", "square kilometre": "1000000", "hectare": "10000", "square foot": "0.09290304",
                "square mile": "2589988.110336", "acre": "4046.8564224", "square centimetre": "0.0001",
            },
            "volume": {
                "litre": "1", "cubic metre": "1000", "gallon": "3.785411784", "barrel": "158.987294928",
                "millilitre": "0.001", "cubic hectometre": "1000000000", "cubic kilometre": "1000000000000",
                "cubic foot": "28.316846592", "pint": "0.473176473", "centilitre": "0.01",
            },
            "mass": {
                "gram": "1", "kilogram": "1000", "tonne": "1000000", "milligram": "0.001", "pound": "453.59237",
                "ounce": "28.349523125", "short ton": "907184.74", "microgram": "0.000001", "quintal": "100000",
            },
            "speed": {"kilometre an hour": "1", "mile an hour": "1.609344", "knot": "1.852", "metre a second": "3.6"},
            "energy": {"watt-hour": "1", "kilowatt-hour": "1000", "megawatt-hour": "1000000",
                       "gigawatt-hour": "1000000000", "terawatt-hour": "1000000000000"},
            "power": {"watt": "1", "kilowatt": "1000", "megawatt": "1000000", "gigawatt": "1000000000",
                      "horsepower": "735.49875"},
            "data": {"byte": "1", "kilobyte": "1000", "megabyte": "1000000", "gigabyte": "1000000000",
                     "terabyte": "1000000000000"},
        }.items()
        for name, factor in names.items()
    },
}  # fmt: skip

# Forms of both languages: names ; forms. Forms are in lower case without accents, as the tokens are.
_BOTH: Final = """
percent ; % | pct
percentage point ; pp
EUR ; € | eur
USD ; us$ | u.s.$ | usd$ | usd | us dollars | us dollar | u.s. dollars | u.s. dollar
GBP ; £ | gbp
JPY CNY ; ¥ | yen | yuan
JPY ; jpy
CNY ; cny | rmb | renminbi | yuans
CHF ; chf
BRL ; r$ | brl
PEN ; s/ | s/. | pen
BOB VES ; bs | bs.
GTQ ; q | q. | gtq | quetzales
CRC ; ₡ | crc
PYG ; ₲ | pyg
INR ; ₹ | inr
RUB ; ₽ | rub
MXN ; mx$ | mxn$ | mxn
ARS ; ar$ | ars$ | ars
CLP ; clp$ | clp
COP ; col$ | cop$ | cop
DOP ; rd$ | dop
CUP ; cu$ | cup
CAD ; ca$ | cad
AUD ; au$ | a$ | aud
CAD NIO ; c$
HKD ; hk$ | hkd
NZD ; nz$ | nzd
CZK ; czk | kc
HUF ; huf
SEK ; sek
NOK ; nok
DKK ; dkk
SKK ; skk
PLN ; pln
RON ; ron
UAH ; uah
ILS ; ils
HNL ; lempiras
kilometre ; km | kms
metre ; m | mts | mt
centimetre ; cm | cms
millimetre ; mm
micrometre ; µm
nanometre ; nm
square metre ; m2 | m² | m 2
square kilometre ; km2 | km² | km 2
cubic metre ; m3 | m³ | m 3
cubic hectometre ; hm3 | hm³ | hm 3
hectare ; ha
litre ; l
millilitre ; ml
centilitre ; cl
gram ; g | gr
kilogram ; kg | kgs
milligram ; mg
microgram ; µg | mcg
kilometre an hour ; km / h | kmh | kph
metre a second ; m / s
watt ; w
kilowatt ; kw
megawatt ; mw
gigawatt ; gw
kilowatt-hour ; kwh
megawatt-hour ; mwh
gigawatt-hour ; gwh
terawatt-hour ; twh
megabyte ; mb
gigabyte ; gb
terabyte ; tb
hertz ; hz
megahertz ; mhz
gigahertz ; ghz
degree celsius ; ºc | °c | º c | ° c
degree fahrenheit ; ºf | °f | º f | ° f
degree celsius, degree fahrenheit, degree ; º | °
"""

_SPANISH: Final = """
percent ; por ciento | por cien | por 100 | por cientos
permille ; por mil
percentage point ; puntos porcentuales | punto porcentual
basis point ; puntos basicos | punto basico
point, percentage point ; puntos | punto | enteros
DOLLARS ; dolares | dolar
USD ; dolares estadounidenses | dolar estadounidense | dolares americanos | dolares norteamericanos | dolares de estados unidos | dolares de ee.uu. | billetes verdes
CAD ; dolares canadienses
AUD ; dolares australianos
HKD ; dolares de hong kong
DOLLARS PESOS ; $
PESOS ; pesos | peso
MXN ; pesos mexicanos
ARS ; pesos argentinos
CLP ; pesos chilenos
COP ; pesos colombianos
UYU ; pesos uruguayos
CUP ; pesos cubanos
DOP ; pesos dominicanos
EUR ; euros | euro
ESP ; pesetas | peseta
GBP, pound ; libras | libra
GBP ; libras esterlinas | libra esterlina
JPY ; yenes
CNY ; yuanes
CHF ; francos suizos
CHF FRF ; francos | franco
FRF ; francos franceses
DEM ; marcos | marcos alemanes
CROWNS ; coronas | corona
CZK ; coronas checas | corona checa
SEK ; coronas suecas
NOK ; coronas noruegas
DKK ; coronas danesas
ISK ; coronas islandesas
SKK ; coronas eslovacas
RUB ; rublos
HUF ; florines | forintos | florines hungaros | forint | forints
PLN ; zlotys | eslotis
BRL ; reales
INR ; rupias
PEN ; soles
BOB VES ; bolivares | bolivar
BOB ; bolivianos
GTQ ; quetzal
CRC ; colones
NIO ; cordobas
HNL ; lempira
PYG ; guaranies
TRY ; liras turcas
ILS ; sequeles | shekels
UAH ; grivnas
cent ; centavos | centimos | centavo | centimo
second ; segundos | seg
minute ; minutos | minuto | min
hour ; horas | hora | hrs | h | hs
day ; dias | dia | jornadas
week ; semanas | semana
fortnight ; quincenas
month ; meses | mes
quarter year ; trimestres | trimestre
semester ; semestres | semestre
year ; anos | ano | años | año
decade ; decadas | decada | decenios | decenio
century ; siglos | siglo
times ; veces | vez
kilometre ; kilometros | kilometro
metre ; metros | metro
centimetre ; centimetros | centimetro
millimetre ; milimetros | milimetro
micrometre ; micrometros | micras
mile, nautical mile ; millas | milla
nautical mile ; millas nauticas | millas marinas
foot ; pies | pie
inch ; pulgadas | pulgada
yard ; yardas | yarda
league ; leguas | legua
square metre ; metros cuadrados | metro cuadrado
square kilometre ; kilometros cuadrados | kilometro cuadrado
square centimetre ; centimetros cuadrados | cm2 | cm 2
square foot ; pies cuadrados
square mile ; millas cuadradas
hectare ; hectareas | hectarea
acre ; acres
litre ; litros | litro
millilitre ; mililitros | mililitro
cubic metre ; metros cubicos | metro cubico
cubic hectometre ; hectometros cubicos
cubic kilometre ; kilometros cubicos
cubic foot ; pies cubicos
gallon ; galones | galon
barrel ; barriles | barril
gram ; gramos | gramo
kilogram ; kilogramos | kilogramo | kilos | kilo
milligram ; miligramos | miligramo
tonne, short ton ; toneladas | tonelada | tm | t
quintal ; quintales
pound ; libras de peso
ounce ; onzas | onza
kilometre an hour ; kilometros por hora
mile an hour ; millas por hora
metre a second ; metros por segundo
knot ; nudos
watt ; vatios
kilowatt ; kilovatios | kilovatio
megawatt ; megavatios | megavatio | megawatts
gigawatt ; gigavatios
kilowatt-hour ; kilovatios hora | kilovatio hora | kilovatios - hora
megawatt-hour ; megavatios hora | megavatio hora
horsepower ; caballos | cv | caballos de vapor
megabyte ; megas | megabytes
gigabyte ; gigas | gigabytes
bit ; bits | bit
degree celsius ; grados centigrados | grados celsius | grado centigrado
degree fahrenheit ; grados fahrenheit
degree celsius, degree fahrenheit, degree ; grados | grado
"""

_ENGLISH: Final = """
percent ; percent | per cent | percents
permille ; per mille | per mil
percentage point ; percentage points | percentage point
basis point ; basis points | basis point
point, percentage point ; points | point
DOLLARS ; dollars | dollar | $ | bucks
PESOS ; pesos | peso
USD ; american dollars | united states dollars
CAD ; canadian dollars
AUD ; australian dollars
HKD ; hong kong dollars
MXN ; mexican pesos
ARS ; argentine pesos | argentinian pesos
CLP ; chilean pesos
COP ; colombian pesos
UYU ; uruguayan pesos
CUP ; cuban pesos
DOP ; dominican pesos
EUR ; euros | euro
ESP ; pesetas | peseta
GBP, pound ; pounds | pound
GBP ; pounds sterling | sterling
pound ; lb | lbs
CHF ; swiss francs
CHF FRF ; francs | franc
FRF ; french francs
DEM ; marks | deutschmarks | deutsche marks | german marks
CROWNS ; crowns | crown | kronor | kroner | kronur | koruna | korunas | kronas
CZK ; czech crowns | czech korunas | czech koruna
SEK ; swedish crowns | swedish kronor
NOK ; norwegian crowns | norwegian kroner
DKK ; danish crowns | danish kroner
ISK ; icelandic crowns | icelandic kronur
SKK ; slovak crowns
RUB ; rubles | roubles
HUF ; forints | forint | hungarian forints
PLN ; zlotys | zloty
BRL ; reais | reals
INR ; rupees
PEN ; soles | sols
BOB VES ; bolivars | bolivares
BOB ; bolivianos
GTQ ; quetzals | quetzal
CRC ; colones | colons
NIO ; cordobas
HNL ; lempira
PYG ; guaranies | guarani
TRY ; turkish lira | turkish liras
ILS ; shekels
UAH ; hryvnias | hryvnia
cent ; cents | centavos | cent
second ; seconds | sec | secs
minute ; minutes | minute | min | mins
hour ; hours | hour | hr | hrs | h
day ; days | day
week ; weeks | week
fortnight ; fortnight | fortnights
month ; months | month
quarter year ; quarters | trimesters
semester ; semesters | half - years
year ; years | year | yrs | yr
decade ; decades | decade
century ; centuries | century
times ; times | fold | x
kilometre ; kilometres | kilometers | kilometre | kilometer
metre ; metres | meters | metre | meter
centimetre ; centimetres | centimeters | centimetre | centimeter
millimetre ; millimetres | millimeters | millimetre | millimeter
micrometre ; micrometres | micrometers | microns
mile, nautical mile ; miles | mile
nautical mile ; nautical miles
foot ; feet | foot | ft
inch ; inches | inch
yard ; yards | yard
league ; leagues
square metre ; metres squared | meters squared | square metres | square meters | square metre | square meter | sq m
square kilometre ; square kilometres | square kilometers | square kilometre | square kilometer | sq km
square centimetre ; square centimetres | square centimeters
square foot ; square feet | square foot | sq ft
square mile ; square miles | sq miles
hectare ; hectares | hectare
acre ; acres | acre
litre ; litres | liters | litre | liter
millilitre ; millilitres | milliliters
cubic metre ; cubic metres | cubic meters
cubic hectometre ; cubic hectometres | cubic hectometers
cubic kilometre ; cubic kilometres | cubic kilometers
cubic foot ; cubic feet
gallon ; gallons | gallon
barrel ; barrels | barrel
pint ; pints | pint
gram ; grams | gram | grammes
kilogram ; kilograms | kilogram | kilos | kilo
milligram ; milligrams | milligram
tonne, short ton ; tonnes | tons | tonne | ton | metric tons
quintal ; quintals
ounce ; ounces | ounce | oz
kilometre an hour ; kilometres per hour | kilometers per hour | kilometres an hour | kilometers an hour
mile an hour ; miles per hour | miles an hour | mph
metre a second ; metres per second | meters per second
knot ; knots
watt ; watts
kilowatt ; kilowatts | kilowatt
megawatt ; megawatts | megawatt
gigawatt ; gigawatts
kilowatt-hour ; kilowatt hours | kilowatt - hours | kilowatt hour
megawatt-hour ; megawatt hours | megawatt - hours | megawatt hour
horsepower ; horsepower | hp
megabyte ; megabytes | megs
gigabyte ; gigabytes | gigs
bit ; bits | bit
degree celsius ; degrees celsius | degrees centigrade
degree fahrenheit ; degrees fahrenheit
degree celsius, degree fahrenheit, degree ; degrees | degree
"""

_FAMILIES: Final = {"DOLLARS": _DOLLARS, "PESOS": _PESOS, "CROWNS": _CROWNS}

# First word of a form → the forms that start so, longest first, with what they stand for.
UnitTable = dict[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]


def _names(field: str) -> frozenset[str]:
    """``DOLLARS PESOS`` are codes and families of codes, ``point, percentage point`` names."""
    if field.split()[0].isupper():
        codes = [code for part in field.split(",") for code in part.split() if part.strip().isupper()]
        words = [part.strip() for part in field.split(",") if not part.strip().isupper()]
        return frozenset(name for code in codes for name in _FAMILIES.get(code, code).split()) | frozenset(words)
    return frozenset(part.strip() for part in field.split(","))


def _tabulate(blocks: Iterable[str]) -> UnitTable:
    rows: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for line in (line for block in blocks for line in block.strip().splitlines()):
        field, forms = line.split(" ; ")
        names = _names(field)
        for form in forms.split(" | "):
            words = tuple(form.split())
            rows.setdefault(words[0], []).append((words, names))
            if len(words) == 2:  # a 300-square-foot flat
                rows[words[0]].append(((words[0], "-", words[1]), names))
    return {first: tuple(sorted(found, key=lambda row: -len(row[0]))) for first, found in rows.items()}


UNITS: Final[dict[Language, UnitTable]] = {"es": _tabulate((_BOTH, _SPANISH)), "en": _tabulate((_BOTH, _ENGLISH))}


def is_money(units: frozenset[str]) -> bool:
    """Whether units are currencies and nothing else (codes of ISO 4217 are in capitals)."""
    return bool(units) and all(name.isupper() for name in units)
