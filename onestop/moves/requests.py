"""Asking the applicant for papers or money, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.models import Dossier, PaperRequest, PaymentRequest, Supplement
from onestop.moves.steps import must_say_why
from onestop.receiving import Paper, add_papers
from onestop.recording import MoveError, WrongMove, change_status, locked, write
from onestop.vocabulary import DossierStatus, EventKind


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
    must_say_why(reason)
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
    must_say_why(reason)
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
