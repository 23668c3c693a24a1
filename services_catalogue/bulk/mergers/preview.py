"""Everything that follows the units of a merger: what is moved, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex

from services_catalogue.bulk.mergers.files import files_of
from services_catalogue.models import (
    Agency,
    MergerItem,
    MergerPart,
    ServicePage,
    UnitCollection,
    UnitMembership,
    UnitMerger,
)

#: Mentions in texts and other contents that are told one by one at the most.
_MOST = 500


def items_of(merger: UnitMerger) -> Iterator[MergerItem]:
    """Unsaved items in the order in which they are carried out; those by hand at the end."""
    sources = list(merger.sources.order_by("name"))
    keys = [one.pk for one in sources]
    target = str(merger)
    yield _unit(merger, sources)
    for child in Agency.objects.without_tree_fields().filter(parent__in=keys).exclude(pk__in=keys):
        if child.pk != merger.target_id:
            change = _("Chuyển về %(target)s") % {"target": target}
            yield _item(merger, MergerPart.BELOW, child, change, _agency_url(child))
    for page in services_of(keys):
        change = _("Đổi sang %(target)s: đơn vị phụ trách, cơ quan; cả bản nháp.")
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        yield _item(
            merger,
            MergerPart.SERVICE,
            page,
            change % {"target": target},
            url,
            f"{page.code} {page.title}",
        )
    for one in UnitMembership.objects.filter(agency__in=keys).select_related("user", "agency"):
        change = _("Vai trò chuyển sang %(target)s") % {"target": target}
        yield _item(merger, MergerPart.MEMBERSHIP, one, change, "")
    for unit, documents, pictures in files_of(sources, merger.target_id):
        change = _("%(documents)s tài liệu, %(pictures)s hình ảnh vào bộ sưu tập của %(target)s")
        values = {"target": target, "documents": documents, "pictures": pictures}
        url = reverse("wagtailadmin_collections:edit", args=[unit.own_collection.collection_id])
        yield _item(merger, MergerPart.COLLECTION, unit, change % values, url)
    for one in sources:
        change = _("Thôi hoạt động; trang, tên cũ và mã %(code)s dẫn tới %(target)s")
        values = {"target": target, "code": one.egov_code or "–"}
        yield _item(merger, MergerPart.RETIRED, one, change % values, _agency_url(one))
    yield from _by_hand(merger, sources)


def services_of(keys: list[int]) -> list[ServicePage]:
    """Services that name one of these units: on the page, as their keeper, or in a draft alone."""
    named = Q(managed_by__in=keys) | Q(pk__in=_naming(keys))
    found = {page.pk: page for page in ServicePage.objects.filter(named)}
    drafts = ServicePage.objects.filter(has_unpublished_changes=True).exclude(pk__in=found)
    for page in drafts.select_related("latest_revision"):
        content = page.latest_revision.content if page.latest_revision else {}
        if any(one.get("agency") in keys for one in content.get("service_agencies", [])):
            found[page.pk] = page
    return sorted(found.values(), key=lambda page: (page.code, page.pk))


def _naming(keys: list[int]) -> Any:
    return ServicePage.objects.filter(service_agencies__agency__in=keys).order_by().values("pk")


def _unit(merger: UnitMerger, sources: list[Agency]) -> MergerItem:
    names = ", ".join(one.name for one in sources)
    if merger.target_id:
        change = _("Nhận các tên cũ: %(names)s")
    else:
        change = _(
            "Tạo đơn vị mới, tên cũ là %(names)s. Sau đó điền địa chỉ, điện thoại, giờ làm việc."
        )
    return MergerItem(
        run=merger,
        part=MergerPart.UNIT,
        object_id="",
        title=str(merger)[:500],
        change=change % {"names": names},
        url=_agency_url(merger.target) if merger.target else "",
    )


def _by_hand(merger: UnitMerger, sources: list[Agency]) -> Iterator[MergerItem]:
    """What says a unit's name in running text, or points to it from elsewhere."""
    finder = AdminURLFinder()
    service = ContentType.objects.get_for_model(ServicePage)
    pages = ContentType.objects.get_for_model(Page)
    number = 0
    for unit in sources:
        references = ReferenceIndex.get_references_to(unit).exclude(content_type=service)
        for reference in references.select_related("content_type")[:_MOST]:
            thing = reference.content_type.get_object_for_this_type(pk=reference.object_id)
            if isinstance(thing, Agency | UnitMembership | UnitCollection) or (
                reference.base_content_type == pages and (isinstance(thing, ServicePage))
            ):
                continue
            change = _("Nhắc tới %(unit)s (%(kind)s). Xem và sửa.") % {
                "unit": unit.name,
                "kind": thing._meta.verbose_name,
            }
            yield _item(
                merger,
                MergerPart.REFERENCE,
                thing,
                change,
                finder.get_edit_url(thing) or "",
                by_hand=True,
            )
        for page in _mentioning(unit)[: _MOST - number]:
            number += 1
            change = _("Lời văn nhắc tên %(unit)s. Xem và sửa.") % {"unit": unit.name}
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            yield _item(
                merger,
                MergerPart.REFERENCE,
                page,
                change,
                url,
                f"{page.code} {page.title}",
                by_hand=True,
            )


def _mentioning(unit: Agency) -> Any:
    text = Q()
    for name in ("steps__body", "steps__actor", "channels__description", "guidance", "summary"):
        text |= Q(**{f"{name}__icontains": unit.name})
    if unit.egov_code:
        text |= Q(targets__url__contains=unit.egov_code)
    return ServicePage.objects.filter(text).distinct().order_by("code")


def _agency_url(agency: Agency) -> str:
    return str(AdminURLFinder().get_edit_url(agency) or "")


def _item(
    merger: UnitMerger,
    part: str,
    thing: Any,
    change: str,
    url: str,
    title: str = "",
    *,
    by_hand: bool = False,
) -> MergerItem:
    return MergerItem(
        run=merger,
        part=part,
        object_id=str(thing.pk),
        title=(title or str(thing))[:500],
        change=change,
        url=url or "",
        by_hand=by_hand,
    )
