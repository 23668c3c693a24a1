"""The report of laws is right as soon as a file was imported, before the clock has run once."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from services_catalogue.law.citations import stale
from tests.services_catalogue.exchange.samples import national, write_lines

pytestmark = pytest.mark.django_db


def test_an_import_leaves_no_citation_unread(site_tree, tmp_path):
    record = national()
    path = write_lines(tmp_path / "a.jsonl", [record])
    call_command("import_catalogue", str(path), publish=True)
    assert not stale().exists()
    admin = get_user_model().objects.create_superuser("quan-tri")
    browser = Client()
    browser.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    html = browser.get("/quan-tri/bao-cao/van-ban/").content.decode()
    assert "93/2020/NĐ-CP" in html
    # A second run finds nothing to read.
    call_command("import_catalogue", str(path), publish=True)
    assert not stale().exists()
