"""The edit form of a definition: whole before it is published or handed to a moderator."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks.stream_block import StreamBlockValidationError


class FormDefinitionForm(WagtailAdminModelForm):
    """Refuses what would not work; a draft may be half done."""

    class Media:
        js = ("js/form-conditions.js",)

    def clean(self) -> dict[str, Any]:
        """Name the questions and look for faults, unless this is saved as a draft."""
        from submissions.forms.checking import problems
        from submissions.forms.writing import content_of

        cleaned: dict[str, Any] = super().clean() or {}
        fault = self._fault_of_uses()
        if fault:
            self.add_error(None, fault)
            return cleaned
        body = cleaned.get("body")
        if self.is_deferred_validation or body is None or self.errors:
            return cleaned
        content = content_of(cleaned.get("name", ""), cleaned.get("introduction", ""), body)
        wrong = [
            f"{one.where.title}: {one.text}" if one.where.title else one.text
            for one in problems(content, self._uses())
            if one.blocks
        ]
        if wrong:
            # One validation error of the stream, so that the panel of the stream shows all of them.
            errors: Any = StreamBlockValidationError(
                non_block_errors=[ValidationError(text) for text in wrong]
            )
            self.add_error("body", errors)
        return cleaned

    def _fault_of_uses(self) -> str:
        from submissions.admin.form_policy import fault_of_uses

        formset = self.formsets.get("uses")
        if self.for_user is None or formset is None or not formset.is_valid():
            return ""
        return fault_of_uses(self.for_user, [service for service, _case in self._uses()])

    def _uses(self) -> list[tuple[Any, str]]:
        formset = self.formsets.get("uses")
        if formset is None or not formset.is_valid():
            return []
        rows = [one for one in formset.cleaned_data if one and not one.get("DELETE")]
        return [(one["service"], one.get("case_name") or "") for one in rows if one.get("service")]
