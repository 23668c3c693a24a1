"""Addresses for machines, without a language prefix: robots.txt, feeds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
