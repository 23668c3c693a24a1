"""One dossier: its page, its papers, its letters."""

from __future__ import annotations

import io
from typing import Any

import structlog
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from onestop.desk import actions, showing, writing
from onestop.desk.access import OfficerRequest, dossier_or_404, officers_only
from onestop.desk.models import SentLetter
from onestop.desk.pages import page
from onestop.letters import Form
from onestop.models import Dossier, DossierAttachment, Officer
from onestop.vocabulary import EventKind

log = structlog.get_logger(__name__)
#: Types that a browser may be told; everything else is just bytes.
KNOWN_TYPES = frozenset({"application/pdf", "image/jpeg", "image/png", "image/heic"})


@require_safe
@officers_only
def dossier_page(request: OfficerRequest, code: str) -> HttpResponse:
    """All that the unit knows of a dossier, and what may be done with it."""
    dossier = dossier_or_404(request.officer, code)
    attachments = list(dossier.attachments.select_related("blob", "supplement"))
    colour, words = showing.urgency(dossier)
    shown = {
        "code": dossier.code,
        "reference": dossier.reference,
        "service_name": dossier.service.name,
        "case": dossier.case,
        "applicant": showing.applicant_lines(dossier.applicant),
        "answers": showing.answer_groups(dossier),
        "papers": [_paper(dossier, one) for one in attachments if not one.is_result],
        "results": [_paper(dossier, one) for one in attachments if one.is_result],
        "supplements": [
            (showing.moment(one.received_at), one.note, showing.supplement_lines(dossier, one.data))
            for one in dossier.supplements.all()
        ],
        "timeline": _timeline(dossier),
        "letters": [_letter(one, dossier) for one in dossier.letters.all()],
        "status_label": showing.status_words(dossier),
        "urgency": colour,
        "urgency_words": words,
        "due_sentence": showing.due_sentence(dossier),
        "paused_sentence": showing.paused_sentence(dossier),
        "assignee": str(dossier.officer) if dossier.officer else "",
    }
    possible = [
        {"label": action.label, "url": reverse("desk:act", args=[dossier.code, action.slug])}
        for action in actions.possible(dossier)
    ]
    context = {"section": "queue", "dossier": shown, "actions": possible}
    return page(request, "dossier.html", context)


def _paper(dossier: Dossier, paper: DossierAttachment) -> dict[str, Any]:
    return {
        "url": reverse("desk:paper", args=[dossier.code, paper.pk]),
        "label": paper.role or paper.filename,
        "filename": paper.filename,
        "size": paper.blob.size,
        "when": f"bổ sung {showing.moment(paper.added_at)}" if paper.supplement_id else "",
    }


def _letter(letter: SentLetter, dossier: Dossier) -> dict[str, str]:
    return {
        "url": reverse("desk:letter", args=[dossier.code, letter.pk]),
        "label": Form(letter.form).heading,
        "when": f"Số {letter}, {showing.moment(letter.issued_at)}",
    }


def _timeline(dossier: Dossier) -> list[dict[str, str]]:
    """Newest first, with the names of officers instead of their log-ins."""
    events = list(dossier.events.order_by("-number"))
    names = {
        one.user.get_username(): f"{one} ({one.title})" if one.title else str(one)
        for one in Officer.objects.select_related("user").filter(
            user__username__in={event.actor for event in events}
        )
    }
    return [
        {
            "label": str(EventKind(event.kind).label),
            "when": showing.moment(event.at),
            "who": names.get(event.actor) or showing.actor(event.actor),
            "text": event.note,
        }
        for event in events
    ]


@require_safe
@officers_only
def paper(request: OfficerRequest, code: str, paper_id: int) -> FileResponse:
    """A paper, as a file to keep: never opened inside the desk, whatever it is."""
    dossier = dossier_or_404(request.officer, code)
    one = get_object_or_404(dossier.attachments.select_related("blob"), pk=paper_id)
    try:
        content = one.blob.path.open("rb")
    except OSError:
        log.error("paper_missing", dossier=dossier.code, digest=one.blob.digest)
        raise Http404 from None
    media_type = one.blob.media_type
    return FileResponse(
        content,
        as_attachment=True,
        filename=_file_name(one.filename),
        content_type=media_type if media_type in KNOWN_TYPES else "application/octet-stream",
    )


def _file_name(name: str) -> str:
    """Without what a header or a folder would take for its own."""
    kept = "".join(c for c in name if c.isprintable() and c not in '/\\:"<>|?*')
    return kept.strip(". ") or "giay-to"


@require_safe
@officers_only
def letter(request: OfficerRequest, code: str, letter_id: int) -> FileResponse:
    """A letter as it was sent, to print."""
    dossier = dossier_or_404(request.officer, code)
    sent = get_object_or_404(dossier.letters, pk=letter_id)
    return FileResponse(
        io.BytesIO(writing.pdf(sent)),
        filename=f"{dossier.code}-mau-{sent.form}.pdf",
        content_type="application/pdf",
    )
