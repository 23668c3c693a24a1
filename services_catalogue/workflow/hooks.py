"""The workflow's pages in the admin."""

from django.urls import path
from wagtail import hooks

from services_catalogue.workflow.ask_views import AskExpertsView, change_expert

_HERE = "dich-vu/<int:pk>/kiem-tra-phap-ly/"


@hooks.register("register_admin_urls")
def workflow_addresses() -> list[object]:
    """Asking experts, and changing one's mind about them."""
    return [
        path(_HERE, AskExpertsView.as_view(), name="ask_experts"),
        path(f"{_HERE}<int:expert>/", change_expert, name="change_expert"),
    ]
