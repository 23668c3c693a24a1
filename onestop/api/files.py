"""What a dossier has as files: the receipt, the letters, the results."""

from __future__ import annotations

from typing import Annotated

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Path

from onestop.api.auth import client_of
from onestop.api.following import visible
from onestop.api.intake import Code
from onestop.api.routing import router
from onestop.desk.models import SentLetter
from onestop.desk.writing import pdf, receipt_pdf
from onestop.models import DossierAttachment
from onestop.problems import Refused


@router.get(
    "dossiers/{code}/receipt.pdf",
    operation_id="receipt",
    tags=["dossiers"],
    openapi_extra={
        "responses": {
            200: {
                "description": "Mẫu 01, PDF/UA",
                "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def receipt(request: HttpRequest, code: Code) -> HttpResponse:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""
    found = visible(client_of(request), code)
    response = HttpResponse(receipt_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.code}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@router.get(
    "dossiers/{code}/results/{number}",
    operation_id="result",
    tags=["dossiers"],
    openapi_extra={
        "responses": {
            200: {
                "description": "The file",
                "content": {
                    "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
                },
            }
        }
    },
)
def result(
    request: HttpRequest, code: Code, number: Annotated[int, Path(ge=1, lt=2**53)]
) -> FileResponse:
    """A file that the officers hand out: ``id`` of an attachment with ``is_result``."""
    found = visible(client_of(request), code)
    paper = (
        DossierAttachment.objects.filter(dossier=found, pk=number, is_result=True)
        .select_related("blob")
        .first()
    )
    if paper is None:
        raise Refused(404, "not-found", "The dossier has no such result.")
    response = FileResponse(
        paper.blob.path.open("rb"),
        content_type="application/octet-stream",
        filename=paper.filename,
        as_attachment=True,
    )
    response["Cache-Control"] = "no-store"
    return response


@router.get(
    "dossiers/{code}/letters/{number}",
    operation_id="letter",
    tags=["dossiers"],
    openapi_extra={
        "responses": {
            200: {
                "description": "The letter as it was sent, PDF/UA",
                "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def letter(
    request: HttpRequest, code: Code, number: Annotated[int, Path(ge=1, lt=2**53)]
) -> HttpResponse:
    """A letter to the applicant: ``id`` of one of the dossier's ``letters``."""
    found = visible(client_of(request), code)
    sent = SentLetter.objects.filter(dossier=found, pk=number).first()
    if sent is None:
        raise Refused(404, "not-found", "The dossier has no such letter.")
    response = HttpResponse(pdf(sent), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.code}-mau-{sent.form}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
