"""The language of a page is in its address, and nowhere else."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware


class AddressLocaleMiddleware(LocaleMiddleware):
    """Django's, without ``Vary: Accept-Language``: one address has one answer for every browser.

    Django adds the header to pages of the default language, which would split shared caches by a
    header that changes nothing here (docs/decisions/english-interface.md).
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Take the header out again."""
        response = super().process_response(request, response)
        vary = [part.strip() for part in response.get("Vary", "").split(",") if part.strip()]
        kept = [part for part in vary if part.lower() != "accept-language"]
        if len(kept) != len(vary):
            if kept:
                response["Vary"] = ", ".join(kept)
            else:
                del response["Vary"]
        return response
