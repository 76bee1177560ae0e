"""A backup brings back every row and every file, and refuses to restore anything it cannot vouch for."""

import json
import os
import sqlite3
import zipfile
from contextlib import closing
from datetime import datetime

import psycopg2
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kumuh.core.backup import MANIFEST, POSTGRESQL, SQLITE, BackupError, restore_backup, verify_backup, write_backup

NOW = datetime.fromisoformat("2026-03-05T08:30:00+07:00")
ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"] == POSTGRESQL


class Office:
    """A small database with one table and a media folder with two files."""

    def __init__(self, place):
        self.database = {"ENGINE": SQLITE, "NAME": str(place / "data.sqlite3")}
        self.media = place / "media"
        (self.media / "bukti").mkdir(parents=True)
        (self.media / "bukti/daftar-hadir.jpg").write_bytes(b"\xff\xd8 foto")
        (self.media / "renta-pip.pdf").write_bytes(b"%PDF-1.7")
        self.run("CREATE TABLE usulan (nama TEXT); INSERT INTO usulan VALUES ('Drainase RT 01')")

    def run(self, script):
        with closing(sqlite3.connect(self.database["NAME"])) as connection:
            connection.executescript(script)

    def state(self):
        with closing(sqlite3.connect(self.database["NAME"])) as connection:
            rows = [name for (name,) in connection.execute("SELECT nama FROM usulan ORDER BY nama")]
        files = {str(p.relative_to(self.media)): p.read_bytes() for p in self.media.rglob("*") if p.is_file()}
        return rows, files


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


@pytest.fixture
def backup(office, tmp_path):
    target = tmp_path / "cadangan.zip"
    write_backup(target, database=office.database, media=office.media, now=NOW)
    return target


def restore(office, backup):
    return restore_backup(backup, database=office.database, media=office.media, now=NOW)


def test_a_restored_office_is_the_office_of_the_backup(office, backup):
    before = office.state()
    office.run("DELETE FROM usulan")
    (office.media / "renta-pip.pdf").unlink()
    (office.media / "baru.txt").write_text("baru")
    restore(office, backup)
    assert office.state() == before


def test_what_was_there_before_is_set_aside(office, backup, tmp_path):
    office.run("INSERT INTO usulan VALUES ('MCK RT 02')")
    restore(office, backup)
    aside = tmp_path / "data.sqlite3.sebelum-20260305-083000"
    with closing(sqlite3.connect(aside)) as connection:
        assert connection.execute("SELECT count(*) FROM usulan").fetchone() == (2,)
    assert (tmp_path / "media.sebelum-20260305-083000/renta-pip.pdf").exists()


def test_a_restore_into_an_empty_place_works(backup, office, tmp_path):
    empty = {"ENGINE": SQLITE, "NAME": str(tmp_path / "lain.sqlite3")}
    restore_backup(backup, database=empty, media=tmp_path / "lain", now=NOW)
    assert (tmp_path / "lain/bukti/daftar-hadir.jpg").read_bytes() == b"\xff\xd8 foto"


def test_a_backup_is_private_and_never_overwrites_another(office, backup):
    assert backup.stat().st_mode & 0o077 == 0
    with pytest.raises(BackupError, match="sudah ada"):
        write_backup(backup, database=office.database, media=office.media, now=NOW)


def rewrite(backup, change):
    """Write the zip again with `change(members)` applied; the manifest stays what it was unless changed."""
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def escape(members):
    manifest = json.loads(members[MANIFEST])
    manifest["digests"]["../di-luar"] = manifest["digests"].pop("media/renta-pip.pdf")
    members["../di-luar"] = members.pop("media/renta-pip.pdf")
    members[MANIFEST] = json.dumps(manifest).encode()


DAMAGE = {
    "a changed file": lambda members: members.update({"media/renta-pip.pdf": b"%PDF-1.8"}),
    "a missing file": lambda members: members.pop("media/renta-pip.pdf"),
    "a file too many": lambda members: members.update({"media/lain": b""}),
    "no manifest": lambda members: members.pop(MANIFEST),
    "a manifest of another version": lambda members: members.update({MANIFEST: b'{"format": 2}'}),
    "a name that leads outside": escape,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_backup_is_refused_and_nothing_changes(office, backup, damage):
    before = office.state()
    rewrite(backup, damage)
    with pytest.raises(BackupError):
        restore(office, backup)
    assert office.state() == before


def test_a_truncated_file_and_a_file_that_is_no_zip_are_refused(backup, tmp_path):
    backup.write_bytes(backup.read_bytes()[:-200])
    with pytest.raises(BackupError, match="Bukan cadangan"):
        verify_backup(backup)
    with pytest.raises(BackupError, match="Bukan cadangan"):
        verify_backup(tmp_path / "tidak-ada.zip")


def test_a_backup_of_another_kind_of_database_is_refused(office, backup):
    with pytest.raises(BackupError, match="basis data sekarang"):
        restore_backup(backup, database={"ENGINE": POSTGRESQL, "NAME": "x"}, media=office.media, now=NOW)


@pytest.mark.skipif(not ON_POSTGRESQL, reason="bertanya kepada PostgreSQL")
def test_a_postgresql_database_comes_back(db, tmp_path, office):
    server = settings.DATABASES["default"] | {"NAME": "cadangan"}
    place = {"user": server["USER"], "host": server["HOST"] or server["OPTIONS"]["host"]}

    def ask(name, *statements):
        with closing(psycopg2.connect(dbname=name, **place)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
                return cursor.fetchall() if cursor.description else None

    ask("postgres", "DROP DATABASE IF EXISTS cadangan", "CREATE DATABASE cadangan")
    ask("cadangan", "CREATE TABLE usulan (nama text)", "INSERT INTO usulan VALUES ('Drainase RT 01')")
    backup = tmp_path / "pg.zip"
    write_backup(backup, database=server, media=office.media, now=NOW)
    ask("cadangan", "DELETE FROM usulan")
    restore_backup(backup, database=server, media=office.media, now=NOW)
    assert ask("cadangan", "SELECT nama FROM usulan") == [("Drainase RT 01",)]
    ask("postgres", "DROP DATABASE cadangan")


def test_the_commands_use_the_configured_places(office, tmp_path, settings, capsys, monkeypatch):
    monkeypatch.setitem(settings.DATABASES, "default", office.database)
    settings.MEDIA_ROOT = str(office.media)
    target = tmp_path / "perintah.zip"
    call_command("cadangkan", keluaran=target)
    call_command("pulihkan", target, periksa=True)
    assert "2 berkas" in capsys.readouterr().out
    os.truncate(target, 100)
    with pytest.raises(CommandError, match="Tidak ada yang berubah"):
        call_command("pulihkan", target, ya=True)
