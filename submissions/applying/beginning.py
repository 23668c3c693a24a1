"""Beginning a draft, and how many may be begun from one address."""

from __future__ import annotations

from django.core.cache import caches
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import get_language

from core.addresses import local
from core.visitors import visitor_address
from services_catalogue.models import ServicePage
from submissions import drafts
from submissions.applying.application import Application
from submissions.applying.draft_cookie import remember, secret_of
from submissions.forms.versions import version_for

#: Drafts begun within an hour from one address: many people share that of a service centre.
FROM_ONE_ADDRESS, WINDOW = 200, 3600


def may_begin(request: HttpRequest) -> bool:
    """Whether this address may begin another draft; counted in each process, never written down."""
    key, limits = f"draft:{visitor_address(request)}", caches["limits"]
    limits.add(key, 0, WINDOW)
    return bool(limits.incr(key) <= FROM_ONE_ADDRESS)


def begin(request: HttpRequest, page: ServicePage, case_name: str) -> HttpResponseBase:
    """A fresh draft, its secret in this browser; leads to the first page."""
    draft, secret = drafts.begin(
        service_code=page.code,
        case_name=case_name,
        form_version=version_for(page, case_name),
        language=get_language() or "vi",
    )
    old = drafts.find(secret_of(request))
    if old and old.service_code == page.code and not old.email:
        # Nothing leads to it any more.
        drafts.delete(old)
    first = Application(page, draft, secret).steps[0]
    response = HttpResponseRedirect(local(first.path), status=303)
    remember(response, page.code, secret)
    return response
