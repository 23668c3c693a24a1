"""What a browser would send: the fields of the admin's edit form as they stand in its HTML."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client


class FilledForm:
    """The edit form of a page: read from HTML, changed like a person would, sent."""

    def __init__(self, browser: Client, address: str) -> None:
        self.browser, self.address = browser, address
        answer = browser.get(address)
        assert answer.status_code == 200, answer.headers.get("Location")
        form = BeautifulSoup(answer.content, "html.parser").find("form", id="page-edit-form")
        # Scripts write these counts; here the stream stays empty and nobody comments.
        self.data: dict[str, Any] = {"guidance-count": 0}
        self.data |= {f"comments-{count}_FORMS": 0 for count in ("TOTAL", "INITIAL", "MIN_NUM")}
        self.data["comments-MAX_NUM_FORMS"] = ""
        for field in form.find_all(["input", "textarea", "select"]):
            if not (name := field.get("name")) or field.find_parent("template"):
                continue
            if field.name == "select":
                chosen = [o.get("value", "") for o in field.find_all("option", selected=True)]
                self.data[name] = chosen if field.has_attr("multiple") else (chosen or [""])[0]
            elif field.name == "textarea":
                self.data[name] = field.text.lstrip("\n")
            elif field.get("type") in ("checkbox", "radio"):
                if field.has_attr("checked"):
                    self.data.setdefault(name, []).append(field.get("value", "on"))
            else:
                self.data[name] = field.get("value", "")

    def add(self, prefix: str, **values: Any) -> str:
        """Add a row to the panel ``prefix``, with empty panels below it; answer the row's prefix."""
        row = f"{prefix}-{self.data[f'{prefix}-TOTAL_FORMS']}"
        self.data[f"{prefix}-TOTAL_FORMS"] = int(self.data[f"{prefix}-TOTAL_FORMS"]) + 1
        self.data |= {f"{row}-ORDER": row.rsplit("-", 1)[1], f"{row}-DELETE": "", f"{row}-id": ""}
        self.data |= {f"{row}-{name}": value for name, value in values.items()}
        for below in {
            "channels": ["time_limits"],
            "time_limits": ["fees"],
            "cases": ["documents"],
        }.get(prefix.rsplit("-", 1)[-1], []):
            for key, number in (("TOTAL", 0), ("INITIAL", 0), ("MIN_NUM", 0), ("MAX_NUM", 1000)):
                self.data[f"{row}-{below}-{key}_FORMS"] = number
        return row

    def send(self, action: str = "") -> Any:
        """Press a button: "" saves a draft, else action-publish or action-submit."""
        data = self.data | ({action: "1"} if action else {})
        return self.browser.post(self.address, data, follow=True)


def errors(answer: Any) -> list[str]:
    """What the form says is wrong, in the order of the page."""
    html = BeautifulSoup(answer.content, "html.parser")
    found = html.select("#page-edit-form .error-message, #page-edit-form .help-critical")
    return [" ".join(part.text.split()) for part in found if part.text.strip()]
