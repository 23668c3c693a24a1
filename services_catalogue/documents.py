"""A service page as the search engine sees it: a pure function beside the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import override

from search.documents import Document, Label
from services_catalogue.facts import agency_text, fee_text, time_text
from services_catalogue.vocabulary import Audience, Level, OnlineLevel

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from services_catalogue.models import ServicePage


def with_parts(services: QuerySet[ServicePage]) -> QuerySet[ServicePage]:
    """``services`` with what a document is made of, in few queries for many pages."""
    return services.select_related("field", "locale").prefetch_related(
        "life_events",
        "service_agencies__agency",
        "steps",
        "outputs",
        "cases__documents",
        "channels__time_limits__fees",
    )


def lines(text: str) -> tuple[str, ...]:
    """The filled lines of a one-a-line field."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def levels_of(page: ServicePage) -> list[Level]:
    """Levels of government ticked on the page."""
    ticked = {
        Level.MINISTRY: page.at_ministry,
        Level.PROVINCE: page.at_province,
        Level.COMMUNE: page.at_commune,
        Level.OTHER: page.at_other,
    }
    return [level for level, on in ticked.items() if on]


def audiences_of(page: ServicePage) -> list[Audience]:
    """Audiences ticked on the page."""
    ticked = {
        Audience.CITIZEN: page.for_citizens,
        Audience.BUSINESS: page.for_businesses,
        Audience.ORGANISATION: page.for_organisations,
    }
    return [audience for audience, on in ticked.items() if on]


# Whoever publishes, and in whatever language: the index speaks the language of the content.
@override(settings.LANGUAGE_CODE)
def document_for(page: ServicePage) -> Document:
    """Build the document of ``page``; prefetched children are used as they are."""
    published = page.last_published_at
    roles = sorted(page.service_agencies.all(), key=lambda role: role.sort_order or 0)
    agencies = {role.agency.slug: Label(role.agency.slug, role.agency.name) for role in roles}
    body = [step.title + " " + step.body for step in page.steps.all()]
    body += [doc.name for case in page.cases.all() for doc in case.documents.all()]
    body += [output.name for output in page.outputs.all()]
    level = OnlineLevel(page.online_level)
    return Document(
        id=f"page:{page.pk}",
        kind="service",
        version=int(published.timestamp() * 1_000_000) if published else 0,
        title=page.title,
        url=page.get_url() or page.permalink,
        code=page.code,
        official_name=page.official_name,
        short_name=page.short_name,
        popular_names=lines(page.popular_names),
        keywords=lines(page.keywords),
        summary=page.summary,
        body="\n".join(part.strip() for part in body if part.strip()),
        field=Label(page.field.slug, page.field.name),
        agencies=tuple(agencies.values()),
        levels=tuple(Label(one.value, str(one.label)) for one in levels_of(page)),
        audiences=tuple(Label(one.value, str(one.label)) for one in audiences_of(page)),
        life_events=tuple(Label(one.slug, one.name) for one in page.life_events.all()),
        online_level=Label(level.value, str(level.label)),
        popularity=page.popularity,
        time_text=time_text(page),
        fee_text=fee_text(page),
        agency_text=agency_text(page),
        updated_on=(page.reviewed_on or (published.date() if published else None) or "")
        and str(page.reviewed_on or published.date()),  # type: ignore[union-attr]
    )
