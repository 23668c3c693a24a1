"""One key, one effect: the answer is kept in the transaction of what it tells of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from onestop.api.auth import client_of
from onestop.models import Client, IdempotentAnswer
from onestop.problems import Refused

Facts = TypeVar("Facts")


def once(
    request: HttpRequest, key: str, work: Callable[[], dict[str, Any]]
) -> tuple[bool, dict[str, Any]]:
    """Do ``work`` unless ``key`` has done it: (whether it was done now, the answer).

    See :func:`once_ready` for work that reads much before it writes.
    """
    return once_ready(request, key, lambda: None, lambda _nothing: work())


def once_ready(
    request: HttpRequest,
    key: str,
    read: Callable[[], Facts],
    work: Callable[[Facts], dict[str, Any]],
) -> tuple[bool, dict[str, Any]]:
    """:func:`once`, where ``work`` takes what ``read`` answers.

    ``read`` runs before the transaction, which on SQLite keeps all other writers waiting. What it
    refuses is asked again within: a key that has done its work gets its answer, even if the same
    would be refused by now.

    Two requests with one key at the same moment: the second waits for the first to commit, then
    gets its answer. A key that comes back with another body or at another address is a
    :class:`Refused` 409. Work that fails leaves no key behind.
    """
    body = request.canonical_body  # type: ignore[attr-defined]
    operation = f"{request.method} {request.path}"[:120]
    client = client_of(request)
    digest = hashlib.sha256(body.encode()).hexdigest()
    facts: list[Facts] = []
    with suppress(Refused):
        facts.append(read())
    with transaction.atomic():
        row = _begun(client, key, operation, digest)
        if row is None:
            kept = IdempotentAnswer.objects.get(client=client, key=key)
            if (kept.operation, kept.body_digest) != (operation, digest):
                raise Refused(
                    409,
                    "key-reused",
                    "This Idempotency-Key has been used for another request.",
                )
            return False, kept.answer or {}
        answer = work(facts[0] if facts else read())
        IdempotentAnswer.objects.filter(pk=row).update(answer=answer)
        return True, answer


def _begun(client: Client, key: str, operation: str, digest: str) -> int | None:
    """The row just written for ``key``; None when it has one, after waiting for who is writing it.

    One statement where the ORM takes four (look, savepoint, insert, release).
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO onestop_idempotentanswer "
            '(client_id, "key", operation, body_digest, created_at) VALUES (%s, %s, %s, %s, %s) '
            'ON CONFLICT (client_id, "key") DO NOTHING RETURNING id',
            (client.pk, key, operation, digest, now),
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None
