"""Background work that begins with a page."""

from django_tasks import task
from wagtail.models import Page

from search.engines import get_engine


@task(queue_name="search")
def sync_page(page_id: int) -> None:
    """Make the index agree with the page: put it when live, take it out when not.

    Idempotent; the worker alone writes the embedded index.
    """
    engine = get_engine()
    page = Page.objects.filter(pk=page_id).first()
    specific = page.specific if page is not None else None
    document = getattr(specific, "search_document", lambda: None)() if page and page.live else None
    if document is None:
        engine.delete([f"page:{page_id}"])
    else:
        engine.put([document])
    # Pages of results were rendered from the index as it was before.
    from core.publishing import content_changed

    content_changed()
