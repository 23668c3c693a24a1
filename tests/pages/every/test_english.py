"""English pages are English: what is not says so, by the lang attribute of the words themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from lxml import html

from tests.pages.every.conftest import Visitor
from tests.pages.page_types import PAGE_TYPES, PageType

COMPILED = Path(settings.BASE_DIR) / "locale" / "en" / "LC_MESSAGES" / "django.mo"
pytestmark = pytest.mark.skipif(
    not COMPILED.exists(), reason="locale/ is not compiled (make setup compiles it)"
)

#: Letters that English has not.
FOREIGN = re.compile(r"[À-ỹđĐ]")
#: Names, money, and words that an English sentence quotes for a search in Vietnamese.
ALLOWED = re.compile(
    r"Tỉnh (?=Quảng)|Quảng Ninh|[\d,]+ đ\b|“[^”]*”|: giấy khai sinh$|: làm lại bằng lái xe$"
    r"|Services of .+|part of .+|New and changed services: .+"
)
#: Attributes that people read or hear.
READ = ("aria-label", "placeholder", "title", "alt", "data-label", "data-done", "label")


def foreign_words(tree: html.HtmlElement) -> Iterator[str]:
    """Texts and attributes in Vietnamese that no element marks as such."""
    for element in tree.xpath("//body//*[not(self::script or self::style)]"):
        marked = element.xpath("ancestor-or-self::*[@lang][1]/@lang") == ["vi"]
        around = element.getparent().xpath("ancestor-or-self::*[@lang][1]/@lang") == ["vi"]
        texts = [] if marked else [element.text, *(element.get(name) for name in READ)]
        texts += [] if around else [element.tail]
        for text in texts:
            if text and FOREIGN.search(ALLOWED.sub("", text.strip())):
                yield " ".join(text.split())


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=str)
def test_vietnamese_is_marked_as_such(visited: Visitor, page_type: PageType) -> None:
    assert not list(foreign_words(visited(page_type, "en").tree))


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=str)
def test_words_of_the_interface_are_not_marked_as_vietnamese(
    visited: Visitor, page_type: PageType
) -> None:
    for button in visited(page_type, "en").find("//main//button | //main//label[@class='vh']"):
        assert button.xpath("ancestor::*[@lang][1]/@lang") == ["en"]
