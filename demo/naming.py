"""Slugs of Vietnamese names, the way the catalogue's tables leave them out."""

import re
import unicodedata


def slug_of(name: str) -> str:
    """Slug of a Vietnamese name: marks dropped, đ as d ("Sở Y tế" → "so-y-te")."""
    spelt = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    plain = "".join(letter for letter in spelt if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
