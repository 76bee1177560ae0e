"""What stands on the papers: figures from the records, named gaps, and no name that does not belong there."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kumuh.core.spreadsheets import read_workbook
from planning.documents.kinds.builders import BUILDERS
from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.printing import document_html, document_pdf
from planning.documents.kinds.workbooks import profile_workbook
from planning.documents.registry import KINDS
from planning.programs.services import load_reference_funds
from tests.planning.city.builders import a_city_cycle, ratified
from tests.planning.documents import builders
from tests.planning.documents.filled import cycle_of
from tests.planning.documents.paper import Printed
from tests.planning.institutions.builders import a_tipp, decreed, trained
from tests.planning.methods.builders import filled_calendar
from tests.planning.rembuk.builders import counted, planned

pytestmark = pytest.mark.django_db


def view_of(kind, pk):
    return draft_of(kind, pk).view


def paper_of(kind, pk):
    return Printed(document_pdf(view_of(kind, pk)))


def test_every_kind_of_the_catalogue_has_a_builder():
    assert set(BUILDERS) == set(KINDS)


def test_an_invitation_names_whom_when_where_and_the_agenda(world):
    builders.officials(world)
    text = paper_of("undangan", planned(world, invited="Ketua RT dan RW\nKader PKK").pk).text
    for words in ("Ketua RT dan RW", "Sabtu, 14 Februari 2026", "19.30 WIB s.d. selesai", "Balai Kelurahan Krapyak"):
        assert words in text
    assert "Membahas rumusan masalah tujuh indikator kumuh" in text
    assert f"Lurah Krapyak, {builders.LURAH}" in text


def test_an_unknown_signer_prints_an_empty_named_line(world):
    text = paper_of("undangan", planned(world).pk).text
    assert "belum diisi: nama Lurah Krapyak" in text


def test_an_acting_lurah_signs_with_the_mandate(world):
    builders.officials(world)
    builders.with_mandate(world)
    meeting = builders.held_meeting(world)
    assert "Plt. Lurah Krapyak" in paper_of("berita-acara", meeting.pk).text


def test_the_blank_list_has_lines_for_those_invited_in_full_fives(world):
    view = view_of("daftar-hadir-kosong", planned(world, invited_count=41).pk)
    assert (view.blank_rows, view.rows, view.meta.numbered) == (45, (), False)


def test_a_filled_list_prints_names_and_sums_and_a_counted_one_the_counts_per_rt(world):
    named = view_of("daftar-hadir", builders.held_meeting(world).pk)
    assert (named.men, named.women, named.counts) == (4, 5, ())
    meeting = planned(world, title="Rembuk RW")
    counted(world, meeting, (0, 4, 6, 3, 1), (None, 1, 0, 0, 0))
    text = paper_of("daftar-hadir", meeting.pk).text
    assert "Dari luar RT" in text
    assert "Jumlah seluruhnya 5 6 11 3 1" in text
    assert "ada pada daftar hadir kertas" in text


def test_minutes_put_every_opinion_under_its_item_and_the_rest_under_others(world):
    items = view_of("notulen", builders.held_meeting(world).pk).items
    by_topic = {item.topic: [one.text for one in item.opinions] for item in items}
    assert by_topic["Pengarahan tim fasilitator"] == ["Saluran di gang 3 tersumbat."]
    assert by_topic["Lain-lain"] == ["Jalan RT 002 becek."]
    follow_up = items[1].follow_ups[0]
    assert (follow_up.text, follow_up.who) == ("Mengukur panjang saluran", "TIPP")


def test_a_berita_acara_prints_votes_shares_and_missing_representatives_by_name(world):
    text = paper_of("berita-acara", builders.held_meeting(world).pk).text
    assert "Suara terbanyak: setuju 6, tidak 2, abstain 1" in text
    assert "Musyawarah mufakat" in text
    assert "Perempuan 55,6% dan MBR 33,3% dari yang hadir." in text
    assert "Tokoh Contoh" in text
    assert "belum diisi: wakil unsur Pemuda" in text


def test_where_a_threshold_is_missed_the_berita_acara_prints_the_explanation(world):
    from tests.planning.rembuk.builders import decided, led, minuted, named, people

    meeting = named(world, planned(world), people(world, men=8, women=1, poor=4))
    minuted(world, meeting)
    decided(world, meeting)
    led(world, meeting, note="Ibu-ibu mengikuti rembuk tersendiri pada siang hari.")
    note = view_of("berita-acara", meeting.pk).participation_note
    assert "Perempuan 11,1% dari yang hadir, ambangnya 30%." in note
    assert "Penjelasan fasilitator: Ibu-ibu mengikuti rembuk tersendiri pada siang hari." in note


def test_a_phone_number_stands_on_the_filled_list_and_nowhere_else(world):
    meeting = builders.closed_meeting(world)
    steps = cycle_of(world, "K").steps.get(step="K1.1")
    subjects = {
        "meeting": meeting.pk,
        "cycle": world.cycle.pk,
        "decree": decreed(world, a_tipp(world)).pk,
        "step": steps.pk,
        "training": trained(world, cycle=world.cycle).pk,
        "method": filled_calendar(world).pk,
    }
    builders.surveyed(world)
    load_reference_funds()
    city = a_city_cycle(world)
    ratified(world.cycle, "P3")
    of_city = {"profil-kota": city.pk, "rp2kpkp": city.pk}
    found = {}
    for kind, builder in BUILDERS.items():
        pk = of_city.get(kind) or subjects[KINDS[kind].subject_kind]
        html = document_html(view_of(kind, pk))
        found[kind] = (builders.PHONE in html, "Warga Contoh" in html)
        assert builder
    assert {kind for kind, (phone, _) in found.items() if phone} == {"daftar-hadir"}
    assert {kind for kind, (_, name) in found.items() if name} == {"daftar-hadir", "notulen"}


def test_the_kinds_that_print_names_are_those_that_ask_for_the_right_to_read_names():
    with_names = {kind.code for kind in KINDS.values() if kind.names}
    assert with_names == {"daftar-hadir", "notulen", "laporan-pelatihan", "lembar-pelatihan"}


# --- Profil kumuh ---------------------------------------------------------------------------------------
def test_the_profile_sums_the_rt_and_says_what_was_not_measured(world):
    builders.officials(world)
    builders.surveyed(world)
    view = view_of("profil-kumuh", world.cycle.pk)
    assert (view.year, len(view.rts), view.slum_rts) == (2025, 3, 1)
    assert view.rt_totals.buildings == 120
    assert [row.level for row in view.recap] == ["KR", "TK", ""]
    assert (len(view.assessments), len(view.other_forms)) == (2, 1)
    assert view.facts.area_ha == Decimal("84.21")
    text = Printed(document_pdf(view)).text
    for words in ("belum diukur", "Pendataan Contoh 2025", "663/001 TAHUN 2024", "belum diisi: mata pencaharian"):
        assert words in text
    assert "1 RT belum dapat dinilai karena datanya belum lengkap." in text


def test_a_profile_without_survey_is_printed_as_a_list_of_gaps(world):
    text = paper_of("profil-kumuh", world.cycle.pk).text
    for gap in ("data RT", "nilai RT", "luas kelurahan", "formulir penilaian RT", "rembuk yang menjadi dasar"):
        assert f"belum diisi: {gap}" in text


def test_the_profile_lists_meetings_by_the_number_of_their_berita_acara(world):
    meeting = builders.closed_meeting(world)
    (row,) = view_of("profil-kumuh", world.cycle.pk).meetings
    assert (row.title, row.men, row.women) == (meeting.title, 4, 5)
    assert row.number.label == "nomor berita acara"


def test_the_data_workbook_in_the_profile_holds_every_rt_and_parameter(world):
    builders.surveyed(world)
    view = view_of("profil-kumuh", world.cycle.pk)
    (file,) = profile_workbook(view)
    raw = document_pdf(view, attachments=(file,))
    inside = Printed(raw).attachments
    assert inside == {"buku-data-profil.xlsx": file.content}
    sheets = {sheet.name: sheet for sheet in read_workbook(file.content, file.name).sheets}
    assert list(sheets) == ["Identitas RT", "Rekapitulasi", "Penilaian"]
    assert len(sheets["Penilaian"].rows) == 1 + 3 * 16


@pytest.mark.parametrize("kind", ["profil-kumuh"])
def test_a_paper_asks_the_same_number_of_questions_for_one_rt_and_for_three(world, kind):
    builders.surveyed(world)
    cycle = world.cycle

    def questions():
        with CaptureQueriesContext(connection) as found:
            view_of(kind, cycle.pk)
        return len(found)

    with_three = questions()
    from kumuh.conditions.models import RtRecord

    RtRecord.objects.exclude(neighbourhood=world.rts[0]).delete()
    assert questions() == with_three
