"""Several photos of one paper become one PDF: what officers open, print and file as one."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject

#: A4 and its margin, in points (1/72 inch).
_SHORT, _LONG, _MARGIN = 595.28, 841.89, 14.17


def join_photos(photos: Sequence[bytes]) -> bytes:
    """JPEGs as the pages of one PDF, A4 upright or lying as each photo is, none encoded again."""
    writer = PdfWriter()
    for photo in photos:
        _add_page(writer, photo)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _add_page(writer: PdfWriter, photo: bytes) -> None:
    with Image.open(BytesIO(photo), formats=["JPEG"]) as opened:
        width, height, grey = opened.width, opened.height, opened.mode == "L"
    page_width, page_height = (_LONG, _SHORT) if width > height else (_SHORT, _LONG)
    scale = min((page_width - 2 * _MARGIN) / width, (page_height - 2 * _MARGIN) / height)
    drawn_width, drawn_height = width * scale, height * scale
    left, bottom = (page_width - drawn_width) / 2, (page_height - drawn_height) / 2
    page = writer.add_blank_page(page_width, page_height)
    picture = DecodedStreamObject()
    picture.set_data(photo)
    picture.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(width),
            NameObject("/Height"): NumberObject(height),
            NameObject("/ColorSpace"): NameObject("/DeviceGray" if grey else "/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    drawing = DecodedStreamObject()
    drawing.set_data(
        f"q {drawn_width:.2f} 0 0 {drawn_height:.2f} {left:.2f} {bottom:.2f} cm /Photo Do Q".encode()
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {
            NameObject("/XObject"): DictionaryObject(
                {NameObject("/Photo"): writer._add_object(picture)}
            )
        }
    )
    page[NameObject("/Contents")] = writer._add_object(drawing)
