"""The edit form of a service: what Wagtail asks of every page, less what the service knows itself."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class ServicePageForm(WagtailAdminPageForm):
    """Title and address come from the names and the code (ServicePage.full_clean)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's script fills the address from a title field, which services do not have.
        if "slug" in self.fields:
            self.fields["slug"].required = False
