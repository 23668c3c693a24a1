"""The receipt of a dossier as PDF, from the dossier alone."""

from __future__ import annotations

from onestop.models import Dossier


def receipt_pdf(dossier: Dossier) -> bytes:
    """Mẫu 01: the one that an officer issued, else as the dossier stands."""
    from onestop.desk.writing import receipt_pdf as issued

    return issued(dossier)
