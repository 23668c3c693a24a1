"""The national portal's records (cổng Dịch vụ công quốc gia), as JSON objects or CSV rows."""

from __future__ import annotations

from typing import Any

from services_catalogue.exchange.agency_names import split_names
from services_catalogue.exchange.readers import flattened_channels, flattened_lists
from services_catalogue.exchange.readers.flattened_papers import cases
from services_catalogue.exchange.readers.step_text import steps
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.rows import Rejection, build
from services_catalogue.exchange.source_text import (
    audience_detail,
    audiences,
    clean,
    filled,
    levels,
    one_line,
    procedure_kind,
)
from services_catalogue.submission_hosts import is_allowed
from services_catalogue.vocabulary import AgencyRole, ChannelKind, OnlineLevel, TargetKind

#: Keys by which a row of this shape is recognised.
MARKS = frozenset({"ma_thu_tuc", "ten_thu_tuc"})
#: Keys of the flattened tables; the flat list of the source has none of them.
_FULL = "trinh_tu_thuc_hien"
_ROLES = {
    "co_quan_thuc_hien": AgencyRole.EXECUTING,
    "co_quan_co_tham_quyen": AgencyRole.COMPETENT,
    "co_quan_duoc_uy_quyen": AgencyRole.AUTHORISED,
    "co_quan_phoi_hop": AgencyRole.COORDINATING,
}
_ADDRESS_LENGTH = 600


def parse(row: dict[str, Any]) -> ServiceRecord | Rejection:
    """The service of one row, with the raw text of the flattened tables beside what was parsed."""
    detail = audience_detail(row.get("doi_tuong_thuc_hien"))
    values: dict[str, Any] = {
        "code": one_line(row.get("ma_thu_tuc")),
        "name": one_line(row.get("ten_thu_tuc")),
        "decision_number": filled(row.get("so_quyet_dinh"))[:255],
        "kind": procedure_kind(row.get("loai_thu_tuc")),
        "field": one_line(row.get("linh_vuc")),
        "levels": levels(row.get("cap_thuc_hien")),
        "audience_detail": detail,
        "audiences": audiences(detail),
        "agencies": _agencies(row),
        "source_url": address(row.get("detail_url")),
    }
    if _FULL in row:
        values |= _tables(row)
    return build(values)


def _tables(row: dict[str, Any]) -> dict[str, Any]:
    results = flattened_lists.outputs(row.get("ket_qua_xu_ly") or "")
    ways = flattened_channels.channels(row.get("cach_thuc_thuc_hien") or "")
    receiving = filled(row.get("dia_chi_tiep_nhan"))
    requirement = flattened_lists.without_tail(row.get("yeu_cau_dieu_kien") or "")
    values: dict[str, Any] = {
        "steps": steps(row.get("trinh_tu_thuc_hien")),
        "channels": with_address(ways, receiving),
        "cases": cases(row.get("thanh_phan_ho_so") or ""),
        "outputs": results.outputs,
        "requirements": [requirement] if requirement else [],
        "legal_bases": flattened_lists.legal_bases(row.get("can_cu_phap_ly") or ""),
        "raw": {
            "steps": filled(row.get("trinh_tu_thuc_hien")),
            "channels": filled(row.get("cach_thuc_thuc_hien")),
            "documents": filled(row.get("thanh_phan_ho_so")),
            "legal_bases": filled(row.get("can_cu_phap_ly")),
            "outputs": clean(row.get("ket_qua_xu_ly")),
            "receiving": receiving,
            "description": results.description,
        },
        **online({way["kind"] for way in ways}, address(row.get("detail_url"))),
    }
    if results.keywords:
        values["keywords"] = results.keywords
    return values


def _agencies(row: dict[str, Any]) -> list[dict[str, Any]]:
    return agency_refs({role: row.get(key) for key, role in _ROLES.items()})


def agency_refs(lists: dict[AgencyRole, Any]) -> list[dict[str, Any]]:
    """References by name, role by role, from the source's lists of names."""
    return [
        {"role": role, "name": name} for role, names in lists.items() for name in split_names(names)
    ]


def with_address(ways: list[dict], receiving: str) -> list[dict]:
    """Where to hand in on paper belongs to the way "in person", which has no words of its own."""
    for way in ways:
        if way["kind"] == ChannelKind.IN_PERSON and not way["description"]:
            way["description"] = receiving[:_ADDRESS_LENGTH]
    return ways


def address(value: Any) -> str:
    """An http(s) address, or empty."""
    text = one_line(value)
    return text if text.startswith(("https://", "http://")) and " " not in text else ""


def online(kinds: set[ChannelKind], url: str) -> dict[str, Any]:
    """Level and target by the rule of docs/decisions/online-level.md: the source states no level."""
    if ChannelKind.ONLINE not in kinds:
        return {"online_level": OnlineLevel.INFO, "targets": [{"kind": TargetKind.IN_PERSON}]}
    if url and is_allowed(url):
        target = {"kind": TargetKind.DEEP_LINK, "url": url}
    else:
        target = {"kind": TargetKind.IN_PERSON}
    return {"online_level": OnlineLevel.PARTIAL, "targets": [target]}
