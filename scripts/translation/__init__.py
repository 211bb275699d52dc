"""What the figures and choices of translation rest on."""
