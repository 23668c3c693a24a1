"""Cases and papers of the composed services, from the families of acts and the objects' own papers."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from demo.composed_forms import form_file, form_paper_name
from demo.composed_rows import Composed
from demo.tables import CATALOGUE, read_table
from services_catalogue.exchange.records import CaseRecord, RequiredDocumentRecord

#: Papers that are shown as copies; all others are handed in as originals.
COPIED = (
    "Giấy chứng nhận", "Giấy phép", "Giấy đăng ký", "Giấy khai sinh", "Giấy tờ", "Bằng", "Văn bằng", "Chứng chỉ",
    "Quyết định", "Hợp đồng", "Thẻ", "Trích lục", "Giấy chứng tử", "Hộ chiếu", "Học bạ", "Điều lệ", "Hoá đơn",
)  # fmt: skip
PERSON = RequiredDocumentRecord(
    name="Căn cước hoặc tài khoản định danh điện tử",
    required=False,
    note="Không phải nộp khi bạn đăng nhập bằng VNeID; tại quầy thì xuất trình để đối chiếu.",
)
LEGAL = RequiredDocumentRecord(
    name="Giấy tờ về tư cách pháp lý của tổ chức",
    copies=1,
    required=False,
    note="Không nộp nếu tra được trên cơ sở dữ liệu đăng ký doanh nghiệp.",
)
PROXY = RequiredDocumentRecord(
    name="Giấy uỷ quyền", originals=1, required=False, note="Chỉ cần khi người khác nộp thay bạn."
)


@cache
def _families() -> dict[str, list[dict[str, Any]]]:
    return read_table(CATALOGUE / "families.yaml")  # type: ignore[no-any-return]


def cases(item: Composed) -> list[CaseRecord]:
    """The cases of a service with their papers; the name is empty when there is one case only."""
    persons = "".join("c" if letter == "c" else "o" for letter in item.row["for"])
    rows = [row for row in _families()[item.act["family"]] if row.get("for", persons[0]) in persons]
    made = []
    for row in rows:
        person = row.get("for") or ("c" if "c" in persons else "o")
        documents = list(_documents(item, row["papers"], person))
        made.append(
            CaseRecord(name=row.get("name", "") if len(rows) > 1 else "", documents=documents)
        )
    return made


def _documents(item: Composed, tokens: list[str], person: str) -> Iterator[RequiredDocumentRecord]:
    own = item.row["papers"]
    for token in tokens:
        text, optional = token.removeprefix("?"), token.startswith("?")
        if text == "@form":
            name = form_paper_name(item)
            yield RequiredDocumentRecord(name=name, originals=1, form=form_file(item, person))
        elif text == "@own":
            yield from (paper(entry) for entry in own)
        elif text == "@first":
            yield paper(own[0])
        elif text == "@held":
            name = item.act.get("held") or item.words("{Short} đã được cấp")
            yield RequiredDocumentRecord(name=name, originals=1, required=not optional)
        elif text == "@photo":
            yield from (paper(entry) for entry in own if entry.startswith("Ảnh"))
        elif text == "@proxy":
            yield PROXY
        elif text in ("@who", "@person", "@legal"):
            yield LEGAL if text == "@legal" or (text == "@who" and person == "o") else PERSON
        else:
            yield paper(token)


def paper(entry: str) -> RequiredDocumentRecord:
    """A paper of the tables: "Tên giấy | ghi chú", with a leading "?" when it is optional."""
    text, _, note = entry.removeprefix("?").partition(" | ")
    copied = text.startswith(COPIED)
    return RequiredDocumentRecord(
        name=text,
        originals=int(not copied),
        copies=int(copied),
        required=not entry.startswith("?"),
        note=note,
    )
