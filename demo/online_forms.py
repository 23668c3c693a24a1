"""The demo's forms for applying online, as the blocks that an editor would have put together.

Each file of ``catalogue/online_forms`` lists forms: name, codes of the services, sections. A section is
one of ``shared.yaml``, by name, or has a title and questions; a question names its kind of block.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from demo.tables import CATALOGUE, read_rows, read_table
from services_catalogue.models import ServicePage
from submissions.forms.writing import named
from submissions.models import FormDefinition, FormUse

FOLDER = "online_forms"


def definitions() -> list[dict[str, Any]]:
    """[{name, introduction, services, body}], ``body`` as the database keeps it."""
    shared = read_table(CATALOGUE / FOLDER / "shared.yaml")
    return [
        {
            "name": row["name"],
            "introduction": row.get("introduction", ""),
            "services": row["services"],
            "body": json.dumps(
                [_section(shared[one] if isinstance(one, str) else one) for one in row["sections"]],
                ensure_ascii=False,
            ),
        }
        for row in read_rows(f"{FOLDER}/[!s]*.yaml")
    ]


def _section(row: dict[str, Any]) -> dict[str, Any]:
    questions = [_question(one) for one in row["questions"]]
    value = {"title": row["title"], "text": row.get("text", ""), "questions": questions}
    return {"type": "section", "value": value}


def _question(row: dict[str, Any]) -> dict[str, Any]:
    value = {"required": True, **row}
    kind = value.pop("kind")
    if kind == "case_papers":
        return {"type": kind, "value": {}}
    if "choices" in value:
        value["choices"] = "\n".join(value["choices"])
    if "show_if" in value:
        question, answer, operator = [*value["show_if"], "is"][:3]
        value["show_if"] = {"question": question, "operator": operator, "value": answer}
    if kind == "repeat":
        value["questions"] = [_question(one) for one in value["questions"]]
    if kind == "date":
        value.setdefault("not_after_today", True)
    return {"type": kind, "value": value}


def load_online_forms(advance: Callable[[], Any] = lambda: None) -> int:
    """Make and publish the forms that are not there yet; answers how many there are.

    A form that an editor has changed stays as it is.
    """
    rows = definitions()
    for row in rows:
        if not FormDefinition.objects.filter(name=row["name"]).exists():
            _make(row)
        advance()
    return len(rows)


def _make(row: dict[str, Any]) -> None:
    services = ServicePage.objects.filter(code__in=row["services"])
    free = [
        one for one in services if not FormUse.objects.filter(service=one, case_name="").exists()
    ]
    definition = FormDefinition(
        name=row["name"], introduction=row["introduction"], body=row["body"], live=False
    )
    named(definition.body)
    definition.uses = [FormUse(service=service) for service in free]
    definition.save()
    definition.save_revision().publish()
