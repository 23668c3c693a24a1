"""All addresses of onestop."""

from django.urls import path

from onestop import health
from onestop.api.api import api

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("v1/", api.urls),
]

handler400 = "onestop.error_pages.bad_request"
handler404 = "onestop.error_pages.not_found"
handler500 = "onestop.error_pages.server_error"
