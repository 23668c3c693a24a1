"""In the edit form: why a service changes, from when, and what already waits for its day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel


class LawInput(forms.TextInput):
    """A text field that offers the numbers of the service's legal documents."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.numbers: list[str] = []

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The field, and the list that browsers offer below it."""
        offered = f"{name}-offered"
        field = super().render(name, value, {**(attrs or {}), "list": offered}, renderer)
        options = format_html_join(
            "", '<option value="{}"></option>', ((number,) for number in self.numbers)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', field, offered, options)


class CausePanel(MultiFieldPanel):
    """Cause, note and day of the change at hand, with the versions that wait."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Lần sửa này"))
        kwargs.setdefault(
            "children",
            [
                ComingPanel(),
                FieldRowPanel(
                    [FieldPanel("change_cause", widget=LawInput), FieldPanel("applies_from")]
                ),
                FieldPanel("change_note"),
            ],
        )
        super().__init__(*args, **kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """The panel over one service."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is None or "change_cause" not in self.form.fields:
                return
            field = self.form.fields["change_cause"]
            laws = self.instance.legal_bases.all() if self.instance.pk else ()
            field.widget.numbers = [one.number for one in laws if one.number]
            match = getattr(self.request, "resolver_match", None)
            if match and match.url_name == "revisions_revert" and not self.form.is_bound:
                # An old state is taken up for a new change: its cause is not this one's.
                for name in ("change_cause", "change_note", "applies_from"):
                    self.form.initial[name] = None


class ComingPanel(Panel):
    """Versions of the service that are approved for a day."""

    class BoundPanel(Panel.BoundPanel):
        """The list for one service; nothing is shown where nothing waits."""

        template_name = "services_catalogue/admin/coming_panel.html"

        def is_shown(self) -> bool:
            """Whether anything waits. One query."""
            return bool(self._rows())

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The versions with the places where each is edited and cancelled."""
            page = self.instance
            here = reverse("wagtailadmin_pages:edit", args=[page.pk])
            standing = (
                reverse(
                    "wagtailadmin_pages:revisions_revert", args=[page.pk, page.live_revision_id]
                )
                if page.live and page.live_revision_id
                else ""
            )
            return {
                **super().get_context_data(parent_context),
                "rows": self._rows(),
                "here": here,
                "standing": standing,
            }

        def _rows(self) -> list[dict[str, Any]]:
            if not hasattr(self, "_found"):
                self._found = self._look() if self.instance.pk else []
            return self._found

        def _look(self) -> list[dict[str, Any]]:
            from services_catalogue.versions.coming import scheduled

            page = self.instance
            return [
                {
                    "at": at,
                    "shown": pk == page.latest_revision_id,
                    "edit": reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, pk]),
                    "view": reverse("wagtailadmin_pages:revisions_view", args=[page.pk, pk]),
                    "cancel": reverse(
                        "wagtailadmin_pages:revisions_unschedule", args=[page.pk, pk]
                    ),
                }
                for pk, at in scheduled(page).values_list("pk", "approved_go_live_at")
            ]
