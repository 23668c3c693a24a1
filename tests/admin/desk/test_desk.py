"""Each kind of matter reaches the right desk and no other, and leaves it when it is mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone

from home.models import PageFeedback
from search.models import SynonymSet
from search.query_log.counting import Counts, Key
from search.query_log.writing import write
from services_catalogue.law.tasks import open_tasks
from services_catalogue.models import Fee, LinkState, LinkStatus, ReviewTask, ServicePage
from services_catalogue.units.scope import Scope
from submissions.backends.protocol import ServiceFacts
from submissions.service_drift import check_services
from tests.admin.desk.conftest import HOME, Desk

EVERYWHERE = Scope(True, frozenset())


def revise(page: ServicePage, **values: object) -> None:
    """Publish ``page`` with other values, as an editor does."""
    draft = ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def backend_charges(page: ServicePage, amount: int) -> None:
    """The backend says what it takes for the service."""
    page.targets.update(kind="dossier_api")
    facts = ServiceFacts(code=page.code, is_open=True, fee=amount)
    check_services([facts])


def charge(page: ServicePage, amount: int) -> None:
    draft = ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.channels.first().time_limits.first().fees = [Fee(amount=amount, kind="levy")]
    draft.save_revision().publish()
    Fee.objects.filter(time_limit__channel__page=page).update(amount=amount)
    backend_charges(page, amount)


def ask_in_vain(page: ServicePage) -> None:
    """Nobody finds the service by these words, though those who looked on chose it."""
    today = timezone.localdate()
    write(
        {
            Key(today, "giấy chép nguồn gốc"): Counts(searches=7, zero_results=7),
            Key(today, "giấy chép nguồn gốc", page.code): Counts(
                clicks=1, positions=4, best_position=4
            ),
        }
    )
    call_command("rebuild_index", verbosity=0)
    call_command("recheck_failed_searches")


def name_it(page: ServicePage) -> None:
    revise(page, popular_names="giấy chép nguồn gốc")
    call_command("rebuild_index", verbosity=0)
    call_command("recheck_failed_searches")


def not_helpful(page: ServicePage) -> None:
    PageFeedback.objects.create(page=page.page_ptr, helpful=False, reason="outdated")


def change_law(page: ServicePage) -> None:
    call_command("index_citations")
    open_tasks(
        ["60/2014/QH13"],
        EVERYWHERE,
        note="Thay bằng luật mới",
        due_on=timezone.localdate() + timedelta(days=7),
        opened_by=None,
    )


def break_a_link(page: ServicePage) -> None:
    revise(page, source_url="https://luat.example/het-han")
    call_command("collect_links", verbosity=0)
    LinkStatus.objects.filter(url="https://luat.example/het-han").update(
        state=LinkState.BROKEN, broken_since=timezone.now(), reason="", status=404
    )


def take_the_link_out(page: ServicePage) -> None:
    revise(page, source_url="")
    call_command("collect_links", verbosity=0)


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


@dataclass(frozen=True)
class Case:
    """What happens, what the desk says, where the click leads, what mends it."""

    happens: Callable[[ServicePage], None]
    says: str
    leads: str
    mended: Callable[[ServicePage], None]


CASES = {
    "drift": Case(
        lambda page: backend_charges(page, 50_000), "115.000 đ", "cach_nop-section",
        lambda page: charge(page, 50_000),
    ),
    "ending": Case(
        lambda page: revise(page, effective_to=in_days(-1)), "Hết hiệu lực từ hôm qua", "#panel-child-hieu_luc",
        lambda page: revise(page, effective_to=None),
    ),
    "reviews": Case(
        lambda page: revise(page, review_due_on=in_days(3)), "Chưa rà soát lần nào", "#panel-child-hieu_luc",
        lambda page: revise(page, review_due_on=in_days(365)),
    ),
    "broken_links": Case(
        break_a_link, "https://luat.example/het-han", "#den=source_url", take_the_link_out
    ),
    "searches": Case(ask_in_vain, "7 lượt tìm", "ten-thuong-goi", name_it),
    "feedback": Case(
        not_helpful, "Thông tin sai hoặc đã cũ", "/edit/",
        lambda page: revise(page, summary="Ghi lại từ đầu cho dễ hiểu."),
    ),
    "law": Case(
        change_law, "60/2014/QH13 đã thay đổi", "/viec-xem-lai/",
        lambda page: revise(page, summary="Theo luật mới."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(CASES))
def test_a_matter_comes_to_its_desk_and_goes(
    kind, mine, desk: Desk, django_capture_on_commit_callbacks
):
    case = CASES[kind]
    assert kind not in desk("editor")
    with django_capture_on_commit_callbacks(execute=True):
        case.happens(mine)
    for person in ("editor", "province"):
        [(text, address)] = desk(person)[kind]
        assert case.says in text
        assert case.leads in address
    assert kind not in desk("stranger")
    with django_capture_on_commit_callbacks(execute=True):
        case.mended(mine)
    assert kind not in desk("editor")
    assert kind not in desk("province")


def test_a_failed_search_of_unknown_meaning_is_for_the_province(mine, desk: Desk):
    write({Key(timezone.localdate(), "xyzzy plugh"): Counts(searches=3, zero_results=3)})
    call_command("rebuild_index", verbosity=0)
    call_command("recheck_failed_searches")
    assert "searches" in desk("province")
    assert "searches" not in desk("editor")


def test_a_synonym_mends_a_search_too(mine, desk: Desk, monkeypatch):
    monkeypatch.setattr("search.teaching.REFRESH", 0.0)
    ask_in_vain(mine)
    assert "searches" in desk("province")
    SynonymSet.objects.create(terms="giấy chép nguồn gốc", means="bản sao trích lục")
    call_command("recheck_failed_searches")
    assert "searches" not in desk("province")


def test_handing_a_service_over_answers_nobody(mine, desk: Desk):
    not_helpful(mine)
    change_law(mine)
    revise(mine, contact_name="Chị Hoa")
    assert {"feedback", "law"} <= desk("editor").keys()
    assert ReviewTask.objects.get().state == "open"


def test_heard_feedback_leaves_until_there_is_more(mine, browsers, desk: Desk):
    not_helpful(mine)
    address = f"/quan-tri/reports/feedback/{mine.pk}/da-xem/"
    assert browsers["stranger"].post(address).status_code in (302, 403, 404)
    assert "feedback" in desk("editor")
    assert browsers["editor"].post(address).status_code == 302
    assert "feedback" not in desk("editor")
    not_helpful(mine)
    assert "feedback" in desk("editor")


def test_an_empty_desk_says_that_all_is_done(mine, browsers):
    html = BeautifulSoup(browsers["editor"].get(HOME).content, "html.parser")
    assert "Bạn đã làm xong mọi việc" in html.select_one(".desk").text


def test_a_source_that_fails_takes_no_other_with_it(mine, browsers, desk: Desk, monkeypatch):
    from services_catalogue.desk import sources

    def broken(*_args):
        raise RuntimeError("out of order")

    kept = sources._sources["drift"]
    monkeypatch.setitem(
        sources._sources, "drift", sources.Source(kept.key, kept.heading, broken, kept.order)
    )
    not_helpful(mine)
    text = BeautifulSoup(browsers["editor"].get(HOME).content, "html.parser").text
    assert "Chưa đọc được phần này" in text
    assert "feedback" in desk("editor")


def test_all_of_a_kind_is_a_list_of_its_own(mine, browsers):
    revise(mine, effective_to=in_days(5))
    answer = browsers["editor"].get("/quan-tri/ban-lam-viec/ending/")
    assert mine.title in answer.content.decode()
    assert (
        mine.title
        not in browsers["stranger"].get("/quan-tri/ban-lam-viec/ending/").content.decode()
    )
    assert browsers["editor"].get("/quan-tri/ban-lam-viec/khong-co/").status_code == 404


def test_the_home_page_asks_few_queries(mine, browsers, django_assert_max_num_queries):
    for happens in (case.happens for case in CASES.values()):
        happens(mine)
    browsers["editor"].get(HOME)
    with django_assert_max_num_queries(60):
        browsers["editor"].get(HOME)
