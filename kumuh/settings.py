"""Settings of the whole project: one file, every environment value read at the top."""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Environment (documented in .env.example and docs/operations.md) ---------------------------
env = environ.Env()
env.read_env(os.environ.get("KUMUH_ENV_FILE", str(BASE_DIR / ".env")))

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("KUMUH_DEMO", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=False)
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=not DEMO)
HTTPS_PROXY_HEADER = env.bool("HTTPS_PROXY_HEADER", default=False)
HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
VAR_DIR = Path(env.str("KUMUH_VAR_DIR", default=str(BASE_DIR / "var")))
DATABASE = env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'kumuh.sqlite3'}")
DATABASE_CONN_MAX_AGE = env.int("DATABASE_CONN_MAX_AGE", default=600)
NODE_MODULES = Path(env.str("KUMUH_NODE_MODULES", default=str(BASE_DIR / "node_modules")))
EMAIL = env.email("EMAIL_URL", default="consolemail://")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="kumuh@localhost")
TTE_ROOTS_DIR = env.str("TTE_ROOTS_DIR", default="")
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")

# --- Production refuses to start half configured ------------------------------------------------
PRODUCTION = not (DEBUG or DEMO)


def refuse_incomplete_production() -> None:
    """Raise `ImproperlyConfigured` naming every value that a public server still needs."""
    needs = {
        "SECRET_KEY (sedikitnya 50 huruf acak / at least 50 random characters)": len(SECRET_KEY) >= 50,
        "ALLOWED_HOSTS (nama domain / host names)": bool(ALLOWED_HOSTS) and "*" not in ALLOWED_HOSTS,
        "HTTPS=on (situs hanya lewat HTTPS / site behind HTTPS only)": HTTPS,
        "CSRF_TRUSTED_ORIGINS (https://domain)": bool(CSRF_TRUSTED_ORIGINS)
        and all(origin.startswith("https://") for origin in CSRF_TRUSTED_ORIGINS),
    }
    missing = [name for name, given in needs.items() if not given]
    if missing:
        raise ImproperlyConfigured(
            "Aplikasi tidak dijalankan: isi dahulu di lingkungan atau berkas .env / Refusing to start, "
            f"set first in the environment or .env: {'; '.join(missing)}. "
            "Untuk mencoba di komputer sendiri / to try it locally: KUMUH_DEMO=on."
        )


if PRODUCTION:
    refuse_incomplete_production()
else:
    SECRET_KEY = SECRET_KEY or "lokal-" + str(BASE_DIR)
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]

# --- Applications, lowest first (docs/architecture.md §2) ----------------------------------------
LOCAL_APPS = [
    "kumuh.core",
    "kumuh.areas",
    "kumuh.accounts",
    "kumuh.reviews",
    "kumuh.conditions",
    "planning.cycles",
    "planning.institutions",
    "planning.rembuk",
    "planning.methods",
    "planning.proposals",
    "planning.programs",
    "planning.city",
    "planning.documents",
    "planning.desk",
    "planning.public",
    "planning.demo",
]
INSTALLED_APPS = [
    *LOCAL_APPS,  # first, so that their templates win over those of allauth and admin
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    *("django_tasks", "django_tasks_db"),
    "rules.apps.AutodiscoverRulesConfig",
    "simple_history",
    "template_partials",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "kumuh.accounts.middleware.KeepTyped",
    "kumuh.accounts.middleware.SafeSignIn",
]
ROOT_URLCONF = "kumuh.urls"
WSGI_APPLICATION = "kumuh.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kumuh.reviews.context_processors.turn_count",
            ],
        },
    },
]

# --- Database, cache, background jobs -----------------------------------------------------------
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
    ),
}
IS_SQLITE = DATABASE["ENGINE"] == "django.db.backends.sqlite3"
DATABASES = {
    "default": DATABASE
    | {"CONN_MAX_AGE": DATABASE_CONN_MAX_AGE, "CONN_HEALTH_CHECKS": True}
    | ({"OPTIONS": SQLITE_OPTIONS} if IS_SQLITE else {})
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entries"}}
CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 20_000}  # type: ignore[assignment]  # keeps refused forms for a while
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- People -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2")]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "kumuh.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Kumuh] "
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kumuh"
SECOND_FACTOR_ROLES = ("ADMIN", "POKJA") if SECOND_FACTOR else ()
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key", "reset_password": "20/m/ip,3/10m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(HTTPS_PROXY_HEADER)

# --- Language, time -----------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- Files ------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    *(f"django.contrib.staticfiles.finders.{kind}Finder" for kind in ("FileSystem", "AppDirectories")),
    "kumuh.core.staticfiles.VendorFinder",
]
STATIC_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if PRODUCTION
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = VAR_DIR / "media"  # private: no URL; views hand out files after asking permission
MEDIA_URL = ""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Security -----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        **{f"{kind}-src": [SELF] for kind in ("script", "style", "font", "connect", "manifest")},
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS_PROXY_HEADER else None
CSRF_FAILURE_VIEW = "kumuh.accounts.views.csrf.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- Mail, logging --------------------------------------------------------------------------------
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = EMAIL.get("EMAIL_HOST") or "localhost", EMAIL.get("EMAIL_PORT") or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL.get("EMAIL_HOST_USER", ""), EMAIL.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_TLS", False), EMAIL.get("EMAIL_USE_SSL", False)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"weasyprint.progress": {"level": "WARNING"}, "fontTools": {"level": "WARNING"}},  # one line a step
}
