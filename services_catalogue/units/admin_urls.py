"""Addresses of Wagtail's admin that we answer ourselves, before Wagtail's of the same path."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from services_catalogue.units.admin_views import (
    NarrowBrowseView,
    NarrowChosenMultipleView,
    NarrowPageTypesView,
)

urlpatterns = decorate_urlpatterns(
    decorate_urlpatterns(
        [
            path("choose-page/<int:parent_page_id>/", NarrowBrowseView.as_view()),
            path("choose-page/chosen-multiple/", NarrowChosenMultipleView.as_view()),
            path("reports/page-types-usage/", NarrowPageTypesView.as_view()),
            path(
                "reports/page-types-usage/results/", NarrowPageTypesView.as_view(results_only=True)
            ),
        ],
        require_admin_access,
    ),
    never_cache,
)
