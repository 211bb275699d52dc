"""Where not to trust a translation: checks of an English sentence against its Spanish one."""

from pipeline.verify.context import Context
from pipeline.verify.glossary import required_terms
from pipeline.verify.table import CHECKS, Check, verify
from pipeline.verify.termbase import Glossary, Term

__all__ = ["CHECKS", "Check", "Context", "Glossary", "Term", "required_terms", "verify"]
