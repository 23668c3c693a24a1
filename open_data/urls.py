"""Addresses of the public figures."""

from django.urls import path, re_path

from open_data import views

urlpatterns = [
    path("tien-do/", views.figures, name="figures"),
    re_path(r"^tien-do/so-lieu\.(?P<kind>csv|json)$", views.download, name="figures_download"),
]
