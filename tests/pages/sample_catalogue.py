"""A catalogue small enough for tests and rich enough for every page type.

Ordinary services are those of the demo catalogue; the extremes beside them are generated, with the
sizes that the national database holds: a name of 1,094 characters, a papers block of 51,526.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count, islice

from demo import records as demo_records
from demo.tables import read_rows
from services_catalogue.exchange.records import (
    AgencyRecord,
    CaseRecord,
    FieldRecord,
    LifeEventRecord,
    RequiredDocumentRecord,
    ServiceRecord,
)
from services_catalogue.vocabulary import Audience, Level, OnlineLevel

WRITTEN = (
    "written/ho-tich-khai-sinh.yaml",
    "written/ho-tich-hon-nhan-gia-dinh.yaml",
    "written/ho-tich-khai-tu-trich-luc.yaml",
    "written/giay-phep-lai-xe.yaml",
    "written/ho-kinh-doanh.yaml",
    "written/thanh-lap-cong-ty.yaml",
)
#: A service with everything, and one that another replaced.
FULL = "1.001193"
SUPERSEDED = "9.990001"
LONG_NAME = "9.990002"
HUGE_PAPERS = "9.990003"
HOSTILE = "9.990004"
BARE = "9.990005"
#: A service with earlier versions and one to come (sample_versions.py).
CHANGING = "9.990006"

NAME_LENGTH = 1_094
PAPERS_LENGTH = 51_526

#: Text that must reach the reader as text: each would do something if it were not escaped.
HOSTILE_TEXTS = (
    "<script>document.title='x'</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(2)>',
    "{{ settings.SECRET_KEY }} {% debug %}",
    "</title></style></textarea></script><b id=broken-out>",
)

_WORDS = (
    "cấp", "điều chỉnh", "gia hạn", "giấy phép", "chứng nhận", "đủ điều kiện", "hoạt động",
    "đối với", "công trình", "thuộc thẩm quyền", "của", "cơ quan", "quản lý", "theo quy định",
    "tại", "khu vực", "ven biển", "và", "hải đảo", "hồ sơ", "thiết kế", "bản vẽ", "thẩm định",
)  # fmt: skip


def services() -> Iterator[ServiceRecord]:
    """All services of the sample."""
    for row in read_rows(*WRITTEN):
        yield ServiceRecord(**row)
    yield from (superseded(), long_name(), huge_papers(), hostile(), bare(), changing())


def agencies() -> Iterator[AgencyRecord]:
    """All units of the demo: the tree as wide and deep as a province's."""
    yield from demo_records.agencies()


def fields() -> Iterator[FieldRecord]:
    """All fields of the demo: it costs little, and the empty ones must not show."""
    yield from demo_records.fields()


def life_events() -> Iterator[LifeEventRecord]:
    """All life events of the demo."""
    yield from demo_records.life_events()


def superseded() -> ServiceRecord:
    """A service that ended, and the one that took its place."""
    return ServiceRecord(
        code=SUPERSEDED,
        name="Thủ tục đăng ký khai sinh theo quy định cũ",
        short_name="Đăng ký khai sinh (cách làm cũ)",
        field="Hộ tịch",
        superseded_by=FULL,
        effective_from=date(2015, 1, 1),
        effective_to=date(2025, 6, 30),
    )


def long_name() -> ServiceRecord:
    """The longest official name, without a short one."""
    return ServiceRecord(
        code=LONG_NAME,
        name=prose(NAME_LENGTH),
        field="Hộ tịch",
        levels=[Level.PROVINCE],
        audiences=[Audience.BUSINESS],
    )


def huge_papers() -> ServiceRecord:
    """Papers of 51,526 characters in ten cases, one of them a word that cannot be broken."""
    unbroken = "Mẫu-số-" + "0123456789" * 20
    sizes = _parts(PAPERS_LENGTH - len(unbroken), 700)
    names = [unbroken, *(prose(size, start=number) for number, size in enumerate(sizes))]
    cases = [
        CaseRecord(
            name=f"({number}) {prose(180, start=number)}",
            documents=[RequiredDocumentRecord(name=name, originals=1) for name in part],
        )
        for number, part in enumerate((names[i : i + 8] for i in range(0, len(names), 8)), 1)
    ]
    return ServiceRecord(
        code=HUGE_PAPERS,
        name="Cấp giấy phép xây dựng với rất nhiều giấy tờ",
        field="Hộ tịch",
        online_level=OnlineLevel.PARTIAL,
        cases=cases,
    )


def hostile() -> ServiceRecord:
    """Markup and template code in every text that a source may bring."""
    script, image, svg, template, breakout = HOSTILE_TEXTS
    limit = {"text": image, "description": svg, "fees": [{"text": script}]}
    paper = {"name": f"Giấy {script}", "note": breakout, "form": {"name": svg}}
    return ServiceRecord.model_validate(
        {
            "code": HOSTILE,
            "name": f"Tên {script} {breakout}",
            "short_name": f"Tên ngắn {script}",
            "summary": f"Tóm tắt {image} {breakout}",
            "popular_names": [svg],
            "keywords": [script],
            "decision_number": image,
            "field": "Hộ tịch",
            "audience_detail": [svg],
            "steps": [{"title": image, "body": f"Làm {script}\n{template}", "actor": svg}],
            "channels": [{"kind": "online", "description": script, "time_limits": [limit]}],
            "cases": [{"name": f"Trường hợp {image}", "documents": [paper]}],
            "outputs": [{"name": script}],
            "requirements": [f"{template} {image}"],
            "legal_bases": [{"number": script, "title": breakout}],
            "faq": [{"question": f"Hỏi {svg}?", "answer": f"Đáp {script}"}],
            "guidance": f"Hướng dẫn {image}",
        }
    )


def bare() -> ServiceRecord:
    """What the source says least: a code, a name, a field."""
    return ServiceRecord(code=BARE, name="Thủ tục chỉ có tên", field="Hộ tịch")


def changing() -> ServiceRecord:
    """The first state of a service that changes."""
    return ServiceRecord.model_validate(
        {
            "code": CHANGING,
            "name": "Thủ tục thay đổi nhiều lần",
            "field": "Hộ tịch",
            "steps": [{"title": "Nộp hồ sơ", "body": prose(860), "actor": "Bạn"}],
            "cases": [{"documents": [{"name": "Tờ khai", "originals": 1}]}],
        }
    )


def _parts(total: int, size: int) -> list[int]:
    whole, rest = divmod(total, size)
    return [size] * whole + ([rest] if rest else [])


def prose(length: int, *, start: int = 0) -> str:
    """Sentence-like Vietnamese of exactly ``length`` characters, the same each time."""
    words = (_WORDS[(start * 7 + i * i + i) % len(_WORDS)] for i in count())
    text = " ".join(islice(words, length // 3 + 1)).capitalize()[:length]
    return text[:-1] + "ấ" if text.endswith(" ") else text
