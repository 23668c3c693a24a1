"""The forms behind two one-click fixes: a synonym, and a best bet, begun from a failed query."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.contrib.search_promotions.views import CreateView as PromotionCreateView
from wagtail.snippets.views.snippets import CreateView as SnippetCreateView

from search.models import RegressionQuery
from search.query_log.kept import code_by_official_words, keep
from search.query_log.scrubbing import LONGEST

Kind = RegressionQuery.Kind


class BegunFromQuery:
    """A create view whose address may carry the query (``?q=``) that it is to mend."""

    #: Field of the form that the query goes into.
    query_field = ""
    request: HttpRequest

    @cached_property
    def asked(self) -> str:
        """The query, or ""."""
        return self.request.GET.get("q", "").strip()[:LONGEST]

    def get_initial(self) -> dict[str, Any]:
        """Fill the query in."""
        initial = super().get_initial()  # type: ignore[misc]
        return {**initial, self.query_field: self.asked} if self.asked else initial

    def get_add_url(self) -> str:
        """The form sends the query along."""
        url = super().get_add_url()  # type: ignore[misc]
        return f"{url}?{urlencode({'q': self.asked})}" if self.asked else url

    def say_kept(self, kept: bool) -> None:
        """Tell the editor whether the query is watched from now on."""
        if kept:
            messages.success(self.request, _("Đã ghi “%(text)s” vào các từ tìm phải ra kết quả.") % {"text": self.asked})  # fmt: skip
        else:
            messages.warning(
                self.request,
                _("Chưa biết “%(text)s” phải ra dịch vụ nào nên chưa ghi lại để kiểm tra.")
                % {"text": self.asked},
            )


class SynonymCreateView(BegunFromQuery, SnippetCreateView):
    """A synonym for the words of a query."""

    query_field = "terms"

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, and keep the query with the service that its official words find."""
        response = super().form_valid(form)
        if self.asked:
            code = code_by_official_words(self.asked, self.object)
            self.say_kept(keep(self.asked, [code], Kind.SYNONYM, user=self.request.user))
        return response


class BestBetCreateView(BegunFromQuery, PromotionCreateView):
    """Wagtail's form for promoted results, begun with a query."""

    query_field = "query_string"
    add_url_name = "best_bet_for_query"

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, and keep the query with the services that were promoted."""
        response = super().form_valid(form)
        if self.asked:
            self.say_kept(keep(self.asked, self._codes(), Kind.BEST_BET, user=self.request.user))
        return response

    def _codes(self) -> list[str]:
        pages = [one.page.specific for one in self.object.editors_picks.exclude(page=None)]
        documents = [getattr(page, "search_document", lambda: None)() for page in pages]
        return [document.code for document in documents if document]
