"""A brief in one of the output formats, and files that are written whole or not at all."""

from pipeline.write.brief_json import brief_adapter, read_brief, schema_text
from pipeline.write.files import write_text
from pipeline.write.shell import html_page, load_asset
from pipeline.write.table import WRITERS, Format, render
from pipeline.write.view import Only

__all__ = [
    "WRITERS",
    "Format",
    "Only",
    "brief_adapter",
    "html_page",
    "load_asset",
    "read_brief",
    "render",
    "schema_text",
    "write_text",
]
