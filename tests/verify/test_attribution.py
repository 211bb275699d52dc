"""Attribution: quotation marks, speakers, sources and hedges."""

import pytest

from pipeline.verify import Context
from pipeline.verify.attribution import check


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("«No habrá recortes este año», dijo el ministro.", "“There will be no cuts this year,” the minister said."),
        ("El presunto asesino declaró ante el juez.", "The alleged murderer testified before the judge and said so."),
        ("Según la policía, huyó.", "According to the police, he fled."),
        ("Según la policía, huyó.", "Police said he fled."),
        ("El juez habría recibido dinero.", "The judge is said to have received money."),
        ("Por supuesto, ganó.", "Of course, he won."),
        ("Pagan según el caso.", "They pay case by case."),
        ("Si lo supiera, habría avisado.", "If he knew, he had warned us."),
        ("Al parecer, huyó.", "Apparently, he fled."),
    ],
)
def test_says_nothing_of_what_keeps_its_attribution(spanish: str, english: str) -> None:
    assert check(spanish, english, Context()) == []


@pytest.mark.parametrize(
    ("spanish", "english", "code", "severity"),
    [
        ("El presunto asesino huyó en coche.", "The murderer fled by car.", "hedge-lost", "error"),
        ("El supuesto ladrón huyó en coche.", "The thief fled by car.", "hedge-lost", "error"),
        ("Al parecer, el ladrón huyó en coche.", "The thief fled by car.", "doubt-lost", "warning"),
        ("El juez habría recibido dinero.", "The judge received money.", "doubt-lost", "warning"),
        ("Según la policía, el ladrón huyó.", "The thief ran away.", "source-lost", "warning"),
        ("El ladrón huyó, dijo la policía.", "The thief ran away.", "speaker-lost", "warning"),
        ("Avisó: «No habrá más recortes».", "He warned there would be no more cuts.", "quotes-lost", "warning"),
        ("Leyó «Platero y yo».", "He read Platero y yo.", "quotes-lost", "note"),
        ("Leyó un libro.", "He read “a book”.", "quotes-added", "note"),
        ("Leyó «Platero» y «Ulises».", "He read “Platero” and Ulysses.", "quotes-differ", "note"),
    ],
)
def test_finds_what_lost_its_attribution(spanish: str, english: str, code: str, severity: str) -> None:
    [finding] = check(spanish, english, Context())
    assert (finding.code, finding.severity) == (code, severity)
