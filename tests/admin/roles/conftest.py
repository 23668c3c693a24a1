"""What commune B has begun and nobody else may know of: a draft with everything that hangs on it."""

from __future__ import annotations

from tests.admin.units.conftest import (  # noqa: F401
    commune_a,
    commune_b,
    draft_b,
    editor_a,
    head_of_province,
    moderator_a,
    province,
    service_a,
)
