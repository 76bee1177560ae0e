"""The demo city, loaded once for all tests of this folder and taken back afterwards."""

import gzip
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from kumuh.areas.services import load_regions
from planning.demo.services import load_demo

REGIONS = settings.BASE_DIR / "fixtures" / "reference" / "wilayah" / "wilayah.csv.gz"


def regions_of_the_city() -> bytes:
    """The packaged list of regions, cut to the demo city and what lies above it."""
    heading, *lines = gzip.decompress(REGIONS.read_bytes()).splitlines()
    return b"\n".join([heading, *(line for line in lines if line.startswith((b"33,", b"33.75,", b"33.75.")))])


@pytest.fixture(scope="package")
def _loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the demo inside one transaction; every test then works in a savepoint of it."""
    kept = tmp_path_factory.mktemp("demo")
    patch = pytest.MonkeyPatch()
    patch.setattr(settings, "DEMO", True)
    patch.setattr(settings, "VAR_DIR", kept)
    with django_db_blocker.unblock(), transaction.atomic():
        load_regions(content=regions_of_the_city())
        call_command("muat_acuan", stdout=StringIO())
        load_demo()
        shutil.move(settings.MEDIA_ROOT, kept / "media")
        yield kept
        transaction.set_rollback(True)
    patch.undo()


@pytest.fixture
def demo(_loaded, media, db) -> Path:
    """The loaded demo with its files; returns the folder that stands for `var/`."""
    shutil.copytree(_loaded / "media", media, dirs_exist_ok=True)
    return _loaded
