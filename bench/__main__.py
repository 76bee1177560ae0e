"""`make bench`: prints a table of ratios measured in one run on this machine. `--cepat` uses small sizes."""

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


def drop(path: Path) -> None:
    """Remove an SQLite database with its companions."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def country_database(folder: Path, kelurahan: int) -> Path:
    """The database of the country with so many kelurahan, built when it is not there yet."""
    from bench import country

    path = folder / f"negeri-{kelurahan}.sqlite3"
    with database(path) as fresh:
        if fresh:
            print(f"… membangun negeri ukur: {kelurahan} kelurahan (sekali saja)", file=sys.stderr, flush=True)
            try:
                country.build(kelurahan)
            except BaseException:
                drop(path)
                raise
    return path


PARTS = ("impor", "halaman", "pdf")


def report(part: str, folder: Path, quick: bool) -> Iterator[str]:
    """The rows of one part of the table."""
    from bench import pages, papers, workbook

    if part == "impor":
        fresh = folder / "impor.sqlite3"
        drop(fresh)
        with database(fresh):
            yield from workbook.report(300 if quick else 10_000, repetitions=2 if quick else 3)
    elif part == "halaman":
        small, large = (20, 40) if quick else (110, 11_000)
        with database(country_database(folder, small)):
            counts = pages.count_queries()
        with database(country_database(folder, large)):
            yield from pages.report(counts, repetitions=3 if quick else 9)
    else:
        yield from papers.report((1, 2) if quick else (1, 4, 16), repetitions=1 if quick else 2)


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    arguments.add_argument("--cepat", action="store_true", help="ukuran kecil, untuk melihat apakah semuanya berjalan")
    arguments.add_argument("--bagian", choices=PARTS, action="append", help="hanya bagian ini (boleh beberapa kali)")
    given = arguments.parse_args()
    folder = ROOT / "var" / "bench"
    prepare(folder)
    from bench.timing import HEADING

    today = datetime.now(tz=UTC).date()
    print(f"{today}, {platform.machine()}, {os.cpu_count()} inti, Python {platform.python_version()}\n\n{HEADING}")
    for part in given.bagian or PARTS:
        for line in report(part, folder, given.cepat):
            print(line, flush=True)


if __name__ == "__main__":
    main()
