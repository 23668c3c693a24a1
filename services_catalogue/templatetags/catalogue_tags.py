"""What pages outside the catalogue show of it."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.text import Truncator

from core.templatetags.portal_tags import lang_of
from core.text import fold
from services_catalogue import facts
from services_catalogue.listed_facts import in_own_language
from services_catalogue.models import LifeEvent
from services_catalogue.places import Places, places_for
from services_catalogue.vocabulary import Audience

register = template.Library()

#: Words that say nothing about what a person needs.
_FILLERS = frozenset(
    [
        "toi",
        "muon",
        "can",
        "lam",
        "the",
        "nao",
        "o",
        "dau",
        "cho",
        "va",
        "co",
        "giay",
        "thu",
        "tuc",
        "xin",
        "cap",
        "dang",
        "ky",
    ]
)


@register.filter
def money(amount: int) -> str:
    """Whole đồng: "115.000 đ"."""
    return facts.money(amount)


@register.simple_tag
def listed_fact(text: str, most: int = 90) -> str:
    """A short fact of a search document (its time, its fee) in the visitor's language.

    What the service says in words of its own stays, marked with its language.
    """
    said = in_own_language(text)
    if said is not None:
        return said
    return format_html("<span{}>{}</span>", lang_of(), Truncator(text).chars(most))


@register.simple_tag
def places(slug: str = "") -> Places:
    """Where visitors may live, and the place ``slug`` that this one chose. One query."""
    return places_for(slug)


@register.simple_tag
def nearest_life_events(text: str, most: int = 6) -> list[LifeEvent]:
    """Life events whose names or aliases share words with ``text``; citizens' first when none do.

    One query; ties keep the editors' order.
    """
    words = {word for word in fold(text or "").split() if len(word) > 1} - _FILLERS
    events = list(LifeEvent.objects.all())

    def shared(event: LifeEvent) -> int:
        own = set(fold(f"{event.name} {event.aliases} {event.description}").split())
        return len(words & own)

    near = sorted(events, key=shared, reverse=True)
    # With nothing to go by, citizens' events: most people who ask are no business.
    common = [event for event in events if event.audience == Audience.CITIZEN]
    return [event for event in near if shared(event)][:most] or common[:most]
