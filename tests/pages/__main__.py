"""``python -m tests.pages URL``: fill an empty DATA_DIR with the sample site, for a server to show."""

import sys
from pathlib import Path
from unittest import mock

import django


def main(public_url: str) -> None:
    """Migrate, collect static files, build the site, keep the page of a server error."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from tests.pages.page_types import SERVER_ERROR
    from tests.pages.sample_site import build_sample_site

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    build_sample_site(public_url=public_url)
    with mock.patch("home.front_page.front_page", side_effect=RuntimeError):
        host = public_url.partition("://")[2]
        failed = Client(raise_request_exception=False, SERVER_NAME=host.partition(":")[0]).get("/")
    page = Path(settings.DATA_DIR) / SERVER_ERROR.path.lstrip("/")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(failed.content)


if __name__ == "__main__":
    main(sys.argv[1])
