"""Addresses of legal checks, in both languages."""

from django.urls import path

from services_catalogue.workflow import expert_views

urlpatterns = [
    path("kiem-tra-phap-ly/<str:token>/", expert_views.check, name="legal_check"),
    path("kiem-tra-phap-ly/<str:token>/xem-truoc/", expert_views.preview, name="legal_preview"),
]
