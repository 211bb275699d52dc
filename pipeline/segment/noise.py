"""What stands among the lines of a story and is not part of it: adverts, links to other stories, signatures.

Noise stays in the document, untranslated; only what is sure is noise. Guesses from the place of a line alone are told
to the reader by a finding (see `segment`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.segment.features import is_heading_like
from pipeline.segment.marks import POST_SIGNATURE
from pipeline.segment.units import Unit
from pipeline.segment.vocabulary import AGENCIES, GIVEN_NAMES, fold

# A whole line of these says nothing of the story.
_LINES: Final = re.compile(
    r"(?:publicidad|anuncio|video|vídeo|vídeos|fotos?|galería(?: de fotos)?|imagen|audio|podcast|compartir(?: en| por)?(?: \w+)?"
    r"|comparte(?: est[ea] (?:noticia|artículo|nota))?(?: en .{0,30})?|twittear|tuitear|enviar|imprimir|guardar|copiar enlace"
    r"|comentarios?|\d+ comentarios?|seguir leyendo|sigue leyendo|leer más|ver más|más información|leer también"
    r"|quiero (?:recibirl[oa]s?|suscribirme)|suscr[ií]bete.{0,60}|suscribirme|reg[ií]strate.{0,60}|s[ií]guenos.{0,60}"
    r"|newsletter.{0,40}|bolet[ií]n(?: de noticias)?|recib[eí] en tu (?:email|correo).*|[←→«<>]? ?volver (?:a|al) .{0,40}"
    r"|ir a (?:la )?portada|mándaselo a .{0,60}|¿te ha (?:parecido interesante|gustado).{0,40}\?|última actualización.{0,40}"
    r"|lectura:? \d+ min\w*\.?|\d+ min(?:utos)? de lectura|pulse aquí.{0,40}|haz clic aquí.{0,40}|todos los derechos reservados\.?"
    r"|\(?\d+(?:[.,]\d+)? ?[kmg]b\)?|https?://\S+|pic\.twitter\.com/\S+|tags?:.*|etiquetas:.*|temas(?: relacionados)?:.*"
    r"|con información de .{2,60}|fin(?: del comunicado)?\.?|\*{3,}|[-_=·.~ ]{3,})$",
    re.IGNORECASE,
)
# The rest of such a line is the headline of another story.
_LINKS: Final = re.compile(
    r"(?:puedes ver|puede ver|te puede interesar|también te puede interesar|lea|lee|leer|lea más|lee más|leer más|lea también|lee también"
    r"|leer también|le puede interesar|mira también|mirá también|vea también|ve también|vea además|lea además|lee además|más información"
    r"|más en|noticia relacionada|relacionad[oa]|nota relacionada|no te pierdas|sigue leyendo|te recomendamos|recomendamos"
    r"|siga aquí|sigue aquí)\s?: ?\S.*$"
    r"|\[(?:siga|sigue|lea|lee|consulte|consulta|guía|vea|ve|puede|hilo|mapa|gráfico|vídeo|video|le puede|te puede|foto|fotos"
    r"|newsletter|suscr)\b[^\]]{3,200}\]\.?$|>> ?\S.*$",
    re.IGNORECASE,
)
# These open a box of headlines of other stories, which ends where the story goes on.
_BOXES: Final = re.compile(
    r"(?:en tendencia|tendencias|(?:esto |también )?te puede(?:n)? interesar|(?:le|te) recomendamos|mir[aá] también|lea también|lee también"
    r"|noticias relacionadas|notas relacionadas|artículos relacionados|más noticias|lo más (?:leído|visto)|más leídas|relacionad[oa]s"
    r"|temas relacionados|no te pierdas|más sobre (?:este|el) tema|te puede interesar)\s?:?$",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$|\d{4}-\d{2}-\d{2}$")
_FILE_SIZE: Final = re.compile(r"\(?\d+(?:[.,]\d+)? ?[KMG]B\)?$", re.IGNORECASE)
_AGENCY: Final = "|".join(map(re.escape, sorted(AGENCIES, key=len, reverse=True)))
_AGENCY_LINE: Final = re.compile(rf"(?:[A-Z]{{2,4}} ?[/|-] ?)?(?:{_AGENCY})(?: ?[/|-] ?(?:{_AGENCY}))*\.?$")
_INITIALS: Final = re.compile(r"\(?[a-zñ]{2,4}(?:[/-][a-zñ]{2,4})+\)?$|[A-ZÑ]{2,4}$|[a-zñ]{2,3}$|\([IVX]{1,4}\)$")
_BYLINE: Final = re.compile(r"(?:por|texto:?|foto:?|redacción:?|escribe:?)\s+(?=[A-ZÁÉÍÓÚÑ])", re.IGNORECASE)
_NAME: Final = re.compile(
    r"(?P<given>[A-ZÁÉÍÓÚÑ]\w+)(?: (?:de|del|la|los|y|[A-ZÁÉÍÓÚÑ][\w.’'-]+)){1,4}(?:\. [A-ZÁÉÍÓÚÑ]\w+(?: \w+){0,2})?$"
)
# « EFE», « EFE bec/cng», « (I)» after the last words of a story.
_TAIL: Final = re.compile(
    rf"(?P<stop>[.!?»”\"')\]]?)(?P<space>[ \t]+|(?<=[.»”\"])/)(?P<sign>(?:(?:{_AGENCY})|\((?:{_AGENCY}|[IVX]{{1,4}})\))\.?"
    r"(?:[ \t]+[a-zñ]{2,4}(?:/[a-zñ]{2,4})+)?)$"
)
_NOT_BEFORE_TAIL: Final = re.compile(
    r"(?:\b(?:a|con|de|del|la|el|en|según|por|y|e|o|agencia|que|para)|,)$", re.IGNORECASE
)
_MIN_STORY_WORDS: Final = 20
_MIN_TAIL_WORDS: Final = 5
_MIN_HEADLINE_WORDS: Final = 4
_LAST_UNITS: Final = 4
_MAX_LINK_HEADING_WORDS: Final = 8


def mark_noise(units: Sequence[Unit]) -> list[Unit]:
    """`units` with the noise typed; posts of social networks and signatures are cut from the text they follow."""
    return _mark_sign_offs(_mark_posts(_mark_boxes([_mark_line(unit) for unit in units])))


def _mark_line(unit: Unit) -> Unit:
    if unit.kind is None and (_LINES.match(unit.text) or _LINKS.match(unit.text)) and not unit.mark:
        return unit.typed("noise")
    return unit


def _mark_boxes(units: Sequence[Unit]) -> list[Unit]:
    marked = list(units)
    inside = False
    for index, unit in enumerate(units):
        if _BOXES.match(unit.text) and not unit.mark:
            inside = True
        elif inside and unit.words >= _MIN_STORY_WORDS and unit.ends_in_stop:
            inside = False
        if inside and not _resumes(units, index):
            marked[index] = unit.typed("noise")
        if _FILE_SIZE.match(unit.text) and index and is_heading_like(units[index - 1]):
            marked[index - 1] = units[index - 1].typed("noise")
    return marked


def _resumes(units: Sequence[Unit], index: int) -> bool:
    """Whether a short line in a box of links is the heading with which the story goes on."""
    unit, following = units[index], units[index + 1 : index + 2]
    return bool(
        following
        and following[0].words >= _MIN_STORY_WORDS
        and following[0].ends_in_stop
        and unit.words <= _MAX_LINK_HEADING_WORDS
        and not _DATE.match(unit.text)
        and not _BOXES.match(unit.text)
    )


def _mark_posts(units: Sequence[Unit]) -> list[Unit]:
    """Type the signature of an embedded post as noise, and the post before it as a quote."""
    marked: list[Unit] = []
    for unit in units:
        match = POST_SIGNATURE.search(unit.text)
        if match and match.start() == 0:
            if marked and marked[-1].kind is None and not marked[-1].mark:
                marked[-1] = marked[-1].typed("quote")
            marked.append(unit.typed("noise"))
        elif match:
            post, signature = unit.cut(match.start())
            marked += [post.typed("quote"), signature.typed("noise")]
        else:
            marked.append(unit)
    return marked


def _mark_sign_offs(units: Sequence[Unit]) -> list[Unit]:
    marked = [
        unit.typed("noise") if unit.kind is None and _is_signature(unit, before) else unit
        for before, unit in zip([None, *units], units, strict=False)
    ]
    content = [index for index, unit in enumerate(marked) if unit.kind != "noise"]
    for index in content[1:][-_LAST_UNITS:]:
        if marked[index].kind is None and not marked[index].mark and _INITIALS.match(marked[index].text):
            marked[index] = marked[index].typed("noise")
    last = next((index for index in reversed(content) if marked[index].kind != "noise"), None)
    if last is None:
        return marked
    match = _TAIL.search(marked[last].text)
    before = marked[last].text[: match.start("space")] if match else ""
    if match and len(before.split()) >= _MIN_TAIL_WORDS and not _NOT_BEFORE_TAIL.search(before):
        text, sign = marked[last].cut(match.start("space"), match.start("sign"))
        marked[last : last + 1] = [text, sign.typed("noise")]
    return marked


def _is_signature(unit: Unit, before: Unit | None) -> bool:
    if unit.mark or unit.ends_in_stop:
        return False
    if _AGENCY_LINE.match(unit.text):
        return True
    name = _BYLINE.sub("", unit.text)
    match = _NAME.match(name)
    if match is None:
        return False
    # A name alone between paragraphs is a heading; under a headline it signs the story.
    signs = before is not None and is_heading_like(before) and before.words >= _MIN_HEADLINE_WORDS
    return name != unit.text or (signs and match["given"] in GIVEN_NAMES)


def repeats(unit: Unit, other: Unit) -> bool:
    """Whether two units say the same, letter case and punctuation apart."""
    return bool(fold(unit.text)) and fold(unit.text) == fold(other.text)


def without_repeat(unit: Unit) -> Unit:
    """A unit that only repeats another, as noise."""
    return replace(unit, kind="noise")
