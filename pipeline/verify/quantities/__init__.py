"""Numbers in Spanish and English text, as exact values with their kind and unit."""

from pipeline.verify.quantities.find import find_quantities
from pipeline.verify.quantities.numerals import guess_decimal_mark
from pipeline.verify.quantities.pairing import Agreement, Pairing, agreement, pair
from pipeline.verify.quantities.quantity import DecimalMark, Firmness, Kind, Language, Quantity

__all__ = [
    "Agreement",
    "DecimalMark",
    "Firmness",
    "Kind",
    "Language",
    "Pairing",
    "Quantity",
    "agreement",
    "find_quantities",
    "guess_decimal_mark",
    "pair",
]
