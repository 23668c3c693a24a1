"""From the start page to the reference, as a browser without JavaScript goes."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from submissions.models import Attachment, Draft, Notice, OutboxEntry, Submission
from submissions.references import tidy_reference
from submissions.uploads import sealed_files
from submissions.vocabulary import DeliveryKind, NoticeKind
from tests.submissions.applying.conftest import CONTACT, PAPER, PERSON, Citizen, errors
from tests.submissions.applying.conftest import make_applied_service as make
from tests.submissions.uploads import specimens


def test_what_is_handed_in_is_what_was_answered(citizen):
    citizen.begin()
    citizen.answer()
    citizen.hand_paper(specimens.photo(), specimens.photo(form="HEIF"))
    assert b"0912 345 678" in citizen.get("kiem-tra/").content
    made = citizen.submit()
    assert tidy_reference(made.reference) == made.reference
    assert made.payload["applicant"] == {
        "full_name": "Nguyễn Thị Thử Nghiệm",
        "birth_date": "1990-02-03",
        "identity_number": "022190004412",
        "phone": "0912345678",
        "email": "thu@example.org",
        "address": "Số 1, Bến Đoan",
    }
    assert made.payload["data"]["declaration"] is True
    # Officers read questions; what tells of the applicant travels as the applicant.
    words = {one["name"]: (one["label"], one["value"]) for one in made.payload["in_words"]}
    assert words["declaration"][1] == "Đã xác nhận"
    assert not words.keys() & made.payload["applicant"].keys()
    assert (made.agency_code, made.service_name) == ("H49.101", citizen.page.title)
    assert len(made.proofs) == 2
    entry = OutboxEntry.objects.get()
    assert (entry.kind, entry.submission, entry.attempts) == (DeliveryKind.DOSSIER, made, 0)
    assert not Draft.objects.exists()


def test_photos_of_one_paper_arrive_as_one_pdf(
    citizen, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        citizen.fill()
        citizen.hand_paper(specimens.photo(form="HEIF"))
        citizen.hand_paper(specimens.pdf(3), paper="paper-2", name="uỷ quyền.pdf")
        made = citizen.submit()
    first, second = made.attachments.all()
    assert (first.role, first.filename, first.pages) == (PAPER, f"{PAPER}.pdf", 2)
    content = sealed_files.read(first.pk)
    assert len(PdfReader(BytesIO(content)).pages) == 2 and len(content) == first.size
    assert sealed_files.read(second.pk) == specimens.pdf(3) and second.pages == 3
    # The single photos are gone from the disk as well.
    assert len(list(settings.ATTACHMENT_DIR.rglob("*.sealed"))) == 2


def test_the_receipt_gives_the_reference_its_qr_and_a_pdf(citizen):
    citizen.fill()
    made = citizen.submit()
    page = citizen.get("da-nop/")
    text = page.content.decode()
    assert made.reference in text and "data:image/svg+xml" in text
    pdf = citizen.get("da-nop/giay-xac-nhan.pdf")
    assert pdf["Content-Type"] == "application/pdf" and "no-store" in pdf["Cache-Control"]
    read = PdfReader(BytesIO(pdf.content))
    words = "".join(one.extract_text() for one in read.pages)
    assert made.reference in words and "đã nhận hồ sơ" in words
    assert read.root_object["/MarkInfo"]["/Marked"]
    for secret in (*PERSON.values(), *CONTACT.values()):
        assert len(secret) < 5 or secret not in words
    # The browser may follow it at once, without the four digits.
    assert citizen.client.get(f"/tra-cuu-ho-so/{made.reference}/").status_code == 200
    assert Citizen(citizen.page).get("da-nop/").status_code == 302


def test_pressing_twice_hands_in_once(citizen):
    citizen.fill()
    first, second = citizen.post("kiem-tra/"), citizen.post("kiem-tra/")
    assert first.status_code == second.status_code == 303
    assert second["Location"] == first["Location"]
    assert Submission.objects.count() == OutboxEntry.objects.count() == 1


def test_the_mail_tells_the_reference_and_goes_once(citizen):
    citizen.fill()
    made = citizen.submit()
    mail = Notice.objects.get(kind=NoticeKind.RECEIVED)
    assert mail.payload["to"] == ["thu@example.org"] and mail.submission == made
    for part in ("subject", "text", "html"):
        assert made.reference in mail.payload[part]
    assert f"/tra-cuu-ho-so/?ma={made.reference}" in mail.payload["text"]
    assert "4412" not in mail.payload["text"]


def test_nothing_is_handed_in_while_something_is_missing(citizen):
    citizen.begin()
    citizen.post("phan/nguoi-nop/", PERSON)
    answer = citizen.post("kiem-tra/")
    assert answer.status_code == 422
    found = " ".join(errors(answer))
    assert "Số điện thoại" in found and PAPER in found and "Đánh dấu vào ô" in found
    assert "Giấy uỷ quyền" not in found
    assert not Submission.objects.exists() and Draft.objects.count() == 1


def test_a_service_of_many_units_asks_which_one(site_tree):
    citizen = Citizen(make("1.000002", communes=3))
    citizen.fill()
    assert "Chọn nơi giải quyết" in errors(citizen.post("kiem-tra/"))[0]
    assert citizen.post("noi-giai-quyet/", {"noi": "H49.999"}).status_code == 422
    assert citizen.post("noi-giai-quyet/", {"noi": "H49.102", "_ve": "kiem-tra"}).status_code == 303
    assert citizen.submit().agency_code == "H49.102"


def test_the_english_way_leads_to_the_same_place(service):
    citizen = Citizen(service, prefix="/en")
    citizen.fill()
    assert citizen.submit().language == "en"
    assert citizen.get("da-nop/").status_code == 200
    assert Attachment.objects.get().submission.contact["language"] == "en"
