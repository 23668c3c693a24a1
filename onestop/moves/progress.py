"""The way of a dossier from acceptance to the result, and the ways out of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from onestop.models import Dossier
from onestop.moves.steps import must_say_why, step
from onestop.receiving import Paper, add_papers
from onestop.recording import WrongMove, locked
from onestop.vocabulary import DossierStatus, EventKind


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
    return step(
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
    must_say_why(reason)
    current = locked(dossier, version)
    if current.resume_status not in {None, DossierStatus.REGISTERED}:
        raise WrongMove(_("Hồ sơ đã được tiếp nhận nên chỉ có thể dừng giải quyết."))
    return step(
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
    return step(
        dossier,
        DossierStatus.PROCESSING,
        EventKind.STARTED,
        actor=actor,
        note=note,
        version=version,
        at=at,
    )


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
    return step(
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
    must_say_why(reason)
    current = locked(dossier, version)
    if current.resume_status == DossierStatus.REGISTERED:
        raise WrongMove(_("Hồ sơ chưa được tiếp nhận nên chỉ có thể từ chối tiếp nhận."))
    return step(
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
    return step(
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
    return step(
        dossier,
        DossierStatus.RETURNED,
        EventKind.RETURNED,
        actor=actor,
        note=note,
        version=version,
        at=at,
        data={"results": sorted(paper.blob.digest for paper in results)},
    )
