"""A file handed in at the desk: compared, ticked row by row, and exactly the ticked rows are done."""

from __future__ import annotations

import pytest
from wagtail.models import Revision, WorkflowState

from services_catalogue.models import ImportRun, ServicePage

pytestmark = pytest.mark.django_db


def by_code(run: ImportRun) -> dict[str, object]:
    return {row.code: row for row in run.rows.all()}


def in_moderation() -> set[str]:
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    return {one.content_object.specific.code for one in states}


def test_the_page_tells_what_would_change_and_nothing_is_written(
    services, line, editor, hand_in, address
):
    revisions = Revision.objects.count()
    run = hand_in(
        editor,
        [
            line(services[0], summary="Một câu mới."),
            line(services[1]),
            line(services[2], code="9.999999", name="Thủ tục mới", superseded_by=None),
            line(services[3], code="sai mã"),
        ],
    )
    assert (run.state, run.new, run.changed, run.unchanged, run.rejected) == ("ready", 1, 1, 1, 1)
    html = editor.get(address(run)).content.decode()
    assert "Một câu mới." in html
    assert "Tóm tắt" in html
    assert "sai mã" in html
    assert Revision.objects.count() == revisions


def test_exactly_the_ticked_rows_go_to_approval(services, line, editor, hand_in, address):
    run = hand_in(
        editor,
        [line(page, summary=f"Mới {page.code}.") for page in services]
        + [line(services[0], code="9.999999", name="Thủ tục mới")],
    )
    rows = by_code(run)
    chosen = [rows[services[1].code].pk, rows["9.999999"].pk]
    editor.post(
        address(run), {"act": "save", "shown": [row.pk for row in rows.values()], "row": chosen}
    )
    editor.post(address(run), {"act": "apply", "shown": [], "row": []})
    run.refresh_from_db()
    assert (run.state, run.done, run.total) == ("done", 2, 2)
    assert in_moderation() == {services[1].code, "9.999999"}
    for page in services:
        page.refresh_from_db()
        assert page.summary == ""
        assert page.has_unpublished_changes == (page == services[1])
    draft = services[1].get_latest_revision_as_object()
    assert draft.summary == f"Mới {services[1].code}."
    assert not ServicePage.objects.get(code="9.999999").live


def test_ticks_are_kept_for_all_pages_that_a_filter_shows(services, line, editor, hand_in, address):
    run = hand_in(editor, [line(page, summary=f"Mới {page.code}.") for page in services])
    editor.post(address(run), {"act": "none"})
    assert run.rows.filter(ticked=True).count() == 0
    editor.post(f"{address(run)}?q={services[2].code}", {"act": "all"})
    assert [row.code for row in run.rows.filter(ticked=True)] == [services[2].code]
    answer = editor.post(
        address(run),
        {"act": "save", "shown": [run.rows.first().pk], "row": [run.rows.first().pk]},
        headers={"X-Requested-With": "fetch"},
    )
    assert answer.json() == {"ticked": 2}


def test_a_page_edited_meanwhile_is_a_conflict_and_keeps_its_words(
    services, line, editor, hand_in, address
):
    run = hand_in(editor, [line(page, summary="Từ tệp.") for page in services[:2]])
    page = ServicePage.objects.get(pk=services[0].pk)
    page.summary = "Của biên tập viên."
    page.save_revision()
    editor.post(address(run), {"act": "apply"})
    rows = by_code(run)
    assert rows[services[0].code].state == "conflict"
    assert rows[services[1].code].state == "done"
    assert page.get_latest_revision_as_object().summary == "Của biên tập viên."
    assert "đã sửa trang này" in editor.get(f"{address(run)}?state=conflict").content.decode()


def test_those_who_publish_may_publish_at_once(services, line, moderator, hand_in, address):
    run = hand_in(moderator, [line(services[0], summary="Đăng ngay.")])
    moderator.post(
        address(run),
        {"act": "apply", "publish": "1", "shown": [run.rows.get().pk], "row": [run.rows.get().pk]},
    )
    services[0].refresh_from_db()
    assert services[0].summary == "Đăng ngay."
    assert not in_moderation()


def test_an_editor_who_asks_to_publish_is_sent_to_approval(
    services, line, editor, hand_in, address
):
    run = hand_in(editor, [line(services[0], summary="Đăng ngay.")])
    editor.post(address(run), {"act": "apply", "publish": "1"} | _row(run))
    services[0].refresh_from_db()
    assert services[0].summary == ""
    assert in_moderation() == {services[0].code}


def _row(run: ImportRun) -> dict[str, object]:
    keys = [row.pk for row in run.rows.all()]
    return {"shown": keys, "row": keys}


def test_only_who_handed_it_in_decides(services, line, editor, moderator, hand_in, address):
    run = hand_in(editor, [line(services[0], summary="Khác.")])
    assert moderator.get(address(run)).status_code == 200
    moderator.post(address(run), {"act": "apply"})
    run.refresh_from_db()
    assert run.state == "ready"


def test_a_compared_file_waits_on_the_desk_until_it_is_decided(
    services, line, editor, moderator, hand_in, address
):
    run = hand_in(editor, [line(services[0], summary="Khác.")])
    assert address(run) in editor.get("/quan-tri/").content.decode()
    assert address(run) not in moderator.get("/quan-tri/").content.decode()
    editor.post(address(run), {"act": "apply"})
    assert address(run) not in editor.get("/quan-tri/").content.decode()


def test_those_who_decide_are_told_of_anothers_draft_below(
    services, line, editor, moderator, user_of, hand_in, address
):
    draft = ServicePage.objects.get(pk=services[0].pk)
    draft.short_name = "Đang viết dở"
    draft.save_revision(user=user_of(moderator))
    run = hand_in(editor, [line(services[0], summary="Khác.")])
    editor.post(address(run), {"act": "apply"})
    assert "duyet" in run.rows.get().note
    assert in_moderation() == {services[0].code}
