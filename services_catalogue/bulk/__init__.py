"""Work on many services at once: imports, exports, changes and mergers of units."""
