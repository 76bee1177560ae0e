"""Backup and restore: one zip with the database, every stored file and a manifest of checksums.

The database is copied first and the files after it, so every file the copy speaks of is in the zip (stored
files are never changed). Restoring verifies everything before it touches anything.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

MANIFEST = "manifest.json"
MEDIA = "media"
FORMAT = 1
CHUNK = 1 << 20
SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
DATABASE_MEMBER = {SQLITE: "database.sqlite3", POSTGRESQL: "database.pgdump"}


class BackupError(Exception):
    """The backup cannot be made or used; the message (Indonesian) says why and that nothing was changed."""


@dataclass(frozen=True)
class Contents:
    """What a backup holds: when it was made, of which database engine, and digest (SHA-256) by member name."""

    made_at: str
    engine: str
    digests: dict[str, str]

    @property
    def media(self) -> list[str]:
        return [name for name in self.digests if name.startswith(f"{MEDIA}/")]


def write_backup(target: Path, *, database: dict[str, Any], media: Path, now: datetime) -> Contents:
    """Write a backup to `target` (appears complete or not at all).

    `database` is an entry of Django's DATABASES. Raises BackupError when `target` exists or the database
    cannot be copied.
    """
    if target.exists():
        raise BackupError(f"{target} sudah ada; cadangan lama tidak ditimpa.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".cadangan-", dir=target.parent) as place:
        member = DATABASE_MEMBER[database["ENGINE"]]
        copy = Path(place, member)
        _copy_database(database, copy)
        sources = {member: copy} | {
            f"{MEDIA}/{path.relative_to(media).as_posix()}": path for path in sorted(media.rglob("*")) if path.is_file()
        }
        draft = Path(place, "cadangan.zip")
        with zipfile.ZipFile(draft, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            digests = {name: _store(archive, name, path) for name, path in sources.items()}
            contents = Contents(now.isoformat(timespec="seconds"), database["ENGINE"], digests)
            archive.writestr(MANIFEST, json.dumps({"format": FORMAT, **vars(contents)}, indent=1))
        draft.chmod(0o600)
        os.replace(draft, target)
    return contents


def verify_backup(source: Path) -> Contents:
    """Read every byte of a backup and compare it with the manifest.

    Raises BackupError when the file is no backup, is damaged, or holds anything the manifest does not name.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest.pop("format") != FORMAT:
                raise BackupError("Cadangan dibuat oleh versi aplikasi yang lain.")
            contents = Contents(**manifest)
            names = set(archive.namelist()) - {MANIFEST}
            if names != set(contents.digests) or not all(map(_is_inside, names)):
                raise BackupError("Isi cadangan tidak sama dengan daftarnya.")
            for name, digest in contents.digests.items():
                with archive.open(name) as stream:
                    if _digest(stream) != digest:
                        raise BackupError(f"Berkas di dalam cadangan rusak: {name}")
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise BackupError(f"Bukan cadangan yang utuh: {error}") from error
    return contents


def restore_backup(source: Path, *, database: dict[str, Any], media: Path, now: datetime) -> Contents:
    """Put database and files back as they were; what was there before is set aside, not deleted.

    SQLite database and media folder are renamed with the ending `.sebelum-<time>`; a PostgreSQL database is
    replaced in one transaction (take a backup of it first). Raises BackupError before anything is touched.
    """
    contents = verify_backup(source)
    if contents.engine != database["ENGINE"]:
        raise BackupError(f"Cadangan ini dari {contents.engine}, basis data sekarang {database['ENGINE']}.")
    media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".pulih-", dir=media.parent) as place:
        with zipfile.ZipFile(source) as archive:
            archive.extractall(place)
        restored_media = Path(place, MEDIA)
        restored_media.mkdir(exist_ok=True)
        _replace_database(database, Path(place, DATABASE_MEMBER[contents.engine]), now)
        _set_aside(media, now)
        os.replace(restored_media, media)
    return contents


def _copy_database(database: dict[str, Any], target: Path) -> None:
    if database["ENGINE"] == SQLITE:
        if not Path(database["NAME"]).is_file():
            raise BackupError(f"Basis data {database['NAME']} tidak ada.")
        with closing(sqlite3.connect(database["NAME"])) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={target}", database=database)


def _replace_database(database: dict[str, Any], source: Path, now: datetime) -> None:
    if database["ENGINE"] == SQLITE:
        live = Path(database["NAME"])
        for ending in ("", "-wal", "-shm"):
            _set_aside(live.with_name(live.name + ending), now)
        shutil.move(source, live)
    else:
        options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
        _run("pg_restore", *options, f"--dbname={database['NAME']}", str(source), database=database)


def _run(program: str, *arguments: str, database: dict[str, Any]) -> None:
    known = {
        "PGHOST": database.get("HOST") or database.get("OPTIONS", {}).get("host"),
        "PGPORT": database.get("PORT"),
        "PGUSER": database.get("USER"),
        "PGPASSWORD": database.get("PASSWORD"),
        "PGDATABASE": database["NAME"],
    }
    environment = os.environ | {name: str(value) for name, value in known.items() if value}
    try:
        subprocess.run([program, *arguments], env=environment, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise BackupError(f"Perlu {program} (paket postgresql-client).") from error
    except subprocess.CalledProcessError as error:
        raise BackupError(f"{program} gagal: {error.stderr.strip()}") from error


def _set_aside(path: Path, now: datetime) -> None:
    if path.exists():
        path.rename(path.with_name(f"{path.name}.sebelum-{now:%Y%m%d-%H%M%S}"))


def _store(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    """Copy one file into the zip and return the digest of exactly the bytes that went in."""
    digest = hashlib.sha256()
    with path.open("rb") as stream, archive.open(name, "w", force_zip64=True) as member:
        for block in _blocks(stream):
            digest.update(block)
            member.write(block)
    return digest.hexdigest()


def _digest(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for block in _blocks(stream):
        digest.update(block)
    return digest.hexdigest()


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(CHUNK):
        yield block


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts
