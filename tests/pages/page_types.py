"""Every page type of the portal, once: what is tested, measured and photographed.

A path may be a permalink: whoever visits follows its redirect. Paths hold only codes and slugs that
the sample site and the demo catalogue share, unless the page type is ``sample_only``.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.pages import sample_catalogue as sample

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class PageType:
    """A page as a visitor reaches it."""

    name: str
    path: str
    status: int = 200
    first_link: str = ""
    """Go on to the first link in the page's content that begins so."""
    sample_only: bool = False
    """Made for the tests; the demo catalogue does not have it."""
    listed: bool = True
    """Search engines may list it: it has a canonical address."""

    def path_in(self, language: str) -> str:
        """The path with the prefix of the language."""
        return self.path if language == "vi" else f"/{language}{self.path}"

    def __str__(self) -> str:
        return self.name


PAGE_TYPES = (
    PageType("home", "/"),
    PageType("services", "/dich-vu/"),
    PageType("services-filtered", "/dich-vu/?field=ho-tich&audience=citizen", listed=False),
    PageType("services-page-2", "/dich-vu/?page=2", listed=False),
    PageType("service", f"/dv/{sample.FULL}"),
    PageType("service-checklist", f"/dv/{sample.FULL}?th=2&in=1", listed=False),
    PageType("service-history", f"/dv/{sample.FULL}/thay-doi/"),
    PageType("service-follow", f"/dv/{sample.FULL}/theo-doi/"),
    PageType("service-coming", f"/dv/{sample.CHANGING}", sample_only=True),
    PageType("service-history-long", f"/dv/{sample.CHANGING}/thay-doi/", sample_only=True),
    PageType(
        "service-compared",
        f"/dv/{sample.CHANGING}/thay-doi/?tu=1&den=3",
        sample_only=True,
        listed=False,
    ),
    PageType("service-superseded", f"/dv/{sample.SUPERSEDED}", sample_only=True, listed=False),
    PageType("service-long-name", f"/dv/{sample.LONG_NAME}", sample_only=True),
    PageType("service-huge-papers", f"/dv/{sample.HUGE_PAPERS}", sample_only=True),
    PageType("service-hostile", f"/dv/{sample.HOSTILE}", sample_only=True),
    PageType("service-bare", f"/dv/{sample.BARE}", sample_only=True),
    PageType("search", "/tim-kiem/?q=khai+sinh", listed=False),
    PageType("search-filtered", "/tim-kiem/?q=khai+sinh&level=commune", listed=False),
    PageType("search-at-home", "/tim-kiem/?q=khai+sinh&at=phuong-ha-tu&who=citizen", listed=False),
    PageType("search-everything", "/tim-kiem/", listed=False),
    PageType("search-none", "/tim-kiem/?q=xqzjw+wxqzv", listed=False),
    PageType("fields", "/linh-vuc/"),
    PageType("field", "/linh-vuc/ho-tich/"),
    PageType("agencies", "/co-quan/"),
    PageType("agency", "/co-quan/phuong-ha-long/"),
    PageType("agencies-found", "/co-quan/?q=ha+long", listed=False),
    PageType("life-events", "/su-kien/"),
    PageType("life-event", "/su-kien/co-con-nho/"),
    PageType("guidance-index", "/huong-dan/"),
    PageType("guidance", "/huong-dan/", first_link="/huong-dan/"),
    PageType("guidance-blocks", "/huong-dan/moi-loai-khoi/", sample_only=True),
    PageType("news-index", "/tin-tuc/"),
    PageType("news", "/tin-tuc/", first_link="/tin-tuc/"),
    PageType("questions", "/huong-dan/hoi-dap/"),
    PageType("tracking", "/tra-cuu-ho-so/"),
    PageType("developers", "/nha-phat-trien/"),
    PageType("webhook", "/nha-phat-trien/webhook/"),
    PageType("webhook-sent", "/nha-phat-trien/webhook/da-gui/", listed=False),
    PageType("webhook-links", "/nha-phat-trien/webhook/lien-ket/", listed=False),
    PageType("embed-search", "/nhung/?q=khai+sinh", listed=False),
    PageType("embed-builder", f"/nhung/?ma={sample.FULL}", listed=False),
    PageType("figures", "/tien-do/"),
    PageType("figures-services", "/tien-do/?nhom=service&xep=late", listed=False),
    PageType("figures-own", f"/tien-do/dich-vu/{sample.FULL}/", listed=False, sample_only=True),
    PageType("unknown-code", "/dv/9.123456", status=404, listed=False),
    PageType("legal-check-dead", "/kiem-tra-phap-ly/khong-con/", status=404, listed=False),
    # What a link opens that still works is private, and no cache keeps it: tests/browser/test_signed_links.py.
    PageType("review-link-dead", "/xac-nhan-noi-dung/khong-con/", status=410, listed=False),
    PageType("not-found", "/khong-co-trang-nay/", status=404, listed=False),
)
BY_NAME = {page_type.name: page_type for page_type in PAGE_TYPES}
#: The page of a failure, kept as a file by ``python -m tests.pages`` for browsers to look at.
SERVER_ERROR = PageType("server-error", "/media/server-error.html", listed=False)
