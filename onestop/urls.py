"""All addresses of onestop."""

from django.urls import path

from onestop import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
