"""Looking at a page in the browser: what it loads, says, measures; what axe-core finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from playwright.sync_api import BrowserContext

from tests.browser.pages.opening import open_page_type
from tests.pages.page_types import PageType

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
#: A phone of today, the narrowest reflow of WCAG 1.4.10, a desk.
PHONE, NARROWEST, DESK = 360, 320, 1280

_NOTE_VIOLATIONS = """
window.policyViolations = [];
document.addEventListener("securitypolicyviolation", event => window.policyViolations.push(
  `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile || ""}:${event.lineNumber}`));
"""
_RUN_AXE = """async tags => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}});
  if (!found.passes.length) throw new Error("axe-core looked at nothing");
  return found.violations.map(violation => ({
    id: violation.id, help: violation.help,
    nodes: violation.nodes.map(node => node.html.slice(0, 200) + " — " + node.failureSummary),
  }));
}"""
#: Elements that reach beyond the window, innermost first: what a person must mend.
_OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll("body *")].filter(
    element => element.getBoundingClientRect().right > width + 0.5);
  return wide.slice(-5).map(element => element.outerHTML.slice(0, 160))
    .concat([`page is ${document.documentElement.scrollWidth} px wide`]);
}"""


@dataclass
class Look:
    """What a browser met on a page."""

    url: str
    status: int
    console: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    overflow: dict[int, list[str]] = field(default_factory=dict)
    axe: dict[int, list[str]] = field(default_factory=dict)


def look(context: BrowserContext, site: str, page_type: PageType, language: str) -> Look:
    """Open a page at the width of a desk, then narrow it to a phone, and note what happens."""
    context.add_init_script(_NOTE_VIOLATIONS)
    page = context.new_page()
    seen = Look(url="", status=0)
    page.on("console", lambda said: _note_console(seen, said.type, said.text, page_type))
    page.on("pageerror", lambda error: seen.console.append(str(error)))
    page.on("request", lambda request: seen.hosts.add(urlsplit(request.url).netloc))
    page.set_viewport_size({"width": DESK, "height": 800})
    seen.status = open_page_type(page, site, page_type, language)
    seen.url = page.url
    page.wait_for_load_state("networkidle")
    # Before axe-core, whose own doings the policy would report.
    seen.violations = page.evaluate("window.policyViolations")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width in (DESK, PHONE, NARROWEST):
        page.set_viewport_size({"width": width, "height": 740})
        seen.overflow[width] = page.evaluate(_OVERFLOW)
        if width != NARROWEST:
            seen.axe[width] = [_told(found) for found in page.evaluate(_RUN_AXE, AXE_TAGS)]
    page.close()
    return seen


def _note_console(seen: Look, kind: str, text: str, page_type: PageType) -> None:
    # The browser itself complains of a page that is meant to answer 404.
    expected = page_type.status != 200 and f"status of {page_type.status}" in text
    if kind in ("error", "warning") and not expected:
        seen.console.append(f"{kind}: {text}")


def _told(violation: dict[str, Any]) -> str:
    nodes = "\n    ".join(violation["nodes"][:3])
    return f"{violation['id']} ({len(violation['nodes'])}): {violation['help']}\n    {nodes}"
