"""Vietnamese text for the rooms above: the search room's folding, so that there is only one."""

from search.text import fold

__all__ = ["fold"]
