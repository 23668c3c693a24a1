"""Figures for the sample site: several pages of agencies and services, two years of months."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from open_data.reading import read
from services_catalogue.models import Agency, ServicePage
from tests.open_data.source import Source, row


class SampleSource(Source):
    """Answers as of now, so that the page does not call its figures old."""

    def statistics(self, since: date, until: date, group_by: str) -> dict:
        return {**super().statistics(since, until, group_by), "as_of": timezone.now().isoformat()}


def add_figures() -> None:
    """Read made-up statistics, as large as a province's, for agencies and services that exist."""
    agencies = Agency.objects.order_by("pk").values_list("slug", "name")
    services = ServicePage.objects.order_by("pk").values_list("code", "title", "field__name")
    month, months = timezone.localdate().replace(day=1), []
    for number in range(24):
        months.append(row(f"{month:%Y-%m}", **_counts(40_000 + 700 * number)))
        month = (month - timedelta(days=1)).replace(day=1)
    fields = sorted({field for _code, _title, field in services if field})
    read(
        SampleSource(
            agency=[row(*one, **_counts(900 + 37 * n)) for n, one in enumerate(agencies)],
            service=[
                row(code, title, **_counts(30 + 11 * n))
                for n, (code, title, _f) in enumerate(services)
            ],
            field=[row(name, **_counts(500 + 61 * n)) for n, name in enumerate(fields)],
            month=months,
        )
    )


def _counts(received: int) -> dict:
    early, late = received // 2, received // 23
    return {
        "received": received,
        "early": early,
        "on_time": received - early - late - 5,
        "late": late,
        "median_days": 1.5 + received % 4,
        "p90_days": 6.5 + received % 9,
    }
