"""``?fields=``: only the members of a service that the caller reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from ninja import Query
from ninja.errors import ValidationError

#: The parameter, for the signature of an operation.
FieldsParameter = Annotated[
    str,
    Query(
        max_length=1000,
        description="Names of the members you read, by commas; ``code`` is always there",
        examples=["title,fee,time"],
    ),
]


def chosen_fields(text: str, known: Iterable[str]) -> frozenset[str] | None:
    """Names in ``text``, None for all. Raises ninja's ValidationError for a name that is none."""
    names = frozenset(filter(None, (name.strip() for name in text.split(","))))
    if not names:
        return None
    if unknown := sorted(names - set(known)):
        raise ValidationError(
            [
                {
                    "type": "unknown_field",
                    "loc": ("query", "fields"),
                    "msg": f"Unknown: {', '.join(unknown)[:200]}",
                }
            ]
        )
    return names | {"code"}


def narrowed(record: Mapping[str, Any], names: frozenset[str] | None) -> dict[str, Any]:
    """``record`` with these members only."""
    return {key: value for key, value in record.items() if names is None or key in names}
