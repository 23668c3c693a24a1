"""Addresses of embeds that have a language."""

from django.urls import path

from api.embeds import builder, card_views

urlpatterns = [
    path("nhung/", builder.builder, name="embed_builder"),
    path("nhung/<str:code>.json", card_views.data, name="card_data"),
    path("nhung/<str:code>", card_views.frame, name="card"),
]
