"""Photos of papers: opened with care, turned upright, made small, freed of place and camera."""

from __future__ import annotations

from io import BytesIO

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from submissions.uploads.file_types import Kind
from submissions.uploads.refusals import Reason, Refused

pillow_heif.register_heif_opener(thumbnails=False)

#: Longest side in pixels: an A4 page at 200 dots an inch, read well on a screen and in print.
LONGEST_SIDE = 2400
QUALITY = 85
#: More pixels than a phone's sharpest usual mode (64 million) are a bomb or a mistake; the picture is
#: refused by its header, before anything is decoded.
MOST_PIXELS = 80_000_000
_FORMATS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP", Kind.HEIC: "HEIF"}


def as_jpeg(content: bytes, kind: Kind) -> bytes:
    """The photo as an upright JPEG, longest side ≤ 2,400 px, without EXIF, GPS or colour profile.

    :raises Refused: broken_photo or too_many_pixels.
    """
    try:
        with Image.open(BytesIO(content), formats=[_FORMATS[kind]]) as opened:
            return _shrink(opened)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(Reason.TOO_MANY_PIXELS) from error
    # Decoders fail in many ways on damaged data; whichever it was, the photo cannot be read.
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        MemoryError,
    ) as error:
        raise Refused(Reason.BROKEN_PHOTO) from error


def _shrink(opened: Image.Image) -> bytes:
    if opened.width * opened.height > MOST_PIXELS:
        raise Refused(Reason.TOO_MANY_PIXELS)
    if opened.format == "JPEG":
        # Decode at a fraction of the size: a tenth of the memory and time for a large photo.
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture = ImageOps.exif_transpose(opened)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    written = BytesIO()
    _on_white(picture).save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency: where nothing is drawn, paper is white."""
    if picture.mode in ("RGB", "L"):
        clean = picture
    elif picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        clean = Image.new("RGB", layer.size, "white")
        clean.paste(layer, mask=layer.getchannel("A"))
    else:
        clean = picture.convert("RGB")
    clean.info.clear()
    return clean
