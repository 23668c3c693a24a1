"""The panel above a definition that tells what is still wrong with it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class CheckPanel(Panel):
    """What :mod:`submissions.forms.checking` finds in the definition as it was saved last."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Kiểm tra biểu mẫu"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "submissions/forms/check_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The problems, blocking ones first."""
            from submissions.forms.preview import problems_of

            found = problems_of(self.instance) if self.instance.pk else []
            return {
                **super().get_context_data(parent_context),
                "problems": found,
                "is_new": not self.instance.pk,
            }
