"""Addresses of the home room in both languages."""

from django.urls import path

from home.feedback import page_feedback
from home.subscriptions import views
from home.told_needs import tell

urlpatterns = [
    path("phan-hoi/<int:page_id>/", page_feedback, name="page_feedback"),
    path("dv/<str:code>/theo-doi/", views.follow, name="follow"),
    path("theo-doi/xac-nhan/<str:token>/", views.confirm, name="follow_confirm"),
    path("theo-doi/thoi/<str:token>/", views.stop, name="follow_stop"),
    path("ke-nhu-cau/", tell, name="tell_need"),
]
