"""The HTML of each page type: valid, well built, nothing inline."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.pages.every.conftest import Visitor
from tests.pages.page_types import LANGUAGES, PAGE_TYPES, PageType

pytestmark = pytest.mark.xdist_group("pages")

every_page = pytest.mark.parametrize("page_type", PAGE_TYPES, ids=str)
every_language = pytest.mark.parametrize("language", LANGUAGES)

VNU = Path(settings.BASE_DIR) / "node_modules/vnu-jar/build/dist/vnu.jar"
#: Script types that a browser never executes.
DATA_TYPES = {"application/ld+json", "application/json"}


@every_page
@every_language
def test_nothing_inline(visited: Visitor, page_type: PageType, language: str) -> None:
    visit = visited(page_type, language)
    assert not visit.find("//style | //*[@style]")
    handlers = visit.find("//*[@*[starts-with(name(), 'on')]]")
    assert not handlers, [element.tag for element in handlers]
    assert not visit.find("//*[@href[starts-with(., 'javascript:')]]")
    for script in visit.find("//script[not(@src)]"):
        assert script.get("type") in DATA_TYPES


@every_page
@every_language
def test_no_third_party(visited: Visitor, page_type: PageType, language: str) -> None:
    visit = visited(page_type, language)
    loaded = visit.find(
        "//script/@src | //img/@src | //iframe/@src | //source/@srcset | //*[local-name()='use']/@href"
        " | //link[@rel='stylesheet' or @rel='icon' or @rel='preload' or @rel='modulepreload'"
        " or @rel='manifest']/@href"
    )
    assert loaded
    assert [address for address in loaded if urlsplit(str(address)).netloc] == []


@every_page
@every_language
def test_language_of_the_page(visited: Visitor, page_type: PageType, language: str) -> None:
    assert visited(page_type, language).tree.get("lang") == language


@every_page
@every_language
def test_landmarks(visited: Visitor, page_type: PageType, language: str) -> None:
    visit = visited(page_type, language)
    assert len(visit.find("//main")) == 1
    assert len(visit.find("//body/header")) == 1
    assert len(visit.find("//body/footer")) == 1
    skip = visit.find("//body//a[@href][1]")[0]
    target = skip.get("href")
    assert target.startswith("#") and visit.find(f"//*[@id='{target[1:]}']")


@every_page
@every_language
def test_one_heading_of_the_page_and_none_skipped(
    visited: Visitor, page_type: PageType, language: str
) -> None:
    visit = visited(page_type, language)
    levels = [int(h.tag[1]) for h in visit.find("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels.count(1) == 1
    assert visit.find("//h1")[0].text_content().strip()
    jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
    assert not jumps, f"levels in order: {levels}"


@every_language
def test_titles_tell_pages_apart(visited: Visitor, language: str) -> None:
    titles = Counter(
        visited(page_type, language).find("//title")[0].text_content().strip()
        for page_type in PAGE_TYPES
        if page_type.listed or page_type.name == "services-page-2"
    )
    assert "" not in titles
    assert [title for title, times in titles.items() if times > 1] == []


@every_page
@every_language
def test_canonical_address(visited: Visitor, page_type: PageType, language: str) -> None:
    visit = visited(page_type, language)
    canonical = visit.find("//link[@rel='canonical']/@href")
    if page_type.listed:
        assert len(canonical) == 1
        parts = urlsplit(str(canonical[0]))
        assert parts.scheme in ("http", "https") and parts.netloc
        assert parts.path == urlsplit(visit.path).path
    elif not canonical:
        assert visit.find("//meta[@name='robots' and contains(@content, 'noindex')]")


@every_page
@every_language
def test_other_language_is_named(visited: Visitor, page_type: PageType, language: str) -> None:
    visit = visited(page_type, language)
    if page_type.listed:
        alternates = {
            link.get("hreflang"): urlsplit(link.get("href")).path
            for link in visit.find("//link[@rel='alternate' and @hreflang]")
        }
        bare = urlsplit(visit.path).path.removeprefix("/en")
        assert alternates["vi"] == bare
        assert alternates["en"] == f"/en{bare}"
    other = "en" if language == "vi" else "vi"
    switches = visit.find(f"//a[@hreflang='{other}']")
    assert switches
    assert all(switch.get("lang") == other for switch in switches)


@every_page
@every_language
def test_links_keep_the_language(visited: Visitor, page_type: PageType, language: str) -> None:
    visit = visited(page_type, language)
    links = [
        urlsplit(link.get("href"))
        for link in visit.find("//body//a[@href and not(@hreflang)]")
        if link.get("href").startswith("/")
    ]
    assert links
    machines = ("/tai-lieu/", "/media/", "/static/", "/api/", "/nhung/", "/dv/", "/catalogue")
    paths = {link.path for link in links if not link.path.startswith(machines)}
    paths = {path for path in paths if not path.endswith((".xml", ".txt"))}
    wrong = {path for path in paths if (path.startswith("/en/")) != (language == "en")}
    assert not wrong


@every_page
@every_language
def test_structured_data_is_json(visited: Visitor, page_type: PageType, language: str) -> None:
    visit = visited(page_type, language)
    blocks = visit.find("//script[@type='application/ld+json']")
    for block in blocks:
        data = json.loads(block.text_content())
        assert data["@context"].rstrip("/") in ("https://schema.org", "http://schema.org")
    if page_type.name == "service":
        types = {json.loads(block.text_content())["@type"] for block in blocks}
        assert "GovernmentService" in types


@every_page
@every_language
def test_ids_are_unique(visited: Visitor, page_type: PageType, language: str) -> None:
    ids = Counter(str(value) for value in visited(page_type, language).find("//@id"))
    assert [value for value, times in ids.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_valid_html(visited: Visitor, language: str, tmp_path: Path) -> None:
    """The W3C's own checker over all pages, in one start of Java."""
    assert VNU.is_file(), "node_modules is missing: run `make setup-dev`"
    files = []
    for page_type in PAGE_TYPES:
        file = tmp_path / f"{page_type.name}.html"
        file.write_bytes(visited(page_type, language).first.content)
        files.append(str(file))
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(VNU), "--format", "json", *files],
        capture_output=True,
        text=True,
        timeout=300,
    )
    messages = json.loads(done.stderr)["messages"]
    problems = [
        f"{Path(m['url']).name}:{m.get('lastLine')} {m['message']}  {_one_line(m.get('extract'))}"
        for m in messages
        if m["type"] != "info" or m.get("subType") == "warning"
    ]
    assert not problems, "\n".join(problems)


def _one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
