"""The sample catalogue in a database, with what is around it: skeleton, news, guidance, notices."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import StringIO

from django.core.management import call_command

from accounts.roles import set_up_roles
from core.models import Announcement, PortalSettings
from demo import loading
from home.models import GuidanceIndexPage, GuidancePage
from home.skeleton import set_up_site
from news.models import NewsIndexPage, NewsPage
from services_catalogue.exchange.importing import import_records
from services_catalogue.exchange.taxonomies import (
    import_agencies,
    import_fields,
    import_life_events,
)
from tests.pages import sample_catalogue as sample
from tests.pages.sample_figures import add_figures
from tests.pages.sample_versions import add_versions

#: One of every block that editors may use in prose.
EVERY_BLOCK = [
    {"type": "paragraph", "value": "<p>Bạn chụp giấy tờ <b>đủ bốn góc</b>, đọc rõ chữ.</p>"},
    {"type": "heading", "value": "Trước khi nộp"},
    {"type": "steps", "value": ["<p>Mở trang dịch vụ.</p>", "<p>Đọc phần giấy tờ.</p>"]},
    {"type": "note", "value": {"tone": "warn", "text": "<p>Mang bản gốc để đối chiếu.</p>"}},
    {"type": "note", "value": {"tone": "info", "text": "<p>Không cần tài khoản.</p>"}},
    {"type": "question", "value": {"question": "Nộp thay được không?", "answer": "<p>Được.</p>"}},
]
#: More than one page of the list.
NEWS = NewsIndexPage.PER_PAGE + 3


def build_sample_site(*, public_url: str) -> None:
    """Fill an empty, migrated database and the search index of this process."""
    home = set_up_site(public_url=public_url)
    set_up_roles(home)
    import_fields(sample.fields())
    import_life_events(sample.life_events())
    import_agencies(sample.agencies())
    summary = import_records(sample.services(), publish=True, index=False)
    if summary.rejected:
        raise ValueError(f"the sample catalogue is not sound: {summary.rejected[0][0]}")
    add_versions()
    loading.load_guidance()
    _add_guidance()
    _add_news()
    loading.load_settings()
    add_figures()
    Announcement.objects.create(
        settings=PortalSettings.objects.get(), text="Nghỉ bù ngày 24/11.", link="/tin-tuc/"
    )
    call_command("rebuild_index", stdout=StringIO())


def _add_guidance() -> None:
    page = GuidancePage(title="Mọi loại khối", slug="moi-loai-khoi", body=json.dumps(EVERY_BLOCK))
    GuidanceIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()


def _add_news() -> None:
    index = NewsIndexPage.objects.get()
    for number in range(1, NEWS + 1):
        page = NewsPage(
            title=f"Lịch tiếp nhận hồ sơ lưu động, đợt {number}",
            slug=f"lich-luu-dong-{number}",
            summary="Cán bộ đến tận nơi nhận hồ sơ của người cao tuổi, người khuyết tật.",
            kind=NewsPage.Kind.ANNOUNCEMENT if number % 3 == 0 else NewsPage.Kind.NEWS,
            date=date(2026, 11, 1) + timedelta(days=number),
            source="Trung tâm Phục vụ hành chính công tỉnh",
            body=json.dumps(EVERY_BLOCK),
        )
        index.add_child(instance=page)
        page.save_revision().publish()
