"""Pages of documents, walked as the people of the kelurahan; and the command that prints without them."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from planning.documents import services
from planning.documents.enums import EditionState
from planning.documents.models import Edition, Letterhead
from tests.cast import KELURAHAN
from tests.planning.documents import builders
from tests.planning.documents.paper import Printed, pdf_of
from tests.planning.rembuk.builders import photo, planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def url(name, *args):
    return reverse(f"documents:{name}", args=args)


def body(answer):
    content = answer.getvalue()
    for close in answer._resource_closers:  # only the file; `close()` would end the database too
        close()
    return content


def printed_invitation(world, meeting=None):
    pk = (meeting or planned(world)).pk
    return services.print_document(kind="undangan", subject_id=pk, by=world.cast.fasilitator, reason="uji")


def test_the_page_of_a_cycle_lists_every_paper_with_its_state(world, as_user):
    meeting = builders.held_meeting(world)
    printed_invitation(world, meeting)
    page = as_user(world.cast.lurah).get(url("cycle-documents", world.cycle.pk)).content.decode()
    for words in ("Profil Permukiman Kumuh", "Renta", "Notulen Rembuk", "Edisi 1", "Belum ditandatangani"):
        assert words in page
    assert url("document-print", "berita-acara", meeting.pk) in page


def test_who_may_not_read_names_sees_neither_the_list_nor_its_page(world, as_user):
    meeting = builders.held_meeting(world)
    edition = services.print_document(kind="daftar-hadir", subject_id=meeting.pk, by=None, reason="uji")
    client = as_user(world.cast.pemantau)
    assert "Notulen Rembuk" not in client.get(url("cycle-documents", world.cycle.pk)).content.decode()
    for path in (
        url("document-print", "daftar-hadir", meeting.pk),
        url("document-preview", "notulen", meeting.pk),
        url("edition-detail", edition.pk),
        url("edition-file", edition.pk),
    ):
        assert client.get(path).status_code == 403
    assert client.get(url("document-print", "berita-acara", meeting.pk)).status_code == 200


def test_a_facilitator_looks_at_the_draft_prints_it_and_opens_the_file(world, as_user):
    meeting = planned(world)
    client = as_user(world.cast.fasilitator)
    preview = client.get(url("document-preview", "undangan", meeting.pk))
    assert "undangan-krapyak" in preview["Content-Disposition"]
    assert "Pratinjau tanpa kode kendali" in Printed(body(preview)).text
    page = url("document-print", "undangan", meeting.pk)
    assert "Dicetak untuk apa belum diisi." in client.post(page, {"reason": ""}).content.decode()
    answer = client.post(page, {"reason": "Dibagikan lewat ketua RT"})
    edition = Edition.objects.get()
    assert answer.url == url("edition-detail", edition.pk)
    assert (edition.printed_by, edition.reason) == (world.cast.fasilitator, "Dibagikan lewat ketua RT")
    detail = client.get(answer.url).content.decode()
    assert edition.control_code in detail
    assert edition.file_digest in detail
    file = client.get(url("edition-file", edition.pk) + "?unduh")
    assert f'filename="undangan-krapyak-2026-02-14-{meeting.pk}-edisi-1.pdf"' in file["Content-Disposition"]
    assert file["Cache-Control"] == "private, no-store"
    assert body(file) == pdf_of(edition)
    assert "Edisi 1" in client.get(page).content.decode()


def test_who_only_reads_is_refused_when_printing(world, as_user):
    answer = as_user(world.cast.camat).post(url("document-print", "undangan", planned(world).pk), {"reason": "ingin"})
    assert answer.status_code == 403
    assert not Edition.objects.exists()


def test_a_paper_that_cannot_be_printed_says_what_to_do_first(world, as_user):
    client = as_user(world.cast.fasilitator)
    page = url("document-print", "notulen", planned(world).pk)
    assert "Isi kehadirannya dahulu" in client.get(page).content.decode()
    assert "Isi kehadirannya dahulu" in client.post(page, {"reason": "coba"}).content.decode()
    assert not Edition.objects.exists()


def test_what_the_engine_cannot_print_is_said_on_the_page_and_nothing_typed_is_lost(world, as_user):
    page = url("document-print", "undangan", planned(world, place="Balai 会所").pk)
    answer = as_user(world.cast.fasilitator).post(page, {"reason": "Dibagikan"}).content.decode()
    assert "会" in answer
    assert "Dibagikan" in answer


def test_the_signed_sheet_is_uploaded_with_one_tick_per_signature(world, as_user):
    builders.officials(world)
    edition = printed_invitation(world)
    client = as_user(world.cast.lurah)
    page = url("signature-add", edition.pk)
    assert f"{builders.LURAH} – Lurah Krapyak" in client.get(page).content.decode()
    day = timezone.localdate().isoformat()
    nobody = client.post(page, {"signed_on": day, "scan": photo()})
    assert "Pilih siapa saja" in nobody.content.decode()
    answer = client.post(page, {"ada_0": "on", "signed_on": day, "scan": photo()}, follow=True)
    assert "Tanda tangan basah (pindaian)" in answer.content.decode()
    row = edition.signatures.get()
    assert body(client.get(url("signature-file", row.pk)))[:2] == b"\xff\xd8"


def test_who_may_not_see_names_reads_who_signed_but_is_offered_no_scan(world, as_user):
    builders.officials(world)
    edition = printed_invitation(world)
    day = timezone.localdate().isoformat()
    as_user(world.cast.lurah).post(url("signature-add", edition.pk), {"ada_0": "on", "signed_on": day, "scan": photo()})
    scan = url("signature-file", edition.signatures.get().pk)
    shown = as_user(world.cast.dinas).get(url("edition-detail", edition.pk)).content.decode()
    assert builders.LURAH in shown
    assert scan not in shown
    assert scan in as_user(world.cast.lurah).get(url("edition-detail", edition.pk)).content.decode()


def test_the_name_is_asked_where_the_paper_had_none(world, as_user):
    edition = printed_invitation(world)
    client, day = as_user(world.cast.lurah), timezone.localdate().isoformat()
    page = url("signature-add", edition.pk)
    missing = client.post(page, {"ada_0": "on", "signed_on": day, "scan": photo()})
    assert "Tuliskan nama yang tertera" in missing.content.decode()
    client.post(page, {"ada_0": "on", "nama_0": "Lurah Baru Contoh", "signed_on": day, "scan": photo()})
    assert edition.signatures.get().name == "Lurah Baru Contoh"


def test_what_changed_is_listed_place_by_place(world, as_user):
    meeting = planned(world)
    edition = printed_invitation(world, meeting)
    meeting.place = "Musala RT 002"
    meeting.save()
    client = as_user(world.cast.lurah)
    assert "Data berubah sejak edisi ini dicetak" in client.get(url("edition-detail", edition.pk)).content.decode()
    page = client.get(url("edition-compare", edition.pk)).content.decode()
    assert "Balai Kelurahan Krapyak" in page
    assert "Musala RT 002" in page
    assert "Ada edisi yang lebih baru" not in page


def test_an_edition_is_revoked_once_and_only_by_who_answers_for_it(world, as_user):
    edition = printed_invitation(world)
    assert as_user(world.cast.fasilitator).get(url("edition-revoke", edition.pk)).status_code == 403
    client = as_user(world.cast.lurah)
    client.post(url("edition-revoke", edition.pk), {"reason": "Tanggalnya keliru, lihat edisi 2."})
    edition.refresh_from_db()
    assert (edition.state, edition.revoked_by) == (EditionState.REVOKED, world.cast.lurah)
    assert client.get(url("edition-revoke", edition.pk)).status_code == 403


def test_a_letterhead_is_saved_with_a_pattern_that_works(world, as_user):
    client = as_user(world.cast.lurah)
    page = url("letterhead-edit", world.cycle.pk, "kelurahan")
    first = client.get(page).content.decode()
    assert "Kecamatan Pekalongan Utara" in first
    sent = {"lines": "Kelurahan Krapyak", "address": "Jalan Contoh 1", "paper": "A4", "number_pattern": "{urut}/{apa}"}
    assert "kata yang tidak dikenal: apa" in client.post(page, sent).content.decode()
    assert not Letterhead.objects.exists()
    answer = client.post(page, sent | {"number_pattern": "{urut:03d}/{tahun}", "logo": photo()})
    assert answer.status_code == 302
    head = Letterhead.objects.get(region_id=KELURAHAN, body="KELURAHAN")
    assert (head.paper, head.number_pattern, bool(head.logo)) == ("A4", "{urut:03d}/{tahun}", True)
    assert client.get(url("letterhead-edit", world.cycle.pk, "camat")).status_code == 404


def test_the_logo_is_printed_from_the_private_store(world):
    services.save_letterhead(
        region_code=KELURAHAN, body="KELURAHAN", lines="Kelurahan Krapyak", address="Jalan Contoh 1",
        number_pattern="{urut}/{tahun}", paper="F4", logo=photo(), by=world.cast.lurah,
    )  # fmt: skip
    assert pdf_of(printed_invitation(world)).count(b"/Image") >= 1


def test_a_page_of_papers_asks_the_same_number_of_questions_for_one_meeting_and_for_three(
    world, as_user, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_user(world.cast.lurah)
    printed_invitation(world)
    with CaptureQueriesContext(connection) as one:
        client.get(url("cycle-documents", world.cycle.pk))
    for title in ("Rembuk kedua", "Rembuk ketiga"):
        printed_invitation(world, planned(world, title=title))
    with CaptureQueriesContext(connection) as three:
        client.get(url("cycle-documents", world.cycle.pk))
    assert len(three) == len(one)


# --- From the command line ----------------------------------------------------------------------------
def run(*args, **options):
    said = io.StringIO()
    call_command("cetak", *args, stdout=said, **options)
    return said.getvalue()


def test_the_list_names_kind_subject_and_title():
    lines = run(daftar=True).splitlines()
    assert lines[0].split() == ["JENIS", "SUBJEK", "JUDUL"]
    assert any(line.startswith("renta-pip") and "kode_kelurahan/tahun" in line for line in lines)
    assert any(line.startswith("berita-acara") and "pertemuan (id)" in line for line in lines)


def test_a_paper_is_printed_to_a_file_by_key_and_by_place_and_year(world, tmp_path):
    target, cycle = tmp_path / "profil.pdf", world.cycle
    said = run("profil-kumuh", f"{KELURAHAN}/2026", keluaran=target)
    edition = Edition.objects.get()
    assert target.read_bytes() == pdf_of(edition)
    assert edition.control_code in said
    assert "draf" in said
    again = tmp_path / "lagi.pdf"
    run("profil-kumuh", str(cycle.pk), keluaran=again)
    assert again.read_bytes() == target.read_bytes()


@pytest.mark.parametrize(
    ("args", "said", "code"),
    [
        (("surat", "1"), "tidak ada", 2),
        (("profil-kumuh", "33.75.03.1002/1999"), "Tidak ada siklus", 2),
        (("undangan", "33.75.03.1002/2026"), "bukan pertemuan", 2),
        (("undangan", "99"), "Tidak ada pertemuan", 2),
        (("undangan",), "JENIS dan SUBJEK", 2),
    ],
)
def test_what_cannot_be_printed_ends_with_a_sentence_and_an_exit_code(world, args, said, code):
    with pytest.raises(CommandError, match=said) as refusal:
        run(*args)
    assert refusal.value.returncode == code


def test_a_refusal_and_a_folder_that_is_not_there_end_with_one(world):
    with pytest.raises(CommandError, match="belum berlangsung") as refusal:
        run("notulen", str(planned(world).pk))
    assert refusal.value.returncode == 1
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        run("undangan", str(planned(world, title="Kedua").pk), keluaran=Path("/tidak/ada/x.pdf"))
