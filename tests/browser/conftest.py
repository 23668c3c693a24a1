"""Debian's Chromium for all tests that need a real browser.

One browser a worker: mark modules with ``pytest.mark.browser`` and
``pytest.mark.xdist_group("browser")``.
"""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest

#: Playwright keeps an event loop in the test's thread, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

#: Nothing that speaks to the outside, nothing that needs a display.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the system's Chromium (scripts/browser_packages.sh installs it)."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "Chromium is missing: scripts/browser_packages.sh installs it"
    return {**browser_type_launch_args, "executable_path": chromium, "args": CHROMIUM_ARGUMENTS}
