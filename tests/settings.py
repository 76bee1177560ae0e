"""Settings of the test suite: the real ones, with a private place for files and quick passwords.

`TEST_DATABASE_URL` chooses the database (default: SQLite in memory); no `.env` is read.
"""

import os
import tempfile

TEST_DIR = tempfile.mkdtemp(prefix="kumuh-test-")
os.environ |= {
    "KUMUH_ENV_FILE": os.devnull,
    "KUMUH_DEMO": "on",
    "DEBUG": "off",
    "HTTPS": "off",
    "SECRET_KEY": "hanya-untuk-uji",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "KUMUH_VAR_DIR": TEST_DIR,
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", "sqlite://:memory:"),
    "DATABASE_CONN_MAX_AGE": "0",
    "EMAIL_URL": "memorymail://",
    "LOG_LEVEL": "WARNING",
}

from kumuh.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ACCOUNT_RATE_LIMITS = False
