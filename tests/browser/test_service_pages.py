"""Service pages in a real browser: accessible, never wider than a phone, alive with and without JS."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.engines import get_engine
from services_catalogue.documents import document_for
from services_catalogue.models import Case, RequiredDocument, ServicePage
from tests.factories import make_service

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STYLES = ROOT / "static" / "vendor" / "site.css"


@pytest.fixture
def service(site_tree):
    if not (AXE.is_file() and STYLES.is_file()):
        pytest.skip("npm packages are missing: run `make setup-dev`")
    long = "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất, " * 14
    make_service(official_name="Thủ tục cấp lại giấy khai sinh", online_level="partial")
    made = make_service(
        official_name=f"Thủ tục {long}"[:1094], short_name="Đăng ký đất", summary="Sang tên."
    )
    cases = []
    for name in ("Mua bán", "Thừa kế"):
        case = Case(name=name)
        case.documents = [
            RequiredDocument(name=f"Giấy {number} {name} {long}", originals=1, note=long)
            for number in range(20)
        ]
        cases.append(case)
    made.cases = cases
    made.save_revision().publish()
    get_engine().rebuild(document_for(one) for one in ServicePage.objects.all())
    return made


def violations(page):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_are_accessible_and_fit(service, live_server, new_context, width):
    # The policy against inline scripts would keep the checker itself out.
    page = new_context(bypass_csp=True, viewport={"width": width, "height": 740}).new_page()
    for path in (
        service.get_url(),
        "/dich-vu/",
        "/tim-kiem/?q=giay+khai+sinh",
        "/tim-kiem/?q=xyzzy",
    ):
        page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert violations(page) == [], path


def test_ticks_stay_in_the_browser(service, live_server, page):
    problems: list[str] = []
    page.on(
        "console",
        lambda message: problems.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{live_server.url}{service.get_url()}?th=2")
    tick = page.locator("#th-2 .tick").first
    tick.check()
    page.reload()
    assert tick.is_checked()
    page.locator("[data-clear]").click()
    page.reload()
    assert not tick.is_checked()
    assert page.context.cookies() == []
    assert problems == []


def test_only_the_chosen_case_is_printed(service, live_server, page):
    page.goto(f"{live_server.url}{service.get_url()}?th=2&in=1")
    page.emulate_media(media="print")
    assert page.locator("#th-2").is_visible()
    for hidden in ("#th-1", "#buoc", ".site-footer", ".toc", "#th-2 [data-print]"):
        assert not page.locator(hidden).is_visible(), hidden
    assert page.get_by_text(f"/dv/{service.code}?th=2").first.is_visible()


def test_the_list_of_suggestions_is_a_combobox(service, live_server, page):
    page.goto(f"{live_server.url}/dich-vu/")
    box = page.get_by_role("combobox")
    box.press_sequentially("khai")
    page.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    marked = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{marked}").get_attribute("aria-selected") == "true"
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "khai"
    box.press_sequentially(" sinh")
    page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/dich-vu/*khai-sinh*/")


def test_without_javascript_everything_works(service, live_server, new_context):
    page = new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{live_server.url}/dich-vu/?level=commune")
    page.get_by_text("Lọc kết quả").click()
    page.get_by_label("Làm trọn trên mạng").check()
    page.get_by_role("button", name="Lọc").click()
    assert "level=commune" in page.url
    assert "online_level=full" in page.url
    page.get_by_role("searchbox").fill("dang ky dat")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("link", name="Đăng ký đất").click()
    page.get_by_text("Thừa kế", exact=True).click()
    assert page.locator("#th-2 .tick").first.is_visible()


def test_a_first_visit_is_light(service, live_server, new_context):
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on(
        "Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"]))
    )
    page.goto(live_server.url + service.get_url())
    page.wait_for_load_state("networkidle")
    assert len(sizes) > 5
    # The test server does not compress styles and scripts; the portal does.
    assert sum(sizes) <= 150_000
