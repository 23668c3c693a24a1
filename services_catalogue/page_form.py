"""The edit form of a service: what Wagtail asks of every page, less what the service knows itself."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm

from services_catalogue.models.agency import Agency


class ServicePageForm(WagtailAdminPageForm):
    """Title and address come from the names and the code (ServicePage.full_clean)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance.pk and not instance.has_unpublished_changes:
            # A new change: why the last one was made says nothing of it.
            instance.forget_cause()
        super().__init__(*args, **kwargs)
        # Wagtail's script fills the address from a title field, which services do not have.
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if "managed_by" in self.fields and self.for_user is not None:
            self._offer_units()
        if not self.is_bound:
            self._read_once()

    def _read_once(self) -> None:
        from services_catalogue.editing import choices_once, show_chosen

        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and isinstance(
                field.widget, forms.Select | forms.CheckboxSelectMultiple
            ):
                choices_once(field)
        show_chosen(self)

    def _offer_units(self) -> None:
        """People of units keep services with units in their reach, never with none."""
        from services_catalogue.units.scope import scope_of

        scope = scope_of(self.for_user)
        if scope.everything:
            return
        field = self.fields["managed_by"]
        # A plain list of the few units that may be chosen, where the chooser would show all 400.
        self.fields["managed_by"] = forms.ModelChoiceField(
            label=field.label,
            help_text=field.help_text,
            queryset=Agency.objects.without_tree_fields().filter(
                Q(pk__in=scope.agencies) | Q(pk=self.instance.managed_by_id)
            ),
            empty_label=None,
        )
        if self.instance.managed_by_id is None:
            self.initial["managed_by"] = scope.home

    def clean(self) -> dict[str, Any]:
        """Another day of effect is another day of publishing, unless that was chosen by itself."""
        cleaned = super().clean()
        if "applies_from" in self.changed_data and "go_live_at" not in self.changed_data:
            from services_catalogue.versions.coming import midnight

            day = cleaned.get("applies_from")
            coming = day is not None and day > timezone.localdate()
            cleaned["go_live_at"] = midnight(day) if coming else None
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save; what the form holds is why this change is made, even when it says nothing."""
        self.instance._cause_stated = True
        return super().save(commit=commit)
