"""Tells Wagtail whom to ask for permissions."""

from wagtail.models import AbstractPage
from wagtail.permissions import register_permission_policy

from services_catalogue.units.page_policy import UnitPagePermissionPolicy


def register() -> None:
    """Put our policies in the place of Wagtail's; early, before anything asks."""
    register_permission_policy(AbstractPage, UnitPagePermissionPolicy())
