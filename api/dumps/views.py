"""/catalogue.*: the files of the whole catalogue, their manifest and their checksums."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from api.dumps import building
from api.errors import problem
from api.throttling import throttled


def _none_yet() -> HttpResponse:
    answer = problem(503, _("Tệp toàn bộ danh mục đang được tạo. Thử lại sau ít phút."))
    answer["Retry-After"] = "60"
    return answer


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What files there are: sizes, SHA-256, how many services, the cursor to go on from."""
    made = building.current()
    if made is None:
        return _none_yet()
    shown = {key: value for key, value in made.items() if key != "build"}
    answer = JsonResponse(shown, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-cache"  # files change without an edit that empties the page cache
    return answer


@require_safe
def checksums(request: HttpRequest) -> HttpResponse:
    """For ``sha256sum --check``."""
    made = building.current()
    if made is None:
        return _none_yet()
    lines = "".join(f"{one['sha256']}  {one['name']}\n" for one in made["files"])
    answer = HttpResponse(lines, content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file. Its ETag is its SHA-256, so that asking again costs nothing while it is the same."""
    if wait := throttled(request, "dump"):
        return wait
    made = building.current()
    if made is None:
        return _none_yet()
    known: dict[str, Any] = next(one for one in made["files"] if one["name"] == name)
    etag = quote_etag(known["sha256"])
    changed = int(datetime.fromisoformat(made["generated_at"]).timestamp())
    if (kept := get_conditional_response(request, etag=etag, last_modified=changed)) is not None:
        return kept
    try:
        file = building.file_of(made, name).open("rb")
    except FileNotFoundError:  # a newer build took its place between two lines
        return _none_yet()
    answer = FileResponse(file, content_type=known["media_type"], filename=name, as_attachment=True)
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(changed)
    answer["Cache-Control"] = "no-cache"
    return answer
