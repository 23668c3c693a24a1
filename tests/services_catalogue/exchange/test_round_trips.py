"""What is exported is imported without a difference, by both kinds of file."""

import pytest

from services_catalogue.exchange.exporting import export_records, record_for
from services_catalogue.exchange.importing import import_records, import_rows
from services_catalogue.exchange.readers import read_file
from services_catalogue.exchange.writing import write_json_lines, write_workbook
from services_catalogue.models import LifeEvent, ServicePage
from tests.services_catalogue.exchange.samples import own

pytestmark = pytest.mark.django_db

RICH = [
    {"type": "heading", "value": "Trước khi đi"},
    {"type": "paragraph", "value": '<p>Xem <a href="https://example.vn/">bảng giá</a>.</p>'},
    {"type": "steps", "value": ["<p>Một</p>", "<p><b>Hai</b></p>"]},
    {"type": "note", "value": {"tone": "warn", "text": "<p>Thứ Hai nghỉ.</p>"}},
    {"type": "question", "value": {"question": "Ở đâu?", "answer": "<p>Ở <i>tỉnh</i>.</p>"}},
]
WRITERS = {"jsonl": write_json_lines, "jsonl.gz": write_json_lines, "xlsx": write_workbook}


@pytest.fixture
def catalogue(site_tree):
    LifeEvent.objects.create(name="Đi học", slug="di-hoc", icon="school")
    long = " ".join(f"Điều kiện thứ {n}." for n in range(4000))
    records = [
        own(life_events=["di-hoc"]),
        own("1.990004", name="Thủ tục có hướng dẫn nhiều khối", guidance=RICH, faq=[]),
        own("1.990005", name="=1+1", steps=[{"title": "#N/A", "body": "=SUM(A1)"}], faq=[]),
        own("1.990006", name="Thủ tục dài", requirements=[long, "Ngắn."], superseded_by="1.990004"),
        own("1.990007", name="Thủ tục trống", steps=[], channels=[], cases=[], guidance="", faq=[]),
    ]
    assert import_records(records, publish=True).created == 5
    assert len(long) > 64_000, "longer than two cells of a spreadsheet"


@pytest.mark.parametrize("ending", WRITERS)
def test_importing_the_export_changes_nothing(catalogue, tmp_path, ending):
    path = tmp_path / f"a.{ending}"
    assert WRITERS[ending](path, export_records()) == 5
    before = [page.latest_revision_id for page in ServicePage.objects.order_by("pk")]
    summary = import_rows(read_file(path), publish=True)
    assert summary.changes == []
    assert summary.line() == "created 0, changed 0, unchanged 5, rejected 0"
    assert before == [page.latest_revision_id for page in ServicePage.objects.order_by("pk")]


@pytest.mark.parametrize("ending", WRITERS)
def test_the_export_makes_the_same_catalogue_elsewhere(catalogue, tmp_path, ending):
    path = tmp_path / f"a.{ending}"
    before = list(export_records())
    WRITERS[ending](path, before)
    for page in ServicePage.objects.order_by("-pk"):
        ServicePage.objects.get(pk=page.pk).delete()
    assert import_rows(read_file(path), publish=True).created == 5
    after = list(export_records())
    left_out = {"raw"} if ending == "xlsx" else set()
    assert [one.model_dump(exclude=left_out) for one in after] == [
        one.model_dump(exclude=left_out) for one in before
    ]


def test_the_same_catalogue_gives_the_same_bytes(catalogue, tmp_path):
    first, second = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.gz"
    write_json_lines(first, export_records())
    write_json_lines(second, export_records())
    assert first.read_bytes() == second.read_bytes()


def test_an_export_that_fails_leaves_no_file(catalogue, tmp_path):
    def breaks():
        yield own()
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        write_json_lines(tmp_path / "a.jsonl", breaks())
    assert list(tmp_path.glob("*a.jsonl*")) == []


def test_guidance_as_the_editor_saves_it_is_no_difference(catalogue):
    page = ServicePage.objects.get(code="1.990004")
    raw = list(page.guidance.raw_data)
    paragraph = dict(raw[1], value=raw[1]["value"].replace("<p>", '<p data-block-key="ab1">'))
    page.guidance = page.guidance.stream_block.to_python([raw[0], paragraph, *raw[2:]])
    page.save_revision().publish()
    record = own("1.990004", name="Thủ tục có hướng dẫn nhiều khối", guidance=RICH, faq=[])
    assert import_records([record], publish=True).unchanged == 1


def test_line_ends_of_a_browsers_form_are_no_difference(catalogue):
    page = ServicePage.objects.get(code="1.990003")
    page.steps.all()[0].body = "Nộp ở quầy.\r\nHoặc trên mạng."
    page.save_revision().publish()
    assert record_for(page).steps[0].body == "Nộp ở quầy.\nHoặc trên mạng."
    assert import_records([own(life_events=["di-hoc"])], publish=True).unchanged == 1
