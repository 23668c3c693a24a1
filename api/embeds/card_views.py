"""/nhung/{code}: the card as a page for frames (the only one that may be framed) and as JSON."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from api.embeds.cards import Card, card_for
from core.site_settings import PortalSettings

#: Looks that a site may ask for; anything else follows the reader's system.
THEMES = ("light", "dark")


def _card(request: HttpRequest, code: str) -> Card:
    settings = PortalSettings.for_request(request)
    return card_for(code.strip()[:60], settings, request.GET.get("th", "")[:4])


def _counted(answer: HttpResponse, card: Card) -> HttpResponse:
    """Marked for whoever counts: the mark stays with the answer in the page cache."""
    if card.state != "unknown":
        answer.embedded_code = card.code  # type: ignore[attr-defined]
    return answer


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
def frame(request: HttpRequest, code: str) -> HttpResponse:
    """The card as a small page. 404 for a code that never was, 410 for one that was withdrawn."""
    card = _card(request, code)
    theme = request.GET.get("theme", "")
    context = {"card": card, "theme": theme if theme in THEMES else "auto"}
    status = {"unknown": 404, "gone": 410}.get(card.state, 200)
    answer = render(request, "api/card.html", context, status=status)
    return _counted(answer, card)


@require_safe
def data(request: HttpRequest, code: str) -> HttpResponse:
    """The card for the component.

    200 even for a code that is not there (``state`` says so): browsers write every 404 of a script
    into the console of the page that embeds us.
    """
    card = _card(request, code)
    return _counted(JsonResponse(card.as_json(), json_dumps_params={"ensure_ascii": False}), card)
