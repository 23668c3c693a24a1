"""The choices of the feedback form, for templates of any room."""

from __future__ import annotations

from typing import Any

from django import template

from home.models import PageFeedback

register = template.Library()


@register.simple_tag
def feedback_reasons() -> list[tuple[str, Any]]:
    """[(value, label)]: why a page may not have helped."""
    return list(PageFeedback.Reason.choices)
