"""Addresses of this room."""

from django.urls import path

from search import views
from search.query_log.clicks import chosen

urlpatterns = [
    path("tim-kiem/", views.results, name="search"),
    path("tim-kiem/goi-y", views.suggestions, name="suggestions"),
    path("tim-kiem/da-chon", chosen, name="search_chosen"),
]
