"""The files of the whole catalogue: every form tells the same services, and says what it is."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook
from rdflib import Graph
from rdflib.namespace import DCTERMS, RDF

from api.dumps import building
from api.dumps.rebuilding import dump_readiness, rebuild_dumps
from api.linked_data.names import CPSV
from services_catalogue.models import ServicePage
from tests.api.mirror import Mirror, source
from tests.factories import make_service

pytestmark = pytest.mark.django_db
CODES = ["1.000100", "1.000200", "1.000300"]


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def built(site_tree):
    make_service(code=CODES[0], short_name="=1+1")
    make_service(code=CODES[1])
    make_service(code=CODES[2])
    make_service(code="1.000400", publish=False)
    return building.build()


def content(name: str) -> bytes:
    answer = Client().get(f"/{name}", headers={"Accept-Encoding": "identity"})
    assert answer.status_code == 200
    try:
        return b"".join(answer.streaming_content)
    finally:
        answer.close()


def test_every_form_holds_the_same_published_services(built):
    lines = gzip.decompress(content("catalogue.jsonl.gz")).decode().splitlines()
    assert [json.loads(line)["code"] for line in lines] == CODES
    rows = list(csv.DictReader(io.StringIO(content("catalogue.csv").decode("utf-8-sig"))))
    assert [one["code"] for one in rows] == CODES
    assert rows[0]["title"] == "'=1+1"
    assert (rows[1]["fee"], rows[1]["time"]) == ("115.000 đ", "5 ngày làm việc")
    sheet = load_workbook(io.BytesIO(content("catalogue.xlsx"))).active
    assert [cell.value for cell in sheet["A"]][1:] == CODES
    graph = Graph().parse(data=content("catalogue.ttl"), format="turtle")
    services = graph.subjects(RDF.type, CPSV.PublicService)
    assert sorted(str(graph.value(one, DCTERMS.identifier)) for one in services) == CODES


def test_the_manifest_and_the_checksums_are_true(built):
    told = Client().get("/catalogue.json").json()
    assert told["services"] == 3
    sums = Client().get("/catalogue.sha256").content.decode()
    for one in told["files"]:
        data = content(one["name"])
        assert (len(data), hashlib.sha256(data).hexdigest()) == (one["size"], one["sha256"])
        assert f"{one['sha256']}  {one['name']}\n" in sums


def test_asking_again_costs_nothing(built):
    answer = Client().get("/catalogue.csv", headers={"Accept-Encoding": "identity"})
    etag = answer["ETag"]
    answer.close()
    assert Client().get("/catalogue.csv", headers={"If-None-Match": etag}).status_code == 304


def test_a_mirror_starts_from_a_file_and_goes_on_by_the_feed(built):
    mirror = Mirror()
    for line in gzip.decompress(content("catalogue.jsonl.gz")).decode().splitlines():
        record = json.loads(line)
        mirror.services[record["code"]] = record
    mirror.cursor = Client().get("/catalogue.json").json()["cursor"]
    assert mirror.services == source()
    ServicePage.objects.get(code=CODES[1]).unpublish()
    make_service(code="1.000500")
    caches["pages"].clear()  # nothing is committed here, so nothing empties it
    mirror.follow()
    assert sorted(mirror.services) == sorted(source()) == [CODES[0], CODES[2], "1.000500"]


def test_the_same_catalogue_is_built_once(built):
    rebuild_dumps.func()
    assert building.current()["build"] == built["build"]
    make_service(code="1.000600")
    rebuild_dumps.func()
    assert building.current()["services"] == 4


def test_a_failing_build_leaves_the_old_files(built, monkeypatch):
    monkeypatch.setattr(building, "row", lambda page: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        building.build()
    assert building.current() == built
    assert content("catalogue.csv")
    assert [one.name for one in building.folder().iterdir() if one.is_dir()] == [built["build"]]


def test_before_the_first_build_it_says_when_to_come_back(site_tree):
    for name in ("catalogue.ttl", "catalogue.json", "catalogue.sha256"):
        answer = Client().get(f"/{name}")
        assert answer.status_code == 503
        assert int(answer["Retry-After"]) > 0


@pytest.mark.django_db(transaction=True)
def test_a_run_of_edits_asks_for_one_build(site_tree, settings):
    database = {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "search"]}
    settings.TASKS = {"default": database}
    for code in CODES:
        make_service(code=code)
    waiting = DBTaskResult.objects.filter(task_path=rebuild_dumps.module_path)
    assert waiting.count() == 1
    assert waiting.get().run_after is not None


def test_readyz_tells_how_old_the_files_are_and_when_changes_wait(built, time_machine):
    well, told = dump_readiness()
    assert (well, told) == (True, "3 services, 0 min old")
    make_service(code="1.000500")
    assert dump_readiness()[0], "they are on their way"
    time_machine.move_to(timezone.now() + timedelta(hours=3))
    well, told = dump_readiness()
    assert not well
    assert told.startswith("3 services, 3 h old; changes wait since")


def test_readyz_tells_that_a_build_failed(built):
    DBTaskResult.objects.create(
        task_path=rebuild_dumps.module_path,
        status="FAILED",
        args_kwargs={"args": [], "kwargs": {}},
        finished_at=timezone.now(),
        run_after=timezone.now(),
        backend_name="default",
        exception_class_path="x",
        traceback="",
    )
    assert dump_readiness() == (False, "3 services, 0 min old; the last build failed")
