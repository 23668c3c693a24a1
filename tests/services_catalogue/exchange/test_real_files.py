"""The real files, where they lie beside the project; their texts never come into it."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from services_catalogue.exchange.readers import read_file
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.rows import Rejection

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
here = pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not beside the project")


@here
def test_every_row_of_the_national_file_is_a_service_or_rejected_with_a_reason():
    rows = read_file(DATA / "tthc_dvcqg_2642.jsonl.gz")
    services = [row.result for row in rows if isinstance(row.result, ServiceRecord)]
    rejected = [row.result for row in rows if isinstance(row.result, Rejection)]
    assert len(services) + len(rejected) == len(rows) == 2642
    assert all(one.code and one.reason for one in rejected)
    internal = [one for one in rejected if one.code[0] in "56"]
    assert len(internal) == 111
    others = Counter(one.field for one in rejected if one not in internal)
    assert others == {"name": 7 + 9}, "lists that are no procedures, and copies of one text"
    for service in services:
        for channel in service.channels:
            for limit in channel.time_limits:
                assert (limit.value is None) == (limit.unit is None)
                assert not limit.text.strip().isdigit()
        for case in service.cases:
            assert all(any(c.isalnum() for c in one.name) for one in case.documents)


@here
@pytest.mark.parametrize(
    ("name", "rows"), [("tthc_bqp_207.jsonl.gz", 207), ("tthc_index.csv", 2642)]
)
def test_the_other_national_files_are_read_whole(name, rows):
    read = read_file(DATA / name)
    assert len(read) == rows
    assert sum(isinstance(row.result, ServiceRecord) for row in read) in (207, 2515)


@here
def test_the_ministries_lists_are_read_below_their_titles():
    for path in sorted((DATA / "xlsx_lists").glob("*.xlsx")):
        rows = read_file(path)
        assert rows, path.name
        assert rows[0].number == 3, path.name
        for row in rows:
            rejected = isinstance(row.result, Rejection)
            assert not rejected or row.result.code[0] in "56", (path.name, row.result)
