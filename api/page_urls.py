"""Addresses of this room that people visit, in both languages."""

from django.urls import path

from api.developers import developers
from api.embeds import builder, card_views

urlpatterns = [
    path("nha-phat-trien/", developers, name="developers"),
    path("nhung/", builder.builder, name="embed_builder"),
    path("nhung/<str:code>.json", card_views.data, name="card_data"),
    path("nhung/<str:code>", card_views.frame, name="card"),
]
