"""The public check page: what it says about a sheet of paper, and that it never says more than it knows."""

import io

import pytest
from django.core.cache import cache
from django.urls import reverse

from planning.documents import services
from planning.documents.services import SignedBy
from tests.planning.documents import builders
from tests.planning.documents.paper import pdf_of
from tests.planning.rembuk.builders import photo, planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media", "empty_cache")]


@pytest.fixture
def empty_cache():
    cache.clear()


@pytest.fixture
def edition(world):
    builders.officials(world)
    return services.print_document(kind="undangan", subject_id=planned(world).pk, by=None, reason="rahasia kantor")


def address(code):
    return reverse("public:document-check", args=[code])


def text_of(client, edition):
    return client.get(address(edition.control_code)).content.decode()


def test_a_typed_code_leads_to_its_page_in_any_writing(client, edition):
    typed = edition.control_code.lower().replace("-", "")
    assert client.get(reverse("public:document-find"), {"kode": typed}).url == address(edition.control_code)
    assert client.get(address(typed)).url == address(edition.control_code)
    page = client.get(reverse("public:document-find"), {"kode": "salah"}).content.decode()
    assert "Kode ini tidak benar" in page


def test_a_code_that_nobody_printed_and_a_misread_code_are_told_apart(client, edition):
    misread = client.get(address("AAAA-BBBB-CCCD"))
    unknown = client.get(address("2222-2222-2222"))
    assert (misread.status_code, unknown.status_code) == (404, 404)
    assert "bukan kode kendali yang benar" in misread.content.decode()
    assert "tidak ada dokumen dengan kode itu" in unknown.content.decode()


def test_a_valid_paper_is_described_and_nothing_is_claimed_about_signatures(client, edition):
    page = text_of(client, edition)
    for words in (
        "Tercatat sebagai dokumen sah", "Data belum berubah", edition.document.title, edition.document.number,
        "Belum ditandatangani", "halaman ini tidak mengetahuinya", "Kelurahan Krapyak", builders.LURAH,
    ):  # fmt: skip
        assert words in page
    assert "TTE tersertifikasi" not in page


def test_nothing_private_is_shown(client, world, edition):
    meeting = builders.closed_meeting(world)
    report = services.print_document(kind="daftar-hadir", subject_id=meeting.pk, by=world.cast.bkm, reason="arsip")
    for one in (edition, report):
        page = text_of(client, one)
        for private in (builders.PHONE, "Warga Contoh", "rahasia kantor", "BKM/TIPP Contoh", ".pdf"):
            assert private not in page


def test_a_wet_signature_is_called_a_scan_and_no_electronic_signature(client, world, edition):
    services.record_signature(
        edition=edition, signers=[SignedBy("Pengundang", "Lurah Krapyak", builders.LURAH)],
        signed_on=edition.printed_at.astimezone().date(), scan=photo(), by=world.cast.lurah,
    )  # fmt: skip
    page = text_of(client, edition)
    assert "Tanda tangan basah (pindaian)" in page
    assert "Ini bukan tanda tangan elektronik." in page


def test_a_change_of_the_data_is_said_with_what_changed_but_not_how(client, world, edition):
    meeting = type(planned(world)).objects.get(pk=edition.document.subject_id)
    meeting.place = "Rumah Contoh RT 002"
    meeting.save()
    page = text_of(client, edition)
    assert "Data telah berubah sejak dokumen ini" in page
    assert "waktu dan tempat pertemuan" in page
    assert "Rumah Contoh" not in page
    second = services.print_document(kind="undangan", subject_id=meeting.pk, by=None, reason="uji")
    assert "Pernah sah, ada edisi yang lebih baru" in text_of(client, edition)
    assert "Tercatat sebagai dokumen sah" in text_of(client, second)


def test_a_draft_and_a_revoked_edition_say_so(client, world, edition):
    meeting = builders.held_meeting(world)
    draft = services.print_document(kind="berita-acara", subject_id=meeting.pk, by=None, reason="uji")
    assert "Draf, belum sah" in text_of(client, draft)
    services.revoke_edition(edition=edition, by=world.cast.lurah, reason="Tanggal keliru.")
    page = text_of(client, edition)
    assert "Dicabut" in page
    assert "Tanggal keliru." in page
    assert "Tercatat sebagai dokumen sah" not in page


def test_a_reopened_meeting_takes_the_word_valid_away_from_its_paper(client, world):
    from planning.rembuk import services as rembuk

    meeting = builders.closed_meeting(world)
    report = services.print_document(kind="berita-acara", subject_id=meeting.pk, by=None, reason="uji")
    assert "Tercatat sebagai dokumen sah" in text_of(client, report)
    rembuk.reopen_meeting(meeting=meeting, by=world.cast.fasilitator, reason="Jumlah hadir keliru.")
    assert "Sedang dibuka kembali" in text_of(client, report)


def test_the_file_is_compared_to_the_byte_and_not_kept(client, edition):
    raw = pdf_of(edition)

    def compare(data):
        sent = io.BytesIO(data)
        sent.name = "surat.pdf"
        return client.post(address(edition.control_code), {"berkas": sent}).content.decode()

    assert "Berkas Anda sama dengan yang tersimpan" in compare(raw)
    for position in (9, len(raw) // 2, len(raw) - 1):
        changed = bytearray(raw)
        changed[position] ^= 1
        assert "Tidak sama dengan edisi ini</h2>" in compare(bytes(changed))
    assert "Tidak sama dengan edisi ini</h2>" in compare(raw + b"\n")


def test_too_many_questions_from_one_address_are_stopped_with_a_sentence(client):
    answers = [client.get(reverse("public:document-find")).status_code for _ in range(61)]
    assert (answers[:60].count(200), answers[60]) == (60, 429)
    assert "coba lagi setelah 60 detik" in client.get(reverse("public:document-find")).content.decode()
    other = client.get(reverse("public:document-find"), REMOTE_ADDR="203.0.113.9")
    assert other.status_code == 200
