"""Addresses of the public figures."""

from django.urls import path, re_path

from open_data import views

#: The backend's keys: codes of services and agencies, names or codes of fields.
_OWN = f"(?P<group>{'|'.join(views.OWN)})/(?P<key>[^/]{{1,120}})"

urlpatterns = [
    path("tien-do/", views.figures, name="figures"),
    re_path(r"^tien-do/so-lieu\.(?P<kind>csv|json)$", views.download, name="figures_download"),
    re_path(f"^tien-do/{_OWN}/$", views.own_figures, name="own_figures"),
    re_path(
        f"^tien-do/{_OWN}/so-lieu\\.(?P<kind>csv|json)$",
        views.own_download,
        name="own_figures_download",
    ),
]
