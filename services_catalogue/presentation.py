"""A service page as its template shows it: what everyone asks first, then every part in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from core import addresses
from services_catalogue import checklist, facts_table
from services_catalogue.answers import answers
from services_catalogue.linked_data import government_service
from services_catalogue.loading import load_parts
from services_catalogue.permalinks import replaced_title
from services_catalogue.record_facts import record_facts
from services_catalogue.starting import in_force, start
from services_catalogue.versions.history import outlook_of
from services_catalogue.vocabulary import AgencyRole

if TYPE_CHECKING:
    from services_catalogue.models import ServicePage

__all__ = ["present", "start"]

_ROLES = (
    AgencyRole.RECEIVING,
    AgencyRole.EXECUTING,
    AgencyRole.COMPETENT,
    AgencyRole.AUTHORISED,
    AgencyRole.COORDINATING,
)


def present(
    page: ServicePage,
    *,
    chosen: str = "",
    sheet: bool = False,
    area: str = "",
    former: str = "",
) -> dict[str, Any]:
    """Everything the template needs.

    ``chosen`` is the case in the address (?th=2), ``sheet`` asks for the checklist alone when
    printed, ``area`` is the province's name, ``former`` is the code of a replaced service whose
    address led here.
    """
    load_parts(page)
    shown = checklist.cases(page, chosen)
    opened = next((one for one in shown if one.open), None)
    groups = facts_table.table(page)
    guidance = [block for block in page.guidance if block.block_type != "question"]
    questions = [block for block in page.guidance if block.block_type == "question"]
    parts: dict[str, Any] = {
        "cases": shown,
        "steps": [one for one in page.steps.all() if one.title or one.body],
        "groups": [group for group in groups if group.rows or group.descriptions],
        "forms": checklist.blank_forms(shown),
        "requirements": [one.text for one in page.requirements.all() if one.text.strip()],
        "guidance": guidance,
        "questions": questions,
        "laws": [one for one in page.legal_bases.all() if one.number or one.title],
        "agencies": agencies_by_role(page),
        "record": record_facts(page),
        "related": related(page),
    }
    return parts | {
        "chosen": chosen if opened and chosen == str(opened.number) else "",
        "sheet": sheet,
        "state": in_force(page),
        "answers": answers(page),
        "start": start(page, opened.name if opened else ""),
        "contents": contents(parts),
        "permalink": addresses.absolute(page.permalink),
        "trail": trail(page),
        "replaces": replaced_title(former, page),
        "former": former,
        "outlook": outlook_of(page),
        "linked_data": government_service(page, absolute=addresses.absolute, area=area),
    }


def contents(parts: dict[str, Any]) -> list[tuple[str, str]]:
    """(anchor, heading) of the sections that this page has."""
    headings = (
        ("can", _("Bạn cần chuẩn bị gì"), "cases"),
        ("buoc", _("Các bước"), "steps"),
        ("phi", _("Thời hạn và lệ phí"), "groups"),
        ("mau", _("Mẫu đơn, tờ khai"), "forms"),
        ("dk", _("Điều kiện"), "requirements"),
        ("hd", _("Hướng dẫn thêm"), "guidance"),
        ("hoi", _("Hỏi đáp"), "questions"),
        ("noi", _("Nơi giải quyết"), "agencies"),
        ("luat", _("Căn cứ pháp lý"), "laws"),
        ("thong-tin", _("Thông tin chung"), "record"),
        ("lien-quan", _("Thường làm cùng"), "related"),
    )
    return [(anchor, heading) for anchor, heading, name in headings if parts[name]]


def agencies_by_role(page: ServicePage) -> list[dict[str, Any]]:
    """[{agency, roles}]: each agency once, with all it does, those that receive papers first."""
    roles: dict[int, dict[str, Any]] = {}
    for wanted in _ROLES:
        for one in page.service_agencies.all():
            if one.role == wanted:
                entry = roles.setdefault(one.agency_id, {"agency": one.agency, "roles": []})
                entry["roles"].append(str(AgencyRole(one.role).label))
    return list(roles.values())


def related(page: ServicePage) -> list[ServicePage]:
    """Live services that often go with this one, in the editor's order. One query."""
    codes = [one.code for one in page.related_services.all()]
    if not codes:
        return []
    found = (
        type(page)
        .objects.live()
        .filter(code__in=codes, content_language=page.content_language)
        .select_related("locale")
        .only("title", "slug", "url_path", "code", "summary", "locale")
    )
    return sorted(found, key=lambda one: codes.index(one.code))


def trail(page: ServicePage) -> list[dict[str, str]]:
    """Breadcrumbs: all services, then the field."""
    parent = (page.get_url() or "/dich-vu/x/").rstrip("/").rsplit("/", 1)[0] + "/"
    return [
        {"title": _("Dịch vụ"), "url": parent},
        {"title": page.field.name, "url": page.field.get_absolute_url()},
    ]
