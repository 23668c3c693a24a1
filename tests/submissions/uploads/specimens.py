"""Files as people (and others) hand them in, made when asked for."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import pillow_heif
from PIL import Image, ImageDraw
from pypdf import PdfWriter

HA_LONG = {1: "N", 2: (20.0, 57.0, 0.0), 3: "E", 4: (107.0, 2.0, 0.0)}


def photo(
    width: int = 640, height: int = 480, *, form: str = "JPEG", turn: int = 1, mode: str = "RGB"
) -> bytes:
    """A picture with a red mark in its upper left corner; JPEG and HEIF tell where it was taken."""
    picture = Image.new(mode, (width, height), "white")
    red = (200, 0, 0, 255)[: len(picture.getbands())] if mode != "L" else 40
    ImageDraw.Draw(picture).rectangle((0, 0, width // 4, height // 4), fill=red)
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x010F] = "Điện thoại"
    exif.get_ifd(0x8825).update(HA_LONG)
    written = BytesIO()
    if form == "HEIF":
        pillow_heif.from_pillow(picture).save(written, quality=60, exif=exif.tobytes())
    elif form in ("JPEG", "WEBP"):
        picture.save(written, form, exif=exif.tobytes())
    else:
        picture.save(written, form)
    return written.getvalue()


def pdf(pages: int = 2, password: str | None = None, owner_only: bool = False) -> bytes:
    """A PDF of empty pages, locked if asked for."""
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt("" if owner_only else password, password, algorithm="AES-256")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few kilobytes whose header promises billions of pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack("!L", zlib.crc32(kind + data))
        return struct.pack("!L", len(data)) + kind + data + crc

    header = struct.pack("!LLBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1_000_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def word(
    *, macro: bool = False, template: str = "", extra: dict[str, bytes] | None = None
) -> bytes:
    """A Word file with the parts that a check looks at."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = (
        f'<Relationship Type="http://x/attachedTemplate" Target="{template}" TargetMode="External"/>'
        if template
        else '<Relationship Type="http://x/hyperlink" Target="http://x" TargetMode="External"/>'
    )
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{main}"/></Types>')
        archive.writestr("word/document.xml", "<w:document/>")
        archive.writestr(
            "word/_rels/settings.xml.rels", f"<Relationships>{relation}</Relationships>"
        )
        if macro:
            archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return written.getvalue()


def zipped(names: dict[str, bytes]) -> bytes:
    """Any other zip."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return written.getvalue()


PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 200 + b"This program cannot be run in DOS mode"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
