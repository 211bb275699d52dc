"""Stories of our own for the tests, and drafts that show where a bullet's English came from."""

from pipeline.segment import segment
from pipeline.story import DraftBlock, DraftSentence, Story

SECTIONS = """\
El puerto de Villarín ampliará su muelle con 34 millones de euros

La Autoridad Portuaria de Villarín ampliará el muelle norte con una inversión de 34 millones de euros, según \
aprobó ayer su consejo de administración. Las obras empezarán en marzo y durarán dos años.

El presidente de la Autoridad Portuaria, Andrés Lago, defendió el proyecto ante la prensa. Además, aseguró que la obra \
creará 120 empleos directos.

Financiación del muelle

El Banco Europeo de Inversiones prestará 20 millones de euros para el muelle norte del puerto. El resto saldrá de los \
fondos propios de la Autoridad Portuaria. ¿Y si el coste sube?

Quejas de los vecinos

La asociación de vecinos de Villarín recurrirá la ampliación del muelle en los tribunales por el ruido de las obras. \
«El ruido ya es insoportable. Nadie nos ha escuchado en todo este tiempo», afirmó su portavoz, Rosa Piñeiro. La \
asociación de vecinos de Villarín recurrirá en los tribunales la ampliación del muelle por el ruido.

Tráfico de mercancías

El puerto de Villarín movió 2,3 millones de toneladas el año pasado, un 8 % más que el anterior. Esto lo convierte \
en el tercer puerto de la región.
"""

KEY_POINTS = """\
El puerto de Villarín ampliará su muelle con 34 millones de euros

Puntos clave
- El muelle norte se ampliará con 34 millones. Las obras durarán dos años.
- Los vecinos recurrirán la obra en los tribunales.
- El cometa pasará de largo.

La Autoridad Portuaria de Villarín ampliará el muelle norte con una inversión de 34 millones de euros. Las obras \
empezarán en marzo y durarán dos años.

Quejas de los vecinos

La asociación de vecinos llevará la obra a los tribunales por el ruido. El alcalde no quiso hacer declaraciones.
"""

BARE_LIST = """\
El puerto de Villarín ampliará su muelle con 34 millones de euros
- El muelle norte se ampliará con 34 millones de euros en dos años.
- Los vecinos recurrirán la obra en los tribunales por el ruido.
La Autoridad Portuaria de Villarín ampliará el muelle norte con una inversión de 34 millones de euros.
La asociación de vecinos llevará la obra a los tribunales.
"""


def make_story(text: str) -> Story:
    return segment(Story(name="villarin.txt", text=text))


def make_draft(story: Story) -> list[DraftBlock]:
    """A draft whose English is the Spanish in capitals."""
    return [
        DraftBlock(
            id=block.id,
            kind=block.kind,
            source=block.text,
            text=block.text.upper(),
            source_start=block.start,
            source_end=block.end,
            prefix=block.prefix,
            suffix=block.suffix,
            level=block.level,
            sentences=tuple(
                DraftSentence(sentence.id, sentence.text, sentence.text.upper(), sentence.start, sentence.end)
                for sentence in block.sentences
            ),
        )
        for block in story.blocks
    ]
