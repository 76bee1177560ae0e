"""`make bench`: prints ratios measured in one run on this machine. `--cepat` uses small sizes."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def prepare(folder: Path) -> None:
    """Point the settings at databases and files of the bench before Django reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="kumuh.settings",
        KUMUH_DEMO="on",
        KUMUH_VAR_DIR=str(folder),
        DATABASE_URL=f"sqlite:///{folder / 'kosong.sqlite3'}",
        LOG_LEVEL="ERROR",
    )
    import django

    django.setup()
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.urls"
    settings.ALLOWED_HOSTS = ["testserver"]


@contextmanager
def database(path: Path) -> Iterator[bool]:
    """Use this SQLite file, migrated; yields whether it is new."""
    from django.core.management import call_command
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = str(path)
    fresh = not path.exists()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    yield fresh
    connection.close()


def country_queries(folder: Path, kelurahan: int) -> Path:
    """The database of the country with so many kelurahan, built when it is not there yet."""
    from bench import country

    path = folder / f"negeri-{kelurahan}.sqlite3"
    with database(path) as fresh:
        if fresh:
            print(f"… membangun negeri ukur: {kelurahan} kelurahan (sekali saja)", file=sys.stderr, flush=True)
            try:
                country.build(kelurahan)
            except BaseException:
                path.unlink()
                raise
    return path


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    arguments.add_argument("--cepat", action="store_true", help="ukuran kecil, untuk melihat apakah semuanya berjalan")
    quick = arguments.parse_args().cepat
    folder = ROOT / "var" / "bench"
    prepare(folder)
    from bench import pages, papers, workbook

    today = datetime.now(tz=UTC).date()
    print(f"{today}, {platform.machine()}, {os.cpu_count()} inti, Python {platform.python_version()}")
    fresh = folder / "impor.sqlite3"
    fresh.unlink(missing_ok=True)
    with database(fresh):
        for line in workbook.report(300 if quick else 10_000):
            print(line, flush=True)
    small, large = (20, 40) if quick else (110, 11_000)
    with database(country_queries(folder, small)):
        counts = {name: queries for name, queries, *_ in pages.measure(repetitions=1)}
    with database(country_queries(folder, large)):
        for line in pages.report(counts, repetitions=3 if quick else 7):
            print(line, flush=True)
    for line in papers.report((1, 2) if quick else (1, 4, 16)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
