"""How the mails to editors stand, for /readyz: (whether all is well, what to know)."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from services_catalogue.desk.digest import MOST_ATTEMPTS as MOST_OF_A_DIGEST
from services_catalogue.models import DigestMail, WorkflowMail

#: A mail that waits longer than this is late: the clock sends them every minute.
PATIENCE = timedelta(minutes=15)


def editors_mail_readiness() -> tuple[bool, str]:
    """Whether what editors are to be told goes out. Three queries."""
    now = timezone.now()
    day = now - timedelta(days=1)
    mails = WorkflowMail.objects.all()
    late = mails.filter(done_at=None, created_at__lt=now - PATIENCE).count()
    given_up = mails.filter(done_at__gte=day).exclude(failure="").count()
    given_up += DigestMail.objects.filter(
        sent_at=None, attempts__gte=MOST_OF_A_DIGEST, next_attempt_at__gte=day
    ).count()
    return not (late or given_up), f"{late} late, {given_up} given up"
