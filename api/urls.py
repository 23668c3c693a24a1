"""Addresses for machines, without a language prefix: the public API, oEmbed, forms of one service."""

from django.urls import path, register_converter

from api.api import api
from api.embeds.oembed import oembed
from api.embeds.printed import badge, qr


class CodeConverter:
    """A procedure code or a variant of it, with the dots of both."""

    regex = r"[0-9A-Za-z.]{1,40}?"

    def to_python(self, value: str) -> str:
        """As it is written."""
        return value

    def to_url(self, value: str) -> str:
        """The same."""
        return value


register_converter(CodeConverter, "service_code")

urlpatterns = [
    path("api/v1/", api.urls),
    path("oembed", oembed, name="oembed"),
    path("dv/<service_code:code>.qr.svg", qr, name="qr"),
    path("dv/<service_code:code>.badge.pdf", badge, name="badge"),
]
