"""Addresses and words of figures in templates."""

from __future__ import annotations

from urllib.parse import quote

from django import template

from core.addresses import local
from open_data.views import OWN
from services_catalogue.waiting import days_in_words

register = template.Library()
_WORDS = {grouping.value: word for word, grouping in OWN.items()}


@register.simple_tag
def own_figures_url(grouping: str, key: str) -> str:
    """Where the months of one service, field or agency are."""
    return local(f"/tien-do/{_WORDS[str(grouping)]}/{quote(key, safe='')}/")


register.filter("working_days", days_in_words)


@register.filter
def days(number: float) -> str:
    """The same, where it is said nearby that working days are meant."""
    return days_in_words(number, working=False)
