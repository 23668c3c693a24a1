"""A service with a history: texts that changed, hostile ones too, and a version yet to come."""

from __future__ import annotations

from datetime import date

from services_catalogue.models import Case, LegalBasis, RequiredDocument, ServicePage, Step
from tests.pages import sample_catalogue as sample
from tests.services_catalogue.versions.editing import revise

#: Far enough away that no run of the tests meets it.
COMING = date(2096, 1, 1)


def add_versions() -> None:
    """Change the service :data:`sample.CHANGING` twice, and once for a day to come."""
    page = ServicePage.objects.get(code=sample.CHANGING)
    script, image, *_rest, breakout = sample.HOSTILE_TEXTS
    laws = [
        LegalBasis(number="10/2026/NĐ-CP", title=f"Nghị định {breakout}", url="https://x.test/")
    ]
    revise(page, legal_bases=laws, amount=50_000)
    revise(
        page,
        amount=75_000,
        steps=[Step(title="Nộp hồ sơ", body=f"{sample.prose(900)} {script}", actor="Bạn")],
        cases=[_case("Làm lần đầu", 45), _case(f"Làm lại {image}", 2)],
        cause="10/2026/NĐ-CP",
        note=f"Lệ phí tăng. {script}",
        applies_from=date(2026, 1, 1),
    )
    revise(
        page,
        amount=0,
        steps=[Step(title="Nộp hồ sơ", body=f"{sample.prose(940)} {image}", actor="Bạn")],
        cause="10/2026/NĐ-CP",
        note="Miễn lệ phí cho mọi người.",
        applies_from=COMING,
    )


def _case(name: str, papers: int) -> Case:
    case = Case(name=name)
    case.documents = [
        RequiredDocument(name=f"{sample.prose(60, start=number)} số {number}")
        for number in range(papers)
    ]
    return case
