"""The importer: once is enough, and nothing an editor did gets lost."""

import pytest
from django.contrib.auth import get_user_model

from services_catalogue.exchange.exporting import record_for
from services_catalogue.exchange.importing import NoIndexPage, import_records, import_rows
from services_catalogue.exchange.readers.national import parse
from services_catalogue.exchange.rows import Row
from services_catalogue.exchange.summary import describe
from services_catalogue.models import Agency, Field, ServiceIndexPage, ServicePage
from tests.factories import make_agency
from tests.services_catalogue.exchange.samples import national, own

pytestmark = pytest.mark.django_db


def foreign(*rows, **options):
    return import_rows(
        [Row(number, row, parse(row), foreign=True) for number, row in enumerate(rows, start=1)],
        **options,
    )


def page(code: str = "1.990003") -> ServicePage:
    return ServicePage.objects.get(code=code)


def edit(service: ServicePage, *, publish: bool, **values) -> None:
    """Do what an editor does in the admin."""
    user, _made = get_user_model().objects.get_or_create(
        email="bien-tap@example.vn", defaults={"is_superuser": True}
    )
    for name, value in values.items():
        setattr(service, name, value)
    revision = service.save_revision(user=user)
    if publish:
        revision.publish(user=user)


def test_without_a_service_index_the_command_to_run_is_named(site_tree):
    ServiceIndexPage.objects.get().delete()
    with pytest.raises(NoIndexPage, match="setup_site"):
        import_records([own()])


def test_the_second_run_says_unchanged(site_tree):
    records = [own(), own("1.990004", name="Thủ tục khác")]
    assert import_records(records, publish=True).line() == (
        "created 2, changed 0, unchanged 0, rejected 0"
    )
    assert import_records(records, publish=True).line() == (
        "created 0, changed 0, unchanged 2, rejected 0"
    )


def test_new_services_are_drafts_until_published(site_tree):
    import_records([own()])
    assert not page().live
    assert import_records([own()]).unchanged == 1
    assert import_records([own()], publish=True).changed == 1
    assert page().live
    assert not page().has_unpublished_changes
    assert import_records([own()], publish=True).unchanged == 1


def test_a_dry_run_writes_nothing_and_tells_all(site_tree):
    import_records([own()], publish=True)
    before = page().latest_revision_id
    changed = own(name="Thủ tục cấp thẻ bạn đọc mới", steps=[{"body": "Chỉ một bước."}])
    summary = import_records([changed, own("1.990009")], dry_run=True, publish=True)
    assert summary.line() == "created 1, changed 1, unchanged 0, rejected 0"
    assert page().latest_revision_id == before
    assert ServicePage.objects.count() == 1
    told = "\n".join(line for change in summary.changes for line in describe(change))
    assert "name: Thủ tục cấp thẻ bạn đọc → Thủ tục cấp thẻ bạn đọc mới" in told
    assert "steps: 2 → 1" in told
    assert "+ 1.990009" in told


def test_a_change_is_a_revision_and_published_only_when_asked(site_tree):
    import_records([own()], publish=True)
    first = page().latest_revision_id
    import_records([own(steps=[{"body": "Một bước."}])])
    now = page()
    assert now.latest_revision_id != first
    assert now.live_revision_id == first
    assert now.steps.count() == 2, "the live page waits for an editor"
    assert now.get_latest_revision_as_object().steps.count() == 1
    assert import_records([own(steps=[{"body": "Một bước."}])]).unchanged == 1
    import_records([own(steps=[{"body": "Một bước."}])], publish=True)
    assert page().steps.count() == 1


def test_an_editors_draft_is_kept_and_not_published(site_tree):
    import_records([own()], publish=True)
    edit(page(), publish=False, summary="Bản nháp của biên tập viên.")
    summary = import_records([own(summary="", decision_number="99/QĐ-UBND")], publish=True)
    assert summary.changed == 1
    assert summary.changes[0].draft_only
    now = page()
    assert now.summary == "Làm thẻ để mượn sách về nhà."
    draft = now.get_latest_revision_as_object()
    assert draft.summary == "Bản nháp của biên tập viên."
    assert draft.decision_number == "99/QĐ-UBND"


def test_a_page_taken_offline_stays_offline(site_tree):
    import_records([own()], publish=True)
    page().unpublish()
    import_records([own(decision_number="99/QĐ-UBND")], publish=True)
    assert not page().live


def test_what_editors_wrote_is_never_emptied(site_tree):
    foreign(national(), publish=True)
    service = page("1.990001")
    service.guidance = [("paragraph", "<p>Mang theo ảnh.</p>")]
    edit(
        service,
        publish=True,
        short_name="Làm thẻ",
        summary="Thẻ để mượn sách.",
        popular_names="xin thẻ",
        popularity=40,
        reviewed_on="2026-11-01",
        online_level="full",
        targets=[],
    )
    assert foreign(national(), publish=True).unchanged == 1
    foreign(national(so_quyet_dinh="77/QĐ-UBND"), publish=True)
    now = record_for(page("1.990001"))
    assert now.decision_number == "77/QĐ-UBND"
    assert (now.short_name, now.summary, now.popular_names, now.popularity) == (
        "Làm thẻ",
        "Thẻ để mượn sách.",
        ["xin thẻ"],
        40,
    )
    assert now.guidance == "Mang theo ảnh."
    assert now.online_level == "full", "a guess never replaces what an editor knows"
    assert now.targets == []


def test_an_editors_correction_outlives_the_import_until_the_source_changes(site_tree):
    foreign(national(), publish=True)
    service = page("1.990001")
    service.steps = [service.steps.all()[0]]
    service.steps.all()[0].body = "Mang ảnh và đơn."
    edit(service, publish=True)
    assert foreign(national(), publish=True).unchanged == 1
    summary = foreign(national(trinh_tu_thuc_hien="Gửi đơn qua mạng."), publish=True)
    assert [one.field for one in summary.changes[0].differences] == ["steps", "raw"]
    assert page("1.990001").steps.get().body == "Gửi đơn qua mạng."


def test_a_form_that_an_editor_attached_stays_with_its_paper(site_tree):
    foreign(national(), publish=True)
    service = page("1.990001")
    paper = service.cases.all()[0].documents.all()[0]
    assert paper.form_name == "Mẫu đơn.docx"
    paper.form_url = "https://example.gov.vn/mau.docx"
    paper.save()
    edit(page("1.990001"), publish=True)
    more = national()["thanh_phan_ho_so"] + "Giấy khác1 bản chính"
    foreign(national(thanh_phan_ho_so=more), publish=True)
    papers = page("1.990001").cases.get().documents.all()
    assert [one.form_url for one in papers] == ["https://example.gov.vn/mau.docx", "", ""]


def test_a_bare_list_leaves_everything_else_alone(site_tree):
    foreign(national(), publish=True)
    bare = {"ma_thu_tuc": "1.990001", "ten_thu_tuc": "Tên mới", "linh_vuc": "Thư viện"}
    summary = foreign(bare, publish=True)
    assert "steps" not in [one.field for one in summary.changes[0].differences]
    assert page("1.990001").official_name == "Tên mới"
    assert page("1.990001").steps.count() == 2


def test_agencies_and_fields_are_found_by_folded_names_and_aliases(site_tree):
    commune = make_agency("Uỷ ban nhân dân xã, phường, đặc khu", "ubnd-cap-xa", kind="commune")
    library = make_agency(
        "Thư viện Hạ Long", "thu-vien", short_name="TV", former_names="Thư viện tỉnh"
    )
    field = Field.objects.create(name="Thư  viện".replace("  ", " "), slug="thu-vien")
    foreign(national(), publish=True)
    service = page("1.990001")
    assert service.field == field
    found = [(one.role, one.agency) for one in service.service_agencies.all()]
    assert found[:2] == [("executing", library), ("executing", commune)]
    made = Agency.objects.get(name="Sở Văn hóa, Thể thao và Du lịch")
    assert made.kind == "department"
    assert found[2] == ("competent", made)


def test_a_rejected_record_leaves_no_field_or_agency_behind(site_tree):
    bad = own(life_events=["khong-co"], field="Lĩnh vực lạ")
    summary = import_records([bad], publish=True)
    assert [(one.code, one.field) for one, _row in summary.rejected] == [
        ("1.990003", "life_events")
    ]
    assert not Field.objects.filter(name="Lĩnh vực lạ").exists()
    assert not Agency.objects.filter(name="Thư viện tỉnh").exists()


def test_a_link_to_a_stranger_is_rejected_with_its_reason(site_tree):
    bad = own(targets=[{"kind": "deep_link", "url": "https://evil.example.com/nop"}])
    (rejection, _row), *_ = import_records([bad]).rejected
    assert rejection.field == "targets"
    assert "evil.example.com" in rejection.reason


def test_scripts_are_text_or_gone(site_tree):
    record = own(
        name="Thủ tục <script>alert(1)</script>",
        guidance=[
            {"type": "paragraph", "value": '<p onclick="x()">Chào<script>alert(1)</script></p>'},
            {"type": "heading", "value": "<b>Mục</b>"},
        ],
    )
    import_records([record], publish=True)
    service = page()
    assert service.official_name == "Thủ tục <script>alert(1)</script>"
    assert service.guidance.raw_data[0]["value"] == "<p>Chào</p>"
    assert import_records([record], publish=True).unchanged == 1


def test_an_unknown_block_is_rejected(site_tree):
    summary = import_records([own(guidance=[{"type": "iframe", "value": "x"}])])
    assert summary.rejected[0][0].field == "guidance"


def test_a_service_is_replaced_by_one_further_down_the_file(site_tree):
    records = [own("1.990004", superseded_by="1.990005"), own("1.990005", name="Thủ tục mới")]
    assert import_records(records, publish=True).created == 2
    assert page("1.990004").superseded_by == page("1.990005")
    assert import_records(records, publish=True).unchanged == 2


def test_a_service_that_names_an_unknown_successor_is_stable(site_tree):
    assert import_records([own(superseded_by="1.999999")], publish=True).created == 1
    assert import_records([own(superseded_by="1.999999")], publish=True).unchanged == 1


def test_one_bad_row_does_not_take_its_batch_along(site_tree, monkeypatch):
    from services_catalogue.exchange import creating

    real = creating._insert_children

    def breaks_on_one(pages):
        if any(one.code == "1.990007" for one in pages):
            raise ValueError("broken")
        real(pages)

    monkeypatch.setattr(creating, "_insert_children", breaks_on_one)
    records = [own(f"1.99000{n}", name=f"Thủ tục {n}") for n in range(5, 9)]
    summary = import_records(records, publish=True)
    assert summary.line() == "created 3, changed 0, unchanged 0, rejected 1"
    assert ServicePage.objects.count() == 3, "nothing half-written"


def test_a_second_language_is_left_alone(site_tree):
    import_records([own()], publish=True)
    other = page()
    ServicePage.objects.filter(pk=other.pk).update(content_language="en")
    assert import_records([own()], publish=True).created == 1
