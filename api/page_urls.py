"""Addresses of this room that people visit, in both languages."""

from django.urls import path

from api.developers import developers
from api.embeds import builder, card_views
from api.webhooks import owner_views, public_views

urlpatterns = [
    path("nha-phat-trien/", developers, name="developers"),
    path("nha-phat-trien/webhook/", public_views.register, name="webhook_register"),
    path("nha-phat-trien/webhook/da-gui/", public_views.sent, name="webhook_sent"),
    path("nha-phat-trien/webhook/lien-ket/", public_views.links_again, name="webhook_links"),
    path("nha-phat-trien/webhook/mo/<str:token>/", owner_views.enter, name="webhook_enter"),
    path("nha-phat-trien/webhook/cua-toi/", owner_views.mine, name="webhook_mine"),
    path("nhung/", builder.builder, name="embed_builder"),
    path("nhung/<str:code>.json", card_views.data, name="card_data"),
    path("nhung/<str:code>", card_views.frame, name="card"),
]
