"""An application under way, as its pages see it: service, draft, form, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.addresses import local
from services_catalogue.models import ServicePage
from services_catalogue.permalinks import destination
from submissions import drafts
from submissions.applying.draft_cookie import secret_of, start_path
from submissions.forms.compiled import CompiledForm
from submissions.forms.versions import compile_version
from submissions.models import Attachment, Draft
from submissions.paper_files import by_role, missing_papers, role_of
from submissions.processing_units import Unit, unit_of, units_for
from submissions.submitting import submitted_from


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the way. ``path`` is without language; ``key`` names a group, or is a word."""

    key: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that is asked for, with the files that are there."""

    number: int
    name: str
    label: str
    help_text: str
    required: bool
    role: str
    files: tuple[Attachment, ...]


PAPERS, CHECK, UNIT_STEP = "giay-to", "kiem-tra", "noi-giai-quyet"


class Application:
    """What the pages of one application share. Reads the draft's files when first asked."""

    def __init__(self, page: ServicePage, draft: Draft, secret: str) -> None:
        self.page, self.draft, self.secret = page, draft, secret
        self.form: CompiledForm = compile_version(draft.form_version)
        self.start = start_path(page.code)

    @property
    def answers(self) -> dict[str, Any]:
        """Answers so far."""
        return self.draft.answers or {}

    @property
    def steps(self) -> list[Step]:
        """The pages that these answers ask for, in order."""
        found = []
        if len(self.units) > 1:
            found.append(Step(UNIT_STEP, _("Nơi giải quyết"), f"{self.start}{UNIT_STEP}/"))
        found += [
            Step(group.name, group.title, f"{self.start}phan/{group.name}/")
            for group in self.form.visible_groups(self.answers)
        ]
        if self.form.file_questions(self.answers):
            found.append(Step(PAPERS, _("Giấy tờ"), f"{self.start}{PAPERS}/"))
        return [*found, Step(CHECK, _("Xem lại và gửi"), f"{self.start}{CHECK}/")]

    @cached_property
    def units(self) -> list[Unit]:
        """Units that may process the application."""
        return units_for(self.page)

    @property
    def unit(self) -> Unit | None:
        """The unit that it goes to, once that is known."""
        return unit_of(self.draft, self.units)

    @cached_property
    def files(self) -> dict[str, list[Attachment]]:
        """Files by paper."""
        return by_role(self.draft.attachments.all())

    @property
    def papers(self) -> list[Paper]:
        """Papers that these answers ask for."""
        return [
            Paper(
                number=number,
                name=question.name,
                label=question.label,
                help_text=question.help_text,
                required=question.required,
                role=role_of(question),
                files=tuple(self.files.get(role_of(question), ())),
            )
            for number, question in enumerate(self.form.file_questions(self.answers), start=1)
        ]

    @property
    def missing(self) -> dict[str, str]:
        """{question name: what to do} for each required paper without a file."""
        return missing_papers(self.form, self.answers, self.files)

    def step(self, key: str) -> Step | None:
        """The page with this key, if these answers ask for it."""
        return next((step for step in self.steps if step.key == key), None)

    def after(self, key: str) -> Step:
        """The page that follows; the last one after the last."""
        keys = [step.key for step in self.steps]
        place = keys.index(key) + 1 if key in keys else 0
        return self.steps[min(place, len(keys) - 1)]

    def before(self, key: str) -> str:
        """Path of the page before, or of the start page."""
        keys = [step.key for step in self.steps]
        place = keys.index(key) if key in keys else 0
        return self.steps[place - 1].path if place else self.start

    def unfinished(self) -> Step:
        """The first page where something is still to do; the last page when all is done."""
        if len(self.units) > 1 and self.unit is None:
            return self.steps[0]
        open_names = set(self.form.clean(self.answers).errors)
        for group in self.form.visible_groups(self.answers):
            if any(question.name in open_names for question in group.questions):
                return self.step(group.name) or self.steps[-1]
        if self.missing:
            return self.step(PAPERS) or self.steps[-1]
        return self.steps[-1]

    def progress(self, key: str) -> dict[str, Any]:
        """What the bar above a page shows: number, total, title, one state a page."""
        steps = self.steps
        place = next((n for n, step in enumerate(steps) if step.key == key), 0)
        states = ["done" if n < place else "now" if n == place else "" for n in range(len(steps))]
        return {"number": place + 1, "total": len(steps), "title": steps[place].title} | {
            "states": states
        }


def service_page(request: HttpRequest, code: str) -> ServicePage | HttpResponseBase:
    """The live service with this code, or the answer to give instead."""
    found = destination(code, language=get_language() or "vi")
    if found is None:
        return render(request, "services_catalogue/unknown_code.html", {"code": code}, status=404)
    if found.page.code != code:
        return HttpResponseRedirect(local(start_path(found.page.code)))
    return found.page


View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """Pages about one person: kept nowhere, and their address is told to this portal only."""

    @wraps(view)
    @never_cache
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        # Not "no-referrer": over TLS Django looks at the Referer of forms.
        response["Referrer-Policy"] = "same-origin"
        return response

    return wrapped


def with_application(view: View) -> View:
    """Give the view the application of this browser, or tell why there is none."""

    @wraps(view)
    @private
    def wrapped(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        page = service_page(request, code)
        if not isinstance(page, ServicePage):
            return page
        secret = secret_of(request)
        draft = drafts.find(secret)
        if draft is not None and draft.service_code == page.code:
            return view(request, Application(page, draft, secret), **kwargs)
        if secret and submitted_from(drafts.secret_digest(secret)):
            return HttpResponseRedirect(local(f"{start_path(page.code)}da-nop/"), status=303)
        if not secret and request.method in ("GET", "HEAD"):
            return HttpResponseRedirect(local(start_path(page.code)))
        return gone(request, page)

    return wrapped


def gone(request: HttpRequest, page: ServicePage | None) -> HttpResponse:
    """The draft was kept for its time, or deleted: say so and how to begin again."""
    context = {"service": page, "start": start_path(page.code) if page else "/dich-vu/"}
    return render(request, "submissions/applying/gone.html", context, status=410)
