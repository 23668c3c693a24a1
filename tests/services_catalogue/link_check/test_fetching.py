"""One look at one address, on a small web of our own."""

from __future__ import annotations

import pytest

from services_catalogue.link_check import reasons
from services_catalogue.link_check.fetching import look_at


@pytest.mark.parametrize(
    ("path", "status", "reason"),
    [
        ("/tot", 200, ""),
        ("/chi-get", 200, ""),
        ("/cam", 403, reasons.REFUSED),
        ("/khong-con", 404, reasons.GONE),
        ("/da-bo", 410, reasons.GONE),
        ("/loi", 500, reasons.SERVER),
        ("/vong", 302, reasons.LOOP),
        ("/vong-a", 302, reasons.LOOP),
        ("/dai/", 302, reasons.LOOP),
        ("/vao-trong", None, reasons.PRIVATE),
        ("/vao-mang", None, reasons.PRIVATE),
        ("/sang-tep", None, reasons.ADDRESS),
    ],
)
def test_each_answer_has_its_meaning(web, path, status, reason):
    outcome = look_at(web.url(path))
    assert (outcome.status, outcome.reason) == (status, reason)
    assert outcome.fine == (reason in ("", reasons.REFUSED))


def test_where_a_page_moved_to_is_told(web):
    outcome = look_at(web.url("/doi-cho"))
    assert outcome.fine
    assert (outcome.leads_to, outcome.hops) == (web.url("/tot"), 1)


def test_head_first_and_get_only_where_head_says_nothing(web):
    look_at(web.url("/tot"))
    look_at(web.url("/chi-get"))
    assert [(method, path) for method, path, _headers in web.asked] == [
        ("HEAD", "/tot"),
        ("HEAD", "/chi-get"),
        ("GET", "/chi-get"),
    ]


def test_it_says_who_asks_and_keeps_the_name_of_the_host(web, settings):
    settings.OPERATOR_EMAILS = ["vanhanh@vidu.vn"]
    look_at(web.url("/tot?a=1#muc"))
    _method, path, headers = web.asked[0]
    assert path == "/tot?a=1"
    assert settings.PUBLIC_URL in headers["User-Agent"]
    assert (headers["From"], headers["Host"]) == ("vanhanh@vidu.vn", web.netloc)
    assert "Cookie" not in headers
    assert "Authorization" not in headers


@pytest.mark.parametrize("path", ["/cham", "/nho-giot"])
def test_who_answers_late_or_in_drops_is_left(web, path):
    outcome = look_at(web.url(path), total=0.5)
    assert (outcome.fine, outcome.reason) == (False, reasons.TIMEOUT)


def test_names_are_looked_up_once_and_the_answer_is_connected_to(web, settings):
    """A name server that changes its mind gains nothing."""
    settings.LINK_CHECK_TRUSTED = [f"tai-lieu.vidu.vn:{web.server_port}"]
    asked = []

    def look_up(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["203.0.113.9"]

    outcome = look_at(f"http://tai-lieu.vidu.vn:{web.server_port}/tot", look_up=look_up)
    assert outcome.fine
    assert asked == ["tai-lieu.vidu.vn"]
    assert web.asked[0][2]["Host"] == f"tai-lieu.vidu.vn:{web.server_port}"


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["93.184.216.34", "192.168.1.1"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["64:ff9b::a00:1"],
        ["2002:7f00:1::"],
        ["fe80::1%eth0"],
        ["169.254.169.254"],
        ["100.64.0.1"],
        ["0.0.0.0"],
        ["224.0.0.1"],
    ],
)
def test_names_that_lead_into_a_network_are_not_asked(web, answers):
    outcome = look_at("http://mat-na.vidu.vn/", look_up=lambda host, port: answers)
    assert outcome.reason == reasons.PRIVATE
    assert web.asked == []


def test_what_is_no_address_or_no_name_is_told(web):
    def nobody(host, port):
        raise OSError

    assert look_at("http://khong-co.vidu.vn/", look_up=nobody).reason == reasons.UNKNOWN_HOST
    for wrong in ("http://", "http://vidu.vn:99999/", "ftp://vidu.vn/", "http://[::1/"):
        assert look_at(wrong, look_up=nobody).reason == reasons.ADDRESS


def test_a_port_where_nobody_listens(web, settings):
    settings.LINK_CHECK_TRUSTED = ["127.0.0.1:1"]
    assert look_at("http://127.0.0.1:1/").reason == reasons.CONNECTION


def test_a_site_that_speaks_no_tls_where_it_should(web, settings):
    assert look_at(f"https://{web.netloc}/").reason == reasons.TLS
