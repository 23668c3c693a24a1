"""Security headers."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_public_pages_forbid_inline_code_and_framing(site_tree):
    headers = Client().get("/tin-tuc/").headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_page_from_the_cache_has_them_too(site_tree):
    Client().get("/tin-tuc/")
    response = Client().get("/tin-tuc/")
    assert response.headers["X-Page-Cache"] == "hit"
    assert "Content-Security-Policy" in response.headers


def test_the_admin_may_frame_its_own_previews(site_tree):
    policy = Client().get("/quan-tri/login/").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy


def test_the_answer_depends_on_the_address_not_on_the_browsers_language(site_tree):
    asked = {"Accept-Language": "en-GB,en;q=0.9"}
    page = Client().get("/tin-tuc/", headers=asked)
    assert 'lang="vi"' in page.content.decode()
    assert "accept-language" not in page.headers.get("Vary", "").lower()
    assert 'lang="en"' in Client().get("/en/tin-tuc/").content.decode()
