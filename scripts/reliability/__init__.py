"""What shows that nights survive what may happen to them, and how fast they are."""
