"""The Ministry of Defence's records: keys in Vietnamese, tables already apart."""

from __future__ import annotations

import re
from typing import Any

from services_catalogue.exchange.readers.fee_text import fees_of
from services_catalogue.exchange.readers.flattened_channels import KINDS, time_limit
from services_catalogue.exchange.readers.national import agency_refs, online, with_address
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
from services_catalogue.vocabulary import AgencyRole

MARKS = frozenset({"thu_tuc_id", "metadata", "content", "tables"})
_FILE = re.compile(r"\.(docx?|xlsx?|pdf|odt|ods|rar|zip|rtf)$", re.IGNORECASE)
_ORIGINALS = re.compile(r"bản chính\s*:\s*(\d+)", re.IGNORECASE)
_COPIES = re.compile(r"bản sao\s*:\s*(\d+)", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+/\d{4}/")
_PREFIX = re.compile(r"^quyết định số\s+", re.IGNORECASE)


def parse(row: dict[str, Any]) -> ServiceRecord | Rejection:
    """The service of one record."""
    about, content, tables = row["metadata"], row["content"], row["tables"]
    detail = audience_detail(content.get("đối_tượng_thực_hiện"))
    receiving = filled(content.get("địa_chỉ_tiếp_nhận_hs"))
    ways = _channels(tables.get("hinh_thuc_nop") or [])
    result = filled(content.get("kết_quả_thực_hiện"))
    requirement = filled(content.get("yêu_cầu_điều_kiện_thực_hiện"))
    values: dict[str, Any] = {
        "code": one_line(about.get("mã_thủ_tục") or row.get("thu_tuc_id")),
        "name": one_line(about.get("tên_thủ_tục")),
        "decision_number": _PREFIX.sub("", filled(about.get("số_quyết_định")))[:255],
        "kind": procedure_kind(about.get("loại_thủ_tục")),
        "field": one_line(about.get("lĩnh_vực")),
        "levels": levels(about.get("cấp_thực_hiện")),
        "audience_detail": detail,
        "audiences": audiences(detail),
        "agencies": agency_refs(
            {
                AgencyRole.EXECUTING: content.get("cơ_quan_thực_hiện"),
                AgencyRole.COMPETENT: content.get("cơ_quan_có_thẩm_quyền"),
                AgencyRole.AUTHORISED: content.get("cơ_quan_được_ủy_quyền"),
                AgencyRole.COORDINATING: content.get("cơ_quan_phối_hợp"),
            }
        ),
        "steps": steps(content.get("trình_tự_thực_hiện")),
        "channels": with_address(ways, receiving),
        "cases": _cases(tables.get("thanh_phan_ho_so") or []),
        "outputs": [{"name": result}] if result else [],
        "requirements": [requirement] if requirement else [],
        "legal_bases": [
            one for row in tables.get("can_cu_phap_ly") or [] if (one := _legal_basis(row))
        ],
        "raw": {
            "steps": filled(content.get("trình_tự_thực_hiện")),
            "channels": _raw(tables.get("hinh_thuc_nop")),
            "documents": _raw(tables.get("thanh_phan_ho_so")),
            "legal_bases": _raw(tables.get("can_cu_phap_ly")),
            "outputs": clean(content.get("kết_quả_thực_hiện")),
            "receiving": receiving,
            "description": filled(content.get("mô_tả")),
        },
        **online({way["kind"] for way in ways}, ""),
    }
    if keywords := filled(content.get("từ_khóa")):
        values["keywords"] = [word for word in re.split(r"\s*[,;\n]\s*", keywords) if word]
    return build(values)


def _raw(rows: list[dict[str, Any]] | None) -> str:
    return "\n".join(" | ".join(clean(cell) for cell in row.values()) for row in rows or [])


def _channels(rows: list[dict[str, Any]]) -> list[dict]:
    found: dict[str, dict] = {}
    for row in rows:
        kind = KINDS.get(one_line(row.get("hinh_thuc")))
        if kind is None:
            continue
        channel = found.setdefault(kind, {"kind": kind, "description": "", "time_limits": []})
        words = one_line(row.get("thoi_han_giai_quyet"))
        limit = {
            **time_limit(words, filled(row.get("mo_ta"))),
            "fees": fees_of(row.get("phi_le_phi") or ""),
        }
        if any(limit[key] for key in ("value", "text", "description", "fees")):
            channel["time_limits"].append(limit)
    return list(found.values())


def _cases(rows: list[dict[str, Any]]) -> list[dict]:
    papers = [paper for row in rows if (paper := _paper(row))]
    return [{"name": "", "documents": papers}] if papers else []


def _paper(row: dict[str, Any]) -> dict | None:
    name = filled(row.get("ten_giay_to")).lstrip(" -–+*•")
    if not re.search(r"\w", name):
        return None
    note = clean(row.get("ghi_chu"))
    originals, copies = _ORIGINALS.search(note), _COPIES.search(note)
    paper: dict[str, Any] = {
        "name": name,
        "originals": int(originals[1]) if originals else 0,
        "copies": int(copies[1]) if copies else 0,
    }
    paper["required"] = paper["originals"] + paper["copies"] > 0
    form = one_line(row.get("so_luong"))
    if _FILE.search(form):
        paper["form"] = {"name": form[:500]}
    return paper


def _legal_basis(row: dict[str, Any]) -> dict | None:
    number, title = one_line(row.get("so_ky_hieu")), one_line(row.get("trich_yeu"))
    # "12" alone is the serial of a number whose rest stands in the title.
    if number and not re.search(r"[/\-]", number):
        found = re.search(rf"\b{re.escape(number)}/\d{{4}}/[\w\-]+", title)
        number = found[0] if found else ""
    return {"number": number[:255], "title": title} if number or title else None
