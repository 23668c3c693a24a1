"""Addresses of the catalogue besides its pages: taxonomies, agencies and permalinks."""

from django.urls import path

from services_catalogue import directory_views, life_event_views, views
from services_catalogue.reviewing.confirming import confirm
from services_catalogue.versions.feed import VersionsAtom
from services_catalogue.versions.views import history
from services_catalogue.workflow.urls import urlpatterns as workflow_urls

urlpatterns = [
    path("dv/<str:code>", views.permalink, name="permalink"),
    path("dv/<str:code>/thay-doi/", history, name="service_history"),
    path("dv/<str:code>/thay-doi/atom.xml", VersionsAtom(), name="service_history_atom"),
    path("dv/<str:code>/", views.permalink),  # as people and programs complete addresses
    path("linh-vuc/", directory_views.fields, name="fields"),
    path("linh-vuc/<slug:slug>/", directory_views.field, name="field"),
    path("co-quan/", directory_views.agencies, name="agencies"),
    path("co-quan/<slug:slug>/", directory_views.agency, name="agency"),
    path("su-kien/", life_event_views.life_events, name="life_events"),
    path("su-kien/<slug:slug>/", life_event_views.life_event, name="life_event"),
    path("xac-nhan-noi-dung/<str:token>/", confirm, name="confirm_review"),
    *workflow_urls,
]
