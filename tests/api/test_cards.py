"""The card: as a page for frames, as JSON for the component, as a sheet to print."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from pypdf import PdfReader

from api.embeds.script import VERSION, script_tag
from services_catalogue.models import ServicePage
from tests.factories import make_service

pytestmark = pytest.mark.django_db
EMBED = Path(settings.BASE_DIR) / "static" / "embed"


@pytest.fixture
def service(site_tree):
    return make_service(code="1.000100", short_name="Đăng ký khai sinh")


def card(code: str = "1.000100", prefix: str = "") -> dict:
    caches["pages"].clear()  # nothing is committed here, so nothing empties it
    answer = Client().get(f"{prefix}/nhung/{code}.json", headers={"Origin": "https://xa.example"})
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer.json()


def test_page_and_json_tell_the_same_facts(service):
    told = card()
    page = Client().get("/nhung/1.000100").content.decode()
    assert [one["text"] for one in told["facts"]][1:] == ["5 ngày làm việc", "115.000 đ"]
    for text in [told["title"], told["updated"], *(one["text"] for one in told["facts"])]:
        assert text in page
    assert told["state"] == "now"
    assert told["link"] == "http://localhost:8000/dv/1.000100"


def test_in_english_with_the_services_own_words_marked(service):
    told = card(prefix="/en")
    assert told["facts"][1]["text"] == "5 working days"
    assert told["lang"] == "vi"
    assert told["link"] == "http://localhost:8000/en/dv/1.000100"


def test_only_cards_may_be_framed(service):
    framed = Client().get("/nhung/1.000100")
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    for path in (service.get_url(), "/nhung/", "/nhung/1.000100.json", "/oembed"):
        answer = Client().get(path)
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], path
        assert answer["X-Frame-Options"] == "DENY", path


def test_no_cookie_anywhere(service):
    for path in ("/nhung/1.000100", "/nhung/1.000100.json", "/oembed", "/nhung/?ma=1.000100"):
        assert not Client().get(path).cookies


@pytest.mark.django_db(transaction=True)
def test_a_new_fee_shows_at_once(site_tree):
    make_service(code="1.000100")
    assert Client().get("/nhung/1.000100").status_code == 200
    assert card()["facts"][2]["text"] == "115.000 đ"
    page = ServicePage.objects.get(code="1.000100")
    limit = page.channels.first().time_limits.first()
    fee = limit.fees.first()
    fee.amount = 8_000
    limit.fees = [fee]
    channel = page.channels.first()
    channel.time_limits = [limit]
    page.channels = [channel]
    page.save_revision().publish()
    assert "8.000 đ" in Client().get("/nhung/1.000100").content.decode()
    assert card()["facts"][2]["text"] == "8.000 đ"


def test_what_is_gone_says_so_and_leads_on(service):
    successor = make_service(code="1.000200", short_name="Khai sinh liên thông")
    service.superseded_by = successor
    service.save_revision().publish()
    assert card()["state"] == "replaced"
    assert "Khai sinh liên thông" in card()["note"]
    service.unpublish()
    assert card()["code"] == "1.000200"
    assert "Đăng ký khai sinh" in card()["note"]
    successor.unpublish()
    assert card("1.000200")["state"] == "gone"
    assert Client().get("/nhung/1.000200").status_code == 410


@pytest.mark.parametrize("code", ["9.999999", "x", "<script>", "5.000100"])
def test_an_unknown_code_is_a_quiet_answer_and_a_404_page(site_tree, code):
    told = card(code)
    assert (told["state"], told["facts"]) == ("unknown", [])
    assert Client().get(f"/nhung/{code}").status_code == 404


def test_the_qr_code_and_the_sheet_lead_to_the_permanent_address(service):
    svg = Client().get("/dv/1.000100.qr.svg")
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg.content.startswith(b"<svg")
    pdf = Client().get("/dv/1.000100.badge.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(pdf.content))
    assert len(reader.pages) == 1
    assert "Đăng ký khai sinh" in reader.pages[0].extract_text()
    links = [note.get_object()["/A"]["/URI"] for note in reader.pages[0]["/Annots"]]
    assert links == ["http://localhost:8000/dv/1.000100"]
    assert Client().get("/dv/9.999999.qr.svg").status_code == 404


def test_a_name_of_a_thousand_characters_fits_on_the_sheet(site_tree):
    make_service(code="1.000300", short_name="Cấp đổi " * 30, official_name="Thủ tục " * 140)
    pdf = Client().get("/dv/1.000300.badge.pdf")
    assert len(PdfReader(io.BytesIO(pdf.content)).pages) == 1


def test_the_script_is_small_pinned_and_the_newest_is_the_pinned_one():
    pinned = (EMBED / VERSION / "service-link.js").read_bytes()
    assert (EMBED / "service-link.js").read_bytes() == pinned
    assert len(gzip.compress(pinned)) <= 6 * 1024
    digest = base64.b64encode(hashlib.sha384(pinned).digest()).decode()
    assert f'integrity="sha384-{digest}"' in script_tag()


def test_a_released_version_never_changes():
    # A new version is a new folder and a new line here; pages of others hold these very bytes.
    released = {"1.0.0": "4e54ac1a5dfacebfb0e3151c0e2e4c387be3603b5fb7a9e09cf00e6304987cd3"}
    for version, digest in released.items():
        script = (EMBED / version / "service-link.js").read_bytes()
        assert hashlib.sha256(script).hexdigest() == digest


def test_the_builder_gives_markup_without_javascript(service):
    found = Client().get("/nhung/", {"ma": "1.000100", "ngon-ngu": "en", "mau": "dark"})
    page = found.content.decode()
    assert (
        "&lt;service-link code=&quot;1.000100&quot; lang=&quot;en&quot; theme=&quot;dark&quot;"
        in page
    )
    assert 'src="/en/nhung/1.000100?theme=dark"' in page
    assert "frame-src 'self'" in found["Content-Security-Policy"]
    assert "không có dịch vụ nào" in Client().get("/nhung/?ma=9.999999").content.decode().lower()
