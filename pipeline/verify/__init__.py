"""Where not to trust a translation: checks of an English sentence against its Spanish one."""

from pipeline.verify.anomalies import find_source_anomalies
from pipeline.verify.context import Context
from pipeline.verify.foreign import adopt_draft
from pipeline.verify.glossary import required_terms
from pipeline.verify.quantities import DecimalMark, Quantity, find_quantities, guess_decimal_mark
from pipeline.verify.senses import reword
from pipeline.verify.source_names import story_names
from pipeline.verify.table import CHECKS, Check, verify
from pipeline.verify.termbase import Glossary, Term, load_glossary

__all__ = [
    "CHECKS",
    "Check",
    "Context",
    "DecimalMark",
    "Glossary",
    "Quantity",
    "Term",
    "adopt_draft",
    "find_quantities",
    "find_source_anomalies",
    "guess_decimal_mark",
    "load_glossary",
    "required_terms",
    "reword",
    "story_names",
    "verify",
]
