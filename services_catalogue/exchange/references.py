"""What a record names and the database holds as rows: fields, agencies, life events, files, services."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from core.media import PortalDocument
from core.text import fold
from services_catalogue.exchange import prose
from services_catalogue.exchange.agency_names import (
    generic_key,
    guess_kind,
    key_of,
    own_province,
    plain_name,
)
from services_catalogue.exchange.exporting import plain
from services_catalogue.exchange.records import AgencyRef, ServiceRecord
from services_catalogue.exchange.rows import Rejection
from services_catalogue.models import Agency, Field, LifeEvent, ServicePage
from services_catalogue.naming import slug_for
from services_catalogue.submission_hosts import is_allowed
from services_catalogue.vocabulary import AgencyKind, Audience, Level, TargetKind


class References:
    """Finds rows by the names of a record. What is missing is made unsaved, and saved by the importer."""

    def __init__(self, language: str = "vi") -> None:
        self.fields = {fold(one.name): one for one in Field.objects.all()}
        self.life_events = {one.slug: one for one in LifeEvent.objects.all()}
        self.services = dict(
            ServicePage.objects.filter(content_language=language).values_list("code", "pk")
        )
        self.files = {
            PurePosixPath(one.file.name).name: one for one in PortalDocument.objects.all()
        }
        self.new_fields: list[Field] = []
        self.new_agencies: list[Agency] = []
        self._field_slugs = {one.slug for one in self.fields.values()}
        agencies = list(Agency.objects.all())
        self._by_slug = {one.slug: one for one in agencies}
        root = next((one for one in agencies if one.kind == AgencyKind.PROVINCE), None)
        self._province = own_province(root.name) if root else ""
        self._by_key: dict[str, Agency] = {}
        aliases: list[tuple[str, Agency]] = []
        for one in sorted(agencies, key=lambda agency: (agency.parent_id is not None, agency.pk)):
            self._by_key.setdefault(key_of(one.name), one)
            aliases.append((generic_key(one.name, self._province), one))
            aliases += [
                (key_of(name), one) for name in (one.short_name, *one.former_name_list) if name
            ]
        # A name that several units once bore, or that is generic for many, points to none of them.
        owners = Counter(key for key, one in {(key, one.pk): 0 for key, one in aliases})
        by_pk = {one.pk: one for one in agencies}
        for key, pk in {(key, one.pk) for key, one in aliases}:
            if owners[key] == 1:
                self._by_key.setdefault(key, by_pk[pk])

    def field(self, name: str) -> Field:
        """The field of this name, whatever its spelling of tone marks; a new one when unknown."""
        key = fold(name)
        if key not in self.fields:
            slug = _free(slug_for(name, "") or "linh-vuc", self._field_slugs)
            self.fields[key] = Field(name=name, slug=slug)
            self.new_fields.append(self.fields[key])
        return self.fields[key]

    def agency(self, ref: AgencyRef) -> Agency:
        """The agency of this slug or name; a new one, with a guessed kind, when unknown."""
        if ref.slug and ref.slug in self._by_slug:
            return self._by_slug[ref.slug]
        key = key_of(ref.name)
        if key not in self._by_key:
            name = plain_name(ref.name)
            slug = ref.slug or _free(slug_for(name, "")[:110] or "co-quan", set(self._by_slug))
            agency = Agency(name=name, slug=slug, kind=guess_kind(name))
            self._by_key[key] = self._by_slug[slug] = agency
            self.new_agencies.append(agency)
        return self._by_key[key]

    def forget_new(self, fields: int, agencies: int) -> None:
        """Drop what was made after these counts: the record that asked for it is rejected."""
        for field in self.new_fields[fields:]:
            self.fields.pop(fold(field.name), None)
        for agency in self.new_agencies[agencies:]:
            self._by_slug.pop(agency.slug, None)
            self._by_key = {key: one for key, one in self._by_key.items() if one is not agency}
        del self.new_fields[fields:], self.new_agencies[agencies:]

    def resolve(
        self, record: ServiceRecord, coming: Iterable[str] = ()
    ) -> ServiceRecord | Rejection:
        """``record`` in the form in which pages are compared: names of rows, one order, clean prose."""
        made = len(self.new_fields), len(self.new_agencies)
        fault = self._fault(record)
        try:
            changes = self._changes(record, coming) if fault is None else {}
        except ValueError as error:
            fault = Rejection(record.code, "guidance", str(error))
        if fault is not None:
            self.forget_new(*made)
            return fault
        stated = record.model_fields_set
        return record.model_copy(
            update={name: value for name, value in changes.items() if name in stated}
        )

    def _fault(self, record: ServiceRecord) -> Rejection | None:
        for slug in record.life_events:
            if slug not in self.life_events:
                reason = f"Không có sự kiện đời người “{slug}” trong danh mục."
                return Rejection(record.code, "life_events", reason)
        for target in record.targets:
            if target.kind == TargetKind.DEEP_LINK and not is_allowed(target.url):
                reason = f"Địa chỉ nộp “{target.url}” không ở trang được phép chuyển đến."
                return Rejection(record.code, "targets", reason)
        return None

    def _changes(self, record: ServiceRecord, coming: Iterable[str]) -> dict[str, Any]:
        guidance, faq = prose.parts_of(prose.blocks_of(record.guidance, record.faq))
        target = record.superseded_by
        known = target and target != record.code and (target in self.services or target in coming)
        return {
            "name": " ".join(record.name.split()),
            "summary": plain(record.summary),
            "field": self.field(record.field).name,
            "popular_names": _one_lines(record.popular_names),
            "keywords": _one_lines(record.keywords),
            "audience_detail": _one_lines(record.audience_detail),
            "levels": [one for one in Level if one in record.levels],
            "audiences": [one for one in Audience if one in record.audiences],
            "life_events": sorted(set(record.life_events)),
            "agencies": self._agencies(record),
            "steps": [one.model_copy(update={"body": plain(one.body)}) for one in record.steps],
            "channels": [self._channel(one) for one in record.channels],
            "cases": [self._case(one) for one in record.cases],
            "requirements": [plain(one) for one in record.requirements],
            "related": list(dict.fromkeys(one for one in record.related if one != record.code)),
            "guidance": guidance,
            "faq": faq,
            "superseded_by": target if known else None,
        }

    def _agencies(self, record: ServiceRecord) -> list[AgencyRef]:
        found: dict[tuple[str, str], AgencyRef] = {}
        for ref in record.agencies:
            agency = self.agency(ref)
            found.setdefault(
                (ref.role, agency.slug),
                AgencyRef.model_construct(role=ref.role, name=agency.name, slug=agency.slug),
            )
        return list(found.values())

    def _channel(self, channel: Any) -> Any:
        limits = [
            one.model_copy(
                update={
                    "value": None if one.value is None else round(one.value, 2),
                    "description": plain(one.description),
                    "fees": [
                        fee.model_copy(update={"description": plain(fee.description)})
                        for fee in one.fees
                    ],
                }
            )
            for one in channel.time_limits
        ]
        return channel.model_copy(
            update={"description": plain(channel.description), "time_limits": limits}
        )

    def _case(self, case: Any) -> Any:
        documents = []
        for one in case.documents:
            changes: dict[str, Any] = {"name": plain(one.name), "note": plain(one.note)}
            if one.form and one.form.file and one.form.file not in self.files:
                changes["form"] = one.form.model_copy(update={"file": ""})
            documents.append(one.model_copy(update=changes))
        return case.model_copy(update={"name": plain(case.name), "documents": documents})


def _one_lines(texts: list[str]) -> list[str]:
    """Each on one line, each once: the page keeps them one a line."""
    return list(dict.fromkeys(line for text in texts if (line := " ".join(text.split()))))


def _free(slug: str, taken: set[str]) -> str:
    slug = slug[:115].strip("-")
    number = 2
    free = slug
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    taken.add(free)
    return free
