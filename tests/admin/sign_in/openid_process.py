"""Starts the OpenID provider of the tests (npm oidc-provider) and logs people in there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import httpx
from bs4 import BeautifulSoup

from tests.server_process import PATIENCE, ROOT, free_port

SECRET = "only-for-the-tests-0123456789-abcdefghijklmnop"
#: Who the provider knows, by log-in name, with what it says of them.
ACCOUNTS = {
    "binh": {"email": "bientap@quangninh.example", "email_verified": True},
    "impostor": {"email": "bientap@quangninh.example", "email_verified": True},
    "unverified": {"email": "bientap@quangninh.example", "email_verified": False},
    "silent": {"email": "bientap@quangninh.example"},
    "stranger": {
        "email": "nguoi.moi@quangninh.example",
        "email_verified": True,
        "given_name": "Mới",
        "family_name": "Nguyễn",
        "groups": ["Biên tập viên", "admin"],
    },
}


def node() -> str:
    """Node of this machine, or the one that scripts/npm.sh puts into .venv."""
    found = shutil.which("node") or shutil.which("node", path=str(ROOT / ".venv" / "bin"))
    assert found, "Node is missing: make setup-dev installs it"
    return found


@contextmanager
def provider(*, back: str, left: str) -> Iterator[str]:
    """Serve; answers the issuer."""
    port = free_port()
    script = Path(__file__).with_name("openid_provider.mjs")
    process = subprocess.Popen(
        [node(), str(script), str(port), back, left],
        cwd=ROOT,
        env={**os.environ, "PROVIDER_ACCOUNTS": json.dumps(ACCOUNTS)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    issuer = f"http://127.0.0.1:{port}"
    try:
        _wait(issuer, process)
        yield issuer
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(issuer: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{issuer}/.well-known/openid-configuration").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise RuntimeError("the OpenID provider did not start")


def pass_through(visit: httpx.Client, address: str, name: str = "") -> str:
    """Follow the provider's pages as ``name``, until it leads away; answers where to."""
    issuer = httpx.URL(address).netloc
    answer = visit.get(address)
    for _page in range(12):
        if answer.is_redirect:
            target = urljoin(str(answer.url), answer.headers["Location"])
            if httpx.URL(target).netloc != issuer:
                return target
            answer = visit.get(target)
            continue
        form = BeautifulSoup(answer.text, "html.parser").find("form")
        assert form, answer.text
        data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
        answer = visit.post(
            form["action"], data=data | {"login": name, "password": "x"}, follow_redirects=False
        )
    raise AssertionError("the provider asks without end")
