"""Addresses of the home room in both languages."""

from django.urls import path

from home.feedback import page_feedback

urlpatterns = [path("phan-hoi/<int:page_id>/", page_feedback, name="page_feedback")]
