"""What the page of a dossier tells an officer."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from onestop import moves
from onestop.desk import showing
from onestop.vocabulary import DossierStatus as S
from tests.onestop import making


def page_of(desk, dossier) -> str:
    return desk.get(reverse("desk:dossier", args=[dossier.code])).content.decode()


def test_answers_in_the_words_of_the_form(desk, service):
    answers = [
        {"name": "kind", "group": "Về con", "label": "Con thứ mấy?", "value": "Thứ hai"},
        {"name": "born", "group": "Về con", "label": "Ngày sinh của con", "value": "12/11/2026"},
        {"name": "note", "group": "Ghi chú", "label": "Lời nhắn", "value": "<b>Cảm ơn</b>"},
    ]
    dossier = making.dossier(
        service, form={"id": "1", "version": 2, "answers": answers}, data={"kind": "2"}
    )
    moves.supplement(dossier=dossier, actor="client:portal", data={"born": "2026-11-13"})
    text = page_of(desk, dossier)
    assert re.findall(r"<h3>(.*?)</h3>", text)[:2] == ["Về con", "Ghi chú"]
    assert "<dt>Con thứ mấy?</dt><dd>Thứ hai</dd>" in text
    assert "<dt>Ngày sinh của con</dt><dd>13/11/2026</dd>" in text
    assert "&lt;b&gt;Cảm ơn&lt;/b&gt;" in text


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ({"Họ tên con": "Khôi", "empty": "", "none": None}, [("Họ tên con", "Khôi")]),
        ({"a": {"label": "Sinh đôi", "value": False}}, [("Sinh đôi", "Không")]),
        ({"a": ["x", "y"]}, [("a", "x, y")]),
        ({"a": [{"b": 1}, {"b": 2}]}, [("a 1 – b", "1"), ("a 2 – b", "2")]),
        ({"a": {"b": {"c": "2026-11-24"}}}, [("a – b – c", "24/11/2026")]),
        ({}, []),
    ],
)
def test_whatever_shape_clients_send_is_readable(data, lines):
    assert showing.answer_lines(data) == lines


def test_who_did_what_and_the_clock(desk, service):
    dossier = making.dossier_at(service, S.WAITING_PAPERS)
    text = page_of(desk, dossier)
    assert "Người nộp, qua portal" in text
    assert "Tạm dừng thời hạn" in text
    assert "Thời hạn tạm dừng từ 12/10/2026, 9:00" in text


def test_one_that_is_over_leaves_nothing_to_do(desk, service):
    text = page_of(desk, making.dossier_at(service, S.DENIED))
    assert "không còn việc cần làm" in text
    assert not re.search(r'<a class="btn', text)
