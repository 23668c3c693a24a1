"""Settings of onestop, the reference processing backend: nothing of the portal's is read here.

Everything a place differs in comes from the environment; the names begin with ONESTOP_ where the
portal reads one of the same meaning.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from onestop.log_format import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

#: All that a running onestop writes: database, papers, static files.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("ONESTOP_SECRET_KEY", default="") or env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ONESTOP_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("ONESTOP_CSRF_TRUSTED_ORIGINS", default=[])
SECURE = env.bool("SECURE", default=False)
#: Where clients reach onestop; receipt addresses begin with it.
ONESTOP_URL = env.str("ONESTOP_URL", default="http://localhost:8001").rstrip("/")
#: Where people follow their dossier; the QR codes of letters lead there.
PUBLIC_URL = env.str("PUBLIC_URL", default="http://localhost:8000").rstrip("/")
#: Bearer token of the portal, written (as a digest) by `prepare_onestop`.
ONESTOP_TOKEN = env.str("ONESTOP_TOKEN", default="")
#: The largest paper a client may hand in, and the largest JSON body, in bytes.
ONESTOP_ATTACHMENT_BYTES = env.int("ONESTOP_ATTACHMENT_BYTES", default=50 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = env.int("ONESTOP_BODY_BYTES", default=1024 * 1024)
DATA_UPLOAD_MAX_NUMBER_FILES = 10
#: Papers by the digest of their content.
BLOB_DIR = DATA_DIR / "onestop-papers"
#: A dossier still open on the working day before it is due is apologised for (Mẫu 04) from this hour
#: on, and rescheduled by so many working days.
ONESTOP_APOLOGY_HOUR = env.int("ONESTOP_APOLOGY_HOUR", default=15)
ONESTOP_APOLOGY_DAYS = env.int("ONESTOP_APOLOGY_DAYS", default=3)
FILE_UPLOAD_HANDLERS = ["onestop.blobs.BlobUploadHandler"]

INSTALLED_APPS = [
    "onestop",
    "onestop.desk",
    "axes",
    "csp",
    "django_structlog",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "onestop.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "onestop.body_limit.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "onestop.urls"
WSGI_APPLICATION = "onestop.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# SQLite in write-ahead mode on one machine, PostgreSQL by ONESTOP_DATABASE_URL.
DATABASES = {
    "default": environ.Env.db_url_config(
        env.str("ONESTOP_DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'onestop.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: writers queue for the lock instead of failing when they upgrade a read.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: a client forgets its copy once it has the dossier code, so an answer must outlive a
        # loss of power.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728;"
            "PRAGMA cache_size=-20000; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
        ),
    }
# Opening SQLite and setting it up takes longer than finding a dossier.
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = DATABASES["default"]["ENGINE"].endswith("postgresql")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "onestop.desk.views.session.locked_out"
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_DISABLE_ACCESS_LOG = True
LOGIN_URL = "/ban-lam-viec/dang-nhap/"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "onestop-static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# Cookies know no port: the portal on the same host has its own names.
SESSION_COOKIE_NAME = "onestop_session"
CSRF_COOKIE_NAME = "onestop_csrf"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "onestop.desk.views.session.csrf_failed"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "object-src": [NONE],
    }
}

# Logs hold no address, no user and no query string.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = ""
LOGGING = logging_config(level=env.str("LOG_LEVEL", default="INFO"), pretty=DEBUG)
LOGGING_CONFIG = "logging.config.dictConfig"
