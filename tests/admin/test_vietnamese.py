"""The admin speaks Vietnamese: our catalogue is whole and stands before Wagtail's."""

from __future__ import annotations

import polib
import pytest
from django.conf import settings
from django.utils.translation import gettext, ngettext, override

from scripts import check_wagtail_messages


@pytest.fixture(autouse=True)
def _compiled() -> None:
    """`make setup` compiles the catalogues; a test that ran without it must say so."""
    if not (check_wagtail_messages.VIETNAMESE / "django.mo").exists():
        pytest.fail("run `make setup`: locale/ is not compiled")


def test_every_text_of_wagtail_is_translated_with_its_placeholders():
    assert list(check_wagtail_messages.problems()) == []


def test_a_lost_placeholder_is_found(tmp_path, monkeypatch):
    for domain in ("django", "djangojs"):
        catalogue = polib.pofile(str(check_wagtail_messages.VIETNAMESE / f"{domain}.po"))
        entry = next(entry for entry in catalogue if "%(" in entry.msgstr)
        entry.msgstr = "Mất biến"
        catalogue.save(str(tmp_path / f"{domain}.po"))
    monkeypatch.setattr(check_wagtail_messages, "VIETNAMESE", tmp_path)
    assert len(list(check_wagtail_messages.problems())) == 2


def test_our_words_stand_before_those_of_wagtail_and_django():
    with override("vi"):
        assert gettext("Submit for moderation") == "Gửi duyệt"
        assert gettext("Save draft") == "Lưu bản nháp"
        assert gettext("Unpublish") == "Gỡ xuống"
        assert ngettext("Move 1 page", "Move %(counter)s pages", 3) == "Chuyển %(counter)s trang"
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
