"""What web pages and agencies put between the lines of a story, as data. Compared without regard to letter case."""

from __future__ import annotations

import re
from typing import Final

from pipeline.segment.vocabulary import AGENCIES


def _any_of(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


AGENCY: Final = _any_of(*map(re.escape, sorted(AGENCIES, key=len, reverse=True)))

# A whole line of these says nothing of the story.
LINES: Final = re.compile(
    _any_of(
        "publicidad",
        "anuncio",
        "v[ií]deos?",
        "fotos?",
        "galería(?: de fotos)?",
        "imagen",
        "audio",
        "podcast",
        r"compartir(?: (?:en|por) \w+)?",
        r"comparte(?: est[ea] (?:noticia|artículo|nota))?(?: en .{1,30})?",
        "t[uw]i?tt?ear",
        "imprimir",
        "guardar",
        "copiar enlace",
        r"(?:\d+ )?comentarios?",
        "(?:seguir|sigue|siga) leyendo",
        "(?:leer|lee|lea|ver) (?:más|también)(?: aquí)?",
        "más información",
        "quiero (?:recibirl[oa]s?|suscribirme)",
        "suscr[ií]bete(?: .{1,60})?",
        "reg[ií]strate(?: .{1,60})?",
        "s[ií]guenos(?: .{1,60})?",
        "newsletter(?: .{1,40})?",
        "bolet[ií]n(?: de noticias)?",
        "recib[eí] en tu (?:email|correo|móvil) .*",
        "[←→«<>]? ?volver (?:al? .{1,40}|arriba)",
        "(?:ir a (?:la )?)?portada",
        "mándaselo a .{1,60}",
        r"¿te ha (?:parecido interesante|gustado|servido)[^?]{0,40}\?",
        r"(?:lectura:? )?\d+ min(?:utos)?(?: de lectura)?",
        "(?:pulse|pincha|pinche|haz clic|haga clic) aquí(?: .{1,40})?",
        "todos los derechos reservados",
        r"\(?\d+(?:[.,]\d+)? ?[kmg]b\)?",
        r"https?://\S+",
        r"pic\.twitter\.com/\S+",
        "(?:tags?|etiquetas|temas relacionados|palabras clave|hashtags?) ?: ?.*",
        "(?:última actualización|actualizado)(?: .{1,40}|:.{1,40})?",
        "con información de .{2,60}",
        "fin(?: del comunicado)?",
        r"\*{3,}",
        "[-_=·.~ ]{3,}",
    )
    + r"\.?$",
    re.IGNORECASE,
)

# The rest of the line is the headline of another story.
LINKS: Final = re.compile(
    _any_of(
        "puedes? ver",
        "(?:también )?(?:te|le) puede interesar",
        "(?:lea|lee|leer|vea|ve|ver|mir[aá])(?: más| también| además| aquí)?",
        "más información",
        "(?:noticia|nota|artículo|contenido) relacionad[oa]",
        "relacionad[oa]",
        "no te pierdas",
        "(?:te |le )?recomendamos",
        "(?:siga|sigue) (?:aquí|leyendo)",
    )
    + r"\s?:\s*\S.*$"
    + r"|\[(?:siga|sigue|lea|lee|consulte|consulta|guía|vea|ve|puedes?|mapa|gráfico|v[ií]deo|[tl]e puede|fotos?"
    + r"|newsletter|suscr\w+)\b[^\]]{3,200}\]\.?$"
    + r"|>> ?\S.*$",
    re.IGNORECASE,
)

# These open a box of headlines of other stories, which ends where the story goes on.
BOXES: Final = re.compile(
    _any_of(
        "(?:en )?tendencias?",
        "(?:esto |también )?(?:te|le) puede(?:n)? interesar",
        "(?:le|te) recomendamos",
        "(?:mir[aá]|lea|lee|vea|ve) también",
        "(?:noticias|notas|artículos|temas|contenidos) relacionad[oa]s",
        "relacionad[oa]s",
        "más noticias",
        "(?:lo|las?) más (?:leíd[oa]s?|vist[oa]s?)",
        "más sobre (?:este|el) tema",
        "no te pierdas",
    )
    + r"\s?:?$",
    re.IGNORECASE,
)

DATE: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$|\d{4}-\d{2}-\d{2}$")
FILE_SIZE: Final = re.compile(r"\(?\d+(?:[.,]\d+)? ?[KMG]B\)?$", re.IGNORECASE)

AGENCY_LINE: Final = re.compile(rf"(?:[A-Z]{{2,4}} ?[/|-] ?)?\(?{AGENCY}(?: ?[/|,-] ?{AGENCY})*\)?\.?$")
# «bec/cng/rs», «BPO», «jmg», «(I)»: the desk's initials at the end.
INITIALS: Final = re.compile(r"\(?[a-zñ]{2,4}(?:[/-][a-zñ]{2,4})+\)?$|[A-ZÑ]{2,4}$|[a-zñ]{2,3}$|\([IVX]{1,4}\)$")
BYLINE: Final = re.compile(r"(?i:por|textos?|fotos?|escribe|redacción)\s?:?\s+(?=[A-ZÁÉÍÓÚÑ])")
NAME: Final = re.compile(
    r"(?P<given>[A-ZÁÉÍÓÚÑ]\w+)(?: (?:de|del|la|los|y|[A-ZÁÉÍÓÚÑ][\w.’'-]*\w)){1,4}"
    r"(?P<place>\. [A-ZÁÉÍÓÚÑ]\w+(?: \w+){0,2})?$"
)
# « EFE», « EFE bec/cng», « (I)» after the last words of a story, and what may not stand before it.
TAIL: Final = re.compile(
    rf"(?P<space>[ \t]+|(?<=[.»”\"])/)(?P<sign>(?:{AGENCY}|\((?:{AGENCY}|[IVX]{{1,4}})\))\.?"
    r"(?:[ \t]+[a-zñ]{2,4}(?:/[a-zñ]{2,4})+)?)$"
)
NOT_BEFORE_TAIL: Final = re.compile(
    r"(?:\b(?:a|con|de|del|la|el|en|según|por|y|e|o|agencia|que|para)|,)$", re.IGNORECASE
)
