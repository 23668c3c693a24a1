"""Filters of the desk's templates."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def thousands(number: int) -> str:
    """``number`` as Vietnam writes it: 12345 → "12.345"."""
    return f"{number:,}".replace(",", ".")
