"""Keep the public state of a service when it changes, in the transaction of the change itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.utils import timezone

from services_catalogue.differences import State, differences, for_citizens
from services_catalogue.differences.comparing import FOR_EDITORS
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.models import ChangeCause, ServicePage, ServiceVersion
from services_catalogue.models.versions import KeptState

#: (page, its public record)
Seen = tuple[ServicePage, Mapping[str, Any]]

#: What the public history tells of: the record without what only editors keep.
FIELDS = tuple(name for name in ServiceRecord.model_fields if name not in FOR_EDITORS)


def public_state(record: State) -> dict[str, Any]:
    """The part of a record that the public history tells of."""
    return {name: record[name] for name in FIELDS if name in record}


def record_versions(seen: Sequence[Seen]) -> int:
    """Keep the states that differ from the last kept ones; answers how many versions are new.

    A state that reads the same to a citizen (another order, a field that the schema learnt) takes
    the place of the last one. Called with the row of the change feed locked, so that numbers of a
    service are given once.
    """
    last = _last_numbers([page.code for page, _record in seen])
    fresh: list[ServiceVersion] = []
    differing: list[ServiceVersion] = []
    for page, record in seen:
        number, digest, revision = last.get(page.code, (0, "", 0))
        state = public_state(record)
        version = ServiceVersion(number=number + 1, revision=page.live_revision_id or 0)
        fill(version, page, state, stated=page.live_revision_id != revision or not number)
        if not number:
            version.published_at = page.last_published_at or timezone.now()
            fresh.append(version)
        elif version.digest != digest:
            differing.append(version)
    return _add(fresh + _told(differing))


def fill(kept: KeptState, page: ServicePage, state: dict[str, Any], *, stated: bool = True) -> None:
    """Put ``state`` of ``page`` into ``kept``; ``stated``: the page's cause is this change's cause."""
    kept.code, kept.title = page.code, page.title[:255]
    kept.packed = KeptState.pack(state)
    kept.digest = digest_of(state)
    if not stated:
        return
    kept.cause_number = page.change_cause.strip()
    kept.note = page.change_note.strip()
    kept.in_force_from = page.applies_from
    for law in state.get("legal_bases") or ():
        if law.get("number") and law["number"] == kept.cause_number:
            kept.cause_title, kept.cause_url = law.get("title", ""), law.get("url", "")


def digest_of(state: State) -> str:
    """Tell two states apart without unpacking them."""
    text = json.dumps(state, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _last_numbers(codes: Sequence[str]) -> dict[str, tuple[int, str, int]]:
    rows = ServiceVersion.objects.filter(code__in=codes).order_by("number")
    return {
        code: (number, digest, revision)
        for code, number, digest, revision in rows.values_list(
            "code", "number", "digest", "revision"
        )
    }


def _told(differing: Sequence[ServiceVersion]) -> list[ServiceVersion]:
    """Those that a citizen can tell from the last version; the others replace its state."""
    if not differing:
        return []
    wanted = {version.code: version.number - 1 for version in differing}
    rows = ServiceVersion.objects.filter(code__in=wanted, number__in=set(wanted.values()))
    before = {row.code: row for row in rows if row.number == wanted[row.code]}
    told: list[ServiceVersion] = []
    for version in differing:
        old = before[version.code]
        if for_citizens(differences(old.state, version.state)):
            told.append(version)
        else:
            old.packed, old.digest = version.packed, version.digest
            old.save(update_fields=["packed", "digest"])
    return told


def _noted_causes(versions: Sequence[ServiceVersion]) -> None:
    """What an import noted about its revisions, where no editor said more."""
    silent = {one.revision: one for one in versions if one.revision and not one.cause_number}
    for noted in ChangeCause.objects.filter(revision__in=silent) if silent else ():
        version = silent[noted.revision_id]
        version.cause_number = noted.document_number
        version.cause_title = noted.document_title
        version.cause_url = noted.document_url
        version.in_force_from = version.in_force_from or noted.in_force_from


def _add(versions: Sequence[ServiceVersion]) -> int:
    _noted_causes([version for version in versions if version.number > 1])
    ServiceVersion.objects.bulk_create(versions, batch_size=100)
    return len(versions)
