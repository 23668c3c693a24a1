"""States of services for the tests: a plain one, and any that the schema allows."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.vocabulary import (
    AgencyRole,
    ChannelKind,
    DurationUnit,
    FeeKind,
    OnlineLevel,
    TargetKind,
)


def plain_state(**values: Any) -> dict[str, Any]:
    """A whole small service; ``values`` replace its fields."""
    record = {
        "code": "1.001193",
        "name": "Thủ tục đăng ký khai sinh",
        "short_name": "Đăng ký khai sinh",
        "field": "Hộ tịch",
        "agencies": [{"role": "executing", "name": "UBND cấp xã", "slug": "ubnd-xa"}],
        "steps": [
            {"title": "Nộp hồ sơ", "body": "Nộp tại nơi tiếp nhận hoặc trên mạng.", "actor": "Bạn"},
            {"title": "Xem xét", "body": "Công chức xem hồ sơ.", "actor": "Công chức hộ tịch"},
        ],
        "channels": [channel("online", 50_000), channel("in_person", 50_000)],
        "cases": [
            {
                "name": "",
                "documents": [
                    paper("Tờ khai đăng ký khai sinh"),
                    paper("Giấy chứng sinh do cơ sở y tế cấp"),
                ],
            }
        ],
        "outputs": [{"name": "Giấy khai sinh"}],
        "requirements": ["Trong vòng 60 ngày kể từ ngày sinh con."],
        "legal_bases": [{"number": "60/2014/QH13", "title": "Luật Hộ tịch"}],
        "effective_from": "2026-01-01",
    }
    return ServiceRecord.model_validate({**record, **values}).model_dump(mode="json")


def channel(kind: str, amount: int, value: float = 5) -> dict[str, Any]:
    """A way of handing in with one time limit and one fee."""
    fee = {"kind": "levy", "amount": amount}
    return {
        "kind": kind,
        "time_limits": [{"value": value, "unit": "working_day", "fees": [fee]}],
    }


def paper(name: str, **values: Any) -> dict[str, Any]:
    """One original of a paper."""
    return {"name": name, "originals": 1, "copies": 0, **values}


_words = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy ", min_size=3, max_size=40).filter(
    lambda text: len(text.split()) > 0 and len("".join(text.split())) > 2
)
_maybe = st.one_of(st.just(""), _words)
_fees = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(FeeKind.values),
        "amount": st.one_of(st.none(), st.integers(0, 10**7)),
        "text": _words,
        "description": _maybe,
    }
)
_limits = st.builds(
    lambda number, unit, text, description, fees: {
        "value": number,
        "unit": unit if number else None,
        "text": text,
        "description": description,
        "fees": fees,
    },
    st.one_of(st.none(), st.integers(1, 90)),
    st.sampled_from(DurationUnit.values),
    _maybe,
    _maybe,
    st.lists(_fees, max_size=3),
)
_papers = st.fixed_dictionaries(
    {
        "name": _words,
        "originals": st.integers(0, 3),
        "copies": st.integers(0, 3),
        "required": st.booleans(),
        "note": _maybe,
        "form": st.one_of(st.none(), st.fixed_dictionaries({"name": _words})),
    }
)

#: Field → any value that it may have.
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": _words,
    "short_name": _maybe,
    "summary": _maybe,
    "popular_names": st.lists(_words, max_size=3),
    "keywords": st.lists(_words, max_size=3),
    "decision_number": _maybe,
    "field": _words,
    "levels": st.lists(st.sampled_from(["province", "commune"]), unique=True),
    "audiences": st.lists(st.sampled_from(["citizen", "business"]), unique=True),
    "online_level": st.sampled_from(OnlineLevel.values),
    "non_territorial": st.booleans(),
    "agencies": st.lists(
        st.fixed_dictionaries({"role": st.sampled_from(AgencyRole.values), "name": _words}),
        max_size=3,
    ),
    "steps": st.lists(st.fixed_dictionaries({"title": _words, "body": _maybe}), max_size=4),
    "channels": st.lists(
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(ChannelKind.values),
                "description": _maybe,
                "time_limits": st.lists(_limits, max_size=3),
            }
        ),
        max_size=3,
    ),
    "cases": st.lists(
        st.fixed_dictionaries({"name": _maybe, "documents": st.lists(_papers, max_size=4)}),
        max_size=3,
    ),
    "outputs": st.lists(st.fixed_dictionaries({"name": _words}), max_size=3),
    "requirements": st.lists(_words, max_size=3),
    "legal_bases": st.lists(st.fixed_dictionaries({"number": _words, "title": _maybe}), max_size=4),
    "targets": st.lists(
        st.fixed_dictionaries({"kind": st.sampled_from(TargetKind.values), "case": _maybe}),
        max_size=2,
    ),
    "guidance": _maybe,
    "faq": st.lists(st.fixed_dictionaries({"question": _words, "answer": _words}), max_size=2),
    "effective_from": st.one_of(st.none(), st.dates().map(str)),
    "superseded_by": st.sampled_from([None, "1.000001", "1.000002"]),
    "related": st.lists(st.sampled_from(["1.000003", "1.000004"]), unique=True),
    "popularity": st.integers(0, 1000),
}

states = st.fixed_dictionaries(FIELDS).map(
    lambda values: ServiceRecord.model_validate({"code": "1.001193", **values}).model_dump(
        mode="json"
    )
)
