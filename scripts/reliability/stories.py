"""Spanish stories made from templates: as many as wanted, the same for the same seed, none of them anybody's."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

_PLACES = ("Murcia", "Gijón", "Huelva", "Rosario", "Mérida", "Arequipa", "Soria", "Valdivia", "Cuenca", "Tarragona")
_BODIES = ("el Ayuntamiento", "la Diputación", "el Gobierno regional", "el Ministerio de Trabajo", "la Audiencia")
_PEOPLE = ("Lucía Ferrer", "Andrés Mena", "Rosa Olmedo", "Julián Cifuentes", "Carmen Iriarte", "Óscar Pedraza")
_MATTERS = (
    "la ampliación del puerto",
    "la reforma del mercado",
    "el plan de vivienda",
    "la línea de autobuses nocturnos",
    "la ayuda a los pescadores",
    "el traslado del hospital comarcal",
)
_HEADLINES = (
    "{Body} aprueba {matter} con {millions} millones de euros",
    "{person} pide que se aplace {matter}",
    "{Place} tendrá lista {matter} en {year}",
    "El {percent} % de los vecinos de {place} apoya {matter}",
)
_LEADS = (
    "{Body} aprobó ayer {matter}, que costará {millions} millones de euros y creará {jobs} empleos.",
    "{person} anunció este {day} que {matter} empezará en {month} de {year} y durará {months} meses.",
    "Unas {jobs} personas se manifestaron el {day} en {place} contra {matter}, según la policía local.",
)
_SENTENCES = (
    "El presupuesto sube un {percent} % respecto al del año pasado.",
    "«No vamos a esperar más», dijo {person} tras la reunión.",
    "La oposición votó en contra porque no conoce los informes.",
    "Las obras no afectarán al tráfico durante el mes de {month}.",
    "Según {body}, hay {jobs} familias en lista de espera.",
    "El plazo para presentar alegaciones termina el {date} de {month}.",
    "{person}, que preside la asociación de comerciantes, lo considera insuficiente.",
    "En {place} se han registrado {jobs} solicitudes, un {percent} % más que en {lastyear}.",
    "El proyecto fue presentado en {lastyear} y retirado tres meses después.",
    "Ni los sindicatos ni la patronal quisieron hacer declaraciones.",
    "La inversión prevista es de {millions} millones, de los que ya se han gastado {fewer}.",
    "«Es una buena noticia para {place}», afirmó, aunque pidió prudencia.",
)
_POINTS = (
    "Costará {millions} millones de euros.",
    "Creará {jobs} empleos en {place}.",
    "Empezará en {month} de {year}.",
    "El {percent} % de los vecinos lo apoya.",
)
_MONTHS = ("enero", "marzo", "mayo", "junio", "septiembre", "noviembre")
_DAYS = ("lunes", "martes", "jueves", "sábado")


def make_story(seed: int, most_paragraphs: int = 6) -> str:
    """Return a story, some 60 to 250 words long with six paragraphs; every third has key points of its own."""
    chance = random.Random(seed)
    facts = _facts(chance)

    def say(templates: tuple[str, ...]) -> str:
        facts.update(_facts(chance) if chance.random() < 0.4 else {})
        return chance.choice(templates).format_map(facts)

    lines = [say(_HEADLINES), ""]
    if seed % 3 == 0:
        lines += ["Claves", *(f"- {point.format_map(facts)}" for point in chance.sample(_POINTS, 3)), ""]
    lines += [f"{facts['Place']}, {chance.randint(1, 28)} {facts['month'][:3]} (Agencia).- {say(_LEADS)}", ""]
    for _ in range(chance.randint(min(1, most_paragraphs), most_paragraphs)):
        lines += [" ".join(say(_SENTENCES) for _ in range(chance.randint(2, 4))), ""]
    return "\n".join(lines)


def write_stories(folder: Path, count: int, first: int = 0, most_paragraphs: int = 6) -> list[Path]:
    """Write `count` stories into a folder, some below it, and return their paths."""
    return list(_write(folder, count, first, most_paragraphs))


def _write(folder: Path, count: int, first: int, most_paragraphs: int) -> Iterator[Path]:
    for seed in range(first, first + count):
        path = folder / ("deportes" if seed % 7 == 0 else ".") / f"teletipo-{seed:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make_story(seed, most_paragraphs), encoding="utf-8")
        yield path


def _facts(chance: random.Random) -> dict[str, str]:
    place, body = chance.choice(_PLACES), chance.choice(_BODIES)
    millions, year = chance.randint(4, 900), chance.randint(2027, 2032)
    facts: Mapping[str, str | int] = {
        "place": place,
        "Place": place.upper(),
        "body": body,
        "Body": body[0].upper() + body[1:],
        "person": chance.choice(_PEOPLE),
        "matter": chance.choice(_MATTERS),
        "millions": f"{millions},{chance.randint(1, 9)}",
        "fewer": chance.randint(1, millions),
        "jobs": f"{chance.randint(1, 90)}.{chance.randint(100, 999)}",
        "percent": f"{chance.randint(1, 60)},{chance.randint(1, 9)}",
        "year": year,
        "lastyear": year - chance.randint(2, 9),
        "month": chance.choice(_MONTHS),
        "months": chance.randint(3, 30),
        "date": chance.randint(1, 28),
        "day": chance.choice(_DAYS),
    }
    return {name: str(value) for name, value in facts.items()}
