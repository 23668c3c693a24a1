"""The catalogue's own rules, by what they look at."""
