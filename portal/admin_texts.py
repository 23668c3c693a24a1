"""The texts of Wagtail's scripts in our own Vietnamese.

Wagtail's view reads only the catalogue inside its own package, never LOCALE_PATHS; ours is read
after it and wins.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response


class AdminTextsView(JavaScriptCatalog):
    """Wagtail's catalogue for scripts, then those of LOCALE_PATHS."""

    packages = ["wagtail.admin"]

    def get_paths(self, packages: list[str]) -> list[str]:
        """Folders to read, the one that wins last."""
        return [*super().get_paths(packages), *map(str, reversed(settings.LOCALE_PATHS))]


_catalogue = AdminTextsView.as_view()


def admin_texts(request: HttpRequest) -> HttpResponse:
    """The catalogue in the language that the person chose for the admin."""
    return get_localized_response(_catalogue, request)
