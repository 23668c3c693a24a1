"""Which unit the application goes to, where there is a choice: the commune where one lives, mostly."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.addresses import local
from submissions import drafts
from submissions.applying.application import CHECK, UNIT_STEP, Application, with_application
from submissions.processing_units import UNIT


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def unit_choice(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Ask for the unit; one of those that process the service."""
    step = application.step(UNIT_STEP)
    if step is None:
        return HttpResponseRedirect(local(application.unfinished().path), status=303)
    back = (request.POST.get("_ve") or request.GET.get("ve", "")) == CHECK
    given = request.POST.get("noi", "")
    errors = []
    if request.method == "POST":
        if any(unit.code == given for unit in application.units):
            drafts.save_answers(application.draft, {UNIT: given})
            onward = application.unfinished() if back else application.after(UNIT_STEP)
            return HttpResponseRedirect(local(onward.path), status=303)
        errors = [{"field": "noi", "text": _("Chọn nơi giải quyết hồ sơ trong danh sách.")}]
    context = {
        "application": application,
        "chosen": given or application.answers.get(UNIT, ""),
        "errors": errors,
        "back": CHECK if back else "",
        "back_path": f"{application.start}{CHECK}/" if back else application.before(UNIT_STEP),
        "progress": application.progress(UNIT_STEP),
    }
    status = 422 if errors else 200
    return render(request, "submissions/applying/unit_choice.html", context, status=status)
