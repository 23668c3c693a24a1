"""The admin speaks Vietnamese: our catalogue is whole and stands before Wagtail's."""

from __future__ import annotations

import shutil
from datetime import timedelta

import polib
import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext, override

from scripts import check_framework_messages


@pytest.fixture(autouse=True)
def _compiled() -> None:
    """`make setup` compiles the catalogues; a test that ran without it must say so."""
    if not (check_framework_messages.LOCALE / "wagtail/vi/LC_MESSAGES/django.mo").exists():
        pytest.fail("run `make setup`: locale/ is not compiled")


def test_every_text_of_the_frameworks_is_translated_with_its_placeholders():
    assert list(check_framework_messages.problems()) == []


def test_a_lost_placeholder_and_a_missing_text_are_found(tmp_path, monkeypatch):
    copy = tmp_path / "locale"
    shutil.copytree(check_framework_messages.LOCALE, copy)
    path = copy / "wagtail/vi/LC_MESSAGES/djangojs.po"
    catalogue = polib.pofile(str(path))
    catalogue.find("Edit '%(title)s'").msgstr = "Sửa"
    catalogue.remove(catalogue.find("Duplicate"))
    catalogue.save()
    monkeypatch.setattr(check_framework_messages, "LOCALE", copy)
    assert [line.split(":")[0] for line in check_framework_messages.problems()] == [
        "placeholder lost or invented",
        "locale/wagtail lacks (djangojs)",
    ]


def test_our_words_stand_before_those_of_wagtail_and_django():
    with override("vi"):
        assert gettext("Submit for moderation") == "Gửi duyệt"
        assert gettext("Save draft") == "Lưu bản nháp"
        assert gettext("Unpublish") == "Gỡ xuống"
        assert ngettext("Move 1 page", "Move %(counter)s pages", 3) == "Chuyển %(counter)s trang"
        start = timezone.now()
        end = start + timedelta(hours=3, minutes=20)
        assert timesince(start, end) == "3\xa0giờ, 20\xa0phút"
    with override("en"):
        assert gettext("Submit for moderation") == "Submit for moderation"


def test_texts_of_the_scripts_are_ours_too(visitor):
    answer = visitor.get("/quan-tri/jsi18n/").content.decode()
    assert "C\\u00e2y trang" in answer  # Page explorer
    assert '"Duplicate": "Nh\\u00e2n \\u0111\\u00f4i"' in answer


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/quan-tri/", ["Bảng làm việc", "Trang"]),
        ("/quan-tri/account/", ["Ảnh đại diện", "Màu giao diện"]),
        ("/quan-tri/images/", ["Thêm một ảnh"]),
        ("/quan-tri/documents/", ["Thêm một tệp"]),
        ("/quan-tri/redirects/", ["Thêm chuyển hướng"]),
        ("/quan-tri/workflows/list/", ["Quy trình duyệt"]),
        ("/quan-tri/reports/site-history/", ["Nhật ký của cổng"]),
    ],
)
def test_pages_of_the_admin_are_vietnamese(admin_client, site_tree, address, words):
    html = admin_client.get(address).content.decode()
    assert '<html lang="vi"' in html
    for word in words:
        assert word in html
    # The furniture of every page of the admin.
    for english in ("Skip to main content", "Loading", "Toggle", ">Search<"):
        assert english not in html


def test_english_stays_a_choice(admin_client, admin_user, site_tree):
    from wagtail.users.models import UserProfile

    assert ("en", "English") in settings.WAGTAILADMIN_PERMITTED_LANGUAGES
    profile = UserProfile.get_for_user(admin_user)
    profile.preferred_language = "en"
    profile.save()
    assert "Dashboard" in admin_client.get("/quan-tri/").content.decode()
