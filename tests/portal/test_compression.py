"""Answers come compressed as the client takes them, each kept apart."""

from __future__ import annotations

import gzip

import brotli
import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/tin-tuc/"


def ask(accepted: str, **more):
    return Client(**more).get(PAGE, headers={"Accept-Encoding": accepted})


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=1.0, gzip;q=0.5", "br"),
        ("gzip", "gzip"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("br;q=0.0", None),
        ("gzip;q=0", None),
        ("brotli, x-gzip", None),
        ("identity", None),
        ("", None),
    ],
)
def test_each_gets_what_he_takes(site_tree, accepted, encoding):
    plain = ask("identity").content
    for _time in range(2):  # from the view, then from the cache
        answer = ask(accepted)
        assert answer.get("Content-Encoding") == encoding
        assert "Accept-Encoding" in answer["Vary"]
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
        assert unpack(answer.content) == plain


def test_whoever_has_a_cookie_gets_the_length_blurred(site_tree):
    browser = Client()
    browser.cookies["any"] = "1"
    answer = browser.get(PAGE, headers={"Accept-Encoding": "gzip, br"})
    assert answer["Content-Encoding"] == "gzip"
