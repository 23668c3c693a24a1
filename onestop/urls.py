"""All addresses of onestop."""

from django.urls import include, path
from django.views.generic import RedirectView

from onestop import health
from onestop.api.api import api

to_the_desk = RedirectView.as_view(pattern_name="desk:queue")

urlpatterns = [
    path("", to_the_desk),
    path("ban-lam-viec", to_the_desk),
    path("ban-lam-viec/", include("onestop.desk.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("v1/", api.urls),
]

handler400 = "onestop.error_pages.bad_request"
handler404 = "onestop.error_pages.not_found"
handler500 = "onestop.error_pages.server_error"
