"""Addresses in two languages."""

import pytest

from core.addresses import absolute, in_language, without_language


@pytest.mark.parametrize(
    ("path", "english"),
    [
        ("/", "/en/"),
        ("/dich-vu/?a=1", "/en/dich-vu/?a=1"),
        ("/en/dich-vu/", "/en/dich-vu/"),
        ("/english/", "/en/english/"),
        ("/static/a.css", "/static/a.css"),
        ("https://example.com/x", "https://example.com/x"),
        ("//example.com/x", "//example.com/x"),
        ("tel:113", "tel:113"),
        ("", ""),
    ],
)
def test_english_addresses(path, english):
    assert in_language(path, "en") == english


def test_and_back():
    assert in_language("/en/dich-vu/", "vi") == "/dich-vu/"
    assert without_language("/en") == "/"
    assert without_language("/enter/") == "/enter/"


def test_absolute_addresses(settings):
    settings.PUBLIC_URL = "https://dichvucong.example.vn"
    assert absolute("/dv/1.001193") == "https://dichvucong.example.vn/dv/1.001193"
