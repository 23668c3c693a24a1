"""Files handed in at the desk, and people who hand them in."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from services_catalogue.exchange.exporting import record_for
from services_catalogue.models import ImportRun, ServicePage
from tests.factories import make_service


@pytest.fixture(autouse=True)
def _own_files(tmp_path, settings) -> None:
    """Files handed in lie where this test alone looks."""
    settings.IMPORT_DIR = tmp_path / "imports"


@pytest.fixture
def services(site_tree) -> list[ServicePage]:
    """Four published services."""
    return [make_service(code=f"1.00{n}111", official_name=f"Cấp thẻ số {n}") for n in range(1, 5)]


@pytest.fixture
def line() -> Callable[..., dict[str, Any]]:
    """A service as a line of our own file, with other values."""

    def make(page: ServicePage, **changes: Any) -> dict[str, Any]:
        record = record_for(ServicePage.objects.get(pk=page.pk))
        return record.model_dump(mode="json") | changes

    return make


@pytest.fixture
def hand_in(people) -> Callable[..., ImportRun]:
    """Hand in lines as a .jsonl file, or bytes under a name; answers the run."""

    def send(browser: Client, content: Any, name: str = "sua.jsonl", **data: Any) -> ImportRun:
        if isinstance(content, list):
            content = "\n".join(json.dumps(one) for one in content).encode()
        answer = browser.post(
            reverse("bulk_import_upload"), {"file": SimpleUploadedFile(name, content), **data}
        )
        assert answer.status_code == 302, answer.context["form"].errors
        return ImportRun.objects.latest("pk")

    return send


@pytest.fixture
def user_of() -> Callable[[Client], Any]:
    """Who a browser is logged in as."""

    def find(browser: Client) -> Any:
        return get_user_model().objects.get(pk=browser.session["_auth_user_id"])

    return find


@pytest.fixture
def address() -> Callable[[ImportRun], str]:
    """The page of an import."""
    return lambda run: reverse("bulk_import", args=[run.pk])
