"""Logs carry a request id and nothing personal."""

from __future__ import annotations

import json

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_request_is_one_json_line_without_query_address_or_user(site_tree, capfd):
    import logging.config

    from portal.logging import logging_config

    logging.config.dictConfig(logging_config(level="INFO", pretty=False))
    Client(REMOTE_ADDR="203.0.113.77").get("/tin-tuc/?q=can+cuoc+012345678901")
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line[:1] == "{"]
    finished = [line for line in lines if line["event"] == "request_finished"]
    assert finished
    assert finished[-1]["request"] == "GET /tin-tuc/"
    assert finished[-1]["code"] == 200
    assert len(finished[-1]["request_id"]) == 36
    assert "012345678901" not in json.dumps(lines)
    assert "203.0.113.77" not in json.dumps(lines)
