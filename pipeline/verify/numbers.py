"""The check of numbers."""

from __future__ import annotations

from pipeline.story import Finding, Span
from pipeline.verify.context import Context
from pipeline.verify.quantities import find_quantities


def check(source: str, target: str, context: Context) -> list[Finding]:  # noqa: ARG001 - one signature for all checks
    """Find numbers of the Spanish that the English lacks."""
    told = {quantity.text for quantity in find_quantities(target, "en")}
    return [
        Finding(
            "numbers",
            "number-missing",
            "error",
            f"{quantity.text} in the Spanish, not in the English",
            source_spans=(Span(quantity.start, quantity.end),),
        )
        for quantity in find_quantities(source, "es")
        if quantity.text not in told
    ]
