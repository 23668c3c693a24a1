"""Before a page is taken down, moved or deleted: what leads to it, and what takes its place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets import AdminPageChooser
from wagtail.log_actions import log
from wagtail.models import Page

from services_catalogue.incoming_links.registry import links_to
from services_catalogue.models import PublishedService, ServicePage

#: The actions that are asked about: what the person must be allowed, and what the button says.
ACTIONS = {
    "unpublish": ("can_unpublish", gettext_lazy("Tiếp tục gỡ xuống")),
    "delete": ("can_delete", gettext_lazy("Tiếp tục xoá")),
    "move": ("can_move", gettext_lazy("Tiếp tục chuyển chỗ")),
    "view": ("can_edit", ""),
}


class SuccessorForm(forms.Form):
    """What took the place of a service."""

    successor: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Dịch vụ thay thế"),
        queryset=ServicePage.objects.all(),
        required=False,
        widget=AdminPageChooser(target_models=[ServicePage]),
        help_text=gettext_lazy("Địa chỉ lâu dài và thẻ nhúng của dịch vụ này được dẫn sang đó."),
    )

    def __init__(self, page: ServicePage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.initial["successor"] = page.superseded_by_id

    def clean_successor(self) -> ServicePage | None:
        """Nothing replaces itself, and only what visitors can open takes a place."""
        chosen = self.cleaned_data["successor"]
        if chosen is not None and chosen.pk == self.page.pk:
            raise forms.ValidationError(_("Một dịch vụ không thể được thay bằng chính nó."))
        if chosen is not None and not chosen.live:
            raise forms.ValidationError(_("Dịch vụ thay thế chưa công bố."))
        return chosen


@require_http_methods(["GET", "HEAD", "POST"])
def before_leaving(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Show what leads to the page and take its successor; then the admin's own page goes on."""
    if action not in ACTIONS:
        raise Http404(action)
    page = get_object_or_404(Page, pk=pk).specific
    allowed, label = ACTIONS[action]
    if not getattr(page.permissions_for_user(request.user), allowed)():
        raise PermissionDenied
    onward = _onward(request, page, action)
    ask = isinstance(page, ServicePage) and action in ("unpublish", "delete")
    form = SuccessorForm(page, request.POST or None) if ask else None
    if form is not None and request.method == "POST" and form.is_valid():
        replace(page, form.cleaned_data["successor"], request.user)
        messages.success(request, _("Đã ghi dịch vụ thay thế."))
        return redirect(request.get_full_path())
    kinds = links_to(page, request.user)
    title = _("Nơi dẫn đến “%(title)s”") % {"title": page.title}
    context = {
        "page_object": page,
        "kinds": kinds,
        "total": sum(found.total for _kind, found in kinds),
        "form": form,
        "action": action,
        "label": label,
        "onward": onward,
        "posts": action == "unpublish",
        "was_public": _was_public(page),
        "header_title": title,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Bàn làm việc")},
            {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.title},
            {"url": "", "label": title},
        ],
        "unpublish_url": reverse("links_before", args=[page.pk, "unpublish"]),
    }
    return render(request, "services_catalogue/admin/incoming_links.html", context)


@transaction.atomic
def replace(page: ServicePage, successor: ServicePage | None, user: Any) -> None:
    """Write the successor on what is shown and on the draft, so that neither forgets it."""
    standing = ServicePage.objects.get(pk=page.pk)
    standing.superseded_by = successor
    standing.save(update_fields=["superseded_by"])
    if standing.has_unpublished_changes:
        draft = standing.get_latest_revision_as_object()
        draft.superseded_by = successor
        draft.state_cause(
            cause=draft.change_cause, note=draft.change_note, applies_from=draft.applies_from
        )
        draft.save_revision(user=user, clean=False)
    log(
        instance=standing,
        action="wagtail.edit",
        user=user,
        data={"superseded_by": successor.code if successor else ""},
        content_changed=True,
    )


def _was_public(page: Page) -> bool:
    return (
        isinstance(page, ServicePage)
        and PublishedService.objects.filter(page_id=page.pk, code=page.code).exists()
    )


def _onward(request: HttpRequest, page: Page, action: str) -> str:
    if action == "view":
        return ""
    if action == "move":
        to = request.GET.get("to", "")
        if not to.isdigit():
            raise Http404("where to")
        return reverse("wagtailadmin_pages:move_confirm", args=[page.pk, int(to)]) + "?links_seen=1"
    tail = "?links_seen=1" if action == "delete" else ""
    return reverse(f"wagtailadmin_pages:{action}", args=[page.pk]) + tail
