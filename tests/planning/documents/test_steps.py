"""The sheet that every step of KOTAKU, SPBM, PLPBK and the kota leaves behind."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from kumuh.reviews.models import Review
from planning.cycles.catalog import TRACKS, find_step
from planning.documents import queries, services
from planning.documents.enums import EditionState
from planning.documents.kinds.build_records import table_of
from planning.documents.kinds.chains import signers_of
from planning.documents.kinds.columns import shares
from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.printing import document_html, document_pdf
from planning.documents.models import Document
from planning.documents.tasks import print_step
from planning.rembuk.enums import MeetingType
from tests.planning.documents import builders, samples
from tests.planning.documents.filled import closed, cycle_of, filled, kept_paper, state_of
from tests.planning.documents.paper import Printed, printed
from tests.planning.institutions.builders import founded, staffed, three
from tests.planning.rembuk import builders as rembuk

SHEET = "lembar-langkah"
F4, F4_WIDE = (215, 330), (330, 215)


def sheet_of(cycle, step):
    return draft_of(SHEET, state_of(cycle, step).pk).view


def begun(cycle, *steps):
    cycle.steps.filter(step__in=steps).update(status="BERJALAN")
    return cycle


# --- What stands on it ----------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("track", ["K", "S", "L", "C"])
def test_every_step_of_every_programme_prints_all_that_its_form_asks_for(world, track):
    cycle = filled(cycle_of(world, track))
    for step in TRACKS[track].steps:
        html = document_html(sheet_of(cycle, step.code))
        labels = [entry.label for entry in step.entries]
        assert [label for label in labels if escape(label) not in html] == [], step.code
        assert step.purpose in html


@pytest.mark.django_db
def test_a_sheet_without_anything_typed_names_its_gaps(world):
    cycle = begun(cycle_of(world, "K"), "K2.4a")
    html = document_html(sheet_of(cycle, "K2.4a"))
    for gap in ("visi penataan kelurahan", "masalah, potensi dan pilihan", "yang menutup langkah"):
        assert f"— belum diisi: {gap}" in html
    assert "— belum: Visi penataan kelurahan belum diisi." in html


@pytest.mark.django_db
def test_meetings_decisions_papers_and_what_the_gate_asked_stand_on_the_sheet(world, media):
    builders.officials(world)
    cycle = filled(begun(cycle_of(world, "K"), "K3.1"), "K3.1", rows=2)
    world.cycle = cycle
    rembuk.closed(world, type=MeetingType.REMBUK_KELURAHAN, step="K3.1", title="Rembuk persiapan contoh")
    kept_paper(cycle, "K3.1", "perjanjian", number="07/KSM/2026", on=date(2026, 2, 14))
    view = sheet_of(cycle, "K3.1")
    (meeting,) = view.meetings
    assert (meeting.title, meeting.men, meeting.women) == ("Rembuk persiapan contoh", 4, 4)
    assert [(row.text, row.how) for row in view.decisions] == [("Rumusan masalah diterima.", "Musyawarah mufakat")]
    assert [(row.number, row.scanned) for row in view.papers] == [("–", False), ("07/KSM/2026", True)]
    assert "Catatan langkah" in [part.label for part in view.asked]
    text = Printed(document_pdf(view)).text
    for words in ("07/KSM/2026", "14 Februari 2026", "Langkah : 14 dari 18, tahap Pelaksanaan", "belum diisi: tanggal"):
        assert words in text


@pytest.mark.django_db
def test_opinions_of_public_tests_stand_on_the_sheet_as_the_minutes_hold_them(world, media):
    cycle = begun(cycle_of(world, "K"), "K2.4c", "K2.4a")
    world.cycle = cycle
    said = rembuk.closed(world, type=MeetingType.UJI_PUBLIK, step="K2.4c", title="Uji publik contoh").entries
    assert said.exists()
    rows = sheet_of(cycle, "K2.4c").opinions.rows
    assert [row[1:] for row in rows] == [(one.text, one.answer or "– belum dijawab") for one in said.all()]
    text = Printed(document_pdf(sheet_of(cycle, "K2.4c"))).text
    assert all(" ".join(one.text.split()) in text for one in said.all())
    assert sheet_of(cycle, "K2.4a").opinions is None


@pytest.mark.django_db
def test_money_is_added_up_and_running_totals_are_not():
    entry = next(one for one in find_step("K", "K4").entries if one.key == "kas")
    rows = [{"bulan": "Januari", "masuk": "500000", "keluar": "200000", "saldo": "300000"}] * 2
    assert table_of(entry, rows).totals == ("", "1.000.000", "400.000", "")
    assert table_of(entry, rows).head_span == 2
    assert table_of(entry, rows[:1]).totals == ()


@pytest.mark.parametrize("rows", [1, 40])
def test_a_table_with_nine_columns_turns_the_whole_sheet(rows):
    sheet = Printed(samples.step_sheet(rows, columns=9))
    assert set(sheet.sizes) == {F4_WIDE}
    assert set(Printed(samples.step_sheet(rows)).sizes) == {F4}


@pytest.mark.parametrize("rows", [1, 5, 12, 18, 22, 30, 40])
def test_the_signatures_of_a_sheet_are_never_torn_and_never_alone(rows):
    sheet = Printed(samples.step_sheet(rows))
    page = sheet.page_with("Contoh Lestari")
    for words in ("PEMERIKSAAN DAN PENGESAHAN", "Contoh Harun", "Contoh Bambang", "Cocokkan lembar ini"):
        assert words in page


def test_forty_long_rows_keep_every_word_and_repeat_their_head():
    sheet = Printed(samples.step_sheet(40, words=90))
    assert all(f"kata{number}." in sheet.text for number in range(40))
    assert sheet.text.count("Yang dicatat Keterangan") + sheet.text.count("No. Hal") >= 3


def test_the_same_sheet_gives_the_same_bytes():
    assert document_pdf(samples.step_sheet(3)) == document_pdf(samples.step_sheet(3))


# --- Width of columns -----------------------------------------------------------------------------------------
def test_a_column_holds_its_longest_word_and_long_cells_get_more_room():
    sizes = shares(["No", "Penanggungjawab", "Isi"], [["1", "RT", "kata " * 40]], room=150)
    assert sizes[2] == ""
    assert int(sizes[1][1:]) >= 28
    assert int(sizes[0][1:]) < 20


def test_columns_that_do_not_fit_shrink_together():
    sizes = shares(["Pertanggungjawaban"] * 12, [], room=150)
    assert sum(int(size[1:]) for size in sizes if size) < 150


# --- Who signs --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("track", "step", "offices"),
    [
        ("K", "K1.1", ["Koordinator TIPP", "Senior Fasilitator", "Koordinator BKM", "Lurah"]),
        (
            "L",
            "L2.3",
            [
                "Koordinator TIPP", "Senior Fasilitator", "Bappeda/dinas teknis", "Ketua Pokja PKP",
                "Koordinator BKM", "Lurah", "Camat",
            ],
        ),
        ("S", "S3.2", ["Ketua KSM"]),
        ("S", "S3.3", ["Ketua KSM", "Fasilitator (TFL)", "TAMK (tim teknis)", "DPIU", "Lurah", "Camat"]),
        ("C", "C5", ["Askot/Korkot", "Ketua Pokja PKP"]),
    ],
)  # fmt: skip
def test_a_sheet_is_signed_by_the_chain_of_its_step(track, step, offices):
    assert [role.office for role in signers_of(find_step(track, step), track)] == offices


@pytest.mark.parametrize("track", ["K", "S", "L", "C"])
def test_nobody_signs_the_sheet_of_a_step_twice(track):
    for step in TRACKS[track].steps:
        offices = [role.office for role in signers_of(step, track)]
        assert len(offices) == len(set(offices)), step.code


@pytest.mark.django_db
def test_who_spoke_verified_and_signed_is_told_with_day_and_words(world):
    cycle = begun(cycle_of(world, "S"), "S3.3")
    state = state_of(cycle, "S3.3")
    review = Review.objects.create(
        chain="s33-csiap", subject_type="stepstate", subject_id=state.pk, region=cycle.region, title="CSIAP",
        state="DIVERIFIKASI",
    )  # fmt: skip
    for verb, role, by, reason in (
        ("AJUKAN", "KSM", world.cast.ksm, ""),
        ("TIMBANG", "TAMK", world.cast.tamk, "Letak tangki terlalu dekat sumur."),
        ("VERIFIKASI", "DINAS", world.cast.dinas, ""),
    ):
        review.events.create(
            verb=verb, from_state="DIAJUKAN", to_state="DIAJUKAN", round=1, role=role, by=by, reason=reason
        )
    staffed(world, founded(world, cycle=cycle), *three(world))
    view = sheet_of(cycle, "S3.3")
    assert [(move.part, str(move.name)) for move in view.moves if isinstance(move.name, str)] == [
        ("Mengajukan", world.cast.ksm.name),
        ("Memberi pertimbangan", world.cast.tamk.name),
        ("Memverifikasi", world.cast.dinas.name),
    ]
    html = document_html(view)
    assert "Letak tangki terlalu dekat sumur." in html
    signed = {signer.office: signer.name for signer in view.signatures.line}
    assert signed["TAMK (tim teknis)"] == world.cast.tamk.name
    assert signed["Ketua KSM"] == "Ketua Contoh"
    assert signed["Fasilitator (TFL)"].label == "nama Fasilitator (TFL)"


# --- Editions ----------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_closed_step_prints_its_sheet_by_itself_and_a_reopened_one_is_a_draft_again(
    world, media, django_capture_on_commit_callbacks
):
    cycle = filled(cycle_of(world, "S"), "S3.2")
    closed(cycle, "S3.2", world.cast.ksm)
    with django_capture_on_commit_callbacks(execute=True):
        print_step(cycle, "S3.2", world.cast.ksm)
    (paper,) = [row for row in queries.papers_of_steps(cycle) if row.label.startswith("S3.2")]
    assert (paper.edition.state, paper.edition.printed_by) == (EditionState.FINAL, world.cast.ksm)
    assert paper.edition.control_code in printed(paper.edition).text
    cycle.steps.filter(step="S3.2").update(status="BERJALAN", closed_at=None, closed_by=None)
    again = services.print_document(kind=SHEET, subject_id=paper.subject_id, by=None, reason="uji")
    assert again.state == EditionState.DRAFT


@pytest.mark.django_db
def test_the_fast_track_and_a_step_that_was_not_begun_have_no_sheet(world, media):
    with pytest.raises(LookupError, match="dokumennya sendiri"):
        draft_of(SHEET, state_of(world.cycle, "P2").pk)
    cycle = cycle_of(world, "K")
    assert [row.label[:4] for row in queries.papers_of_steps(cycle)] == ["K1.1", "K5 M"]
    with pytest.raises(Exception, match="belum dimulai"):
        services.print_document(kind=SHEET, subject_id=state_of(cycle, "K4").pk, by=None, reason="uji")
    assert not Document.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["K1.1", "K2.5c", "K3.1"])
def test_a_sheet_asks_the_same_number_of_questions_for_one_row_and_for_three(world, step):
    cycle = begun(cycle_of(world, "K"), step)

    def questions(rows):
        filled(cycle, step, rows=rows)
        with CaptureQueriesContext(connection) as found:
            sheet_of(cycle, step)
        return len(found)

    assert questions(1) == questions(3)


# --- Pages -------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_sheet_is_reached_from_its_step_and_from_the_documents_of_the_cycle(world, as_user):
    cycle = cycle_of(world, "K")
    address = reverse("documents:document-print", args=[SHEET, state_of(cycle, "K1.1").pk])
    later = reverse("documents:document-print", args=[SHEET, state_of(cycle, "K4").pk])
    for name in ("cycles:cycle-detail", "documents:cycle-documents"):
        page = as_user(world.cast.lurah).get(reverse(name, args=[cycle.pk])).content.decode()
        assert address in page
        assert later not in page
    assert as_user(world.cast.lurah).get(address).status_code == 200


@pytest.mark.django_db
def test_who_only_looks_on_does_not_read_the_names_in_a_record(world, as_user):
    cycle = cycle_of(world, "K")
    address = reverse("documents:document-print", args=[SHEET, state_of(cycle, "K1.1").pk])
    watcher = as_user(world.cast.pemantau)
    assert watcher.get(address).status_code == 403
    for name in ("cycles:cycle-detail", "documents:cycle-documents"):
        assert address not in watcher.get(reverse(name, args=[cycle.pk])).content.decode()
    assert as_user(world.cast.ksm).get(address).status_code == 200
