"""How officers read statuses, times and answers: in plain Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from onestop.models import Dossier
from onestop.vocabulary import DossierStatus as S

#: What an officer calls each status, and the colour that repeats it.
STATUS_WORDS = {
    S.REGISTERED: ("Chờ tiếp nhận", "info"),
    S.ACCEPTED: ("Đã tiếp nhận", "info"),
    S.DENIED: ("Từ chối tiếp nhận", "plain"),
    S.PROCESSING: ("Đang giải quyết", "info"),
    S.WAITING_PAPERS: ("Chờ bổ sung giấy tờ", "wait"),
    S.WAITING_PAYMENT: ("Chờ nộp tiền", "wait"),
    S.WITHDRAWN: ("Người nộp đã rút", "plain"),
    S.STOPPED: ("Đã dừng giải quyết", "plain"),
    S.FINISHED: ("Có kết quả, chờ trả", "ok"),
    S.RETURNED: ("Đã trả kết quả", "ok"),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Who acts when nobody does: what onestop does by itself, day by day.
SYSTEM, SYSTEM_WORDS = "onestop", "Hệ thống"
#: Names of what portals send about the applicant.
APPLICANT_WORDS = {
    "name": "Họ và tên",
    "full_name": "Họ và tên",
    "identity_number": "Số định danh cá nhân",
    "birth_date": "Ngày sinh",
    "date_of_birth": "Ngày sinh",
    "phone": "Số điện thoại",
    "email": "Thư điện tử",
    "address": "Địa chỉ",
    "organisation": "Tổ chức, doanh nghiệp",
    "tax_code": "Mã số thuế",
}


def status_words(dossier: Dossier) -> str:
    """The status as an officer calls it."""
    return STATUS_WORDS[dossier.standing][0]


def status_colour(dossier: Dossier) -> str:
    """Suffix of the badge's class."""
    return STATUS_WORDS[dossier.standing][1]


def moment(at: datetime | None) -> str:
    """A moment in Vietnam as "24/11/2026, 9:05"; empty for none."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{local:%d/%m/%Y}, {local.hour}:{local:%M}"


def rescheduled(reason: str, due_at: datetime) -> str:
    """What the timeline says of a new date: why, and when."""
    reason = reason.strip()
    stop = "" if reason.endswith((".", "!", "?", "…")) else "."
    return f"{reason}{stop} Hẹn trả kết quả mới: {moment(due_at)}."


def days_left(dossier: Dossier, now: datetime | None = None) -> int | None:
    """Calendar days in Vietnam until the result is due; negative when late; None while none runs."""
    if dossier.due_at is None or not dossier.standing.open_for_officers:
        return None
    today = timezone.localdate(now)
    days = (timezone.localdate(dossier.due_at) - today).days
    late_today = days == 0 and dossier.due_at < (now or timezone.now())
    return -1 if late_today else days


def urgency(dossier: Dossier, now: datetime | None = None) -> tuple[str, str]:
    """Colour and words of how near the due date is; two empty strings when it is not."""
    if dossier.standing.waits_for_applicant:
        return "wait", "Tạm dừng thời hạn"
    days = days_left(dossier, now)
    if days is None or days > 2:
        return "", ""
    if days < 0:
        return "late", f"Quá hạn {-days} ngày"
    if days == 0:
        return "late", "Hạn hôm nay"
    return "wait", f"Còn {days} ngày"


def due_sentence(dossier: Dossier) -> str:
    """When the result is due, was there, or why nothing is due."""
    if dossier.finished_at:
        return f"Có kết quả lúc {moment(dossier.finished_at)}."
    if dossier.standing.ended:
        return f"Kết thúc lúc {moment(dossier.ended_at)}."
    if dossier.due_at is None:
        return "Dịch vụ này không ghi thời hạn giải quyết."
    again = " (đã hẹn lại một lần)" if dossier.extended_at else ""
    return f"Hẹn trả kết quả: {moment(dossier.due_at)}{again}."


def paused_sentence(dossier: Dossier) -> str:
    """Why the clock stands, or how long it stood; empty if it never did."""
    if dossier.paused_since:
        return f"Thời hạn tạm dừng từ {moment(dossier.paused_since)}, chờ người nộp."
    if dossier.paused_days:
        return f"Thời hạn đã tạm dừng {dossier.paused_days} ngày làm việc, hạn trả đã được lùi."
    return ""


def actor(name: str) -> str:
    """Who acted, where it was no officer: a system on the applicant's behalf, or onestop itself."""
    if name.startswith("client:"):
        return f"Người nộp, qua {name.removeprefix('client:')}"
    return SYSTEM_WORDS if name == SYSTEM else name


def applicant_lines(applicant: dict[str, Any]) -> list[tuple[str, str]]:
    """Names and values about the applicant, empty ones left out."""
    return [(APPLICANT_WORDS.get(name, name), value) for name, value in _lines(applicant)]


def answer_groups(dossier: Dossier) -> list[tuple[str, list[tuple[str, str]]]]:
    """What was filled in, by group: in the words of the form where the client sent them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in dossier.form.get("answers") or ():
        groups.setdefault(one.get("group") or "", []).append((one["label"], one["value"]))
    if groups:
        return list(groups.items())
    lines = answer_lines(dossier.data)
    return [("", lines)] if lines else []


def supplement_lines(dossier: Dossier, data: dict[str, Any]) -> list[tuple[str, str]]:
    """What was added or corrected later, in the words of the form where it knows them."""
    words = {one.get("name"): one["label"] for one in dossier.form.get("answers") or ()}
    return [(words.get(name, name), value) for name, value in answer_lines(data)]


def answer_lines(data: dict[str, Any]) -> list[tuple[str, str]]:
    """What was filled in, flat.

    Takes what clients send: plain ``{question: answer}``, nested groups and lists of them, or
    ``{"label", "value"}`` for a question in words.
    """
    return list(_lines(data))


def _lines(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and "label" in value and "value" in value:
        yield from _lines(value["value"], str(value["label"]))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _lines(inner, f"{name} – {key}" if name else str(key))
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for at, inner in enumerate(value, start=1):
            own = isinstance(inner, dict) and "label" in inner and "value" in inner
            yield from _lines(inner, name if own else f"{name} {at}".strip())
    elif isinstance(value, list):
        yield name, ", ".join(_word(one) for one in value)
    elif _word(value):
        yield name, _word(value)


def _word(value: Any) -> str:
    if value is True or value is False:
        return "Có" if value else "Không"
    text = "" if value is None else str(value).strip()
    if _DAY.fullmatch(text):
        year, month, day = text.split("-")
        return f"{day}/{month}/{year}"
    return text
