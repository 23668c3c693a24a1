"""The timeline of one dossier as Atom, for whoever has its secret address."""

from __future__ import annotations

import hmac

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.addresses import absolute, local
from submissions.encryption import keyed_digest
from submissions.models import Submission
from submissions.tracking.standing import standing


def feed_token(reference: str) -> str:
    """The secret part of a feed's address: cannot be guessed from the reference."""
    return keyed_digest("tracking feed", reference)[:32]


@require_safe
@never_cache
def dossier_feed(request: HttpRequest, reference: str, token: str) -> HttpResponse:
    """Steps of the dossier. Holds neither a name nor what officers wrote: readers share feeds."""
    if not hmac.compare_digest(token, feed_token(reference)):
        raise Http404("no such feed")
    submission = (
        Submission.objects.prefetch_related("events", "requests")
        .filter(reference=reference)
        .first()
    )
    if submission is None:
        raise Http404("no such dossier")
    page = absolute(local(f"/tra-cuu-ho-so/?ma={reference}"))
    feed = Atom1Feed(
        title=_("Hồ sơ %(code)s") % {"code": submission.dossier_code or reference},
        link=page,
        description=None,
        subtitle=submission.service_name,
        language=get_language() or "vi",
        feed_url=absolute(request.path),
    )
    for line in standing(submission, timezone.now()).lines:
        feed.add_item(
            title=line.title,
            link=page,
            description=line.who,
            pubdate=line.at,
            updateddate=line.at,
            unique_id=f"{page}#{line.at.timestamp():.0f}-{line.title}",
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
