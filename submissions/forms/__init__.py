"""Forms as data: compiled from a frozen version, asked group by group, checked as a whole."""
