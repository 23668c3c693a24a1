"""Logging in: what somebody reads who mistypes, and who mistypes too often."""

from __future__ import annotations

from django.conf import settings as portal_settings

LOGIN = "/quan-tri/login/"


def test_a_wrong_password_is_told_in_vietnamese(people, visitor):
    html = visitor.post(LOGIN, {"username": "bientap", "password": "sai"}).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng. Hãy thử lại." in html


def test_too_many_wrong_passwords_lock_for_a_while(people, visitor, settings):
    settings.AXES_ENABLED = True
    for _ in range(portal_settings.AXES_FAILURE_LIMIT):
        answer = visitor.post(LOGIN, {"username": "bientap", "password": "sai"})
    assert answer.status_code == 429
    assert "Hãy thử lại sau 15 phút." in answer.content.decode()
    right = visitor.post(LOGIN, {"username": "bientap", "password": "bien-tap-2026"})
    assert right.status_code == 429


def test_names_are_written_the_vietnamese_way(people):
    from accounts.models import User

    assert User.objects.get(username="bientap").get_full_name() == "Nguyễn Thị Bình"
