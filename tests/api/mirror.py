"""A mirror of the catalogue as another site would keep it: by the change feed alone."""

from __future__ import annotations

from typing import Any

from django.test import Client


class Mirror:
    """Services by code, kept current from ``/api/v1/changes`` and ``/api/v1/services/{code}``."""

    def __init__(self) -> None:
        self.services: dict[str, dict[str, Any]] = {}
        self.cursor = ""
        self.positions: list[int] = []

    def follow(self, limit: int = 50) -> None:
        """Read all that happened since the last time."""
        more = True
        while more:
            page = Client().get("/api/v1/changes", {"since": self.cursor, "limit": limit}).json()
            self.positions += [int(one["cursor"].partition(".")[2]) for one in page["items"]]
            for code in {one["code"] for one in page["items"]}:
                answer = Client().get(f"/api/v1/services/{code}")
                if answer.status_code == 200:
                    self.services[code] = answer.json()
                else:
                    assert answer.status_code in (404, 410), answer.content
                    self.services.pop(code, None)
            self.cursor, more = page["cursor"], page["more"]


def source() -> dict[str, dict[str, Any]]:
    """The catalogue as its own list and records tell it."""
    found, path = {}, "/api/v1/services?limit=100"
    while path:
        page = Client().get(path).json()
        for item in page["items"]:
            found[item["code"]] = Client().get(f"/api/v1/services/{item['code']}").json()
        path = page["next"]
    return found
