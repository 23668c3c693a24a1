"""Blank forms of the composed services: one for each form, kind of paper and sort of applicant."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from demo.blank_forms import BlankForm, FormSection
from demo.composed_rows import Composed, lower_first
from demo.naming import slug_of
from demo.tables import CATALOGUE, read_table
from services_catalogue.exchange.records import FormFileRecord

#: Kinds of papers, by how an object's name begins; the last one is for all others.
KINDS = ("giấy phép", "giấy chứng nhận", "giấy xác nhận", "chứng chỉ", "thẻ", "phù hiệu", "giấy tờ")
PERSONS = {"c": "cá nhân", "o": "tổ chức"}
#: Acts whose name already says "đăng ký", so that "Tờ khai" alone stands before it.
REGISTER_WORDS = ("Đăng ký", "Xoá đăng ký", "Thay đổi")


@cache
def _tables() -> tuple[dict[str, Any], dict[str, Any]]:
    forms = read_table(CATALOGUE / "composed_forms.yaml")
    return forms, forms.pop("_parts")


def kind_of(what: str) -> str:
    """Which of ``KINDS`` an object is ("chứng chỉ hành nghề dược" → "chứng chỉ")."""
    return next((kind for kind in KINDS if what.startswith(f"{kind} ")), KINDS[-1])


def form_file(item: Composed, person: str) -> FormFileRecord:
    """The blank form of a service; ``person`` is "c" for a person, "o" for an organisation."""
    forms, _ = _tables()
    key, form = item.act["form"], forms[item.act["form"]]
    title = _title(form, kind_of(item.row["what"]), person)
    return FormFileRecord(name=title, file=_file(key, form, kind_of(item.row["what"]), person))


def form_paper_name(item: Composed) -> str:
    """How the filled form is called among the papers ("Đơn đề nghị cấp lại …")."""
    opening, name = _tables()[0][item.act["form"]]["opening"], item.name
    if opening == "Bản":
        return f"Bản {lower_first(name.removeprefix('Tiếp nhận ')).removeprefix('bản ')}"
    if opening == "Tờ khai" and not name.startswith(REGISTER_WORDS):
        opening = "Tờ khai đề nghị"
    opening = opening.removesuffix(" đề nghị") if name.startswith("Đề nghị") else opening
    return f"{opening} {lower_first(name)}"


def composed_forms() -> Iterator[BlankForm]:
    """All blank forms that composed services may name."""
    forms, parts = _tables()
    for key, form in forms.items():
        for kind in KINDS if form.get("kinds") else KINDS[-1:]:
            for person in PERSONS if form.get("persons") else ["c"]:
                yield BlankForm(
                    file=_file(key, form, kind, person),
                    title=_title(form, kind, person),
                    sections=[_section(part, form, person, parts) for part in form["parts"]],
                )


def _section(part: str, form: dict[str, Any], person: str, parts: dict[str, Any]) -> FormSection:
    if part == "applicant":
        part = {"c": "person", "o": "organisation"}[person] if form.get("persons") else "either"
    return FormSection(**parts[part])


def _title(form: dict[str, Any], kind: str, person: str) -> str:
    title = form["title"].format(kind=kind)
    return f"{title} ({PERSONS[person]})" if form.get("persons") else title


def _file(key: str, form: dict[str, Any], kind: str, person: str) -> str:
    parts = [key]
    if form.get("kinds"):
        parts.append(slug_of(kind))
    if form.get("persons"):
        parts.append(slug_of(PERSONS[person]))
    return f"{'-'.join(parts)}.docx"
