"""Addresses of tracking, in both languages."""

from django.urls import path, register_converter

from submissions.tracking import feed, file_views, look_up_views, supplement_views, views


class Reference:
    """A reference or dossier code in an address: letters, digits and dashes."""

    regex = "[A-Z0-9.]+(?:-[A-Z0-9]+)+"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(Reference, "reference")

urlpatterns = [
    path("tra-cuu-ho-so/", look_up_views.look_up, name="tracking"),
    path("tra-cuu-ho-so/dong/", look_up_views.leave, name="tracking_leave"),
    path("tra-cuu-ho-so/<reference:reference>/", views.dossier, name="tracking_dossier"),
    path(
        "tra-cuu-ho-so/<reference:reference>/tep/phieu-tiep-nhan/",
        file_views.dossier_file,
        {"kind": "receipt"},
        name="tracking_receipt",
    ),
    path(
        "tra-cuu-ho-so/<reference:reference>/tep/thu/<slug:number>/",
        file_views.dossier_file,
        {"kind": "letter"},
        name="tracking_letter",
    ),
    path(
        "tra-cuu-ho-so/<reference:reference>/tep/ket-qua/<slug:number>/",
        file_views.dossier_file,
        {"kind": "result"},
        name="tracking_result",
    ),
    path("tra-cuu-ho-so/<reference:reference>/rut/", views.withdraw, name="tracking_withdraw"),
    path(
        "tra-cuu-ho-so/<reference:reference>/bo-sung/<int:pk>/",
        supplement_views.supplement,
        name="tracking_supplement",
    ),
    path(
        "tra-cuu-ho-so/<reference:reference>/bo-sung/<int:pk>/<uuid:key>/bo/",
        supplement_views.remove,
        name="tracking_supplement_remove",
    ),
    path(
        "tra-cuu-ho-so/theo-doi/<reference:reference>/<slug:token>.atom",
        feed.dossier_feed,
        name="tracking_feed",
    ),
]
