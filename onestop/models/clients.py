"""Clients of the Dossier API: their tokens, what they uploaded and what they were answered."""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def token_digest(token: str) -> str:
    """What is kept of a bearer token. A token is random and long, so that one SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


class Client(models.Model):
    """A system that hands dossiers in. Only the digest of its token is kept."""

    name = models.CharField(_("tên"), max_length=120, unique=True)
    token_digest = models.CharField(max_length=64, unique=True)
    is_active = models.BooleanField(_("đang dùng"), default=True)

    def __str__(self) -> str:
        return self.name


class Blob(models.Model):
    """A paper's content, kept once however often it is handed in. ``digest``: SHA-256 in hex."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest[:12]

    @property
    def path(self) -> Path:
        """Where the bytes are."""
        return Path(settings.BLOB_DIR) / self.digest[:2] / self.digest


class Upload(models.Model):
    """What a client calls a blob: its own id, the same for the same content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="uploads")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="uploads")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "blob"], name="one_upload_per_content")
        ]

    def __str__(self) -> str:
        return str(self.id)


class IdempotentAnswer(models.Model):
    """What a client was answered for a key, written in the transaction of what the key did."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    operation = models.CharField(max_length=120)
    body_digest = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return self.key
