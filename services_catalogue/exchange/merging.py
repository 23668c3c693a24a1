"""What an import may change: a pure function of the page's record and the file's.

The rules, field by field (docs/import.md tells them to editors):

- A field that the file does not state is kept.
- An editorial field (:data:`EDITORIAL`) is never emptied by an import.
- Popular names that neither the page nor a foreign source has are lent by us (``lending.py``).
- From a foreign source, which does not know what editors add:
  - what it does not publish and a rule guessed (:data:`GUESSED`) is kept once the page exists;
  - what was parsed from a text of the source (:data:`PARSED_FROM`) is kept while that text is the
    same as at the last import, so that an editor's correction outlives every further import;
  - a bare list of names and codes does not change the agencies of a page that has some;
  - addresses of forms and of legal texts, hints to papers and agencies in roles that the source
    leaves out stay with the part they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.text import fold
from services_catalogue.exchange.records import (
    FormFileRecord,
    LegalBasisRecord,
    RequiredDocumentRecord,
    ServiceRecord,
)

EDITORIAL = frozenset(
    {
        "short_name",
        "summary",
        "popular_names",
        "keywords",
        "life_events",
        "guidance",
        "faq",
        "related",
        "effective_from",
        "effective_to",
        "superseded_by",
        "reviewed_on",
        "popularity",
    }
)
GUESSED = frozenset({"online_level", "targets"})
PARSED_FROM = {
    "steps": ("steps",),
    "channels": ("channels", "receiving"),
    "cases": ("documents",),
    "legal_bases": ("legal_bases",),
    "outputs": ("outputs",),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that an import would change."""

    field: str
    old: Any
    new: Any


def merged(old: ServiceRecord, new: ServiceRecord, *, foreign: bool = False) -> ServiceRecord:
    """The record that the page should hold after the import of ``new``."""
    stated = new.model_fields_set
    changes: dict[str, Any] = {}
    for name in ServiceRecord.model_fields:
        if name not in stated or name in ("guidance", "faq"):
            continue
        value = getattr(new, name)
        if name in EDITORIAL and not value:
            continue
        if foreign and (name in GUESSED or _same_source(name, old, new)):
            continue
        if foreign and name == "agencies" and "steps" not in stated and old.agencies:
            continue
        changes[name] = value
    if new.guidance or new.faq:  # one stream on the page, so one decision
        changes |= {"guidance": new.guidance, "faq": new.faq}
    if foreign:
        changes |= _kept_details(old, changes)
    return old.model_copy(update=changes)


def differences(old: ServiceRecord, new: ServiceRecord) -> list[Difference]:
    """Fields in which the two records differ, in the order of the schema."""
    return [
        Difference(name, getattr(old, name), getattr(new, name))
        for name in ServiceRecord.model_fields
        if getattr(old, name) != getattr(new, name)
    ]


def _same_source(name: str, old: ServiceRecord, new: ServiceRecord) -> bool:
    keys = PARSED_FROM.get(name)
    if not keys or "raw" not in new.model_fields_set:
        return False
    return bool(getattr(old.raw, keys[0])) and all(
        getattr(old.raw, key) == getattr(new.raw, key) for key in keys
    )


def _kept_details(old: ServiceRecord, changes: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    if "cases" in changes:
        known = {fold(two.name): two for one in old.cases for two in one.documents}
        kept["cases"] = [
            one.model_copy(update={"documents": [_with_form(two, known) for two in one.documents]})
            for one in changes["cases"]
        ]
    if "legal_bases" in changes:
        addresses = {(one.number, one.title): one.url for one in old.legal_bases}
        kept["legal_bases"] = [_with_address(one, addresses) for one in changes["legal_bases"]]
    if "agencies" in changes:
        roles = {one.role for one in changes["agencies"]}
        kept["agencies"] = changes["agencies"] + [
            one for one in old.agencies if one.role not in roles
        ]
    return kept


def _with_form(
    paper: RequiredDocumentRecord, known: dict[str, RequiredDocumentRecord]
) -> RequiredDocumentRecord:
    before = known.get(fold(paper.name))
    if before is None:
        return paper
    changes: dict[str, Any] = {}
    if before.note and not paper.note:
        changes["note"] = before.note
    form = before.form
    if (
        form
        and (form.file or form.url)
        and not (paper.form and (paper.form.file or paper.form.url))
    ):
        name = paper.form.name if paper.form else form.name
        changes["form"] = FormFileRecord.model_construct(name=name, file=form.file, url=form.url)
    return paper.model_copy(update=changes) if changes else paper


def _with_address(
    basis: LegalBasisRecord, addresses: dict[tuple[str, str], str]
) -> LegalBasisRecord:
    address = addresses.get((basis.number, basis.title), "")
    return basis.model_copy(update={"url": address}) if address and not basis.url else basis
