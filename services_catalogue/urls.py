"""Addresses of the catalogue besides its pages: taxonomies, agencies and permalinks."""

from django.urls import path

from services_catalogue import views

urlpatterns = [
    path("dv/<str:code>", views.permalink, name="permalink"),
    path("linh-vuc/", views.fields, name="fields"),
    path("linh-vuc/<slug:slug>/", views.field, name="field"),
    path("co-quan/", views.agencies, name="agencies"),
    path("co-quan/<slug:slug>/", views.agency, name="agency"),
    path("su-kien/", views.life_events, name="life_events"),
    path("su-kien/<slug:slug>/", views.life_event, name="life_event"),
]
