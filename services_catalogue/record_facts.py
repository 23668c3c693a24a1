"""What stands in the public record of a service, for those who need the official words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from services_catalogue.documents import audiences_of, levels_of, lines
from services_catalogue.vocabulary import ProcedureKind

if TYPE_CHECKING:
    from services_catalogue.models import ServicePage


def record_facts(page: ServicePage) -> list[tuple[str, str]]:
    """(heading, text) of the facts that are stated, in the order of the national record."""
    effect = [
        _("từ ngày %(day)s") % {"day": date_format(page.effective_from, "SHORT_DATE_FORMAT")}
        if page.effective_from
        else "",
        _("đến ngày %(day)s") % {"day": date_format(page.effective_to, "SHORT_DATE_FORMAT")}
        if page.effective_to
        else "",
    ]
    audiences = lines(page.audience_detail) or [str(one.label) for one in audiences_of(page)]
    facts = (
        (_("Mã thủ tục"), page.code),
        (_("Tên chính thức"), page.official_name),
        (_("Còn gọi là"), ", ".join(lines(page.popular_names))),
        (_("Lĩnh vực"), page.field.name),
        (_("Cấp thực hiện"), ", ".join(str(one.label) for one in levels_of(page))),
        (_("Dành cho"), "; ".join(audiences)),
        (_("Loại thủ tục"), str(ProcedureKind(page.kind).label) if page.kind else ""),
        (_("Quyết định công bố"), page.decision_number),
        (_("Hiệu lực"), " ".join(filter(None, effect))),
    )
    return [(heading, text.strip()) for heading, text in facts if text.strip()]
