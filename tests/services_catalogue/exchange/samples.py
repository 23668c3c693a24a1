"""Small files of every shape the importer reads, in words of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from services_catalogue.exchange.records import ServiceRecord

WAYS = "Hình thức nộpThời gianPhí, lệ phíMô tả"
PAPERS = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
LAWS = "Tên văn bản pháp lýMã văn bản"


def national(code: str = "1.990001", **changes: Any) -> dict[str, Any]:
    """A record of the national portal, its tables run together as the portal's export has them."""
    row = {
        "ma_thu_tuc": code,
        "detail_url": f"https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{code}",
        "ten_thu_tuc": f"Thủ tục cấp thẻ bạn đọc số {code}",
        "so_quyet_dinh": "12/QĐ-UBND",
        "cap_thuc_hien": "Cấp tỉnh, Cấp xã",
        "loai_thu_tuc": "TTHC được giao luật quy định chi tiết",
        "linh_vuc": "Thư viện",
        "doi_tuong_thuc_hien": (
            "Công dân Việt Nam, Cán bộ, công chức, viên chức, "
            "Tổ chức (không bao gồm doanh nghiệp, HTX)"
        ),
        "co_quan_co_tham_quyen": "Sở Văn hóa, Thể thao và Du lịch",
        "dia_chi_tiep_nhan": "Quầy số 3, thư viện tỉnh",
        "co_quan_duoc_uy_quyen": "",
        "co_quan_phoi_hop": "",
        "thu_tuc_lien_quan": "Không có thông tin",
        "trinh_tu_thuc_hien": (
            f"Bước 1: Nộp hồ sơ\nMang ảnh đến quầy {code}.\nBước 2: Bạn nhận thẻ ngay tại quầy đó."
        ),
        "cach_thuc_thuc_hien": (
            f"{WAYS}Trực tuyến3 Ngày làm việc20,000 VNĐ(mỗi thẻ)Trực tiếp1 NgàyMiễn phí"
        ),
        "thanh_phan_ho_so": f"--{PAPERS}- Đơn xin cấp thẻ;Mẫu đơn.docx1 bản chínhẢnh 3 x 4;2 bản chính",
        "can_cu_phap_ly": f"{LAWS}Luật Thư viện46/2019/QH14Nghị định 93/2020/NĐ-CP93/2020/NĐ-CP",
        "co_quan_thuc_hien": "Thư viện tỉnh, Ủy ban nhân dân cấp xã",
        "yeu_cau_dieu_kien": "Không có thông tin",
        "ket_qua_xu_ly": "Thẻ bạn đọcMã: KQ.G99.000001Từ khóathẻ, thư việnMô tảKhông có thông tin",
    }
    return row | changes


def defence(code: str = "1.990002", **content: Any) -> dict[str, Any]:
    """A record of the Ministry of Defence's collection."""
    return {
        "thu_tuc_id": code,
        "metadata": {
            "mã_thủ_tục": code,
            "tên_thủ_tục": "Thủ tục xin tham quan bảo tàng",
            "số_quyết_định": "Quyết định số 34/QĐ-BQP",
            "cấp_thực_hiện": "Cấp Xã",
            "loại_thủ_tục": "Loại khác",
            "lĩnh_vực": "Bảo tàng",
        },
        "content": {
            "trình_tự_thực_hiện": "Bước 1: Gửi thư. Bước 2: Nhận lịch hẹn.",
            "đối_tượng_thực_hiện": "Doanh nghiệp",
            "cơ_quan_thực_hiện": "Ban Quản lý bảo tàng",
            "cơ_quan_có_thẩm_quyền": "Không có thông tin",
            "cơ_quan_được_ủy_quyền": "Không có thông tin",
            "cơ_quan_phối_hợp": "Công an cấp xã",
            "địa_chỉ_tiếp_nhận_hs": "Không có thông tin",
            "kết_quả_thực_hiện": "Giấy mời",
            "yêu_cầu_điều_kiện_thực_hiện": "Không",
            "từ_khóa": "Không có thông tin",
            "mô_tả": "Không có thông tin",
        }
        | content,
        "tables": {
            "hinh_thuc_nop": [
                {
                    "hinh_thuc": "Trực tiếp",
                    "thoi_han_giai_quyet": "05 Ngày làm việc",
                    "phi_le_phi": "Phí : 2.000.000 Đồng (theo đoàn)\nLệ phí : 0 Đồng",
                    "mo_ta": "",
                },
                {
                    "hinh_thuc": "Trực tiếp",
                    "thoi_han_giai_quyet": "10-25",
                    "phi_le_phi": "",
                    "mo_ta": "",
                },
            ],
            "thanh_phan_ho_so": [
                {
                    "ten_giay_to": "- Giấy giới thiệu",
                    "so_luong": "Giay gioi thieu.doc",
                    "ghi_chu": "Bản chính: 1\nBản sao: 2",
                },
                {"ten_giay_to": ",", "so_luong": "", "ghi_chu": "Bản chính: 0\nBản sao: 1"},
            ],
            "can_cu_phap_ly": [
                {"so_ky_hieu": "12", "trich_yeu": "Quyết định số 12/2021/QĐ-TTg về tham quan"}
            ],
        },
    }


def own(code: str = "1.990003", **changes: Any) -> ServiceRecord:
    """A record with something in every field."""
    values: dict[str, Any] = {
        "code": code,
        "name": "Thủ tục cấp thẻ bạn đọc",
        "short_name": "Làm thẻ thư viện",
        "summary": "Làm thẻ để mượn sách về nhà.",
        "popular_names": ["xin thẻ mượn sách", "làm thẻ đọc"],
        "keywords": ["thư viện"],
        "decision_number": "12/QĐ-UBND",
        "kind": "local",
        "field": "Thư viện",
        "levels": ["province", "commune"],
        "audiences": ["citizen"],
        "audience_detail": ["Công dân Việt Nam"],
        "agencies": [
            {"role": "executing", "name": "Thư viện tỉnh"},
            {"role": "receiving", "name": "Thư viện tỉnh"},
        ],
        "online_level": "full",
        "non_territorial": True,
        "steps": [
            {"title": "Nộp đơn", "body": "Nộp ở quầy.\nHoặc trên mạng.", "actor": "Bạn"},
            {"body": "Nhận thẻ."},
        ],
        "channels": [
            {
                "kind": "online",
                "description": "Đăng nhập rồi nộp.",
                "time_limits": [
                    {
                        "value": 2.5,
                        "unit": "working_day",
                        "description": "thẻ mới",
                        "fees": [
                            {"kind": "levy", "amount": 0, "description": "trẻ em"},
                            {"kind": "charge", "amount": 115000, "description": "người lớn"},
                            {"kind": "charge", "text": "Theo bảng giá"},
                        ],
                    },
                    {"text": "Trong ngày"},
                ],
            },
            {"kind": "post"},
        ],
        "cases": [
            {
                "name": "Thẻ mới",
                "documents": [
                    {
                        "name": "Đơn",
                        "originals": 1,
                        "note": "Ký bằng bút mực.",
                        "form": {"name": "Đơn xin thẻ", "url": "https://example.gov.vn/don.docx"},
                    },
                    {"name": "Ảnh", "originals": 0, "copies": 2, "required": False},
                ],
            },
            {"name": "Thẻ mất"},
        ],
        "outputs": [{"name": "Thẻ bạn đọc", "code": "KQ.G99.000001"}],
        "requirements": ["Từ 6 tuổi.", "Ở trong tỉnh."],
        "legal_bases": [
            {"number": "46/2019/QH14", "title": "Luật Thư viện", "url": "https://example.vn/luat"}
        ],
        "related": ["1.990001"],
        "targets": [
            {"kind": "deep_link", "case": "Thẻ mới", "url": "https://dichvucong.gov.vn/the"},
            {"kind": "in_person"},
        ],
        "guidance": "Mang theo ảnh.\n\n- ảnh mới\n- nền trắng",
        "faq": [{"question": "Mất thẻ thì sao?", "answer": "Báo thư viện.\n\nLàm lại thẻ."}],
        "effective_from": "2026-07-01",
        "reviewed_on": "2026-11-01",
        "popularity": 120,
        "source_url": "https://dichvucong.gov.vn/nguon",
        "raw": {"steps": "nguyên văn"},
    }
    return ServiceRecord.model_validate(values | changes)


def write_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    """``rows`` as JSON lines, gzipped when the name ends in .gz."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path
