"""What officers do with a dossier: when they may, what they fill in, which letter follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from onestop import blobs, moves
from onestop.desk import forms, writing
from onestop.desk.showing import rescheduled
from onestop.models import Agency, Dossier, Officer
from onestop.receiving import Paper
from onestop.vocabulary import DossierStatus as S
from onestop.vocabulary import EventKind as E
from onestop.working_days import working_days


@dataclass(frozen=True, kw_only=True)
class Doing:
    """An action in the making: ``data`` is what the form gave, ``at`` the moment of all it writes."""

    dossier: Dossier
    officer: Officer
    data: dict[str, Any]
    at: datetime

    @property
    def move(self) -> dict[str, Any]:
        """What every move takes."""
        return {
            "dossier": self.dossier,
            "actor": self.officer.user.get_username(),
            "version": self.data["seen"],
            "at": self.at,
        }

    def send(self, write: Callable[..., Any], **words: Any) -> None:
        """The letter that ``write`` makes of the dossier as it stands now."""
        fresh = Dossier.objects.select_related("service", "agency").get(pk=self.dossier.pk)
        writing.send(fresh, write(fresh, at=self.at, officer=self.officer, **words))


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing to do. ``effect`` says beforehand what follows; ``done`` afterwards that it did."""

    slug: str
    label: str
    button: str
    effect: str
    done: str
    kinds: frozenset[E]
    form: type[forms.MoveForm]
    statuses: frozenset[S]
    perform: Callable[[Doing], object]
    also: Callable[[Dossier], bool] = lambda dossier: True

    def may(self, dossier: Dossier) -> bool:
        """Whether it can be done now."""
        return dossier.standing in self.statuses and self.also(dossier)


def _accept(doing: Doing) -> None:
    moves.accept(**doing.move)
    doing.send(writing.receipt)


def _papers(doing: Doing) -> None:
    reason, papers = doing.data["reason"], doing.data["papers"]
    moves.ask_for_papers(
        **doing.move, reason=reason, papers=[{"name": name, "reason": ""} for name in papers]
    )
    doing.send(writing.supplement_request, papers=papers, reason=reason)


def _payment(doing: Doing) -> None:
    moves.ask_for_payment(**doing.move, reason=doing.data["reason"], amount=doing.data["amount"])


def _refuse(doing: Doing) -> None:
    moves.deny(**doing.move, reason=doing.data["reason"])
    doing.send(writing.refusal, reason=doing.data["reason"])


def _stop(doing: Doing) -> None:
    moves.stop(**doing.move, reason=doing.data["reason"])
    doing.send(writing.stop_notice, reason=doing.data["reason"])


def _extend(doing: Doing) -> None:
    before = doing.dossier.due_at
    assert before is not None  # noqa: S101 - `also` asks for one
    after = working_days().moved(before, doing.data["days"])
    reason = doing.data["reason"]
    moves.extend(**doing.move, reason=rescheduled(reason, after), due_at=after)
    doing.send(writing.apology, reason=reason, due_at=before, new_due_at=after)


def _finish(doing: Doing) -> None:
    moves.finish(**doing.move, note=doing.data["note"], results=_results(doing))


def _return(doing: Doing) -> None:
    moves.return_result(**doing.move, note=doing.data["note"], results=_results(doing))


def _results(doing: Doing) -> list[Paper]:
    file = doing.data["file"]
    if not file:
        return []
    return [Paper(blob=blobs.keep(file), role="Kết quả giải quyết", filename=file.name)]


def _hand_on(doing: Doing) -> None:
    if code := doing.data["agency"]:
        agency = Agency.objects.get(code=code, is_active=True)
        moves.hand_on(**doing.move, agency=agency, note=doing.data["note"])
        return
    colleague = Officer.objects.select_related("user").get(pk=doing.data["officer"])
    dossier = moves.assign(**doing.move, officer=colleague)
    if doing.data["note"]:
        moves.add_note(
            dossier=dossier, actor=doing.move["actor"], at=doing.at, note=doing.data["note"]
        )


def _never_accepted(dossier: Dossier) -> bool:
    return dossier.resume_status in {None, S.REGISTERED}


def _was_accepted(dossier: Dossier) -> bool:
    return dossier.resume_status != S.REGISTERED


_WAITING = {S.WAITING_PAPERS, S.WAITING_PAYMENT}

ACTIONS: dict[str, Action] = {
    action.slug: action
    for action in (
        Action(
            slug="tiep-nhan", label="Tiếp nhận", button="Tiếp nhận hồ sơ",
            effect="Giấy tờ đã đủ. Người nộp nhận Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
            done="Đã tiếp nhận hồ sơ. Giấy tiếp nhận ở mục Văn bản để in.",
            kinds=frozenset({E.ACCEPTED}), form=forms.AcceptForm,
            statuses=frozenset({S.REGISTERED}), perform=_accept,
        ),
        Action(
            slug="giai-quyet", label="Bắt đầu giải quyết", button="Bắt đầu giải quyết",
            effect="Người nộp thấy hồ sơ của mình đang được giải quyết.",
            done="Đã chuyển sang đang giải quyết.",
            kinds=frozenset({E.STARTED}), form=forms.StartForm,
            statuses=frozenset({S.ACCEPTED}), perform=lambda doing: moves.start(**doing.move),
        ),
        Action(
            slug="nhan-bo-sung", label="Nhận giấy tờ bổ sung tại quầy", button="Đã nhận giấy tờ",
            effect="Dùng khi người nộp mang giấy tờ đến. Thời hạn được tính tiếp từ bây giờ.",
            done="Đã ghi nhận giấy tờ bổ sung. Thời hạn tính tiếp.",
            kinds=frozenset({E.SUPPLEMENTED}), form=forms.CounterForm,
            statuses=frozenset({S.WAITING_PAPERS}),
            perform=lambda doing: moves.supplement(**doing.move, note=doing.data["note"]),
        ),
        Action(
            slug="da-nop-tien", label="Xác nhận đã nộp tiền", button="Đã nhận đủ tiền",
            effect="Thời hạn được tính tiếp từ bây giờ.",
            done="Đã ghi nhận khoản nộp. Thời hạn tính tiếp.",
            kinds=frozenset({E.PAID}), form=forms.CounterForm,
            statuses=frozenset({S.WAITING_PAYMENT}),
            perform=lambda doing: moves.record_payment(**doing.move, note=doing.data["note"]),
        ),
        Action(
            slug="co-ket-qua", label="Có kết quả", button="Xác nhận có kết quả",
            effect="Hồ sơ đã giải quyết xong và chờ trả kết quả.",
            done="Đã ghi có kết quả. Hồ sơ chờ trả.",
            kinds=frozenset({E.FINISHED}), form=forms.ResultForm,
            statuses=frozenset({S.ACCEPTED, S.PROCESSING}), perform=_finish,
        ),
        Action(
            slug="tra-ket-qua", label="Trả kết quả", button="Xác nhận đã trả kết quả",
            effect="Người nộp đã nhận kết quả. Hồ sơ kết thúc.",
            done="Đã trả kết quả. Hồ sơ kết thúc.",
            kinds=frozenset({E.RETURNED}), form=forms.ResultForm,
            statuses=frozenset({S.FINISHED}), perform=_return,
        ),
        Action(
            slug="yeu-cau-bo-sung", label="Yêu cầu bổ sung giấy tờ", button="Gửi yêu cầu bổ sung",
            effect="Người nộp nhận Phiếu yêu cầu bổ sung. Thời hạn tạm dừng cho đến khi họ bổ sung.",
            done="Đã gửi yêu cầu bổ sung. Thời hạn tạm dừng.",
            kinds=frozenset({E.PAPERS_ASKED}), form=forms.PapersForm,
            statuses=frozenset({S.REGISTERED, S.ACCEPTED, S.PROCESSING}), perform=_papers,
        ),
        Action(
            slug="yeu-cau-nop-tien", label="Yêu cầu nộp tiền", button="Gửi yêu cầu nộp tiền",
            effect="Người nộp thấy số tiền và lý do. Thời hạn tạm dừng cho đến khi họ nộp.",
            done="Đã gửi yêu cầu nộp tiền. Thời hạn tạm dừng.",
            kinds=frozenset({E.PAYMENT_ASKED}), form=forms.PaymentForm,
            statuses=frozenset({S.REGISTERED, S.ACCEPTED, S.PROCESSING}), perform=_payment,
        ),
        Action(
            slug="chuyen", label="Chuyển đơn vị hoặc giao người khác", button="Chuyển hồ sơ",
            effect="Mã hồ sơ và hạn trả kết quả giữ nguyên. Chuyển đơn vị khác thì hồ sơ rời danh sách của bạn.",
            done="Đã chuyển hồ sơ.",
            kinds=frozenset({E.HANDED_ON, E.ASSIGNED, E.NOTED}), form=forms.HandOnForm,
            statuses=frozenset({S.REGISTERED, S.ACCEPTED, S.PROCESSING, *_WAITING, S.FINISHED}),
            perform=_hand_on,
        ),
        Action(
            slug="hen-lai", label="Xin lỗi và hẹn lại", button="Gửi văn bản xin lỗi",
            effect="Người nộp nhận văn bản xin lỗi với ngày hẹn mới. Mỗi hồ sơ chỉ hẹn lại một lần.",
            done="Đã gửi văn bản xin lỗi và hẹn lại ngày trả.",
            kinds=frozenset({E.EXTENDED}), form=forms.ExtendForm,
            statuses=frozenset({S.ACCEPTED, S.PROCESSING}), perform=_extend,
            also=lambda dossier: dossier.due_at is not None and dossier.extended_at is None,
        ),
        Action(
            slug="tu-choi", label="Từ chối tiếp nhận", button="Từ chối tiếp nhận",
            effect="Hồ sơ kết thúc. Người nộp nhận Phiếu từ chối với lý do bạn viết.",
            done="Đã từ chối tiếp nhận. Phiếu từ chối ở mục Văn bản để in.",
            kinds=frozenset({E.DENIED}), form=forms.ReasonForm,
            statuses=frozenset({S.REGISTERED, *_WAITING}), perform=_refuse, also=_never_accepted,
        ),
        Action(
            slug="dung", label="Dừng giải quyết", button="Dừng giải quyết",
            effect="Hồ sơ kết thúc. Người nộp nhận Thông báo dừng giải quyết với lý do bạn viết.",
            done="Đã dừng giải quyết. Thông báo ở mục Văn bản để in.",
            kinds=frozenset({E.STOPPED}), form=forms.ReasonForm,
            statuses=frozenset({S.ACCEPTED, S.PROCESSING, *_WAITING}), perform=_stop,
            also=_was_accepted,
        ),
    )
}  # fmt: skip


def possible(dossier: Dossier) -> list[Action]:
    """What can be done with ``dossier`` now, the most usual first."""
    return [action for action in ACTIONS.values() if action.may(dossier)]


@transaction.atomic
def carry_out(action: Action, doing: Doing) -> None:
    """The move and its letter, both or neither. Errors: MoveError says why not, for people."""
    action.perform(doing)
