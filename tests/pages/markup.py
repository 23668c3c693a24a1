"""What every page must and must not have, read from its HTML."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'</title>"


class Page(HTMLParser):
    """Tags with their attributes, headings and JSON-LD blocks of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self._text: list[str] = []
        self._script: dict[str, str | None] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "script":
            self._script = values
            self.scripts.append((values, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self.scripts[-1] = (self._script, self.scripts[-1][1] + data)
        else:
            self._text.append(data)

    @property
    def text(self) -> str:
        """Visible words with single spaces."""
        return " ".join(" ".join(self._text).split())

    @property
    def links(self) -> list[str]:
        """Addresses of all links."""
        return [values.get("href") or "" for tag, values in self.tags if tag == "a"]

    @property
    def linked_data(self) -> list[dict[str, Any]]:
        """All JSON-LD blocks."""
        return [
            json.loads(body)
            for values, body in self.scripts
            if values.get("type") == "application/ld+json"
        ]


def read(response: Any) -> Page:
    """Parse an answer and hold it to what is true of every page."""
    page = Page(response.content.decode())
    tags = [tag for tag, _values in page.tags]
    assert "style" not in tags, "no inline styles: the security policy forbids them"
    for tag, values in page.tags:
        assert "style" not in values, f"inline style on <{tag}>"
        assert not [name for name in values if name.startswith("on")], f"inline script on <{tag}>"
    for values, body in page.scripts:
        assert values.get("src") or values.get("type") == "application/ld+json", body
    assert tags.count("h1") == 1
    assert tags.count("main") == 1
    skip = next(values for tag, values in page.tags if tag == "a")
    assert skip["href"] == "#main"
    for before, after in zip(
        page.headings[page.headings.index(1) :], page.headings[1:], strict=False
    ):
        assert after <= before + 1, f"heading h{after} after h{before}"
    ids = [values["id"] for _tag, values in page.tags if "id" in values]
    assert len(ids) == len(set(ids)), "ids are unique"
    assert "Set-Cookie" not in response.headers
    return page
