"""/tra-cuu-ho-so/{code}/tep/…: the receipt, the letters and the results, fetched from the backend.

The portal keeps none of them: they go through to the browser that has proved to know the dossier.
"""

from __future__ import annotations

import puremagic
import structlog
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.addresses import local
from submissions.backends.connected import backend_for_visitors
from submissions.backends.protocol import BackendError
from submissions.models import Submission
from submissions.tracking.elsewhere import is_dossier_code
from submissions.tracking.grants import PATH, granted

log = structlog.get_logger(__name__)
#: What browsers show safely by themselves; anything else is saved.
_SHOWN = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".png": "image/png"}
_NAMES = {"receipt": "phieu-tiep-nhan", "letter": "thu", "result": "ket-qua"}


@require_safe
@never_cache
def dossier_file(request: HttpRequest, reference: str, kind: str, number: str = "") -> HttpResponse:
    """One file of a dossier that this browser may see."""
    if reference not in granted(request):
        return HttpResponseRedirect(local(f"{PATH}?ma={reference}"))
    code = _dossier_code(reference, kind, number)
    try:
        content = backend_for_visitors().file(code, kind, number)
    except BackendError as error:
        if error.status == 404:
            raise Http404("the backend has no such file") from error
        log.warning("dossier_file_not_fetched", kind=kind, reason=error.reason)
        context = {"back": local(f"{PATH}{reference}/")}
        return render(request, "submissions/tracking/file_away.html", context, status=503)
    ending = _ending(content)
    response = HttpResponse(content, content_type=_SHOWN.get(ending, "application/octet-stream"))
    shown = "inline" if ending in _SHOWN else "attachment"
    name = "-".join(filter(None, (_NAMES[kind], code, number)))
    response["Content-Disposition"] = f'{shown}; filename="{name}{ending}"'
    return response


def _dossier_code(reference: str, kind: str, number: str) -> str:
    """The code at the backend; a dossier of ours has only the files that the backend told of."""
    found = Submission.objects.filter(reference=reference).only("dossier_code", "files").first()
    if found is None:
        if not is_dossier_code(reference):
            raise Http404("no such dossier")
        return reference
    told = {(one["kind"], one["id"]) for one in found.files}
    if not found.dossier_code or (kind != "receipt" and (kind, number) not in told):
        raise Http404("no such file")
    return found.dossier_code


def _ending(content: bytes) -> str:
    try:
        ending = puremagic.from_string(content)
    except (puremagic.PureError, ValueError):
        return ""
    return {".jpeg": ".jpg", ".jfif": ".jpg"}.get(ending, ending)
