"""Reading dossiers: one, those that have changed, one without an account."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query

from onestop.api.auth import client_of
from onestop.api.intake import Code
from onestop.api.presentation import agency_names, dossiers_of, full, with_parts
from onestop.api.routing import router
from onestop.api.schemas.dossiers import Changes, DossierAnswer
from onestop.api.schemas.incoming import Tracking
from onestop.models import Client, Dossier
from onestop.problems import Refused


@router.get("dossiers", response=Changes, operation_id="changes", tags=["dossiers"])
def changes(
    request: HttpRequest,
    changed_since: Annotated[
        str,
        Query(
            pattern=r"^([0-9]{1,18})?$",
            description="`next_cursor` of the last answer; empty: from the beginning",
            examples=["0"],
        ),
    ] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Any:
    """What you handed in and what has changed, in the order of the changes.

    A dossier that changed twice comes once, as it stands now. No change is ever left out: numbers
    become visible in their order.
    """
    since = int(changed_since or 0)
    found = dossiers_of(client_of(request)).filter(change__gt=since).order_by("change")
    rows = list(found[: limit + 1])
    page, more = rows[:limit], len(rows) > limit
    names = agency_names(page)
    return {
        "items": [full(dossier, names) for dossier in page],
        "next_cursor": str(page[-1].change if page else since),
        "has_more": more,
    }


@router.get("dossiers/{code}", response=DossierAnswer, operation_id="dossier", tags=["dossiers"])
def dossier(request: HttpRequest, code: Code) -> Any:
    """One dossier, by its code or by the reference you gave it."""
    found = visible(client_of(request), code)
    return full(found, agency_names([found]))


@router.post("tracking", response=DossierAnswer, operation_id="track", tags=["dossiers"])
def track(request: HttpRequest, body: Tracking) -> Any:
    """Follow a dossier without an account, whichever way it came in.

    A wrong code and wrong digits get the same answer.
    """
    found = with_parts(Dossier.objects.filter(_mine_or_counter(client_of(request)))).filter(
        code=body.code.strip().upper()
    )
    dossier = found.first()
    if dossier is None or body.digits not in _last_digits(dossier.applicant):
        raise Refused(404, "not-found", "No dossier fits this code and these digits.")
    return full(dossier, agency_names([dossier]))


def _last_digits(applicant: dict[str, Any]) -> set[str]:
    values = (str(applicant.get(name) or "") for name in ("phone", "identity_number"))
    digits = ("".join(filter(str.isdigit, value)) for value in values)
    return {number[-4:] for number in digits if len(number) >= 4}


def _mine_or_counter(client: Client) -> Q:
    return Q(client=client) | Q(client=None)


def visible(client: Client, code: str) -> Dossier:
    """The client's own, by code or reference, or one that came in at a counter, by code."""
    found = with_parts(Dossier.objects.all())
    mine = found.filter(_mine_or_counter(client), code=code).first()
    mine = mine or found.filter(client=client, reference=code).first()
    if mine is None:
        raise Refused(404, "not-found", "There is no such dossier, or it is not yours.")
    return mine
