"""WSGI entry, served by granian. A worker is ready when it begins to listen: nobody waits for it."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onestop.settings")
application = get_wsgi_application()

# Reading all views, and the holidays of half a century: a second of the first request otherwise.
_ = get_resolver().url_patterns
from onestop.working_days import worked_by_law  # noqa: E402 - models, hence after the set-up

worked_by_law()
