"""Addresses for machines, without a language prefix: the public API, oEmbed, forms of one service."""

from django.urls import path, register_converter
from django.views.generic import RedirectView

from api.api import api
from api.dumps import building
from api.dumps import views as dumps
from api.embeds.oembed import oembed
from api.embeds.printed import badge, qr
from api.errors import no_such_question
from api.linked_data.views import service_json_ld, service_markdown, service_turtle


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
    path("api/v1/docs", RedirectView.as_view(url="/nha-phat-trien/"), name="api_docs"),
    path("api/v1/", api.urls),
    path("api/<path:rest>", no_such_question),
    path("catalogue.json", dumps.manifest, name="dump_manifest"),
    path("catalogue.sha256", dumps.checksums, name="dump_checksums"),
    *(path(name, dumps.download, {"name": name}, name=name) for name in building.MEDIA_TYPES),
    path("oembed", oembed, name="oembed"),
    path("dv/<service_code:code>.qr.svg", qr, name="qr"),
    path("dv/<service_code:code>.ttl", service_turtle, name="service_turtle"),
    path("dv/<service_code:code>.jsonld", service_json_ld, name="service_json_ld"),
    path("dv/<service_code:code>.md", service_markdown, name="service_markdown"),
    path("dv/<service_code:code>.badge.pdf", badge, name="badge"),
]
