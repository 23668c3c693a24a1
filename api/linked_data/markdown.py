"""A service as Markdown: for assistants, for readers of plain text, for pasting into a message."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.addresses import absolute
from services_catalogue import facts_table
from services_catalogue.answers import answers
from services_catalogue.models import ServicePage
from services_catalogue.presentation import agencies_by_role
from services_catalogue.record_facts import record_facts
from services_catalogue.starting import in_force


def markdown(page: ServicePage) -> str:
    """Everything a person must know before going, in the order of the page. Parts are loaded."""
    return "\n".join(_lines(page)) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lines(page: ServicePage) -> Iterator[str]:
    yield f"# {_one_line(page.title)}"
    yield ""
    if page.summary:
        yield from (page.summary.strip(), "")
    if in_force(page) != "now":
        yield from ("> " + _("Dịch vụ hiện không nhận hồ sơ."), "")
    for answer in answers(page):
        detail = f" ({_one_line(answer.detail)})" if answer.detail else ""
        yield f"- **{answer.question}:** {_one_line(answer.text)}{detail}"
    yield from _papers(page)
    steps = [one for one in page.steps.all() if one.title or one.body]
    if steps:
        yield from ("", f"## {_('Các bước')}", "")
        for number, step in enumerate(steps, start=1):
            yield f"{number}. {_one_line(': '.join(filter(None, (step.title, step.body))))}"
    yield from _terms(page)
    for heading, items in (
        (_("Điều kiện"), [one.text for one in page.requirements.all()]),
        (_("Kết quả"), [one.name for one in page.outputs.all()]),
        (_("Nơi giải quyết"), _agencies(page)),
        (_("Căn cứ pháp lý"), [f"{one.number} {one.title}" for one in page.legal_bases.all()]),
        (_("Thông tin chung"), [f"{one.heading}: {one.text}" for one in record_facts(page)]),
    ):
        shown = [_one_line(item) for item in items if item.strip()]
        if shown:
            yield from ("", f"## {heading}", "")
            yield from (f"- {item}" for item in shown)
    yield from ("", f"{_('Liên kết lâu dài:')} <{absolute(page.permalink)}>")


def _papers(page: ServicePage) -> Iterator[str]:
    cases = [one for one in page.cases.all() if one.documents.all()]
    if cases:
        yield from ("", f"## {_('Bạn cần chuẩn bị gì')}")
    for case in cases:
        yield ""
        if case.name.strip():
            yield from (f"### {_one_line(case.name)}", "")
        for paper in case.documents.all():
            counts = ", ".join(
                label % {"number": number}
                for number, label in (
                    (paper.originals, _("%(number)s bản chính")),
                    (paper.copies, _("%(number)s bản sao")),
                )
                if number
            )
            yield f"- {_one_line(paper.name)}" + (f" ({counts})" if counts else "")


def _terms(page: ServicePage) -> Iterator[str]:
    groups = [group for group in facts_table.table(page) if group.rows]
    if groups:
        yield from ("", f"## {_('Thời hạn và lệ phí')}")
    for group in groups:
        yield from ("", f"### {', '.join(group.channels)}", "")
        for row in group.rows:
            fees = "; ".join(
                _one_line(" ".join(filter(None, (fee.kind, fee.amount, fee.condition))))
                for fee in row.fees
            )
            said = " – ".join(filter(None, (_one_line(row.time), _one_line(row.condition), fees)))
            yield f"- {said}"


def _agencies(page: ServicePage) -> list[str]:
    return [
        f"{one['agency'].name} ({', '.join(one['roles'])})"
        + (f", {one['agency'].address}" if one["agency"].address else "")
        + (f", {one['agency'].phone}" if one["agency"].phone else "")
        for one in agencies_by_role(page)
    ]
