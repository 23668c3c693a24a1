"""`make screenshots`: every page type at 360 and 1280 px into docs/screenshots/.

``ARGS="--url http://localhost:8000"`` photographs a portal that runs already; without it a demo
portal is built in a temporary folder. ``--only service,home`` takes some of them, ``--out DIR``
puts them elsewhere.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from rich.progress import track

from tests.browser.conftest import CHROMIUM_ARGUMENTS
from tests.browser.pages.opening import open_page_type
from tests.pages.page_types import PAGE_TYPES, PageType
from tests.server_process import ROOT, free_port, run, serving

OUT = ROOT / "docs" / "screenshots"
WIDTHS = {360: 740, 1280: 900}
#: Longest picture, in pixels: the rest of a long page looks the same.
TALLEST = 3200
LARGEST = 200 * 1024
#: The picture at the top of the README.
README_PICTURE = ("home", 1280, ROOT / "docs" / "screenshot.png")


def main() -> int:
    """Photograph, and tell what became too large."""
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    parser.add_argument("--url", help="a running portal with the demo catalogue")
    parser.add_argument("--only", help="names of page types, with commas between")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    wanted = options.only.split(",") if options.only else None
    page_types = [
        page_type
        for page_type in PAGE_TYPES
        if (page_type.name in wanted if wanted else not page_type.sample_only)
    ]
    options.out.mkdir(parents=True, exist_ok=True)
    with _portal(options.url) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS
        )
        for page_type in track(page_types, description="ảnh"):
            for width in WIDTHS:
                path = options.out / f"{page_type.name}-{width}.png"
                path.write_bytes(_photograph(browser, url, page_type, width, TALLEST))
                if (page_type.name, width) == README_PICTURE[:2] and options.out == OUT:
                    README_PICTURE[2].write_bytes(
                        _photograph(browser, url, page_type, width, WIDTHS[width])
                    )
        browser.close()
    large = [p for p in options.out.glob("*.png") if p.stat().st_size > LARGEST]
    for path in large:
        sys.stderr.write(f"{path.name} is larger than {LARGEST // 1024} KB\n")
    return 1 if large else 0


@contextmanager
def _portal(url: str | None) -> Iterator[str]:
    if url:
        yield url.rstrip("/")
        return
    with TemporaryDirectory(prefix="portal-pictures-") as folder:
        data_dir, port = Path(folder), free_port()
        address = f"http://127.0.0.1:{port}"
        run("manage.py", "prepare_demo", data_dir=data_dir, PUBLIC_URL=address)
        with serving("portal.wsgi:application", data_dir, port=port, PUBLIC_URL=address):
            yield address


def _photograph(browser: Browser, url: str, page_type: PageType, width: int, tallest: int) -> bytes:
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, locale="vi-VN", reduced_motion="reduce"
    )
    page = context.new_page()
    open_page_type(page, url, page_type)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    height = page.evaluate("document.documentElement.scrollHeight")
    picture = page.screenshot(
        full_page=True,
        clip={"x": 0, "y": 0, "width": width, "height": min(height, tallest)},
    )
    context.close()
    return _small(picture)


def _small(png: bytes) -> bytes:
    """The picture with as many colours as fit into LARGEST."""
    image = Image.open(BytesIO(png)).convert("RGB")
    for colours in (128, 64, 32, 16):
        out = BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            break
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
