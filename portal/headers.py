"""Security headers of every answer: strict for visitors, what Wagtail needs for the admin."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

#: Wagtail's admin writes inline scripts and styles and previews pages in a frame; only people who
#: have logged in ever see it.
ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [SELF],
    "object-src": [NONE],
}
ADMIN_PATHS = ("/quan-tri/",)
EMBED_PATHS = ("/nhung/", "/en/nhung/")


class SecurityHeadersMiddleware(CSPMiddleware):
    """Content-Security-Policy by who looks: a visitor of the portal or an editor in the admin."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Use the admin's policy under its path and for the page previews it frames."""
        parts = super().get_policy_parts(request, response, report_only)
        # A preview is a public page rendered for the editor's frame, with the userbar's script.
        previewing = getattr(request, "is_preview", False) or getattr(
            getattr(request, "user", None), "is_authenticated", False
        )
        # Cards are framed by strangers whoever has logged in here; the builder frames a card.
        embeds = request.path_info.startswith(EMBED_PATHS)
        admin = request.path_info.startswith(ADMIN_PATHS)
        if not report_only and (admin or (previewing and not embeds)):
            parts.config = _admin_policy()
        return parts


def _admin_policy() -> dict[str, list[str]]:
    """Logging out leads on to the OpenID provider, which browsers count as a target of the form."""
    if not settings.OIDC_ISSUER:
        return ADMIN_POLICY
    provider = urlsplit(settings.OIDC_ISSUER)
    return ADMIN_POLICY | {"form-action": [SELF, f"{provider.scheme}://{provider.netloc}"]}
