"""Structure and sentences: which line is what, and where its sentences begin and end."""

from pipeline.segment.segmenting import segment

__all__ = ["segment"]
