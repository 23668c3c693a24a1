"""The letters of a dossier, as the forms of TT 03/2025/TT-VPCP (Phụ lục I) ask.

Content in, PDF out: no model, no database, no network. ``content`` holds what a letter says,
``rendering`` lays it out.
"""

from onestop.letters.content import (
    Apology,
    Form,
    Letter,
    MissingPaper,
    Paper,
    Person,
    Receipt,
    Refusal,
    StopNotice,
    SupplementRequest,
)
from onestop.letters.rendering import LetterError, render

__all__ = [
    "Apology",
    "Form",
    "Letter",
    "LetterError",
    "MissingPaper",
    "Paper",
    "Person",
    "Receipt",
    "Refusal",
    "StopNotice",
    "SupplementRequest",
    "render",
]
