"""Settings of the test suite: the real ones, with a private place for files and quick passwords.

`TEST_DATABASE_URL` chooses the database (default: an SQLite file that lives as long as the run);
no `.env` is read.
"""

import atexit
import os
import shutil
import tempfile

_place = tempfile.mkdtemp(prefix="kumuh-test-")
atexit.register(shutil.rmtree, _place, ignore_errors=True)
os.environ |= {
    "KUMUH_ENV_FILE": os.devnull,
    "KUMUH_DEMO": "on",
    "DEBUG": "off",
    "HTTPS": "off",
    "SECRET_KEY": "hanya-untuk-uji",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "CSRF_TRUSTED_ORIGINS": "",
    "KUMUH_VAR_DIR": _place,
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{_place}/kumuh.sqlite3",
    "DATABASE_CONN_MAX_AGE": "0",
    "EMAIL_URL": "memorymail://",
    "SITE_URL": "http://testserver",
    "LOG_LEVEL": "WARNING",
}

from kumuh.settings import *  # noqa: E402, F403
from kumuh.settings import DATABASES, INSTALLED_APPS, IS_SQLITE, MIDDLEWARE  # noqa: E402

if IS_SQLITE:  # a file, so that a live server's threads have connections of their own
    DATABASES["default"]["TEST"] = {"NAME": f"{_place}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # type: ignore[operator]
# A page that asks the database once per row fails.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ACCOUNT_RATE_LIMITS = False  # type: ignore[assignment]  # none, except in tests of the limits
ZEAL_ALLOWLIST = [{"model": "sessions.Session"}]  # a sign-out reads its one session twice, inside Django
