"""The one settings base. Everything a place differs in comes from the environment (.env.example)."""

import logging as stdlib_logging
from pathlib import Path
from urllib.parse import urlsplit

import environ
from corsheaders.defaults import default_headers
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal.logging import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

#: All that a running portal writes: database, index, uploads, caches.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
#: How many proxies stand before the portal: whose X-Forwarded-For to believe for rate limits.
NUM_PROXIES = env.int("NUM_PROXIES", default=0)
NINJA_NUM_PROXIES = NUM_PROXIES
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
#: True behind TLS (production). The demo speaks plain HTTP on loopback.
SECURE = env.bool("SECURE", default=False)
#: Address people see; used in feeds, mails, QR codes and the sitemap.
PUBLIC_URL = env.str("PUBLIC_URL", default="http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "portal",
    "demo",
    "api",
    "home",
    "open_data",
    "submissions",
    "services_catalogue",
    "news",
    "core",
    "search",
    "accounts",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "tree_queries",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django_structlog",
    "django_prometheus",
    "corsheaders",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "portal.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.headers.SecurityHeadersMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "portal.page_cache.PageCacheMiddleware",
    "portal.compression.CompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.languages.AddressLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.second_step.middleware.SecondStepMiddleware",
    "accounts.oidc.renewing.RenewMiddleware",
    "accounts.sessions.IdleMiddleware",
    "services_catalogue.units.middleware.UnitPeopleMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "services_catalogue.preflight.middleware.PreflightMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "core.context_processors.portal",
            ],
        },
    },
]

# Database: SQLite in write-ahead mode on one machine, PostgreSQL by DATABASE_URL.
DATABASES = {
    "default": environ.Env.db_url_config(
        env.str("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'portal.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "core.queued_sqlite"  # docs/decisions/sqlite-queue.md
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: writers queue for the lock instead of failing when they upgrade a read.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: who was given a reference must find the application again after a loss of power.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728;"
            "PRAGMA cache_size=-20000; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Cache. "default" holds the few things that all processes share (the page cache's generation, log-in
# counters): files on one machine, or the server that CACHE_URL names. "pages" and "limits" live in
# each process's memory, where a hit costs microseconds.
CACHES = {
    "default": environ.Env.cache_url_config(
        env.str("CACHE_URL", default="") or f"filecache://{DATA_DIR / 'cache'}"
    ),
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 3000},
    },
    "limits": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=600)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "accounts.oidc.backend.ProviderBackend",
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
# Fifteen minutes, as the message says, however often somebody tries meanwhile.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_COOLOFF_MESSAGE = _("Bạn đăng nhập sai quá nhiều lần. Hãy thử lại sau 15 phút.")
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = NUM_PROXIES or None
LOGIN_URL = "wagtailadmin_login"
WAGTAILADMIN_USER_LOGIN_FORM = "accounts.login_form.LoginForm"
# What axes keeps of a failed try holds neither password nor code.
AXES_SENSITIVE_PARAMETERS = ["username", "password", "code"]
#: Whether everybody needs an authenticator beside the password. Usable by whoever likes it anyway.
REQUIRE_2FA = env.bool("REQUIRE_2FA", default=SECURE)
OTP_TOTP_ISSUER = urlsplit(PUBLIC_URL).hostname or "portal"
#: How long a session lives after the last request of a person.
SESSION_COOKIE_AGE = int(env.float("ADMIN_IDLE_HOURS", default=8) * 3600)

# Logging in at another provider (OpenID Connect); without OIDC_ISSUER there is none.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="").rstrip("/")
OIDC_NAME = env.str("OIDC_NAME", default="") or _("hệ thống của tỉnh")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_SIGN_ALGORITHM = env.str("OIDC_SIGN_ALGORITHM", default="RS256")
#: Make an account without any right for whoever the provider knows and the portal does not.
OIDC_CREATE_USERS = env.bool("OIDC_CREATE_USERS", default=False)
#: What the provider must say of how the person came in (claim "amr"), any of them; e.g. mfa,otp.
OIDC_REQUIRED_AMR = env.list("OIDC_REQUIRED_AMR", default=[])
#: How often the provider is asked whether the person may still be here.
OIDC_RENEW_MINUTES = env.int("OIDC_RENEW_MINUTES", default=15)

# Language: Vietnamese without a prefix, English under /en/.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "locale" / folder for folder in ("", "wagtail", "django")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["core.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
#: Kept for ever by browsers: files with their hash in the name, and released versions of the embed.
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\.\w+$|/embed/\d+\.\d+\.\d+/"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "ENQUEUE_ON_COMMIT": True,
        "QUEUES": ["default", "search"],
    }
}

#: How long after a change the files of the whole catalogue are built anew, in seconds.
DUMP_DELAY_SECONDS = env.int("DUMP_DELAY_SECONDS", default=60)

#: How long counts of embeds by day are kept.
EMBED_COUNT_DAYS = env.int("EMBED_COUNT_DAYS", default=400)
#: Hosts (host or host:port) that webhooks may be sent to although they lie within our own networks or
#: speak plain http.
WEBHOOK_TRUSTED_HOSTS = env.list("WEBHOOK_TRUSTED_HOSTS", default=[])

# Search: the embedded engine, or a cluster with the embedded one as standby.
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")
#: Name of the index for readers; two portals may share a cluster under two names.
ELASTICSEARCH_ALIAS = env.str("ELASTICSEARCH_ALIAS", default="portal")
SEARCH_INDEX_DIR = DATA_DIR / "index"
#: What a visitor waits at the most for the cluster before the standby answers, in seconds.
SEARCH_TIME_BUDGET = env.float("SEARCH_TIME_BUDGET", default=0.8)
#: Ask nearness in meaning where words doubt their answer; needs the extra "semantic".
SEARCH_SEMANTIC = env.bool("SEARCH_SEMANTIC", default=False)
#: How long counts of what people search for are kept, and how often each process writes them.
SEARCH_LOG_DAYS = env.int("SEARCH_LOG_DAYS", default=90)
SEARCH_LOG_FLUSH_SECONDS = 5.0

# Wagtail
WAGTAIL_SITE_NAME = "Cổng dịch vụ công"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.PortalDocument"
WAGTAILDOCS_EXTENSIONS = ["doc", "docx", "xls", "xlsx", "pdf", "odt", "ods", "zip", "txt"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "core.finding.backend"}}
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# Who decides on a service hears of it (services_catalogue/workflow); nobody hears of everything.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "services_catalogue.workflow.finishing.publish_approved"
TAGGIT_CASE_INSENSITIVE = True

# Security
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = SECURE
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
}
CORS_URLS_REGEX = r"^/(api/v1/|oembed|catalogue\.|llms\.txt|(en/)?(dv|nhung)/|.*atom\.xml$)"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
#: So that scripts of other sites can ask whether anything has changed, and read when to come back.
CORS_ALLOW_HEADERS = [*default_headers, "if-none-match", "if-modified-since"]
CORS_EXPOSE_HEADERS = ["ETag", "Last-Modified", "Retry-After", "Link", "Deprecation", "Sunset"]

# Without a mail server, mails become files: on the console they would be in the log.
EMAIL_CONFIG = environ.Env.email_url_config(
    env.str("EMAIL_URL", default="") or f"filemail:///{DATA_DIR}/mails"
)
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="cong-dich-vu-cong@localhost")

# Logs hold no address, no user and no query string (portal/request_log.py).
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = ""
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = stdlib_logging.DEBUG
DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = False
DJANGO_STRUCTLOG_TRUST_UPSTREAM_CORRELATION_ID = False
LOGGING = logging_config(level=env.str("LOG_LEVEL", default="INFO"), pretty=DEBUG)
LOGGING_CONFIG = "logging.config.dictConfig"
SILENCED_SYSTEM_CHECKS: list[str] = []

#: Keys that seal applications at rest (Fernet, urlsafe base64 of 32 bytes), newest first.
SUBMISSION_KEYS = env.list("SUBMISSION_KEYS", default=[])
#: Files that editors hand in to be imported, readable by the portal alone, and how long they stay.
IMPORT_DIR = DATA_DIR / "imports"
IMPORT_BYTES = env.int("IMPORT_MB", default=200) * 1024 * 1024
IMPORT_DAYS = env.int("IMPORT_DAYS", default=30)
#: Workbooks that the worker writes for editors, readable by the portal alone, for a day.
EXPORT_DIR = DATA_DIR / "exports"
#: Encrypted files that people hand in.
ATTACHMENT_DIR = DATA_DIR / "attachments"
#: Largest file, and all files of one request together, in bytes. They pass through memory.
ATTACHMENT_BYTES = env.int("ATTACHMENT_MB", default=20) * 1024 * 1024
UPLOAD_BYTES = 3 * ATTACHMENT_BYTES
#: Files of one paper at the most, and of one application together, in bytes.
ATTACHMENTS_OF_A_PAPER = env.int("ATTACHMENTS_OF_A_PAPER", default=20)
DRAFT_BYTES = env.int("DRAFT_MB", default=200) * 1024 * 1024
#: ClamAV's daemon, host:port; empty means that no file is scanned, which is said where it matters.
CLAMAV_ADDRESS = env.str("CLAMAV_ADDRESS", default="")
CLAMAV_SECONDS = env.float("CLAMAV_SECONDS", default=10.0)
#: Refuse files while the scanner is silent, instead of taking them marked as not scanned.
CLAMAV_REQUIRED = env.bool("CLAMAV_REQUIRED", default=False)
#: Letters before every reference ("QN-7K4M-93XD-2"). Fixed for the life of an installation.
REFERENCE_PREFIX = env.str("REFERENCE_PREFIX", default="QN")
#: How long a draft is kept after its last change.
DRAFT_DAYS = env.int("DRAFT_DAYS", default=30)
#: The processing backend (contract: Dossier API); empty means that none is connected.
DOSSIER_API_URL = env.str("DOSSIER_API_URL", default="").rstrip("/")
DOSSIER_API_TOKEN = env.str("DOSSIER_API_TOKEN", default="")
#: How long one relay may hold an entry of the outbox; how often it reads the backend's changes.
RELAY_LEASE_SECONDS = env.int("RELAY_LEASE_SECONDS", default=120)
RELAY_POLL_SECONDS = env.int("RELAY_POLL_SECONDS", default=10)
#: Failures after which an entry that fails while others go through is parked for a person.
RELAY_PARK_ATTEMPTS = env.int("RELAY_PARK_ATTEMPTS", default=12)
#: How many days after delivery the content of a submission is emptied.
SUBMISSION_PURGE_DAYS = env.int("SUBMISSION_PURGE_DAYS", default=30)
#: Who hears of parked and late deliveries.
OPERATOR_EMAILS = env.list("OPERATOR_EMAILS", default=[])
#: Whether people can apply on this portal itself; else start buttons lead elsewhere or to a counter.
ONLINE_APPLICATION = env.bool("ONLINE_APPLICATION", default=False)
#: Hosts a start button may lead to (https only); subdomains of each count.
SUBMISSION_HOSTS = env.list(
    "SUBMISSION_HOSTS",
    default=[
        "dichvucong.gov.vn",
        "dichvucong.quangninh.gov.vn",
        "dichvucongnganhtuphap.moj.gov.vn",
        "dichvucongnnmt.mae.gov.vn",
        "dvc.moc.gov.vn",
        "dvc.moet.gov.vn",
        "dichvucong.bocongan.gov.vn",
        "dichvucong.baohiemxahoi.gov.vn",
        "hokinhdoanh.dkkd.gov.vn",
        "dangkykinhdoanh.gov.vn",
        "thuedientu.gdt.gov.vn",
    ],
)
#: Our own hosts ("host:port") that the check of links may ask although their address is private.
LINK_CHECK_TRUSTED = env.list("LINK_CHECK_TRUSTED", default=[])
