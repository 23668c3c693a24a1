"""Agencies and services from the file that a portal exports (`export_for_onestop`).

``{"agencies": [{"code", "name", "parent_name", "kind", "address", "phone"}], "services": [{"code",
"name", "field_code", "field_name", "fee", "fee_text", "term_value", "term_unit", "term_text",
"papers", "dossiers_a_year", "agencies": [codes]}]}``
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from onestop.models import Agency, Service

_AGENCY = ("name", "parent_name", "kind", "address", "phone")
_SERVICE = (
    "name",
    "field_code",
    "field_name",
    "fee",
    "fee_text",
    "term_value",
    "term_unit",
    "term_text",
    "papers",
    "dossiers_a_year",
)


@transaction.atomic
def import_catalogue(file: Path) -> tuple[int, int]:
    """Add and renew; answers (agencies, services). Open or closed stays as onestop has it."""
    content = json.loads(file.read_text(encoding="utf-8"))
    _store(Agency, content["agencies"], _AGENCY)
    _store(Service, content["services"], _SERVICE)
    _link(content["services"])
    return len(content["agencies"]), len(content["services"])


def _store(model: Any, rows: list[dict[str, Any]], fields: tuple[str, ...]) -> None:
    model.objects.bulk_create(
        [model(code=row["code"], **{name: row[name] for name in fields}) for row in rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=fields,
        batch_size=500,
    )


def _link(rows: list[dict[str, Any]]) -> None:
    agencies = dict(Agency.objects.values_list("code", "pk"))
    services = dict(Service.objects.values_list("code", "pk"))
    through = Service.agencies.through
    pairs = {
        (services[row["code"]], agencies[code])
        for row in rows
        for code in row["agencies"]
        if code in agencies
    }
    through.objects.filter(service_id__in=[services[row["code"]] for row in rows]).delete()
    through.objects.bulk_create(
        (through(service_id=service, agency_id=agency) for service, agency in sorted(pairs)),
        batch_size=2000,
    )
