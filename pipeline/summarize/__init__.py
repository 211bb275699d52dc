"""Bullets: the source's own key points mirrored, or sentences chosen where it has none, each with its evidence."""

from pipeline.summarize.summary import Summary, summarize

__all__ = ["Summary", "summarize"]
