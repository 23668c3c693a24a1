"""The links of header and footer that stand until an administrator sets others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

#: Pages that every portal's set-up makes, served by Wagtail.
_SKELETON = ("/", "/dich-vu/", "/huong-dan/", "/tin-tuc/")


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead. ``text`` may be lazily translated."""

    text: Any
    href: str


_HEADER = (
    Link(_("Dịch vụ"), "/dich-vu/"),
    Link(_("Cơ quan"), "/co-quan/"),
    Link(_("Tin tức"), "/tin-tuc/"),
    Link(_("Tiến độ giải quyết"), "/tien-do/"),
    Link(_("Tra cứu hồ sơ"), "/tra-cuu-ho-so/"),
)
_FOOTER = (
    (
        _("Người dân, doanh nghiệp"),
        (
            Link(_("Tất cả dịch vụ"), "/dich-vu/"),
            Link(_("Theo việc trong đời"), "/su-kien/"),
            Link(_("Theo lĩnh vực"), "/linh-vuc/"),
            Link(_("Hướng dẫn"), "/huong-dan/"),
            Link(_("Tra cứu hồ sơ"), "/tra-cuu-ho-so/"),
        ),
    ),
    (
        _("Cơ quan và số liệu"),
        (
            Link(_("Danh bạ cơ quan"), "/co-quan/"),
            Link(_("Tin tức, thông báo"), "/tin-tuc/"),
            Link(_("Tiến độ giải quyết"), "/tien-do/"),
        ),
    ),
    (
        _("Đơn vị khác"),
        (
            Link(_("Nhúng dịch vụ"), "/nhung/"),
            Link(_("API và dữ liệu mở"), "/nha-phat-trien/"),
            Link(_("Sơ đồ trang"), "/sitemap.xml"),
        ),
    ),
)


@cache
def exists(path: str) -> bool:
    """Whether this portal answers ``path``: a view of ours, or a page that set-up always makes."""
    if path in _SKELETON:
        return True
    # Addresses are written in the default language; the visitor's own would look for /en/ in them.
    with override(settings.LANGUAGE_CODE):
        try:
            return resolve(path).url_name != "wagtail_serve"
        except Resolver404:
            return False


def header_links() -> list[Link]:
    """The main menu: the rooms that this portal has."""
    return [link for link in _HEADER if exists(link.href)]


def footer_columns() -> list[dict[str, Any]]:
    """The footer's columns: [{heading, links}], without empty ones."""
    columns = (
        {"heading": heading, "links": [link for link in links if exists(link.href)]}
        for heading, links in _FOOTER
    )
    return [column for column in columns if column["links"]]
