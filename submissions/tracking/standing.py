"""Where a submission stands, in words for the person who waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from submissions.models import OfficerRequest, StatusEvent, Submission
from submissions.vocabulary import DossierStatus, RequestKind

S = DossierStatus
#: From these the applicant may still withdraw: nothing has been decided yet.
WITHDRAWABLE = frozenset(
    {S.REGISTERED, S.ACCEPTED, S.PROCESSING, S.WAITING_PAPERS, S.WAITING_PAYMENT}
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the five stations. ``state``: ``done``, ``now``, ``waiting`` (now, paused) or ``later``."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline, latest first. ``extra``: what the officers wrote."""

    title: str
    at: datetime
    who: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the page of a dossier shows. ``requests``: those that wait for the applicant."""

    status: DossierStatus
    headline: str
    next_step: str
    who: str
    stages: tuple[Stage, ...]
    lines: tuple[Line, ...]
    requests: tuple[OfficerRequest, ...]
    overdue: bool
    may_withdraw: bool


def standing(submission: Submission, now: datetime) -> Standing:
    """Put a submission, its events and its open requests into words. Three queries at most."""
    return standing_of(
        submission, list(submission.events.all()), list(submission.requests.all()), now
    )


def standing_of(
    submission: Submission, events: list[StatusEvent], asked: list[OfficerRequest], now: datetime
) -> Standing:
    """The same of rows at hand, saved or not."""
    status = DossierStatus(submission.status)
    requests = tuple(one for one in asked if not one.answered_at and not one.closed_at)
    late = bool(
        submission.due_at
        and submission.due_at < now
        and not submission.clock_paused
        and not status.ended
        and status != S.FINISHED
    )
    return Standing(
        status=status,
        headline=str(status.label) if submission.delivered_at else _("Cổng đã nhận hồ sơ"),
        next_step=_next_step(submission, status, late),
        who=_who(submission, events),
        stages=_stages(status, delivered=bool(submission.delivered_at)),
        lines=_lines(submission, events),
        requests=requests if status.waits_for_applicant else (),
        overdue=late,
        may_withdraw=status in WITHDRAWABLE and bool(submission.delivered_at),
    )


def _next_step(submission: Submission, status: DossierStatus, late: bool) -> str:
    if not submission.delivered_at:
        return _("Cổng đang chuyển hồ sơ tới cơ quan giải quyết. Bạn không phải làm gì thêm.")
    if late:
        return _("Hồ sơ đã quá hẹn. Cơ quan phải xin lỗi bằng văn bản và hẹn lại ngày trả.")
    return {
        S.REGISTERED: _("Cán bộ sẽ kiểm tra giấy tờ và trả lời trong 8 giờ làm việc."),
        S.ACCEPTED: _("Hồ sơ đủ giấy tờ và sẽ được chuyển cho người giải quyết."),
        S.PROCESSING: _("Cơ quan đang giải quyết. Bạn không phải làm gì thêm."),
        S.WAITING_PAPERS: _("Bổ sung giấy tờ theo yêu cầu dưới đây để hồ sơ được giải quyết tiếp."),
        S.WAITING_PAYMENT: _("Nộp tiền theo yêu cầu dưới đây để hồ sơ được giải quyết tiếp."),
        S.FINISHED: _("Đã có kết quả. Bạn nhận theo cách đã chọn khi nộp hồ sơ."),
        S.RETURNED: _("Việc đã xong."),
        S.DENIED: _("Xem lý do dưới đây. Bạn có thể sửa và nộp lại hồ sơ mới."),
        S.STOPPED: _("Xem lý do dưới đây. Bạn có thể hỏi cơ quan giải quyết."),
        S.WITHDRAWN: _("Hồ sơ đã rút theo yêu cầu của bạn. Bạn có thể nộp hồ sơ mới."),
    }[status]


def _who(submission: Submission, events: list[StatusEvent]) -> str:
    named = [event.agency_name for event in events if event.agency_name]
    return named[-1] if named else submission.agency_name


def _stages(status: DossierStatus, *, delivered: bool) -> tuple[Stage, ...]:
    names = [_("Đã gửi"), _("Tiếp nhận"), _("Giải quyết"), _("Có kết quả"), _("Trả kết quả")]
    reached = {
        S.REGISTERED: 1 if delivered else 0,
        S.ACCEPTED: 2,
        S.PROCESSING: 2,
        S.WAITING_PAPERS: 2,
        S.WAITING_PAYMENT: 2,
        S.FINISHED: 4,
        S.RETURNED: 5,
    }.get(status)
    if reached is None:  # refused, stopped or withdrawn: the way ends where it ended
        return ()
    current = "waiting" if status.waits_for_applicant else "now"
    return tuple(
        Stage(name, "done" if number < reached else current if number == reached else "later")
        for number, name in enumerate(names)
    )


def _lines(submission: Submission, events: list[StatusEvent]) -> tuple[Line, ...]:
    lines = [Line(_handed_in(submission), submission.submitted_at)]
    if submission.delivered_at and not any(one.status == S.REGISTERED for one in events):
        lines.append(
            Line(
                _("Hồ sơ đã tới cơ quan giải quyết"),
                submission.delivered_at,
                submission.agency_name,
            )
        )
    for event in events:
        title = str(DossierStatus(event.status).label)
        lines.append(Line(title, event.at, event.agency_name, event.note))
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _handed_in(submission: Submission) -> str:
    # Without a reference of ours it came in at a counter, or by another portal.
    return _("Bạn nộp hồ sơ trên mạng") if submission.reference else _("Bạn nộp hồ sơ")


def request_title(request: OfficerRequest) -> str:
    """What is asked for, in one sentence."""
    if request.kind == RequestKind.PAYMENT:
        return _("Bạn cần nộp tiền")
    return _("Bạn cần bổ sung giấy tờ")
