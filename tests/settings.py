"""Settings of the tests: the portal's own, with nothing shared between parallel runs."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz")
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="portal-tests-")
os.environ.setdefault("DEBUG", "0")
os.environ.setdefault("LOG_LEVEL", "WARNING")

from portal.settings import *  # noqa: F403

# In memory there is nobody to queue with, and pytest-django knows this backend by its name.
if DATABASES["default"]["ENGINE"] == "core.queued_sqlite":  # noqa: F405
    DATABASES["default"]["ENGINE"] = "django.db.backends.sqlite3"  # noqa: F405
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "ENQUEUE_ON_COMMIT": False,
        "QUEUES": ["default", "search"],
    }
}
CACHES = {name: {**CACHES["pages"], "LOCATION": name} for name in CACHES}  # noqa: F405
ALLOWED_HOSTS = ["*"]
# Pages are asked of the index in this process; tests that want a cluster start from the environment.
ELASTICSEARCH_URL = ""
AXES_ENABLED = False
# Tests write the search log when they mean to; no thread of its own writes into their database.
SEARCH_LOG_FLUSH_SECONDS = 0
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Static files straight from their folders: no collectstatic before a test.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
