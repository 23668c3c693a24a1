"""Services that lead to other sites."""

from __future__ import annotations

from services_catalogue.models import LegalBasis, LinkStatus
from tests.factories import make_service


def service_with(url: str, **values):
    page = make_service(publish=False, **values)
    page.legal_bases = [LegalBasis(number="60/2014/QH13", url=url)]
    page.save_revision().publish()
    return page


def states() -> dict[str, str]:
    return dict(LinkStatus.objects.values_list("url", "state"))
