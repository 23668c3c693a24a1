"""Look at everything once more, then hand it in: once, however often the button is pressed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.addresses import local
from services_catalogue.starting import start
from submissions.applying.application import CHECK, PAPERS, UNIT_STEP, Application, with_application
from submissions.applying.draft_cookie import RECEIPT_SECONDS, remember
from submissions.submitting import DraftChanged, Incomplete, submit
from submissions.tracking.grants import grant


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def review(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Show all answers and papers; a POST hands them in and leads to the receipt."""
    is_open = _takes_applications(application)
    if request.method != "POST" or not is_open:
        return _page(request, application, is_open=is_open, tried=request.method == "POST")
    try:
        submission = submit(application.draft)
    except (Incomplete, DraftChanged):
        application = Application(application.page, application.draft, application.secret)
        application.draft.refresh_from_db()
        return _page(request, application, is_open=True, tried=True)
    response = HttpResponseRedirect(local(f"{application.start}da-nop/"), status=303)
    remember(response, application.page.code, application.secret, RECEIPT_SECONDS)
    grant(request, response, submission.reference)
    return response


def _takes_applications(application: Application) -> bool:
    """Whether the service may be applied for here and now; it may have closed since the start."""
    return start(application.page, application.draft.case_name).kind == "online_here"


def _page(
    request: HttpRequest, application: Application, *, is_open: bool, tried: bool
) -> HttpResponseBase:
    answers = application.answers
    wrong = application.form.clean(answers).errors
    groups: list[dict[str, Any]] = [
        {
            "group": group,
            "path": f"{application.start}phan/{group.name}/",
            "rows": [
                {"question": question, "text": text, "error": wrong.get(question.name, "")}
                for question, text in rows
            ],
        }
        for group, rows in application.form.summary(answers)
    ]
    errors = [
        {"path": f"{group['path']}?ve={CHECK}#{row['question'].name}", "text": row["error"]}
        for group in groups
        for row in group["rows"]
        if row["error"]
    ]
    papers_path = f"{application.start}{PAPERS}/"
    unit_path = f"{application.start}{UNIT_STEP}/"
    if application.units and application.unit is None:
        text = _("Chọn nơi giải quyết hồ sơ trong danh sách.")
        errors.insert(0, {"path": f"{unit_path}?ve={CHECK}", "text": text})
    errors += [
        {"path": f"{papers_path}#{name}", "text": text}
        for name, text in application.missing.items()
    ]
    context: dict[str, Any] = {
        "application": application,
        "groups": groups,
        "papers": application.papers,
        "papers_path": papers_path,
        "unit_path": unit_path if len(application.units) > 1 else "",
        "errors": errors,
        "is_open": is_open,
        "progress": application.progress(CHECK),
        "back_path": application.before(CHECK),
    }
    status = 200 if not tried else 422 if is_open else 409
    return render(request, "submissions/applying/review.html", context, status=status)
