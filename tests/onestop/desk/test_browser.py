"""The desk in a real browser: an officer's way through it, without a barrier at any width."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from onestop.desk.actions import ACTIONS
from onestop.vocabulary import DossierStatus as S
from tests.onestop import making
from tests.onestop.desk.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
# Playwright keeps an event loop in the test's thread, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

MODULES = Path(__file__).resolve().parents[3] / "node_modules"
AXE = MODULES / "axe-core/axe.min.js"
VNU = MODULES / "vnu-jar/build/dist/vnu.jar"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 360, 320)
RUN_AXE = """async tags => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}});
  if (!found.passes.length) throw new Error("axe-core looked at nothing");
  return found.violations.map(one => one.id + ": " + one.nodes.map(node => node.html).join(" "));
}"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium (scripts/browser_packages.sh installs it)."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "Chromium is missing: scripts/browser_packages.sh installs it"
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": chromium, "args": arguments}


@pytest.fixture
def unit(committed, an, service):
    """A unit with a head and a dossier of each kind of page."""
    making.dossier(
        service,
        reference="QN-7K3M-PX2A",
        data={"child": {"label": "Họ tên con", "value": "Nguyễn Minh Khôi"}},
    )
    for status in (S.PROCESSING, S.WAITING_PAPERS, S.FINISHED):
        making.dossier_at(service, status)
    return service.agencies.first()


def log_in(page: Page, site: str) -> None:
    page.goto(f"{site}/ban-lam-viec/")
    page.get_by_label("Tên đăng nhập").fill("an")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def barriers(page: Page) -> list[str]:
    """What axe-core finds here, and where the page is wider than its window."""
    found: list[str] = []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        found += [f"{width} px: {one}" for one in page.evaluate(RUN_AXE, AXE_TAGS)]
        if (beyond := page.evaluate(TOO_WIDE)) > 0:
            found.append(f"{width} px: {page.url} is {beyond} px too wide")
    return found


def test_no_page_has_a_barrier(page: Page, live_server, unit, tmp_path):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    site = live_server.url
    page.goto(f"{site}/ban-lam-viec/")
    found, sources = barriers(page), [page.content()]
    log_in(page, site)
    first = unit.dossiers.get(reference="QN-7K3M-PX2A")
    processing = unit.dossiers.get(status=S.PROCESSING)
    paths = [
        "",
        "?trang_thai=da-dong",
        "tong-quan/",
        "mat-khau/",
        f"ho-so/{first.code}/",
        *(f"ho-so/{processing.code}/{slug}/" for slug in ACTIONS if ACTIONS[slug].may(processing)),
    ]
    for path in paths:
        page.goto(f"{site}/ban-lam-viec/{path}")
        found += barriers(page)
        sources.append(page.content())
    # Forms with errors, and the answer to one who was too late.
    page.goto(f"{site}/ban-lam-viec/ho-so/{first.code}/yeu-cau-bo-sung/")
    page.get_by_role("button", name="Gửi yêu cầu bổ sung").click()
    found += barriers(page)
    sources.append(page.content())
    page.goto(f"{site}/ban-lam-viec/ho-so/{first.code}/tra-ket-qua/")
    expect(page.get_by_role("alert")).to_contain_text("không làm được việc này")
    found += barriers(page)
    assert not found, "\n".join(found)
    # The browser itself notes answers of 409 and 422.
    assert [one for one in said if "status of 4" not in one] == []
    assert not mistakes(sources, tmp_path)


def mistakes(sources: list[str], folder: Path) -> list[str]:
    """What the Nu validator finds wrong in the pages."""
    for number, source in enumerate(sources):
        (folder / f"{number}.html").write_text(source, encoding="utf-8")
    judged = subprocess.run(
        ["java", "-jar", VNU, "--errors-only", "--stdout", *folder.glob("*.html")],
        capture_output=True,
        text=True,
        check=False,
    )
    return [] if judged.returncode == 0 else (judged.stdout or judged.stderr).splitlines()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_an_officer_works_without_javascript(page: Page, live_server, unit, tmp_path):
    dossier = unit.dossiers.get(reference="QN-7K3M-PX2A")
    log_in(page, live_server.url)
    page.get_by_role("searchbox").fill("QN-7K3M-PX2A")
    page.get_by_role("button", name="Lọc").click()
    page.get_by_role("link", name=dossier.code).click()
    expect(page.get_by_text("Nguyễn Minh Khôi")).to_be_visible()

    page.get_by_role("link", name="Tiếp nhận", exact=True).click()
    page.get_by_role("button", name="Tiếp nhận hồ sơ").click()
    expect(page.get_by_role("status")).to_contain_text("Đã tiếp nhận hồ sơ")
    letter = page.get_by_role("link", name="Giấy tiếp nhận hồ sơ và hẹn trả kết quả (PDF)")
    answer = page.request.get(f"{live_server.url}{letter.get_attribute('href')}")
    assert answer.body().startswith(b"%PDF-")

    page.get_by_role("link", name="Yêu cầu bổ sung giấy tờ").click()
    page.get_by_label("Tờ khai").check()
    page.get_by_label("Vì sao và làm thế nào").fill("Chụp lại thấy đủ bốn góc.")
    page.get_by_role("button", name="Gửi yêu cầu bổ sung").click()
    expect(page.get_by_text("chờ người nộp.")).to_be_visible()

    page.get_by_role("link", name="Nhận giấy tờ bổ sung tại quầy").click()
    page.get_by_role("button", name="Đã nhận giấy tờ").click()
    page.get_by_role("link", name="Có kết quả").click()
    result = tmp_path / "kết quả.pdf"
    result.write_bytes(b"%PDF-1.7\n%%EOF\n")
    page.get_by_label("Tệp kết quả").set_input_files(result)
    page.get_by_role("button", name="Xác nhận có kết quả").click()
    page.get_by_role("link", name="Trả kết quả", exact=True).click()
    page.get_by_role("button", name="Xác nhận đã trả kết quả").click()
    expect(page.get_by_role("heading", name="Đã trả kết quả")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Kết quả giải quyết").click()
    assert download.value.suggested_filename == "kết quả.pdf"

    page.get_by_role("button", name="Đăng xuất").click()
    page.goto(f"{live_server.url}/ban-lam-viec/ho-so/{dossier.code}/")
    expect(page.get_by_role("heading", name="Đăng nhập bàn làm việc")).to_be_visible()
