"""The recipe of the embedded Spanish-English model, one command a step (see docs/model.md)."""
