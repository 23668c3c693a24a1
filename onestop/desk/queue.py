"""The dossiers of a unit, as its officers look for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from onestop.models import Dossier, Officer
from onestop.vocabulary import DossierStatus as S

#: Tabs: name in addresses, label, statuses. The first is where an officer's day begins.
TABS: dict[str, tuple[str, tuple[S, ...]]] = {
    "can-lam": ("Cần làm", (S.REGISTERED, S.ACCEPTED, S.PROCESSING)),
    "cho-tiep-nhan": ("Chờ tiếp nhận", (S.REGISTERED,)),
    "dang-giai-quyet": ("Đang giải quyết", (S.ACCEPTED, S.PROCESSING)),
    "cho-nguoi-nop": ("Chờ người nộp", (S.WAITING_PAPERS, S.WAITING_PAYMENT)),
    "cho-tra": ("Chờ trả kết quả", (S.FINISHED,)),
    "da-tra": ("Đã trả", (S.RETURNED,)),
    "da-dong": ("Từ chối, rút, dừng", (S.DENIED, S.WITHDRAWN, S.STOPPED)),
}
FIRST_TAB = "can-lam"
ENDED_TABS = frozenset({"da-tra", "da-dong"})
#: A search that looks like a code or reference goes over all statuses.
_CODE = re.compile(r"^[A-Z0-9.]{2,}[-–—]", re.IGNORECASE)
_WHOLE = re.compile(r"-\d{6}-\d{4,}$")


@dataclass(frozen=True)
class Filters:
    """What an officer asks for; unknown values fall back to the first tab and no filter."""

    tab: str = FIRST_TAB
    service: str = ""
    text: str = ""
    mine: bool = False
    overdue: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> Filters:
        """From the address."""
        tab = query.get("trang_thai", "")
        return cls(
            tab=tab if tab in TABS else FIRST_TAB,
            service=query.get("dich_vu", "")[:40],
            text=" ".join(query.get("q", "")[:100].replace("\0", "").split()),
            mine=query.get("cua_toi") == "1",
            overdue=query.get("qua_han") == "1",
        )

    def query(self, **changed: str) -> str:
        """As a query string, with ``changed``; empty values are left out."""
        values = {
            "trang_thai": self.tab,
            "dich_vu": self.service,
            "q": self.text,
            "cua_toi": "1" if self.mine else "",
            "qua_han": "1" if self.overdue else "",
            **changed,
        }
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def by_code(self) -> bool:
        """The text is a code or reference, not a name."""
        return bool(_CODE.match(self.text))


def of_unit(officer: Officer) -> QuerySet[Dossier]:
    """All dossiers that the officer may see."""
    return Dossier.objects.filter(agency=officer.agency_id)


def found(officer: Officer, filters: Filters) -> QuerySet[Dossier]:
    """What the filters leave, the nearest due date first, so that overdue ones lead."""
    dossiers = of_unit(officer)
    if filters.by_code:
        code = re.sub(r"[–—]", "-", filters.text).upper()
        # A whole code has an index of its own; the beginning of one goes through the unit's.
        whole = Q(code=code) | Q(reference=code)
        dossiers = dossiers.filter(
            whole if _WHOLE.search(code) else whole | Q(code__startswith=code)
        )
    else:
        dossiers = dossiers.filter(status__in=TABS[filters.tab][1])
        if filters.text:
            dossiers = dossiers.filter(_named(filters.text))
    if filters.service:
        dossiers = dossiers.filter(service__code=filters.service)
    if filters.mine:
        dossiers = dossiers.filter(officer=officer)
    if filters.overdue:
        dossiers = dossiers.filter(due_at__lt=timezone.now())
    # Without "nulls last" the index of the queue gives the order itself: ended ones are many.
    order = (
        ["-due_at", "-pk"]
        if filters.tab in ENDED_TABS
        else [F("due_at").asc(nulls_last=True), "pk"]
    )
    return (
        dossiers.select_related("service", "officer__user")
        .defer("data", "form", "applicant", "service__papers")
        .order_by(*order)
    )


def _named(text: str) -> Q:
    """SQLite folds the case of ASCII alone, so "đỗ" is asked for as "Đỗ" and "ĐỖ" too."""
    matches = Q()
    for spelling in {text, text.lower(), text.title(), text.upper()}:
        matches |= Q(applicant_name__icontains=spelling)
    return matches


def tab_counts(officer: Officer) -> dict[str, int]:
    """How many dossiers stand in each tab."""
    by_status = dict(of_unit(officer).order_by().values_list("status").annotate(Count("pk")))
    return {
        name: sum(by_status.get(int(status), 0) for status in statuses)
        for name, (_label, statuses) in TABS.items()
    }


def services_in(officer: Officer, filters: Filters) -> list[tuple[str, str, int | None]]:
    """Code, name and count of the services that the tab holds, the most frequent first.

    Ended dossiers are too many to count on every page: there it is the services of the unit, by name.
    """
    if filters.tab in ENDED_TABS:
        offered = officer.agency.services.order_by("name").values_list("code", "name")[:300]
        return [(code, name, None) for code, name in offered]
    rows = (
        of_unit(officer)
        .filter(status__in=TABS[filters.tab][1])
        .order_by()
        .values_list("service__code", "service__name")
        .annotate(number=Count("pk"))
        .order_by("-number")[:200]
    )
    return [(code, name, number) for code, name, number in rows]


@dataclass(frozen=True)
class Overview:
    """What the head of a unit sees at a glance."""

    due_today: int
    overdue: int
    waiting_for_applicant: int
    to_return: int
    received_this_week: int
    finished_this_week: int


def overview(officer: Officer) -> Overview:
    """The unit's figures as of now; weeks begin on Monday in Vietnam."""
    now = timezone.now()
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    statuses = {name: [int(one) for one in group] for name, (_label, group) in TABS.items()}
    running = Q(status__in=statuses["can-lam"])
    open_ones = of_unit(officer).filter(
        status__in=statuses["can-lam"] + statuses["cho-nguoi-nop"] + statuses["cho-tra"]
    )
    counts = open_ones.aggregate(
        due_today=Count("pk", running & Q(due_at__gte=now, due_at__lt=today + timedelta(days=1))),
        overdue=Count("pk", running & Q(due_at__lt=now)),
        waiting_for_applicant=Count("pk", Q(status__in=statuses["cho-nguoi-nop"])),
        to_return=Count("pk", Q(status=S.FINISHED)),
    )
    this_week = of_unit(officer).filter(received_at__gte=monday).count()
    finished = of_unit(officer).filter(status__in=[S.FINISHED, S.RETURNED], finished_at__gte=monday)
    return Overview(**counts, received_this_week=this_week, finished_this_week=finished.count())


def by_officer(officer: Officer) -> list[dict[str, object]]:
    """Open and overdue dossiers of each officer of the unit, and of nobody yet."""
    now = timezone.now()
    rows: dict[int | None, dict[str, Any]] = {
        row["officer"]: dict(row)
        for row in of_unit(officer)
        .filter(status__in=TABS[FIRST_TAB][1])
        .order_by()
        .values("officer")
        .annotate(open=Count("pk"), overdue=Count("pk", Q(due_at__lt=now)))
    }
    nobody = {"open": 0, "overdue": 0}
    people = [
        {"name": str(one), **_counts(rows.get(one.pk, nobody))}
        for one in Officer.objects.filter(agency=officer.agency_id).select_related("user")
    ]
    return [*people, {"name": "Chưa giao ai", **_counts(rows.get(None, nobody))}]


def _counts(row: dict[str, int]) -> dict[str, int]:
    return {"open": row["open"], "overdue": row["overdue"]}
