"""Addresses of /nop-ho-so/, in both languages. None but the link of the mail holds a secret."""

from django.urls import path
from django.views.generic import RedirectView

from submissions.applying import (
    entry,
    onward,
    own_files,
    papers,
    parting,
    questions,
    receipt,
    resuming,
    review,
    unit_choice,
)

_OF = "nop-ho-so/<str:code>/"

urlpatterns = [
    path("nop-ho-so/", RedirectView.as_view(url="/dich-vu/?level=full"), name="applying"),
    path("nop-ho-so/tiep-tuc/<str:token>/", resuming.resume, name="applying_resume"),
    path("nop-ho-so/het-han/", resuming.expired, name="applying_expired"),
    path(_OF, entry.entry, name="applying_start"),
    path(f"{_OF}tiep/", onward.go_on, name="applying_go_on"),
    path(f"{_OF}di/", onward.leave_for_other_site, name="applying_elsewhere"),
    path(f"{_OF}noi-giai-quyet/", unit_choice.unit_choice, name="applying_unit"),
    path(f"{_OF}phan/<slug:group>/", questions.questions, name="applying_questions"),
    path(f"{_OF}giay-to/", papers.papers, name="applying_papers"),
    path(f"{_OF}giay-to/<uuid:key>/", own_files.look, name="applying_file"),
    path(f"{_OF}giay-to/<uuid:key>/bo/", own_files.remove, name="applying_file_remove"),
    path(f"{_OF}kiem-tra/", review.review, name="applying_review"),
    path(f"{_OF}luu/", resuming.later, name="applying_later"),
    path(f"{_OF}xoa/", parting.discard, name="applying_discard"),
    path(f"{_OF}thoat/", parting.leave, name="applying_leave"),
    path(f"{_OF}da-nop/", receipt.receipt, name="applying_receipt"),
    path(f"{_OF}da-nop/giay-xac-nhan.pdf", receipt.receipt_pdf, name="applying_receipt_pdf"),
]
