"""Measures of `pipeline.compare`."""
