"""The damages of the benchmark: each hurts what it says, and nothing but the English."""

import random

import pytest

from scripts.verification.damage import DAMAGES, Case, Damage
from scripts.verification.perturb import measure

SPANISH = (
    "«No pagaremos 1.250 millones», dijo la ministra Aránzazu Ibarrola, según la agencia EFE, al parecer porque ella "
    "cree que el presunto fraude de Tamaulipas se conoce desde hace años, y añadió que lo probará. ¿Lo hará?"
)
ENGLISH = (
    '"We will not pay 1,250 million," minister Aránzazu Ibarrola said according to the EFE agency, apparently because '
    "she believes that the alleged fraud of Tamaulipas has been known about for many years now, and she was sure, "
    "said the agency. Will she do it?"
)


def hurt(damage: Damage, source: str = SPANISH, target: str = ENGLISH) -> str | None:
    return damage.apply(Case(source, target, random.Random(3), ("Villarreal",)))


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_every_damage_changes_a_sentence_that_offers_what_it_damages(damage: Damage) -> None:
    if damage.name == "negation added":
        damaged = hurt(damage, "La ley es buena.", "The law is good.")
        assert damaged == "The law is not good."
    elif damage.name == "hedge dropped":
        damaged = hurt(damage, "El presunto autor huyó.", "The alleged author fled.")
        assert damaged == "The author fled."
    elif damage.name == "words repeated":
        damaged = hurt(damage, "La ley rige hoy.", "The law is in force in all the country from today on")
        assert damaged == "The law is in force in all the country from today from today on"
    else:
        damaged = hurt(damage)
        assert damaged not in (None, ENGLISH)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_the_same_seed_gives_the_same_damage(damage: Damage) -> None:
    assert hurt(damage) == hurt(damage)


@pytest.mark.parametrize("name", ["digit changed", "name swapped", "quote marks dropped", "question mark lost"])
def test_a_damage_passes_over_a_sentence_without_its_kind(name: str) -> None:
    [damage] = [damage for damage in DAMAGES if damage.name == name]
    assert hurt(damage, "La ley entra en vigor.", "The law comes into force.") is None


def test_a_score_counts_what_is_found_and_what_is_flagged_clean() -> None:
    [damage] = [damage for damage in DAMAGES if damage.name == "digit changed"]
    pairs = [
        ("El paro subió un 15 % en mayo.", "Unemployment rose 15% in May."),
        ("Murieron 27 personas.", "27 people died."),
        ("La ley entra en vigor.", "The law comes into force."),
    ]
    score = measure(damage, pairs, [], random.Random(1), 10)
    assert (score.pairs, score.found, score.flagged_clean) == (2, 2, 0)
    assert (score.recall, score.precision) == (1.0, 1.0)
