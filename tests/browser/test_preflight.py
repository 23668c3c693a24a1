"""The checklist beside the form leads to each place and follows what is typed; reports of links."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from demo.accounts import make_accounts
from services_catalogue.link_check import reasons
from services_catalogue.link_check.collecting import collect
from services_catalogue.models import LegalBasis, LinkState, LinkStatus, ServicePage
from tests.browser.pages.looks import AXE, AXE_TAGS
from tests.browser.test_admin_service import log_in, open_form
from tests.factories import make_service

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
expect.set_options(timeout=20_000)

#: Not in frames: in the preview Wagtail runs axe-core itself, and one run fails while another goes on.
_RUN = """async ([where, tags]) => {
  const options = {iframes: false, runOnly: {type: "tag", values: tags}};
  const found = await axe.run(where || document, options);
  if (!found.passes.length) throw new Error("axe-core looked at nothing");
  return found.violations.map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 160))}`);
}"""


def violations(page: Page, where: str = "") -> list[str]:
    """Of WCAG; what is only good practice, Wagtail's own frame around our pages breaks too."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(_RUN, [where, [tag for tag in AXE_TAGS if tag.startswith("wcag")]])


@pytest.fixture
def lacking(transactional_db: None, site_tree: Any) -> ServicePage:
    """A draft without a legal basis."""
    make_accounts()
    page = make_service(code="1.001193", short_name="Đăng ký khai sinh", publish=False)
    page.legal_bases = []
    page.save_revision()
    return page


def test_from_the_refusal_to_the_place_to_the_public(
    lacking: ServicePage, live_server: Any, browser: Browser
) -> None:
    page = log_in(browser, live_server.url, "duyet")
    open_form(page, f"{live_server.url}/quan-tri/pages/{lacking.pk}/edit/")
    page.locator("[data-side-panel-toggle=preflight]").click()
    panel = page.locator("[data-side-panel=preflight]")
    expect(panel.get_by_text("Chưa xuất bản được: còn 1 chỗ phải sửa.")).to_be_visible()
    assert violations(page, "[data-side-panel=preflight]") == []
    assert violations(page, "[data-side-panel-toggle=preflight]") == []

    panel.get_by_role("link", name="Chưa có tóm tắt").press("Enter")
    expect(page.locator("#id_summary")).to_be_focused()
    page.keyboard.type("Làm giấy khai sinh cho bé.")
    expect(panel.get_by_role("link", name="Chưa có tóm tắt")).to_have_count(0)

    panel.get_by_role("link", name="Chưa có căn cứ pháp lý").click()
    expect(page.locator("#id_legal_bases-ADD")).to_be_focused()
    page.locator("#id_legal_bases-ADD").press("Enter")
    page.locator("#id_legal_bases-0-number").fill("60/2014/QH13")
    expect(panel.get_by_text("Không có gì ngăn xuất bản.")).to_be_visible()
    badge = page.locator("[data-side-panel-toggle=preflight] [data-side-panel-toggle-counter]")
    expect(badge).to_have_text("0")
    assert page.wrong == []  # type: ignore[attr-defined]


def test_an_address_leads_to_the_field(
    lacking: ServicePage, live_server: Any, browser: Browser
) -> None:
    page = log_in(browser, live_server.url, "duyet")
    anchor = "cases-0-documents-0-form_url"
    page.goto(f"{live_server.url}/quan-tri/pages/{lacking.pk}/edit/#den={anchor}")
    expect(page.locator(f"#id_{anchor}")).to_be_focused()
    # Rows that have gone since the check: the nearest thing around them.
    page.goto("about:blank")
    page.goto(f"{live_server.url}/quan-tri/pages/{lacking.pk}/edit/#den=outputs-7-name")
    expect(page.get_by_role("tab", name="Cách làm")).to_have_attribute("aria-selected", "true")
    assert page.wrong == []  # type: ignore[attr-defined]


def test_reports_of_links_are_usable_by_everybody(
    lacking: ServicePage, live_server: Any, browser: Browser
) -> None:
    lacking.legal_bases = [LegalBasis(number="60/2014/QH13", url="https://luat.vidu.vn/cu")]
    lacking.save_revision().publish()
    collect()
    now = timezone.now()
    LinkStatus.objects.update(
        state=LinkState.BROKEN, status=404, reason=reasons.GONE, failing_since=now, checked_at=now
    )
    link = LinkStatus.objects.get()
    link.checks.create(at=now, fine=False, status=404, reason=reasons.GONE)
    page = log_in(browser, live_server.url, "duyet")
    for place in ("", f"{link.pk}/"):
        page.goto(f"{live_server.url}/quan-tri/bao-cao/lien-ket/{place}")
        expect(page.get_by_text("Trang không còn (404)").first).to_be_visible()
        assert violations(page) == []
    page.get_by_label("Bỏ qua đến ngày").fill(f"{now.year + 1}-01-15")
    page.get_by_label("Vì sao").fill("Trang bảo trì")
    page.get_by_role("button", name="Bỏ qua", exact=True).click()
    expect(page.get_by_text("Đã bỏ qua liên kết này.")).to_be_visible()
    assert page.wrong == []  # type: ignore[attr-defined]
