"""A person's authenticator and recovery codes: one of each, kept by django-otp."""

from __future__ import annotations

import re
import secrets
from base64 import b32encode
from typing import Any

from django.db import transaction
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

CODES = 10
#: Digits only, so that a telephone shows its number pad for both kinds of code.
RECOVERY_DIGITS = 10
_NAME = "authenticator"


def has_device(user: Any) -> bool:
    """Whether this person is asked for a second step."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def unconfirmed(user: Any) -> TOTPDevice:
    """The authenticator that is being set up; the same one until it is confirmed."""
    return TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": _NAME})[0]


def secret_of(device: TOTPDevice) -> str:
    """The secret as people type it into an authenticator: base32 in groups of four."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


@transaction.atomic
def confirm(device: TOTPDevice) -> None:
    """Make this the person's authenticator, instead of any other, with new recovery codes."""
    TOTPDevice.objects.filter(user=device.user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save()
    renew_codes(device.user)


@transaction.atomic
def renew_codes(user: Any) -> None:
    """Ten recovery codes; those from before are worth nothing any more."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    for _number in range(CODES):
        device.token_set.create(
            token=f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}d}"
        )


def recovery_codes(user: Any) -> list[str]:
    """Codes that were not used yet, as people read them: "12345 67890"."""
    tokens = StaticDevice.objects.filter(user=user).values_list("token_set__token", flat=True)
    return [f"{token[:5]} {token[5:]}" for token in tokens if token]


@transaction.atomic
def forget(user: Any) -> None:
    """Take authenticator and recovery codes away."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


@transaction.atomic
def verify(user: Any, typed: str) -> Device | None:
    """The device that ``typed`` is a code of. Each code works once; wrong ones slow down the next try.

    The length tells the kind, so that a wrong code of one kind is not counted against the other.
    """
    code = re.sub(r"\D", "", typed)
    kind = StaticDevice if len(code) == RECOVERY_DIGITS else TOTPDevice
    device = kind.objects.select_for_update().filter(user=user, confirmed=True).first()
    return device if device and device.verify_token(code) else None


def too_soon(user: Any) -> bool:
    """Whether django-otp would refuse even a right code, because wrong ones came just before."""
    devices = TOTPDevice.objects.filter(user=user, confirmed=True)
    return any(not device.verify_is_allowed()[0] for device in devices)
