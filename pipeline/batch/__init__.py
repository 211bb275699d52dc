"""Nights of stories: find what is missing, do it in windows, and lose nothing whatever happens."""
