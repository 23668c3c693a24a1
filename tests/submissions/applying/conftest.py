"""A service that can be applied for here, and somebody who does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from services_catalogue.models import (
    Case,
    RequiredDocument,
    ServiceAgency,
    ServicePage,
    SubmissionTarget,
)
from submissions.models import Draft, Submission
from tests.factories import make_agency, make_service
from tests.submissions.uploads import specimens

PAPER, OPTIONAL = "Giấy chứng sinh", "Giấy uỷ quyền"
PERSON = {
    "full_name": "Nguyễn Thị Thử Nghiệm",
    "birth_date-day": "3",
    "birth_date-month": "02",
    "birth_date-year": "1990",
    "identity_number": "022 190 004 412",
}
CONTACT = {"phone": "+84 912 345 678", "email": "thu@example.org", "address": "Số 1, Bến Đoan"}


@pytest.fixture(autouse=True)
def _applying_is_on(settings: Any, tmp_path: Any) -> None:
    settings.ONLINE_APPLICATION = True
    settings.ATTACHMENT_DIR = tmp_path / "attachments"


@pytest.fixture
def service(site_tree: Any) -> ServicePage:
    """A service of one unit with one required paper and one that may be there."""
    return make_applied_service()


def make_applied_service(code: str = "1.001193", communes: int = 1) -> ServicePage:
    page = make_service(code=code, official_name="Thủ tục đăng ký khai sinh")
    case = Case(name="")
    case.documents = [
        RequiredDocument(name=PAPER, note="Bệnh viện cấp."),
        RequiredDocument(name=OPTIONAL, required=False),
    ]
    page.cases = [case]
    page.targets = [SubmissionTarget(kind="dossier_api")]
    page.service_agencies = [
        ServiceAgency(
            role="executing",
            agency=make_agency(f"UBND phường {n}", f"phuong-{n}", egov_code=f"H49.10{n}"),
        )
        for n in range(1, communes + 1)
    ]
    page.save_revision().publish()
    return ServicePage.objects.get(pk=page.pk)


@dataclass
class Citizen:
    """A browser that applies, page by page."""

    page: ServicePage
    client: Client = field(default_factory=Client)
    prefix: str = ""

    @property
    def start(self) -> str:
        return f"{self.prefix}/nop-ho-so/{self.page.code}/"

    def get(self, path: str = "") -> Any:
        return self.client.get(self.start + path)

    def post(self, path: str = "", data: dict[str, Any] | None = None, **extra: Any) -> Any:
        return self.client.post(self.start + path, data or {}, **extra)

    def begin(self) -> None:
        assert self.post().status_code == 303

    def answer(self) -> None:
        """All questions, rightly."""
        for group, answers in (
            ("nguoi-nop", PERSON),
            ("lien-he", CONTACT),
            ("cam-doan", {"declaration": "true"}),
        ):
            assert self.post(f"phan/{group}/", answers).status_code == 303

    def hand_paper(self, *contents: bytes, paper: str = "paper-1", name: str = "anh.jpg") -> Any:
        files = [SimpleUploadedFile(name, content) for content in contents]
        return self.post("giay-to/", {"giay-to": paper, "tep": files})

    def fill(self) -> None:
        """Everything but the last button."""
        self.begin()
        self.answer()
        assert self.hand_paper(specimens.photo()).status_code == 303

    def submit(self) -> Submission:
        response = self.post("kiem-tra/")
        assert response.status_code == 303, errors(response)
        return Submission.objects.get()

    @property
    def draft(self) -> Draft:
        return Draft.objects.get()

    @property
    def secret(self) -> str:
        return self.client.cookies["ban-nhap-vi"].value


@pytest.fixture
def citizen(service: ServicePage) -> Citizen:
    return Citizen(service)


def errors(response: Any) -> list[str]:
    """The lines of the error summary."""
    tree = html.document_fromstring(response.content.decode())
    lines = tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]/li")
    return [re.sub(r"\s+", " ", line.text_content()).strip() for line in lines]
