"""Builds the search index anew from all live pages, beside the old one, then swaps."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser
from django.db.models import QuerySet
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from wagtail.models import Page

from core.base_page import BasePage
from search.documents import Document
from search.engines import engine_named

#: Pages read at a time, with their children in few queries.
CHUNK = 300


class Command(BaseCommand):
    help = "Builds the search index anew from all live pages, beside the old one, then swaps."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--engine",
            choices=["elasticsearch", "embedded"],
            help="default: the engine that answers visitors",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        engine = engine_named(options["engine"])
        querysets = [live_pages(model) for model in indexed_models()]
        total = sum(queryset.count() for queryset in querysets)
        progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        with progress:
            task = progress.add_task(engine.name, total=total)
            written = engine.rebuild(_documents(querysets, lambda: progress.advance(task)))
        self.stdout.write(f"indexed {written} pages ({engine.name})")


def indexed_models() -> list[type[BasePage]]:
    """Page types that can be searched: those that say more than the base class."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, BasePage)
        and not model._meta.abstract
        and model.search_document is not BasePage.search_document
    ]


def live_pages(model: type[BasePage]) -> QuerySet[Page]:
    """Live pages of exactly this type; ``search_queryset`` of the model says what to prefetch."""
    hook = getattr(model, "search_queryset", None)
    queryset = hook() if hook else model.objects.all()
    return queryset.live().exact_type(model).order_by("pk")


def _documents(querysets: list[QuerySet[Page]], advance: Any) -> Iterator[Document]:
    for queryset in querysets:
        for page in queryset.iterator(chunk_size=CHUNK):
            document = page.search_document()
            advance()
            if document is not None:
                yield document
