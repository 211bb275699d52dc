"""Tools that build, measure and check puntos; none of them is part of the package."""
