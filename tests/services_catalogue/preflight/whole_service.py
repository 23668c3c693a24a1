"""A service that keeps every rule, and the ways to spoil it."""

from __future__ import annotations

from datetime import date

from services_catalogue.models import (
    Agency,
    Case,
    Channel,
    Fee,
    Field,
    LegalBasis,
    Output,
    RequiredDocument,
    ServiceAgency,
    ServicePage,
    Step,
    SubmissionTarget,
    TimeLimit,
)
from services_catalogue.preflight import findings_of

TODAY = date(2026, 11, 24)


#: What rules of the batch would read; no database is asked here.
KNOWN: dict = {"page_link": {5}}


def whole() -> ServicePage:
    """A service, in memory only, that keeps every rule."""
    page = ServicePage(
        pk=1,
        code="1.001193",
        official_name="Đăng ký khai sinh",
        summary="Làm giấy khai sinh cho bé mới sinh. Cha, mẹ hoặc người thân nộp.",
        popular_names="làm giấy khai sinh",
        field=Field(pk=1, name="Hộ tịch", slug="ho-tich"),
        managed_by=Agency(pk=1, name="Sở Tư pháp", slug="so-tu-phap"),
        for_citizens=True,
        online_level="partial",
        review_due_on=date(2027, 1, 1),
    )
    page.service_agencies = [ServiceAgency(role="executing", agency=page.managed_by)]
    page.steps = [Step(title="Nộp hồ sơ", body="Nộp trên mạng hoặc tại phường.", actor="Bạn")]
    limit = TimeLimit(value=5, unit="working_day")
    limit.fees = [Fee(amount=8000, kind="levy")]
    channel = Channel(kind="online")
    channel.time_limits = [limit]
    page.channels = [channel]
    case = Case()
    case.documents = [
        RequiredDocument(name="Tờ khai theo mẫu", form_url="https://vidu.vn/mau.docx")
    ]
    page.cases = [case]
    page.outputs = [Output(name="Giấy khai sinh")]
    page.legal_bases = [
        LegalBasis(number="60/2014/QH13", title="Luật Hộ tịch"),
        LegalBasis(number="106/2021/TT-BTC", title="Thông tư"),
    ]
    page.targets = [SubmissionTarget(kind="deep_link", url="https://dichvucong.gov.vn/nop")]
    page.requirements = []
    page.life_events = []
    return page


def found(page: ServicePage) -> dict[str, list[tuple[str, str]]]:
    answer: dict[str, list[tuple[str, str]]] = {}
    for one in findings_of(page, KNOWN):
        answer.setdefault(one.rule, []).append((one.anchor, one.detail))
    return answer


def setting(**values):
    def change(page):
        for name, value in values.items():
            setattr(page, name, value)

    return change


def paper(**values):
    def change(page):
        for name, value in values.items():
            setattr(page.cases.all()[0].documents.all()[0], name, value)

    return change


def limit(**values):
    def change(page):
        for name, value in values.items():
            setattr(page.channels.all()[0].time_limits.all()[0], name, value)

    return change


def fee(**values):
    def change(page):
        for name, value in values.items():
            setattr(page.channels.all()[0].time_limits.all()[0].fees.all()[0], name, value)

    return change


def guidance(*blocks):
    return setting(guidance=[(kind, value) for kind, value in blocks])


def two_cases(page):
    second = Case()
    second.documents = [RequiredDocument(name="Giấy chứng sinh")]
    page.cases = [*page.cases.all(), second]


def no_papers(page):
    page.cases = [Case(name="Làm lần đầu")]
