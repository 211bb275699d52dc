"""Scripts that make the data of the checks and measure what the checks find."""
