"""The service page: what it tells, what it never promises, and what it costs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from services_catalogue.models import (
    Case,
    Channel,
    Fee,
    LegalBasis,
    Output,
    RelatedService,
    RequiredDocument,
    Requirement,
    ServiceAgency,
    ServicePage,
    Step,
    SubmissionTarget,
    TimeLimit,
)
from tests.factories import make_agency, make_service
from tests.pages.markup import HOSTILE, read

pytestmark = pytest.mark.django_db


def publish(page: ServicePage) -> ServicePage:
    page.save_revision().publish()
    return ServicePage.objects.get(pk=page.pk)


def show(visitor, page: ServicePage, query: str = "", prefix: str = ""):
    return read(visitor.get(f"{prefix}{page.get_url()}{query}"))


def test_answers_the_five_questions(site_tree, visitor):
    page = make_service(official_name="Thủ tục đăng ký khai sinh", short_name="Đăng ký khai sinh")
    text = show(visitor, page).text
    for words in (
        "Đăng ký khai sinh",
        "Tên chính thức: Thủ tục đăng ký khai sinh",
        f"Mã {page.code}",
        "Nộp thế nào Làm trọn trên mạng",
        "Bao lâu có kết quả 5 ngày làm việc",
        "Phí, lệ phí 115.000 đ",
        "Ai giải quyết Sở Tư pháp",
        "Bạn nhận được Giấy chứng nhận",
    ):
        assert words in text


def test_what_is_not_stated_is_not_invented(site_tree, visitor):
    page = make_service()
    page.channels = [Channel(kind="in_person")]
    page.outputs = []
    text = show(visitor, publish(page)).text
    assert "Bao lâu có kết quả Chưa công bố" in text
    assert "Phí, lệ phí Chưa công bố" in text
    assert "Bạn nhận được" not in text
    assert " đ " not in text


def test_without_online_application_there_is_no_dead_button(site_tree, visitor, settings):
    settings.ONLINE_APPLICATION = False
    page = make_service()
    page.targets = [SubmissionTarget(kind="dossier_api")]
    office = make_agency(
        "Trung tâm Phục vụ hành chính công",
        "ttpvhcc",
        address="Phố Bến Đoan",
        phone="0203 3 825 825",
    )
    page.service_agencies.add(ServiceAgency(role="receiving", agency=office))
    shown = show(visitor, publish(page))
    assert not [link for link in shown.links if "nop-ho-so" in link]
    assert "Nộp hồ sơ ở đâu Trung tâm Phục vụ hành chính công Phố Bến Đoan" in shown.text
    assert "tel:02033825825" in shown.links


def test_with_online_application_the_button_starts_here(site_tree, visitor, settings):
    settings.ONLINE_APPLICATION = True
    page = make_service()
    page.targets = [SubmissionTarget(kind="dossier_api")]
    page = publish(page)
    assert f"/nop-ho-so/{page.code}/" in show(visitor, page).links
    assert f"/en/nop-ho-so/{page.code}/" in show(visitor, page, prefix="/en").links


def test_a_button_that_leads_elsewhere_says_where(site_tree, visitor):
    page = make_service()
    url = "https://dichvucong.gov.vn/nop?ma=1"
    page.targets = [SubmissionTarget(kind="deep_link", url=url)]
    page = publish(page)
    shown = show(visitor, page)
    assert f"/nop-ho-so/{page.code}/di/" in shown.links
    assert "Bạn sẽ rời cổng này và nộp hồ sơ trên dichvucong.gov.vn" in shown.text
    assert visitor.get(f"/nop-ho-so/{page.code}/di/")["Location"].startswith(f"{url}&")


def test_a_strange_host_never_stands_behind_the_button(site_tree, visitor):
    page = make_service()
    page.targets = [
        SubmissionTarget(kind="deep_link", url="https://dichvucong.gov.vn.evil.example/")
    ]
    shown = show(visitor, publish(page))
    assert not [link for link in shown.links if "evil" in link]


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"effective_to": -1}, "hết hiệu lực"),
        ({"effective_from": 1}, "có hiệu lực từ ngày"),
    ],
)
def test_a_service_that_is_not_in_force_has_no_button(site_tree, visitor, dates, words):
    today = timezone.localdate()
    values = {name: today + timedelta(days=days) for name, days in dates.items()}
    page = make_service(**values)
    page.targets = [SubmissionTarget(kind="deep_link", url="https://dichvucong.gov.vn/x")]
    shown = show(visitor, publish(page))
    assert words in shown.text
    assert not [link for link in shown.links if "dichvucong.gov.vn" in link]


def test_a_replaced_service_leads_to_its_successor(site_tree, visitor):
    new = make_service(official_name="Cấp thẻ mới")
    old = make_service(superseded_by=new, effective_to=date(2026, 1, 1))
    shown = show(visitor, old)
    assert "Dịch vụ này đã được thay thế. Hãy dùng Cấp thẻ mới" in shown.text
    assert f"/dv/{new.code}" in shown.links


def test_demo_data_say_so(site_tree, visitor):
    assert "Dữ liệu minh hoạ" in show(visitor, make_service(is_demo=True)).text
    assert "Dữ liệu minh hoạ" not in show(visitor, make_service()).text


def with_two_cases() -> ServicePage:
    page = make_service()
    first, second = Case(name="Làm lần đầu"), Case(name="Làm lại")
    first.documents = [RequiredDocument(name="Tờ khai", originals=1, copies=0)]
    second.documents = [
        RequiredDocument(
            name="Đơn xin cấp lại",
            originals=1,
            copies=2,
            required=False,
            form_name="Mẫu 01",
            form_url="https://dichvucong.gov.vn/mau/M%E1%BA%ABu01.docx",
        )
    ]
    page.cases = [first, second]
    return publish(page)


@pytest.mark.parametrize(
    ("query", "opened"),
    [
        ("", "1"),
        ("?th=2", "2"),
        ("?th=3", "1"),
        ("?th=-1", "1"),
        ("?th=²", "1"),
        ("?th=" + "9" * 5000, "1"),
    ],
)
def test_the_address_chooses_the_case(site_tree, visitor, query, opened):
    shown = show(visitor, with_two_cases(), query)
    cases = [values for tag, values in shown.tags if tag == "details" and "data-case" in values]
    assert [values["data-case"] for values in cases if "open" in values] == [opened]


def test_papers_count_and_forms_name_their_kind(site_tree, visitor):
    shown = show(visitor, with_two_cases())
    assert "Nếu có 1 bản chính, 2 bản sao." in shown.text
    assert "Mẫu 01 (DOCX)" in shown.text
    assert "Tệp đặt tại dichvucong.gov.vn" in shown.text


def test_a_case_is_shared_by_its_permanent_address(site_tree, visitor, settings):
    page = with_two_cases()
    assert f"{settings.PUBLIC_URL}/dv/{page.code}?th=2" in show(visitor, page).links


def test_time_limits_and_fees_keep_their_units_and_conditions(site_tree, visitor):
    page = make_service()
    limit = TimeLimit(value=2.5, unit="month", description="Hồ sơ phải xác minh")
    limit.fees = [
        Fee(amount=0, kind="levy", description="Hộ nghèo"),
        Fee(amount=1_250_000, kind="charge"),
        Fee(text="Theo diện tích", kind="charge"),
    ]
    worded = TimeLimit(text="Trong ngày")
    channel = Channel(kind="post", description="Gửi bản chính")
    channel.time_limits = [limit, worded]
    page.channels = [channel]
    text = show(visitor, publish(page)).text
    assert "Hồ sơ phải xác minh 2,5 tháng" in text
    assert "Lệ phí: Miễn phí Hộ nghèo" in text
    assert "Phí: 1.250.000 đ" in text
    assert "Phí: Theo diện tích" in text
    assert "Mọi trường hợp Trong ngày" in text


def test_ways_with_the_same_terms_share_one_table(site_tree, visitor):
    page = make_service()
    channels = []
    for kind in ("post", "online"):
        limit = TimeLimit(value=3, unit="working_day")
        limit.fees = [Fee(amount=8000)]
        channel = Channel(kind=kind)
        channel.time_limits = [limit]
        channels.append(channel)
    page.channels = channels
    shown = show(visitor, publish(page))
    assert "Trực tuyến, bưu chính công ích" in shown.text
    assert [tag for tag, _values in shown.tags].count("table") == 1


def test_long_official_texts_are_folded_but_whole(site_tree, visitor):
    name = ("Thủ tục " + "đăng ký biến động quyền sử dụng đất, " * 40)[:1094]
    page = make_service(official_name=name)
    case = Case(name="Mọi trường hợp")
    papers = "\n".join(f"- Giấy tờ thứ {number} của hồ sơ" for number in range(1700))[:51_526]
    case.documents = [
        RequiredDocument(name=papers),
        *(RequiredDocument(name=f"Giấy {number}") for number in range(30)),
    ]
    page.cases = [case]
    shown = show(visitor, publish(page))
    assert " ".join(name.split()) in shown.text
    assert "Giấy tờ thứ 0 của hồ sơ" in shown.text
    assert papers.splitlines()[-2].removeprefix("- ") in shown.text
    assert "Xem thêm 19 giấy tờ" in shown.text
    assert "Giấy 29" in shown.text


def test_hostile_text_stays_text(site_tree, visitor):
    page = make_service(
        official_name=f"Thủ tục {HOSTILE}",
        summary=HOSTILE,
        popular_names=HOSTILE,
        decision_number=HOSTILE,
        is_demo=True,
    )
    channel = Channel(kind="online", description=HOSTILE)
    limit = TimeLimit(text=HOSTILE, description=HOSTILE)
    limit.fees = [Fee(text=HOSTILE, description=HOSTILE)]
    channel.time_limits = [limit]
    page.channels = [channel]
    case = Case(name=HOSTILE)
    case.documents = [
        RequiredDocument(
            name=HOSTILE, note=HOSTILE, form_name=HOSTILE, form_url="javascript:alert(1)"
        )
    ]
    page.cases = [case, Case(name=HOSTILE * 9)]
    page.steps = [Step(title=HOSTILE[:255], body=HOSTILE, actor=HOSTILE)]
    page.outputs = [Output(name=HOSTILE)]
    page.requirements = [Requirement(text=f"- {HOSTILE}")]
    page.legal_bases = [LegalBasis(title=HOSTILE, url="javascript:alert(1)")]
    page.guidance = [
        ("heading", HOSTILE),
        ("question", {"question": HOSTILE, "answer": "<p>a</p>"}),
    ]
    shown = show(visitor, publish(page))
    assert not [tag for tag, values in shown.tags if tag == "img" and values.get("src") == "x"]
    assert not [link for link in shown.links if link.startswith("javascript:")]
    assert shown.text.count("<script>alert(1)</script>") > 10


def test_related_services_appear_only_when_live(site_tree, visitor):
    live, draft = make_service(official_name="Sống"), make_service(publish=False)
    page = make_service()
    page.related_services = [RelatedService(code=draft.code), RelatedService(code=live.code)]
    shown = show(visitor, publish(page))
    assert live.get_url() in shown.links
    assert not [link for link in shown.links if draft.slug in link]


def test_english_visitors_keep_their_language(site_tree, visitor):
    page = make_service()
    shown = show(visitor, page, prefix="/en")
    main = next(values for tag, values in shown.tags if tag == "main")
    assert main.get("lang", "en") == "en", "the interface within it is English"
    heading = next(values for tag, values in shown.tags if tag == "h1")
    assert heading["lang"] == "vi"
    ours = [link for link in shown.links if link.startswith("/") and "/sitemap" not in link]
    back = [link for link in ours if not link.startswith("/en/")]
    assert set(back) == {page.get_url()}, "only the language switch leaves English"


def test_linked_data_tell_the_same(site_tree, visitor, settings):
    page = make_service(short_name="Cấp thẻ", summary="Cấp thẻ cho bạn.")
    shown = show(visitor, page)
    service = next(one for one in shown.linked_data if one["@type"] == "GovernmentService")
    assert service["@id"] == f"{settings.PUBLIC_URL}/dv/{page.code}"
    assert service["name"] == "Cấp thẻ"
    assert service["identifier"] == page.code
    assert service["offers"][0]["price"] == 115_000
    crumbs = next(one for one in shown.linked_data if one["@type"] == "BreadcrumbList")
    assert [one["name"] for one in crumbs["itemListElement"]] == ["Trang chủ", "Dịch vụ", "Hộ tịch"]


def test_a_page_on_a_cold_cache_takes_at_most_fifteen_queries(site_tree, visitor):
    other = make_service()
    page = make_service()
    page.related_services = [RelatedService(code=other.code)]
    page.requirements = [Requirement(text="Từ đủ 18 tuổi")]
    for number in range(8):
        case = Case(name=f"Trường hợp {number}")
        case.documents = [RequiredDocument(name=f"Giấy {place}") for place in range(8)]
        page.cases.add(case)
    page = publish(page)
    # The first visit fills what lives as long as the process: site roots and content types.
    visitor.get(other.get_url())
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        response = visitor.get(page.get_url())
    assert response["X-Page-Cache"] == "miss"
    assert len(queries) <= 15, "\n".join(one["sql"][:120] for one in queries)


def test_a_draft_can_be_previewed(site_tree, rf):
    page = make_service(publish=False)
    page.steps.add(Step(title="Bước chưa lưu"))
    request = rf.get("/")
    response = page.make_preview_request(request)
    assert "Bước chưa lưu" in response.render().content.decode()


def test_the_public_record_is_whole(site_tree, visitor):
    page = make_service(
        popular_names="làm giấy\nxin giấy",
        decision_number="163/QĐ-BTP",
        audience_detail="Công dân Việt Nam\nNgười nước ngoài",
        effective_from=date(2026, 1, 2),
    )
    text = show(visitor, page).text
    for words in (
        f"Mã thủ tục {page.code}",
        "Còn gọi là làm giấy, xin giấy",
        "Lĩnh vực Hộ tịch",
        "Cấp thực hiện Cấp xã",
        "Dành cho Công dân Việt Nam; Người nước ngoài",
        "Quyết định công bố 163/QĐ-BTP",
        "Hiệu lực từ ngày 2/1/2026",
    ):
        assert words in text
