"""Publishing a definition freezes it into a version."""

from __future__ import annotations

from typing import Any

from wagtail.signals import published


def connect() -> None:
    """Called once, when all models are there."""
    from submissions.models import FormDefinition

    published.connect(_freeze, sender=FormDefinition, dispatch_uid="freeze form definition")


def _freeze(sender: Any, instance: Any, **kwargs: Any) -> None:
    from submissions.forms.versions import freeze

    freeze(instance)
