"""Services and taxonomies for tests, small but whole."""

from __future__ import annotations

from itertools import count
from typing import Any

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
    ServiceIndexPage,
    ServicePage,
    Step,
    SubmissionTarget,
    TimeLimit,
)
from services_catalogue.naming import heading_for

_numbers = count(1)


def make_field(name: str = "Hộ tịch", slug: str = "ho-tich") -> Field:
    """A field, made once."""
    return Field.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def make_agency(name: str = "Sở Tư pháp", slug: str = "so-tu-phap", **values: Any) -> Agency:
    """An agency, made once."""
    return Agency.objects.get_or_create(slug=slug, defaults={"name": name, **values})[0]


def make_service(*, publish: bool = True, **values: Any) -> ServicePage:
    """A service with one of each part below the service index; ``values`` replace its fields."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "code": f"1.{number:06d}",
        "official_name": f"Thủ tục cấp giấy tờ số {number}",
        "field": make_field(),
        "for_citizens": True,
        "at_commune": True,
        "online_level": "full",
    }
    page = ServicePage(**{**defaults, **values})
    page.service_agencies = [ServiceAgency(role="executing", agency=make_agency())]
    page.steps = [Step(title="Nộp hồ sơ", body="Trên mạng hoặc tại nơi tiếp nhận.", actor="Bạn")]
    limit = TimeLimit(value=5, unit="working_day")
    limit.fees = [Fee(amount=115_000, kind="levy")]
    channel = Channel(kind="online")
    channel.time_limits = [limit]
    page.channels = [channel]
    case = Case(name="Làm lần đầu")
    case.documents = [RequiredDocument(name="Tờ khai", originals=1, copies=0)]
    page.cases = [case]
    page.outputs = [Output(name="Giấy chứng nhận")]
    page.legal_bases = [LegalBasis(number="60/2014/QH13", title="Luật Hộ tịch")]
    page.targets = [SubmissionTarget(kind="in_person")]
    page.live = False
    page.title = heading_for(page.official_name, page.short_name)
    ServiceIndexPage.objects.get().add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return ServicePage.objects.get(pk=page.pk)
