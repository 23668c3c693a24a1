"""Agencies, services and dossiers for tests."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

from onestop import moves
from onestop.models import Agency, Dossier, Service
from onestop.receiving import receive
from onestop.vocabulary import DossierStatus
from onestop.working_days import VIETNAM

_numbers = count(1)
APPLICANT = {
    "full_name": "Nguyễn Thị Thử",
    "identity_number": "022190000123",
    "phone": "0912345678",
    "email": "thu@example.vn",
    "address": "Tổ 1, khu 2",
}
#: A Monday at nine, in a week without a public holiday.
MONDAY = datetime(2026, 10, 12, 9, 0, tzinfo=VIETNAM)


def agency(code: str = "", **about: Any) -> Agency:
    code = code or f"H49.{next(_numbers) + 200}"
    return Agency.objects.create(code=code, name=about.pop("name", f"Đơn vị {code}"), **about)


def service(*, agencies: list[Agency], **about: Any) -> Service:
    about = {
        "code": f"1.{next(_numbers):06d}",
        "name": "Đăng ký thử",
        "field_code": "ho-tich",
        "field_name": "Hộ tịch",
        "fee": 8000,
        "term_value": 5,
        "term_unit": "working_day",
        "papers": [{"case": "", "name": "Tờ khai", "required": True, "originals": 1, "copies": 0}],
    } | about
    made = Service.objects.create(**about)
    made.agencies.set(agencies)
    return made


def dossier(service: Service, at: datetime = MONDAY, **about: Any) -> Dossier:
    about = {"applicant": dict(APPLICANT), "actor": "client:portal"} | about
    about.setdefault("agency", service.agencies.first())
    return receive(service=service, at=at, **about)


def dossier_at(service: Service, status: DossierStatus, at: datetime = MONDAY) -> Dossier:
    """A dossier brought to ``status`` by the moves that lead there."""
    made = dossier(service, at=at)
    steps: dict[DossierStatus, tuple[str, ...]] = {
        DossierStatus.REGISTERED: (),
        DossierStatus.ACCEPTED: ("accept",),
        DossierStatus.DENIED: ("deny",),
        DossierStatus.PROCESSING: ("accept", "start"),
        DossierStatus.WAITING_PAPERS: ("accept", "start", "ask_for_papers"),
        DossierStatus.WAITING_PAYMENT: ("accept", "start", "ask_for_payment"),
        DossierStatus.WITHDRAWN: ("withdraw",),
        DossierStatus.STOPPED: ("accept", "stop"),
        DossierStatus.FINISHED: ("accept", "start", "finish"),
        DossierStatus.RETURNED: ("accept", "start", "finish", "return_result"),
    }
    for name in steps[status]:
        move(made, name, at=at)
        made.refresh_from_db()
    return made


def move(dossier: Dossier, name: str, **about: Any) -> Any:
    """One move by name, with arguments that it needs."""
    needed: dict[str, dict[str, Any]] = {
        "deny": {"reason": "Không thuộc thẩm quyền"},
        "stop": {"reason": "Người nộp không bổ sung"},
        "ask_for_papers": {
            "reason": "Ảnh mờ",
            "papers": [{"name": "Tờ khai", "reason": "Ảnh mờ"}],
        },
        "ask_for_payment": {"reason": "Lệ phí", "amount": 8000},
    }
    arguments = {"dossier": dossier, "actor": "can-bo", **needed.get(name, {}), **about}
    return getattr(moves, name)(**arguments)
