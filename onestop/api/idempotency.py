"""One key, one effect: the answer is kept in the transaction of what it tells of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from onestop.api.auth import client_of
from onestop.models import IdempotentAnswer
from onestop.problems import Refused


def once(
    request: HttpRequest, key: str, work: Callable[[], dict[str, Any]]
) -> tuple[bool, dict[str, Any]]:
    """Do ``work`` unless ``key`` has done it: (whether it was done now, the answer).

    Two requests with one key at the same moment: the second waits for the first to commit, then
    gets its answer. A key that comes back with another body or at another address is a
    :class:`Refused` 409. Work that fails leaves no key behind.
    """
    body = request.canonical_body  # type: ignore[attr-defined]
    operation = f"{request.method} {request.path}"
    digest = hashlib.sha256(body.encode()).hexdigest()
    with transaction.atomic():
        kept, new = IdempotentAnswer.objects.get_or_create(
            client=client_of(request),
            key=key,
            defaults={"operation": operation[:120], "body_digest": digest},
        )
        if not new:
            if (kept.operation, kept.body_digest) != (operation[:120], digest):
                raise Refused(
                    409,
                    "key-reused",
                    "This Idempotency-Key has been used for another request.",
                )
            return False, kept.answer or {}
        answer = kept.answer = work()
        kept.save(update_fields=["answer"])
        return True, answer
