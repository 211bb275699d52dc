"""Which sentences make sense as a bullet."""

import pytest

from pipeline.story import Block, BlockId, Sentence, SentenceId
from pipeline.summarize.alone import Standing, judge_standing
from pipeline.summarize.body import BodySentence, read_body
from pipeline.summarize.terms import find_terms
from tests.summarize.stories import make_story

CASES = {
    Standing.ALONE: """
        El puerto de Villarín ampliará su muelle norte con 34 millones.
        Esta mañana el consejo del puerto aprobó la ampliación del muelle.
        En este año el puerto moverá tres millones de toneladas.
        «El muelle es urgente para el puerto», dijo el presidente Lago.
        El presidente Lago dijo: «El muelle es urgente para el puerto.»
        Otorgan al puerto 20 millones de euros para ampliar el muelle.
        Además de los muelles, el puerto de Villarín ampliará su lonja.
        La obra (34 millones de euros) durará dos años en el puerto.
    """,
    Standing.LEANING: """
        Además, el puerto de Villarín ampliará su muelle con 34 millones.
        Este puerto de Villarín ampliará su muelle con 34 millones.
        Su presidente defendió la ampliación del muelle ante los vecinos.
        Sin embargo, los vecinos de Villarín recurrirán la ampliación.
        Añadió que el puerto ampliará el muelle norte de Villarín.
        Señaló que el puerto ampliará el muelle norte de Villarín.
        Por su parte, los vecinos de Villarín recurrirán la ampliación.
        La ampliación del muelle es otro gran paso del puerto en esa línea.
        El muelle norte del puerto crece.
        No hay en el puerto nada más que eso.
        Y el puerto ampliará el muelle norte de Villarín en dos años.
    """,
    Standing.NONE: """
        ¿Quién pagará la ampliación del muelle norte de Villarín?
        El plan del puerto de Villarín tiene tres grandes partes:
        «El muelle es urgente para el puerto de Villarín.
        El muelle es urgente para el puerto de Villarín», dijo Lago.
        "El muelle es urgente para el puerto de Villarín.
        El muelle crece.
        El plan del muelle norte está en www.puertodevillarin.es desde ayer.
        El presidente del puerto dijo que el muelle norte de Villarín…
    """,
}
TABLE = [(line.strip(), standing) for standing, lines in CASES.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("line", "standing"), TABLE)
def test_standing(line: str, standing: Standing) -> None:
    sentence = Sentence(SentenceId("s1"), line, 0, len(line))
    block = Block(BlockId("b1"), "paragraph", line, 0, len(line), sentences=(sentence,))
    assert judge_standing(BodySentence(sentence, block, 0, find_terms(line))) is standing


def test_a_sentence_within_a_quotation_is_no_statement_of_the_paper() -> None:
    text = "«El muelle norte es urgente. El puerto de Villarín no puede esperar dos años. Lo ampliaremos», dijo Lago.\n"
    assert [judge_standing(item) for item in read_body(make_story(text))] == [Standing.NONE] * 3


def test_only_the_lead_is_good_with_more_than_50_words() -> None:
    sentence = f"El puerto de Villarín ampliará {'el muelle norte y ' * 12}el muelle sur."
    story = make_story(f"El puerto crece\n\n{sentence}\n\n{sentence.replace('norte', 'este')}\n")
    assert [judge_standing(item) for item in read_body(story)] == [Standing.ALONE, Standing.LEANING]
