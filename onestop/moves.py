"""Everything that can happen to a dossier after it came in.

Each function is one transaction that changes the dossier, appends the event and counts the figures.
All take ``dossier`` (as the caller knew it), ``actor`` (an officer's user name, or the client that
speaks for the applicant), ``at`` (now, unless told) and ``version`` (what the caller saw; None: do
not compare). They answer the dossier as it stands afterwards, and raise
:class:`~onestop.recording.WrongMove` or :class:`~onestop.recording.Stale`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.counting import count_refused, count_resolved, count_withdrawn
from onestop.models import Agency, Dossier, Officer, PaperRequest, PaymentRequest, Supplement
from onestop.receiving import Paper, add_papers
from onestop.recording import MoveError, Stale, WrongMove, change_status, locked, write
from onestop.vocabulary import DossierStatus, EventKind
from onestop.working_days import vietnam_day, working_days

__all__ = [
    "MoveError",
    "Stale",
    "WrongMove",
    "accept",
    "add_note",
    "ask_for_papers",
    "ask_for_payment",
    "assign",
    "deny",
    "extend",
    "finish",
    "hand_on",
    "record_payment",
    "return_result",
    "start",
    "stop",
    "supplement",
    "withdraw",
]


def _simple(
    dossier: Dossier,
    to: DossierStatus,
    kind: EventKind,
    *,
    actor: str,
    note: str,
    version: int | None,
    at: datetime | None,
    data: dict[str, Any] | None = None,
) -> Dossier:
    at = at or timezone.now()
    dossier = locked(dossier, version)
    change_status(dossier, to, at=at)
    _close_requests(dossier, at)
    if to in {DossierStatus.DENIED, DossierStatus.STOPPED}:
        count_refused(dossier, vietnam_day(at))
    elif to == DossierStatus.WITHDRAWN:
        count_withdrawn(dossier, vietnam_day(at))
    elif to == DossierStatus.FINISHED:
        count_resolved(dossier, working_days())
    write(dossier, kind=kind, actor=actor, at=at, note=note, data=data)
    return dossier


@transaction.atomic
def accept(
    *,
    dossier: Dossier,
    actor: str,
    note: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Tiếp nhận: the papers are complete (letter Mẫu 01)."""
    return _simple(
        dossier,
        DossierStatus.ACCEPTED,
        EventKind.ACCEPTED,
        actor=actor,
        note=note,
        version=version,
        at=at,
    )


@transaction.atomic
def deny(
    *,
    dossier: Dossier,
    actor: str,
    reason: str,
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Từ chối tiếp nhận, with the reason that the applicant reads (Mẫu 03).

    A dossier that waits for papers may be denied only if it was never accepted.
    """
    _needs(reason)
    current = locked(dossier, version)
    if current.resume_status not in {None, DossierStatus.REGISTERED}:
        raise WrongMove(_("Hồ sơ đã được tiếp nhận nên chỉ có thể dừng giải quyết."))
    return _simple(
        current,
        DossierStatus.DENIED,
        EventKind.DENIED,
        actor=actor,
        note=reason,
        version=None,
        at=at,
    )


@transaction.atomic
def start(
    *,
    dossier: Dossier,
    actor: str,
    note: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Bắt đầu giải quyết."""
    return _simple(
        dossier,
        DossierStatus.PROCESSING,
        EventKind.STARTED,
        actor=actor,
        note=note,
        version=version,
        at=at,
    )


@transaction.atomic
def ask_for_papers(
    *,
    dossier: Dossier,
    actor: str,
    reason: str,
    papers: Sequence[dict[str, str]],
    version: int | None = None,
    at: datetime | None = None,
) -> PaperRequest:
    """Yêu cầu bổ sung (Mẫu 02): ``papers`` are ``{"name", "reason"}``. The clock stops."""
    _needs(reason)
    if not papers:
        raise MoveError(_("Chọn ít nhất một giấy tờ cần bổ sung."))
    at = at or timezone.now()
    dossier = locked(dossier, version)
    change_status(dossier, DossierStatus.WAITING_PAPERS, at=at)
    request = PaperRequest.objects.create(
        dossier=dossier, reason=reason, papers=list(papers), asked_at=at
    )
    write(
        dossier,
        kind=EventKind.PAPERS_ASKED,
        actor=actor,
        at=at,
        note=reason,
        data={"request": f"papers-{request.pk}"},
    )
    return request


@transaction.atomic
def ask_for_payment(
    *,
    dossier: Dossier,
    actor: str,
    reason: str,
    amount: int,
    version: int | None = None,
    at: datetime | None = None,
) -> PaymentRequest:
    """Yêu cầu nộp tiền: ``amount`` in whole đồng. The clock stops."""
    _needs(reason)
    if amount <= 0:
        raise MoveError(_("Số tiền phải lớn hơn 0."))
    at = at or timezone.now()
    dossier = locked(dossier, version)
    change_status(dossier, DossierStatus.WAITING_PAYMENT, at=at)
    request = PaymentRequest.objects.create(
        dossier=dossier, reason=reason, amount=amount, asked_at=at
    )
    write(
        dossier,
        kind=EventKind.PAYMENT_ASKED,
        actor=actor,
        at=at,
        note=reason,
        data={"request": f"payment-{request.pk}", "amount": amount},
    )
    return request


def _resume(dossier: Dossier, at: datetime) -> None:
    """Back to where it stood; the clock goes on."""
    if dossier.resume_status is None:
        raise WrongMove(_("Hồ sơ không chờ người nộp."))
    change_status(dossier, DossierStatus(dossier.resume_status), at=at)


@transaction.atomic
def supplement(
    *,
    dossier: Dossier,
    actor: str,
    papers: Sequence[Paper] = (),
    data: dict[str, Any] | None = None,
    note: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Supplement:
    """The applicant hands in what was asked for; the dossier goes on where it stood.

    While no papers are asked for, more may still be handed in until the dossier has its result; then
    the status stays and the clock is not touched.
    """
    at = at or timezone.now()
    dossier = locked(dossier, version)
    if dossier.standing.ended or dossier.status == DossierStatus.FINISHED:
        raise WrongMove(
            _("Hồ sơ đã ở trạng thái “%(now)s” nên không nhận thêm giấy tờ.")
            % {"now": dossier.standing.label}
        )
    request = dossier.paper_requests.filter(closed_at=None).first()
    if dossier.status == DossierStatus.WAITING_PAPERS:
        _resume(dossier, at)
    if request is not None:
        request.answered_at = request.closed_at = at
        request.save(update_fields=["answered_at", "closed_at"])
    given = Supplement.objects.create(
        dossier=dossier, request=request, note=note, data=data or {}, received_at=at
    )
    add_papers(dossier, papers, supplement=given)
    write(
        dossier,
        kind=EventKind.SUPPLEMENTED,
        actor=actor,
        at=at,
        data={
            "supplement": given.pk,
            "papers": sorted(paper.blob.digest for paper in papers),
            **({"request": f"papers-{request.pk}"} if request else {}),
        },
    )
    return given


@transaction.atomic
def record_payment(
    *,
    dossier: Dossier,
    actor: str,
    note: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """The money has come; the dossier goes on where it stood."""
    at = at or timezone.now()
    dossier = locked(dossier, version)
    if dossier.status != DossierStatus.WAITING_PAYMENT:
        raise WrongMove(_("Hồ sơ không chờ nộp tiền."))
    request = dossier.payment_requests.get(closed_at=None)
    _resume(dossier, at)
    request.answered_at = request.closed_at = at
    request.save(update_fields=["answered_at", "closed_at"])
    write(
        dossier,
        kind=EventKind.PAID,
        actor=actor,
        at=at,
        note=note,
        data={"request": f"payment-{request.pk}", "amount": request.amount},
    )
    return dossier


@transaction.atomic
def hand_on(
    *,
    dossier: Dossier,
    actor: str,
    agency: Agency,
    note: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Another unit goes on with it; code, status and due date stay. It leaves this unit's queue."""
    at = at or timezone.now()
    dossier = locked(dossier, version)
    _still_open(dossier)
    if agency.pk == dossier.agency_id:
        raise MoveError(_("Hồ sơ đang ở chính cơ quan này."))
    before = dossier.agency.code
    dossier.agency, dossier.officer = agency, None
    write(
        dossier,
        kind=EventKind.HANDED_ON,
        actor=actor,
        at=at,
        note=note,
        data={"from": before, "to": agency.code},
    )
    return dossier


@transaction.atomic
def assign(
    *,
    dossier: Dossier,
    actor: str,
    officer: Officer,
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """An officer of the same unit takes it over."""
    at = at or timezone.now()
    dossier = locked(dossier, version)
    _still_open(dossier)
    if officer.agency_id != dossier.agency_id:
        raise MoveError(_("Cán bộ này thuộc đơn vị khác."))
    dossier.officer = officer
    write(
        dossier,
        kind=EventKind.ASSIGNED,
        actor=actor,
        at=at,
        data={"officer": officer.user.get_username()},
    )
    return dossier


@transaction.atomic
def extend(
    *,
    dossier: Dossier,
    actor: str,
    reason: str,
    due_at: datetime,
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Xin lỗi và hẹn lại (Mẫu 04), once at the most; the new date must be later."""
    _needs(reason)
    at = at or timezone.now()
    dossier = locked(dossier, version)
    if not dossier.standing.open_for_officers:
        raise WrongMove(_("Chỉ hẹn lại khi hồ sơ đang được giải quyết."))
    if dossier.extended_at is not None:
        raise WrongMove(_("Hồ sơ đã hẹn lại một lần; chỉ được hẹn lại một lần."))
    if dossier.due_at is None or due_at <= dossier.due_at:
        raise MoveError(_("Ngày hẹn mới phải sau ngày hẹn cũ."))
    before, dossier.due_at, dossier.extended_at = dossier.due_at, due_at, at
    write(
        dossier,
        kind=EventKind.EXTENDED,
        actor=actor,
        at=at,
        note=reason,
        data={"from": before.isoformat(), "to": due_at.isoformat()},
    )
    return dossier


@transaction.atomic
def withdraw(
    *,
    dossier: Dossier,
    actor: str,
    reason: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """The applicant takes the dossier back; possible until it has its result."""
    return _simple(
        dossier,
        DossierStatus.WITHDRAWN,
        EventKind.WITHDRAWN,
        actor=actor,
        note=reason,
        version=version,
        at=at,
    )


@transaction.atomic
def stop(
    *,
    dossier: Dossier,
    actor: str,
    reason: str,
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Dừng giải quyết (Mẫu 05; NĐ 118/2025/NĐ-CP, article 21)."""
    _needs(reason)
    current = locked(dossier, version)
    if current.resume_status == DossierStatus.REGISTERED:
        raise WrongMove(_("Hồ sơ chưa được tiếp nhận nên chỉ có thể từ chối tiếp nhận."))
    return _simple(
        current,
        DossierStatus.STOPPED,
        EventKind.STOPPED,
        actor=actor,
        note=reason,
        version=None,
        at=at,
    )


@transaction.atomic
def finish(
    *,
    dossier: Dossier,
    actor: str,
    note: str = "",
    results: Sequence[Paper] = (),
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """There is a result, which may be handed in as files."""
    add_papers(dossier, results, is_result=True)
    return _simple(
        dossier,
        DossierStatus.FINISHED,
        EventKind.FINISHED,
        actor=actor,
        note=note,
        version=version,
        at=at,
        data={"results": sorted(paper.blob.digest for paper in results)},
    )


@transaction.atomic
def return_result(
    *,
    dossier: Dossier,
    actor: str,
    note: str = "",
    results: Sequence[Paper] = (),
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Trả kết quả: the applicant has it."""
    add_papers(dossier, results, is_result=True)
    return _simple(
        dossier,
        DossierStatus.RETURNED,
        EventKind.RETURNED,
        actor=actor,
        note=note,
        version=version,
        at=at,
        data={"results": sorted(paper.blob.digest for paper in results)},
    )


@transaction.atomic
def add_note(
    *,
    dossier: Dossier,
    actor: str,
    note: str,
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """A remark among officers; applicants never see it."""
    _needs(note)
    dossier = locked(dossier, version)
    write(dossier, kind=EventKind.NOTED, actor=actor, at=at or timezone.now(), note=note)
    return dossier


def _close_requests(dossier: Dossier, at: datetime) -> None:
    dossier.paper_requests.filter(closed_at=None).update(closed_at=at)
    dossier.payment_requests.filter(closed_at=None).update(closed_at=at)


def _still_open(dossier: Dossier) -> None:
    if dossier.standing.ended:
        raise WrongMove(_("Hồ sơ đã kết thúc (“%(now)s”).") % {"now": dossier.standing.label})


def _needs(text: str) -> None:
    if not text.strip():
        raise MoveError(_("Viết lý do để người nộp hiểu."))
