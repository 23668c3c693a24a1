"""What is wrong with a form, told to its editor in words.

A draft may have faults: they are advice until somebody publishes it, and then they block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from services_catalogue.models import ServicePage
from submissions.forms.standard import paper_questions
from submissions.forms.writing import CASE_PAPERS

#: More than this on a page, or round buttons for more than this, tires people on a phone.
MANY_QUESTIONS, MANY_CHOICES = 8, 7


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a form: title of the section; name of the field in the admin's edit form."""

    title: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, and ``where``; ``blocks`` keeps the form from publication."""

    text: str
    where: Where = Where()
    blocks: bool = True


def problems(content: dict[str, Any], uses: list[tuple[ServicePage, str]]) -> list[Problem]:
    """All that is wrong with a neutral description used for ``uses`` (service, case), blocking first."""
    found = [
        *_of_sections(content),
        *_of_names(content),
        *_of_questions(content),
        *_of_conditions(content),
        *_of_the_whole(content),
        *_of_papers(content, uses),
    ]
    return sorted(found, key=lambda one: not one.blocks)


def _each(content: dict[str, Any]) -> Iterator[tuple[Where, dict[str, Any]]]:
    for place, group in enumerate(content["groups"]):
        for number, question in enumerate(group["questions"]):
            yield (
                Where(group["title"], f"body-{place}-value-questions-{number}-value-label"),
                question,
            )


def _of_sections(content: dict[str, Any]) -> Iterator[Problem]:
    if not content["groups"]:
        yield Problem(_("Biểu mẫu chưa có phần nào. Thêm một phần rồi đặt câu hỏi trong đó."))
    for place, group in enumerate(content["groups"]):
        where = Where(group["title"], f"body-{place}-value-title")
        if not group["questions"]:
            yield Problem(_("Phần này chưa có câu hỏi."), where)
        elif len(group["questions"]) > MANY_QUESTIONS:
            text = _("Phần này có %(number)d câu; nên chia thành nhiều phần ngắn.")
            yield Problem(text % {"number": len(group["questions"])}, where, blocks=False)


def _of_names(content: dict[str, Any]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for where, one in _each(content):
        if one["kind"] in ("information", CASE_PAPERS):
            continue
        if one["name"] in seen:
            text = _("“%(label)s” và “%(other)s” cùng tên trong dữ liệu là %(name)s. Đổi một tên.")
            said = {"label": one["label"], "other": seen[one["name"]], "name": one["name"]}
            yield Problem(text % said, where)
        seen[one["name"]] = one["label"]


def _of_questions(content: dict[str, Any]) -> Iterator[Problem]:
    for where, one in _each(content):
        for inner in (one, *one.get("questions", ())):
            yield from _of_question(where, inner)
        for inner in one.get("questions", ()):
            if inner.get("show_if") or inner.get("applicant"):
                text = _(
                    "“%(label)s” đứng trong nhóm lặp lại: không đặt được “Chỉ hỏi khi” hay “Cho biết điều gì về người nộp”."
                )
                yield Problem(text % {"label": inner["label"]}, where)
        if one["kind"] == "repeat" and not one.get("questions"):
            text = _("Nhóm lặp lại “%(label)s” chưa hỏi gì trong mỗi mục.")
            yield Problem(text % {"label": one["label"]}, where)


def _of_question(where: Where, one: dict[str, Any]) -> Iterator[Problem]:
    said = {"label": one["label"]}
    if one["kind"] in ("choice", "select", "choices"):
        if len(one["choices"]) < 2:
            yield Problem(_("“%(label)s” cần ít nhất hai lựa chọn.") % said, where)
        elif len(one["choices"]) > MANY_CHOICES and one["kind"] == "choice":
            text = _("“%(label)s” có nhiều lựa chọn; chọn cách “danh sách dài” cho gọn.")
            yield Problem(text % said, where, blocks=False)
    if one["kind"] == "commune" and not one["choices"]:
        yield Problem(_("“%(label)s”: danh mục cơ quan chưa có xã, phường nào.") % said, where)
    limits = one.get("limits") or {}
    least, most = limits.get("least"), limits.get("most")
    if least is not None and most is not None and least > most:
        yield Problem(_("“%(label)s”: số nhỏ nhất lớn hơn số lớn nhất.") % said, where)


def _of_conditions(content: dict[str, Any]) -> Iterator[Problem]:
    later = {one["name"] for _where, one in _each(content)}
    before: dict[str, dict[str, Any]] = {}
    for where, one in _each(content):
        if condition := one.get("show_if"):
            said = {"label": one["label"], "other": condition["question"]}
            target = before.get(condition["question"])
            if target:
                yield from _of_condition(where, one, condition, target)
            elif condition["question"] in later:
                text = _(
                    "“%(label)s” phụ thuộc câu “%(other)s” nhưng câu đó đứng sau. Đưa nó lên trước."
                )
                yield Problem(text % said, where)
            else:
                text = _("“%(label)s” phụ thuộc câu “%(other)s”, nhưng không có câu nào như vậy.")
                yield Problem(text % said, where)
        before[one["name"]] = one


def _of_condition(
    where: Where, one: dict[str, Any], condition: dict[str, Any], target: dict[str, Any]
) -> Iterator[Problem]:
    said = {"label": one["label"], "other": target["label"], "value": condition["value"]}
    if (target["kind"] == "choices") != (condition["operator"] == "has"):
        text = _("“%(label)s”: dùng điều kiện “có chọn” cho câu chọn nhiều, “là” cho câu khác.")
        yield Problem(text % said, where)
    keys = [key for key, _label in target.get("choices") or ()]
    if target["kind"] == "yes_no":
        keys = ["yes", "no"]
    if (keys and condition["value"] not in keys) or condition["value"] == "":
        text = _("“%(label)s”: câu “%(other)s” không có câu trả lời “%(value)s”.")
        yield Problem(text % said, where)


def _of_the_whole(content: dict[str, Any]) -> Iterator[Problem]:
    questions = [one for _where, one in _each(content)]
    told = Counter(one["applicant"] for one in questions if one.get("applicant"))
    always = {
        one.get("applicant") for one in questions if one.get("required") and not one.get("show_if")
    }
    if "full_name" not in told:
        yield Problem(
            _("Chưa câu nào cho biết họ tên người nộp. Chọn trong phần cài đặt của câu hỏi.")
        )
    if not {"phone", "identity_number"} & set(told):
        text = _(
            "Chưa câu nào cho biết số điện thoại hoặc số căn cước của người nộp: họ sẽ không tra cứu được hồ sơ."
        )
        yield Problem(text)
    elif not {"phone", "identity_number"} & always:
        text = _("Số điện thoại hoặc số căn cước của người nộp nên là câu bắt buộc, luôn được hỏi.")
        yield Problem(text, blocks=False)
    for key, number in told.items():
        if number > 1:
            labels = "”, “".join(one["label"] for one in questions if one.get("applicant") == key)
            text = _("Nhiều câu cùng cho biết một điều về người nộp: “%(labels)s”. Giữ một câu.")
            yield Problem(text % {"labels": labels})
    if not any(one["kind"] == "declaration" for one in questions):
        yield Problem(_("Chưa có lời cam đoan. Thêm khối “Cam đoan” ở phần cuối."))


def _of_papers(content: dict[str, Any], uses: list[tuple[ServicePage, str]]) -> Iterator[Problem]:
    if not uses:
        yield Problem(_("Chưa dịch vụ nào dùng biểu mẫu này."), Where(anchor="uses"), blocks=False)
    asked = [(where, one) for where, one in _each(content) if one["kind"] == "file"]
    whole = any(one["kind"] == CASE_PAPERS for _where, one in _each(content))
    for service, case_name in uses:
        names = [case_name] if case_name else [one.name for one in service.cases.all()] or [""]
        listed = {name: paper_questions(service, name) for name in names}
        said = {"service": service.title, "case": case_name}
        if case_name and case_name not in [one.name for one in service.cases.all()]:
            yield Problem(_("Dịch vụ “%(service)s” không có trường hợp “%(case)s”.") % said)
            continue
        roles = {paper["role"] for papers in listed.values() for paper in papers}
        for where, one in asked:
            if one["role"] not in roles:
                text = _("Dịch vụ “%(service)s” không yêu cầu giấy tờ “%(paper)s”.")
                yield Problem(text % {**said, "paper": one["role"]}, where)
        if not whole:
            own = {one["role"] for _where, one in asked}
            required = {
                paper["role"] for papers in listed.values() for paper in papers if paper["required"]
            }
            for paper in sorted(required - own):
                text = _("Dịch vụ “%(service)s” cần giấy tờ “%(paper)s” mà biểu mẫu không hỏi.")
                yield Problem(text % {**said, "paper": paper}, blocks=False)
