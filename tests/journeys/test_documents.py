"""A lurah prints a letter, sends the signed sheet, and somebody outside compares paper and file with the record."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from planning.documents.models import Edition
from tests.cast import World
from tests.journeys.conftest import DESK, PHONE
from tests.planning.documents import builders
from tests.planning.documents.paper import pdf_of
from tests.planning.rembuk.builders import photo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media")]


@pytest.fixture
def world():
    return World()


@pytest.fixture
def as_lurah(world, open_page, live_server):
    """Pages in which the lurah is signed in."""

    def build(viewport=DESK):
        page = open_page(viewport)
        session, user = SessionStore(), world.cast.lurah
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}]
        )
        return page

    return build


def look(page, name):
    """Keep a picture when somebody asked for it (`KUMUH_GAMBAR=folder`)."""
    folder = os.environ.get("KUMUH_GAMBAR")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_letter_is_printed_signed_and_checked_by_somebody_outside(
    world, as_lurah, open_page, accessible, tmp_path, viewport
):
    builders.officials(world)
    meeting = builders.held_meeting(world)
    page = as_lurah(viewport)
    page.goto(reverse("documents:cycle-documents", args=[world.cycle.pk]))
    accessible(page)
    look(page, "dokumen")
    page.goto(reverse("documents:document-print", args=["undangan", meeting.pk]))
    page.get_by_label("Dicetak untuk apa").fill("Dibagikan lewat ketua RT")
    look(page, "cetak")
    page.get_by_role("button", name="Cetak edisi").click()
    page.get_by_text("siap dibuka dan diunduh").wait_for()
    accessible(page)
    look(page, "edisi")
    edition = Edition.objects.get()

    page.get_by_role("link", name="Unggah lembar bertanda tangan").click()
    sheet = tmp_path / "lembar.jpg"
    sheet.write_bytes(photo().read())
    page.get_by_text(f"{builders.LURAH} – Lurah Krapyak").click()
    page.get_by_label("Lembar bertanda tangan").set_input_files(sheet)
    accessible(page)
    look(page, "unggah")
    page.get_by_role("button", name="Unggah").click()
    page.get_by_text("Tanda tangan basah (pindaian)").first.wait_for()

    visitor = open_page(viewport)
    visitor.goto(reverse("public:document-find"))
    look(visitor, "cek")
    visitor.get_by_label("Kode kendali").fill(edition.control_code.lower())
    visitor.get_by_role("button", name="Cek").click()
    visitor.get_by_role("heading", name="Tercatat sebagai dokumen sah").wait_for()
    accessible(visitor)
    file = tmp_path / "surat.pdf"
    file.write_bytes(pdf_of(edition))
    visitor.get_by_label("Berkas PDF").set_input_files(file)
    visitor.get_by_role("heading", name="Sama persis dengan edisi ini").wait_for()
    changed = tmp_path / "surat-diubah.pdf"
    changed.write_bytes(pdf_of(edition)[:-1] + b" ")
    visitor.get_by_label("Berkas PDF").set_input_files(changed)
    visitor.get_by_role("heading", name="Tidak sama dengan edisi ini").wait_for()
    look(visitor, "cek-hasil")


def test_the_example_of_a_letter_number_follows_the_pattern_while_it_is_typed(world, as_lurah, accessible):
    page = as_lurah(PHONE)
    page.goto(reverse("documents:letterhead-edit", args=[world.cycle.pk, "kelurahan"]))
    accessible(page)
    example = page.locator("[data-pola-nomor]")
    page.get_by_label("Pola nomor surat").fill("{urut:04d}/{kode}-KRP/{tahun}")
    assert example.inner_text().startswith("0007/BA-KRP/")
    page.get_by_label("Pola nomor surat").fill("{kode}/{tahun}")
    assert example.inner_text() == "pola belum benar"
    look(page, "kop")
