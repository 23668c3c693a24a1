"""How each kind of thing moves to the unit that takes in the others. Doing it twice changes nothing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from services_catalogue.bulk.changes.applying import LOG_ACTION as PAGE_CHANGED
from services_catalogue.bulk.submitting import keep_on_the_road
from services_catalogue.models import Agency, ServicePage, UnitMembership, UnitMerger
from services_catalogue.naming import slug_for


def receive(merger: UnitMerger) -> Agency:
    """The unit that takes in the others, made where it does not stand, with their names as old ones."""
    sources = list(merger.sources.order_by("name"))
    target = merger.target
    if target is None:
        target = Agency(
            name=merger.new_name,
            short_name=merger.new_short_name,
            slug=_free_slug(merger.new_name),
            kind=merger.new_kind or sources[0].kind,
            egov_code=merger.new_egov_code,
            parent=sources[0].parent,
        )
    names = target.former_name_list
    for one in sources:
        names += [one.name, *one.former_name_list]
    target.former_names = "\n".join(dict.fromkeys(name for name in names if name != target.name))
    target.is_active = True
    target.merged_into = None
    target.save()
    return target


def _free_slug(name: str) -> str:
    base = slug_for(name, "")[:110] or "don-vi"
    slug, number = base, 1
    while Agency.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


def move_below(key: str, merger: UnitMerger, user: Any) -> str:
    """A unit below one that goes."""
    child = Agency.objects.get(pk=key)
    child.parent = merger.target
    child.save()
    return ""


def move_membership(key: str, merger: UnitMerger, user: Any) -> str:
    """A person's role; one that they have at the new unit already is not doubled."""
    row = UnitMembership.objects.filter(pk=key).first()
    if row is None:
        return _("Vai trò đã bị gỡ trước đó.")
    twins = UnitMembership.objects.filter(
        user=row.user_id, agency=merger.target_id, role=row.role, starts_on=row.starts_on
    ).exclude(pk=row.pk)
    if twins.exists():
        row.delete()
        return _("Người này đã có vai trò ấy ở đơn vị mới.")
    row.agency = merger.target  # type: ignore[assignment]
    row.save()
    return ""


def retire(key: str, merger: UnitMerger, user: Any) -> str:
    """A unit that goes: it keeps its name and code, and leads on to the new one."""
    if int(key) == merger.target_id:
        return ""
    unit = Agency.objects.get(pk=key)
    unit.is_active = False
    unit.merged_into = merger.target
    unit.save()
    Agency.objects.filter(merged_into=unit).update(merged_into=merger.target)
    return ""


def move_service(key: str, merger: UnitMerger, user: Any) -> str:
    """A service: its keeper at once, its agencies on the public page and in the draft alike."""
    page = ServicePage.objects.filter(pk=key).first()
    if page is None:
        return _("Trang đã bị xoá trước đó.")
    sources = set(merger.sources.values_list("pk", flat=True)) - {merger.target_id}
    if page.managed_by_id in sources:
        ServicePage.objects.filter(pk=page.pk).update(managed_by=merger.target)
        page.managed_by = merger.target
    note = _move_content(page, sources, merger, user)
    log(
        instance=page,
        action=PAGE_CHANGED,
        user=user,
        content_changed=True,
        data={
            "what": _("Sáp nhập đơn vị"),
            "before": ", ".join(one.name for one in merger.sources.all()),
            "after": str(merger.target),
            "run": merger.pk,
        },
    )
    return note


def _move_content(page: ServicePage, sources: set[int], merger: UnitMerger, user: Any) -> str:
    drafted = page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    moved = page.live and _replace(page, sources, merger)
    if moved:
        page.save_revision(user=user).publish(user=user, log_action=False)
    if drafted and (_replace(draft, sources, merger) or moved):
        # Where the public page was published on top, what was being written comes back above it.
        draft.managed_by = page.managed_by
        keep_on_the_road(draft, draft.save_revision(user=user), user=user)
    if page.scheduled_revision:
        return _("Bản đã hẹn ngày xuất bản còn tên cũ: mở ra và hẹn lại.")
    return ""


def _replace(page: ServicePage, sources: set[int], merger: UnitMerger) -> bool:
    """Put the new unit in each role of an old one, each once; answers whether anything changed."""
    rows = list(page.service_agencies.all())
    if not any(one.agency_id in sources for one in rows):
        return False
    kept: list[Any] = []
    seen: set[tuple[str, int]] = set()
    for one in rows:
        if one.agency_id in sources:
            one.agency = merger.target
        if (one.role, one.agency_id) not in seen:
            seen.add((one.role, one.agency_id))
            one.sort_order = len(kept)
            kept.append(one)
    page.service_agencies = kept  # type: ignore[misc]
    return True
