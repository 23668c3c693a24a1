"""Tags and filters that all templates share: icons, addresses, machine-readable data."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.encoding import escape_uri_path
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from core import addresses, plain_text
from core.icons import shape

register = template.Library()

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def icon(name: str, css_class: str = "i") -> SafeString:
    """An icon of the interface: decoration, hidden from screen readers."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css_class,
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def topic_icon(name: str, css_class: str = "i") -> SafeString:
    """The icon that an editor chose for a field or life event, drawn in place."""
    # The shapes come from lucide's own files, never from an editor.
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        css_class,
        mark_safe(shape(name)),  # noqa: S308
    )


@register.simple_tag
def local_url(path: str) -> str:
    """A path of this portal in the language that the visitor reads."""
    return addresses.local(str(path or ""))


@register.simple_tag
def page_url(page: Any) -> str:
    """Address of a Wagtail page (or any object with one) in the language of the visitor."""
    get = getattr(page, "get_url", None) or page.get_absolute_url
    return addresses.local(get() or "")


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], href: str) -> SafeString:
    """The aria-current attribute of a menu link, when the visitor is there or below it."""
    request = context.get("request")
    path = request.path if request is not None else ""
    if path == href:
        return mark_safe(' aria-current="page"')
    home = addresses.local("/")
    if href.startswith("/") and href != home and path.startswith(href):
        return mark_safe(' aria-current="true"')
    return mark_safe("")


@register.simple_tag
def absolute_url(path: str) -> str:
    """A path of this portal as other sites must write it."""
    return addresses.absolute(str(path or ""))


@register.simple_tag(takes_context=True)
def canonical(context: dict[str, Any]) -> str:
    """The one address of this page for search engines: without what only filters or sorts."""
    request = context.get("request")
    if request is None:
        return addresses.absolute("/")
    page = request.GET.get("page", "")
    suffix = f"?page={page}" if page.isdecimal() and page != "1" else ""
    return addresses.absolute(escape_uri_path(request.path) + suffix)


@register.simple_tag(takes_context=True)
def alternates(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Each language version of the page: [{code, name, path, url (path with its query), current}]."""
    request = context.get("request")
    path = escape_uri_path(request.path) if request is not None else "/"
    query = request.META.get("QUERY_STRING", "") if request is not None else ""
    return [
        {
            "code": code,
            "name": str(name),
            "path": addresses.in_language(path, code),
            "url": addresses.in_language(path, code) + (f"?{query}" if query else ""),
            "current": code == get_language(),
        }
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag
def json_ld(data: Any) -> SafeString:
    """``data`` as a JSON-LD block; hostile text cannot end the script."""
    if not data:
        return mark_safe("")
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308


@register.simple_tag(takes_context=True)
def content_language(context: dict[str, Any]) -> str:
    """Language of the content: the view's ``content_lang``, else the page's, else the default's."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return language
    page = context.get("page")
    locale = getattr(page, "locale", None)
    own = locale.language_code if locale is not None else settings.LANGUAGE_CODE
    return str(context.get("content_lang") or own)


@register.simple_tag
def lang_of(thing: Any = None) -> SafeString:
    """The lang attribute of words that are not in the language of the page around them.

    ``thing`` is the page that they belong to; names of taxonomies, settings and search documents
    (no ``thing``) are in the default language.
    """
    locale = getattr(thing, "locale", None)
    own = locale.language_code if locale is not None else settings.LANGUAGE_CODE
    return mark_safe("") if own == get_language() else format_html(' lang="{}"', own)


@register.simple_tag
def wording(text: str, thing: Any = None, in_text: bool = False) -> str:
    """Words that editors may have left as the portal came: translated then, else marked as they are.

    ``in_text``: for attributes and titles, which can hold no mark.
    """
    text = str(text or "")
    said = gettext(text) if text else ""
    attribute = lang_of(thing)
    if in_text or said != text or not attribute:
        return said
    return format_html("<span{}>{}</span>", attribute, text)


@register.simple_tag(takes_context=True)
def editor_bar(context: dict[str, Any]) -> SafeString:
    """Wagtail's bar for editors; visitors' requests never touch the session."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return mark_safe("")
    return wagtailuserbar(context) or mark_safe("")


@register.simple_tag
def breadcrumb_data(trail: list[dict[str, Any]] | None) -> dict[str, Any]:
    """The breadcrumbs as schema.org data."""
    steps = [{"title": gettext("Trang chủ"), "url": "/"}, *(trail or [])]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": str(step["title"]),
                "item": addresses.absolute(addresses.local(step["url"])),
            }
            for position, step in enumerate(steps, start=1)
        ],
    }


@register.simple_tag
def page_trail(page: Any) -> list[dict[str, str]]:
    """The pages between the home page and this one, for breadcrumbs. One query."""
    ancestors = page.get_ancestors().filter(depth__gt=2, live=True)
    return [{"title": one.title, "url": one.get_url() or "/"} for one in ancestors]


@register.filter
def highlight(hit: Any, name: str) -> str:
    """A field of a result with the found words marked; plain where nothing was found.

    The engine escapes all but its own <mark>. A text with any other tag is not believed.
    """
    marked = hit.highlights.get(name, "")
    if marked and "<" not in marked.replace("<mark>", "").replace("</mark>", ""):
        return mark_safe(marked)  # noqa: S308
    return str(getattr(hit.document, name, ""))


@register.filter
def file_size(size: int | None) -> str:
    """Bytes as people write them: "24 KB", "1,3 MB"; empty when unknown."""
    if not size:
        return ""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f}".replace(".", "," if get_language() == "vi" else ".") + " MB"


@register.filter
def phone_link(number: str) -> str:
    """A telephone number as an address: "0203 3 825 825" → "tel:02033825825"."""
    first = str(number or "").split(",")[0].split(";")[0].split("–")[0]
    return "tel:" + "".join(c for c in first if c.isdigit() or c == "+")


@register.filter
def prose(text: str) -> SafeString:
    """Plain text of an official source as paragraphs and lists."""
    return plain_text.to_html(str(text or ""))


@register.filter
def cut_at(text: str, limit: int) -> plain_text.Cut:
    """A text in two parts: {{ text|cut_at:300 }} has a head and a rest to fold away."""
    return plain_text.cut(str(text or ""), limit)
