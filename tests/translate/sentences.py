"""Two hundred Spanish sentences of news, put together from parts."""

from itertools import islice, product

_WHO = (
    "El Gobierno",
    "La ministra de Sanidad",
    "El alcalde de Zaragoza",
    "Un portavoz del sindicato",
    "La Policía Nacional",
    "El banco central",
    "El juez",
    "La empresa alemana",
)
_WHAT = (
    "anunció ayer una ayuda de {n} millones de euros",
    "confirmó que {n} personas fueron detenidas",
    "rechazó la propuesta de la oposición",
    "pidió más tiempo para estudiar el informe",
    "aprobó un plan contra la sequía",
    "negó cualquier relación con el caso",
)
_TAIL = (
    ".",
    " tras una reunión de {h} horas.",
    ", según fuentes del ministerio.",
    " en una rueda de prensa en Madrid.",
    ", aunque no dio más detalles.",
)
_OWN = (
    "¿Quién pagará la factura?",
    "No.",
    "Sí, pero tarde.",
    "Los precios subieron un 3,5 % en enero, la mayor subida desde 1992.",
    "La tormenta dejó 14 heridos y cortó la luz en tres pueblos de Asturias.",
    '"No hay dinero", dijo, "ni lo habrá".',
    "Ni la Unión Europea ni la OTAN quisieron comentar la noticia.",
    "El tren de las 8:45 llegó con dos horas de retraso a la estación de Atocha.",
    "Se vende pan.",
    "A las doce, silencio.",
    "Pérez, de 43 años, ganó en 2019 el Premio Nacional de Poesía.",
    "El partido acabó 2-1 ante 45.000 espectadores.",
    "Llueve.",
    "Mañana, más.",
    "Texto con 😀 y con ﷺ dentro.",
    "Un </s> literal y un <unk> literal, y también <pad>.",
    "La \tsesión  se reanudó.",
)


def news_sentences(count: int = 200) -> list[str]:
    """Return `count` different sentences, the odd ones first."""
    made = (
        who + what.format(n=3 + number % 90) + tail.format(h=1 + number % 9)
        for number, (tail, who, what) in enumerate(product(_TAIL, (f"{who} " for who in _WHO), _WHAT))
    )
    return list(islice(dict.fromkeys([*_OWN, *made]), count))
