"""All that an editor may remember of a service: its names and codes, as published and as drafted."""

from __future__ import annotations

from typing import Any

from search.codes import code_forms

#: Texts of a service that editors look for, in the order of their weight.
NAMES = ("short_name", "official_name", "popular_names", "keywords")


def editor_words(service: Any) -> str:
    """Names, popular names, keywords and forms of the code, and those of a draft not yet published.

    A draft is a revision, not a row: it is read from the latest one.
    """
    texts = [getattr(service, name) for name in NAMES]
    texts += code_forms(service.code)
    draft = _draft_of(service)
    if draft:
        texts += [draft.get(name) or "" for name in ("title", *NAMES)]
        texts += code_forms(draft.get("code") or "")
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _draft_of(service: Any) -> dict[str, Any]:
    if not service.has_unpublished_changes or service.latest_revision is None:
        return {}
    content: dict[str, Any] = service.latest_revision.content
    return content
