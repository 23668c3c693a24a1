"""All addresses of the portal."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from core.finding.page_chooser import PageSearchView
from portal import health
from portal.admin_texts import admin_texts

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    # Before the admin's own addresses of the same names.
    path("quan-tri/jsi18n/", admin_texts),
    path("quan-tri/", include("accounts.urls")),
    path("quan-tri/", include("services_catalogue.units.admin_urls")),
    path(
        "quan-tri/choose-page/search/",
        never_cache(require_admin_access(PageSearchView.as_view())),
        name="wagtailadmin_choose_page_search",
    ),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    path("", include("django_prometheus.urls")),
    path("", include("api.urls")),
    path("", include("home.machine_urls")),
]

urlpatterns += i18n_patterns(
    path("", include("submissions.applying.urls")),
    path("", include("submissions.tracking.urls")),
    path("", include("api.page_urls")),
    path("", include("open_data.urls")),
    path("", include("services_catalogue.urls")),
    path("", include("search.urls")),
    path("", include("news.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = "home.error_pages.bad_request"
handler403 = "home.error_pages.forbidden"
handler404 = "home.error_pages.not_found"
handler500 = "home.error_pages.server_error"
