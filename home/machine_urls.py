"""Addresses for machines, without a language prefix: feeds, sitemap, robots.txt."""

from django.urls import path

from home import machine_files, sitemaps
from news.feeds import NewsAtom, NewsRss
from services_catalogue.feeds import AgencyAtom, FieldAtom, LifeEventAtom, SearchAtom, ServicesAtom

urlpatterns = [
    path("robots.txt", machine_files.robots, name="robots"),
    path(".well-known/security.txt", machine_files.security, name="security_txt"),
    path("opensearch.xml", machine_files.opensearch, name="opensearch"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.part, name="sitemap_part"),
    path("tin-tuc/atom.xml", NewsAtom(), name="news_atom"),
    path("tin-tuc/rss.xml", NewsRss(), name="news_rss"),
    path("dich-vu/atom.xml", ServicesAtom(), name="services_atom"),
    path("linh-vuc/<slug:slug>/atom.xml", FieldAtom(), name="field_atom"),
    path("co-quan/<slug:slug>/atom.xml", AgencyAtom(), name="agency_atom"),
    path("su-kien/<slug:slug>/atom.xml", LifeEventAtom(), name="life_event_atom"),
    path("tim-kiem/atom.xml", SearchAtom(), name="search_atom"),
    path("llms.txt", machine_files.llms, name="llms_txt"),
]
