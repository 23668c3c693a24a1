"""What stands in the public record of a service, for those who need the official words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from services_catalogue.documents import audiences_of, levels_of, lines
from services_catalogue.vocabulary import ProcedureKind

if TYPE_CHECKING:
    from services_catalogue.models import ServicePage


@dataclass(frozen=True, slots=True)
class RecordFact:
    """A heading and what stands there; ``quoted``: in the service's own words, or no words at all."""

    heading: str
    text: str
    quoted: bool = True


def record_facts(page: ServicePage) -> list[RecordFact]:
    """The facts that are stated, in the order of the national record."""
    effect = [
        _("từ ngày %(day)s") % {"day": date_format(page.effective_from, "SHORT_DATE_FORMAT")}
        if page.effective_from
        else "",
        _("đến ngày %(day)s") % {"day": date_format(page.effective_to, "SHORT_DATE_FORMAT")}
        if page.effective_to
        else "",
    ]
    detailed = lines(page.audience_detail)
    audiences = detailed or [str(one.label) for one in audiences_of(page)]
    facts: tuple[tuple[str, str, bool], ...] = (
        (_("Mã thủ tục"), page.code, True),
        (_("Tên chính thức"), page.official_name, True),
        (_("Còn gọi là"), ", ".join(lines(page.popular_names)), True),
        (_("Lĩnh vực"), page.field.name, True),
        (_("Cấp thực hiện"), ", ".join(str(one.label) for one in levels_of(page)), False),
        (_("Dành cho"), "; ".join(audiences), bool(detailed)),
        (_("Loại thủ tục"), str(ProcedureKind(page.kind).label) if page.kind else "", False),
        (_("Quyết định công bố"), page.decision_number, True),
        (_("Hiệu lực"), " ".join(filter(None, effect)), False),
    )
    return [
        RecordFact(heading, text.strip(), quoted) for heading, text, quoted in facts if text.strip()
    ]
