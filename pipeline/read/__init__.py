"""Bytes of one format to a `Story`: decoded, mended where that is sure, in Spanish."""

from pipeline.read.formats import FORMATS, Format
from pipeline.read.reading import read

__all__ = ["FORMATS", "Format", "read"]
