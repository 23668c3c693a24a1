"""The pages of bulk work in a real browser: no barrier, no refused script, ticks kept at once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from services_catalogue.models import Agency, ImportRun
from tests.browser.conftest import browser_type_launch_args  # noqa: F401
from tests.browser.pages.looks import AXE, AXE_TAGS
from tests.browser.test_admin_service import log_in, portal  # noqa: F401
from tests.factories import make_agency, make_service

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
expect.set_options(timeout=20_000)

_NOTE = """window.refused = [];
document.addEventListener("securitypolicyviolation", event => window.refused.push(event.blockedURI));"""


def faults(page: Any) -> list[str]:
    """What axe finds, and what the policy refused before it ran."""
    refused = page.evaluate("window.refused")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
    found = page.evaluate(run, AXE_TAGS)["violations"]
    told = [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:2]]}" for one in found]
    return told + [f"refused {one}" for one in refused]


def test_from_the_file_to_the_change(
    portal: str,  # noqa: F811
    browser: Browser,
    line: Any,
    tmp_path: Any,
    settings: Any,
) -> None:
    pages = [make_service(code=f"1.00{n}111") for n in range(1, 4)]
    path = tmp_path / "sua.jsonl"
    path.write_text("\n".join(json.dumps(line(one, summary="Câu mới.")) for one in pages))
    page = log_in(browser, portal, "duyet")
    page.add_init_script(_NOTE)
    page.goto(portal + reverse("bulk_import_upload"))
    assert faults(page) == []
    page.get_by_label("Tệp").set_input_files(path)
    page.get_by_role("button", name="Tải lên và so sánh").click()
    expect(page.get_by_role("button", name="Làm các thay đổi đang chọn")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("checkbox", name=pages[0].code).uncheck()
    expect(page.locator("[data-ticked]")).to_have_text("2")
    run = ImportRun.objects.get()
    assert run.rows.filter(ticked=True).count() == 2
    page.get_by_role("button", name="Làm các thay đổi đang chọn").click()
    expect(page.get_by_text("Đã xong", exact=True)).to_be_visible()
    assert faults(page) == []

    keys = "&".join(f"id={one.pk}" for one in pages)
    action = reverse("wagtail_bulk_action", args=["services_catalogue", "servicepage", "desk_unit"])
    page.goto(f"{portal}{action}?{keys}&next=/quan-tri/dich_vu_cong/")
    assert faults(page) == []
    page.get_by_label("Đơn vị phụ trách mới").select_option(index=1)
    page.get_by_role("button", name="Đổi đơn vị phụ trách").click()
    expect(page.get_by_text("Đã xong", exact=True)).to_be_visible()
    assert faults(page) == []

    make_agency("UBND xã A", "xa-a", kind="commune")
    make_agency("UBND xã B", "xa-b", kind="commune")
    page.goto(portal + reverse("unit_merger_begin"))
    assert faults(page) == []
    page.get_by_label("Các đơn vị được sáp nhập").select_option(["UBND xã A", "UBND xã B"])
    page.get_by_label("Tên đơn vị mới").fill("UBND phường C")
    page.get_by_label("Từ ngày").fill("2026-01-01")
    page.get_by_label("Căn cứ").fill("1679/NQ-UBTVQH15")
    page.get_by_role("button", name="Xem những gì sẽ đổi").click()
    expect(page.get_by_role("button", name="Làm ngay")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Làm ngay").click()
    expect(page.get_by_text("Đã xong", exact=True)).to_be_visible()
    assert Agency.objects.filter(name="UBND phường C", is_active=True).exists()
    for name in ("bulk_imports", "bulk_changes", "unit_mergers"):
        page.goto(portal + reverse(name))
        assert faults(page) == [], name


def test_long_workbooks_on_a_desk_and_a_phone(
    portal: str,  # noqa: F811
    browser: Browser,
    tmp_path: Any,
    settings: Any,
    monkeypatch: Any,
) -> None:
    settings.EXPORT_DIR = tmp_path / "exports"
    monkeypatch.setattr("services_catalogue.bulk.exports.views.WORKBOOK_MOST", 0)
    make_service(code="1.001111")
    page = log_in(browser, portal, "duyet")
    page.add_init_script(_NOTE)
    page.goto(portal + reverse("bulk_export", args=["xlsx"]))
    expect(page.get_by_role("link", name="Tải tệp về")).to_be_visible()
    for address in (page.url, portal + reverse("bulk_exports")):
        page.goto(address)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 860})
            assert faults(page) == []
