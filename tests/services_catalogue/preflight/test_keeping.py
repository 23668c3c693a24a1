"""What is found is kept: after a save, after an import, at night; in few queries."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from services_catalogue.exchange.importing import import_records
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.models import ServiceCheck, ServicePage
from services_catalogue.preflight import findings_of
from services_catalogue.preflight.keeping import check_all
from tests.factories import make_service

pytestmark = pytest.mark.django_db


def broken(page: ServicePage) -> set[str]:
    return {one["rule"] for one in ServiceCheck.objects.get(page=page).findings}


def test_a_draft_is_checked_as_it_is_saved_and_not_as_the_public_sees_it(site_tree):
    page = make_service()
    assert "summary" in broken(page)
    page.summary = "Một câu dễ hiểu."
    revision = page.save_revision()
    assert "summary" not in broken(page)
    kept = ServiceCheck.objects.get(page=page)
    assert kept.revision_id == revision.pk
    assert kept.blocking == 0
    assert kept.important == sum(one["severity"] == "important" for one in kept.findings) > 0


def test_a_part_taken_out_of_a_draft_is_missed(site_tree):
    page = make_service()
    whole = ServiceCheck.objects.get(page=page).score
    page.legal_bases = []
    page.save_revision()
    kept = ServiceCheck.objects.get(page=page)
    assert kept.blocking == 1
    assert kept.score < whole
    assert ServicePage.objects.get(pk=page.pk).legal_bases.count() == 1


def test_the_night_finds_what_nobody_saved(site_tree):
    live, draft = make_service(), make_service()
    draft.summary = "Bản nháp có tóm tắt."
    draft.save_revision()
    ServicePage.objects.update(for_citizens=False)
    out = StringIO()
    call_command("check_services", stdout=out, stderr=StringIO())
    assert "checked 2, blocked 0" in out.getvalue()
    assert "audience" in broken(live)
    assert "summary" not in broken(draft)


def test_an_import_is_checked_and_not_held_back(site_tree, tmp_path):
    record = ServiceRecord(code="1.000777", name="Cấp giấy phép", field="Xây dựng")
    import_records([record], publish=True, index=False)
    page = ServicePage.objects.get(code="1.000777")
    assert page.live
    assert {"agency", "time_limit", "papers", "output", "legal_basis"} <= broken(page)


def test_an_import_tells_what_it_published_with_faults(site_tree, tmp_path):
    path = tmp_path / "mot.jsonl"
    path.write_text(
        ServiceRecord(code="1.000778", name="Cấp giấy", field="Đất đai").model_dump_json()
    )
    out = StringIO()
    call_command("import_catalogue", str(path), "--publish", stdout=out, stderr=StringIO())
    assert "? 1.000778 " in out.getvalue()
    assert "Chưa có căn cứ pháp lý" in out.getvalue()


def test_queries_do_not_grow_with_the_number_of_services(site_tree, django_assert_max_num_queries):
    for _ in range(3):
        make_service()
    with django_assert_max_num_queries(40) as three:
        check_all()
    for _ in range(6):
        make_service()
    with django_assert_max_num_queries(len(three)):
        check_all()


def test_a_rule_that_fails_keeps_nobody_from_saving(site_tree, monkeypatch):
    from services_catalogue.preflight import Rule, Severity, rule

    def fail(parts, known):
        raise RuntimeError

    monkeypatch.setattr(rule, "_rules", dict(rule._rules))
    rule.register(Rule("fails", Severity.BLOCKING, 9, "what", "how", fail))
    page = make_service()
    assert page.live
    assert "fails" not in broken(page)


def test_a_service_that_goes_takes_its_check_with_it(site_tree):
    page = make_service()
    page.delete()
    assert not ServiceCheck.objects.exists()


def test_pictures_need_words(site_tree):
    page = make_service()
    image = {"image": 1, "decorative": False, "alt_text": ""}
    for value, wrong in (
        (image, True),
        ({**image, "alt_text": "IMG_2034.jpg"}, True),
        ({**image, "decorative": True}, False),
        ({**image, "alt_text": "Quầy số 3 của trung tâm"}, False),
    ):
        page.guidance = page._meta.get_field("guidance").to_python(
            [{"type": "image", "value": value, "id": "a"}]
        )
        assert ("alt_text" in {one.rule for one in findings_of(page)}) == wrong


def test_public_services_with_faults_wait_on_the_desk_of_their_unit(
    site_tree, django_user_model, django_assert_max_num_queries
):
    from services_catalogue.desk.sources import sources
    from services_catalogue.models import UnitMembership
    from services_catalogue.units.scope import scope_of
    from tests.factories import make_agency

    ours, theirs = (make_agency(f"UBND xã {name}", f"xa-{name}") for name in "ab")
    for unit in (ours, theirs):
        page = make_service(managed_by=unit, short_name=f"Dịch vụ {unit.slug}")
        page.legal_bases = []
        page.save_revision().publish()
    user = django_user_model.objects.create_user("a")
    UnitMembership.objects.create(user=user, agency=ours, role="editor")
    scope = scope_of(user)
    source = next(one for one in sources() if one.key == "preflight")
    with django_assert_max_num_queries(3):
        found = source.look(user, scope, 5)
    assert found.total == 1
    (matter,) = found.matters
    assert (matter.title, matter.detail) == ("Dịch vụ xa-a", "Chưa có căn cứ pháp lý")
    assert matter.url.endswith("/edit/#den=legal_bases")
    assert str(source.all_url).endswith("?blocked=1")
