"""What officers who sign compare: the same figure on every paper, words of the office, room for the pen."""

import re
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone

from kumuh.conditions.models import Survey
from planning.documents.kinds.build_cycles import grouped_by_rw
from planning.documents.kinds.common import Signer
from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.printing import document_html, document_pdf
from planning.programs.queries.works import WorkRow
from planning.proposals.enums import ProblemState, SourceKind
from planning.proposals.models import Problem
from planning.rembuk.models import Meeting
from tests.planning.documents import builders, samples
from tests.planning.documents.paper import MM, Printed
from tests.planning.documents.test_plans import LIST, MATRIX, PLAN, planned, ratified
from tests.planning.programs.builders import slum
from tests.planning.rembuk.builders import planned as meeting_planned

__all__ = ["planned"]  # the fixture of the plans
NBSP = "\N{NO-BREAK SPACE}"


def view_of(kind, pk):
    return draft_of(kind, pk).view


# --- Tempat -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ([], ""),
        (["RT 004 / RW 002"], "RT~004 / RW~002"),
        (
            ["RT 002 / RW 011", "RT 001 / RW 005", "RT 001 / RW 011", "RT 002 / RW 011"],
            "RT~001 / RW~005; RT~001, 002 / RW~011",
        ),
        (["Luar RT", "RT 1/RW 2"], "RT~1 / RW~2; Luar RT"),
    ],
)
def test_every_rt_stands_in_its_cell_grouped_by_rw(labels, said):
    assert grouped_by_rw(labels) == said.replace("~", NBSP)


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ("RT 004 RW 003", "RT 004 / RW 003"),
        ("", "RT 004 / RW 003"),
        ("Gang Dahlia", "RT 004 / RW 003 – Gang Dahlia"),
    ],
)
def test_a_place_that_only_repeats_its_rt_is_said_once(location, place):
    work = type("Typed", (), {"location": location})()
    assert WorkRow(work, ("RT 004 / RW 003",), (), ()).place == place


# --- Uang ------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_work_costs_the_same_on_the_plan_and_on_the_list_and_the_reserve_is_explained(world, planned):
    ratified(world, "P3")
    ratified(world, "P4")
    plan, ranked = view_of(PLAN, world.cycle.pk), view_of(LIST, world.cycle.pk)
    costs = {work.activity: work.cost for work in plan.works}
    assert {row.activity: row.work_cost for row in ranked.rows} == costs
    assert plan.source_totals[0] == ranked.selected_cost + ranked.reserve_cost
    assert plan.reserve_cost == ranked.reserve_cost
    assert "Rp 300.000.000 cadangan yang menunggu dana" in document_html(plan).replace(NBSP, " ")


@pytest.mark.django_db
def test_the_reason_of_a_line_does_not_repeat_its_columns(world, planned):
    first, _, last = view_of(LIST, world.cycle.pk).rows
    assert first.reason == "Muat dalam pagu."
    assert last.reason.replace(NBSP, " ") == "Perlu Rp 300.000.000, sisa pagu Rp 100.000.000; daftar ditutup di sini."


def test_a_work_that_takes_nothing_from_the_fund_shows_a_dash_and_its_cost():
    view = samples.priority_list(3)
    rows = (*view.rows[:2], replace(view.rows[2], selected=False, cost=0, work_cost=191_700_000, outcome="Belum siap"))
    html = document_html(replace(view, rows=rows))
    assert '<td class="n">191.700.000</td><td class="n">–</td>' in html


# --- Profil -------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_people_and_buildings_that_the_rt_counted_are_no_gap_in_the_profile(world):
    builders.surveyed(world)
    Survey.objects.update(total_people=None, total_households=None, total_buildings=None, total_area_ha=None)
    view = view_of("profil-kumuh", world.cycle.pk)
    html = document_html(view)
    totals = view.rt_totals
    for words in (f"{totals.people} jiwa", f"{totals.households} KK", f"{totals.buildings} unit"):
        assert f"{words} pada 3 RT yang didata" in html
    for gap in ("jumlah penduduk", "jumlah KK<", "jumlah bangunan", "luas kelurahan"):
        assert f"belum diisi: {gap}" not in html


@pytest.mark.django_db
def test_the_profile_cites_regulations_in_full_counts_density_and_names_who_is_in_charge(world):
    builders.surveyed(world)
    view = view_of("profil-kumuh", world.cycle.pk)
    assert view.legal_basis[1].startswith("Peraturan Menteri Pekerjaan Umum dan Perumahan Rakyat Nomor 14/PRT/M/2018")
    assert re.search(r"Kepadatan penduduk: \w+( \w+)? di \d RT", view.considerations)
    assert any("kewenangan Pemerintah Kota" in said for said in view.conclusions)


def test_two_forms_of_rt_share_a_page_and_none_is_torn():
    paper = Printed(samples.slum_profile(14, 4))
    with_forms = [page for page in paper.pages if "Tabel 1.2 Penilaian" in page]
    assert [page.count("Tabel 1.2 Penilaian") for page in with_forms][-2:] in ([2, 2], [2, 1], [1, 2])
    assert all(page.count("Tabel 1.2 Penilaian") == page.count("Total nilai") for page in with_forms)


# --- Surat dan daftar hadir -----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_papers_of_the_preparation_do_not_know_when_the_meeting_ended(world):
    meeting = meeting_planned(world)
    assert meeting.ends_at
    for kind in ("undangan", "daftar-hadir-kosong"):
        assert "s.d. selesai" in document_html(view_of(kind, meeting.pk))


@pytest.mark.django_db
def test_a_letter_is_never_dated_after_it_went_out(world):
    meeting = meeting_planned(world)
    Meeting.objects.update(created_at=timezone.now() - timedelta(days=2), held_on=timezone.localdate())
    letter = view_of("undangan", meeting.pk)
    assert letter.written_on == timezone.localdate() - timedelta(days=2)
    Meeting.objects.update(held_on=timezone.localdate() - timedelta(days=9))
    typed_afterwards = view_of("undangan", meeting.pk)
    assert typed_afterwards.written_on is None
    assert f"................ {typed_afterwards.meeting.on:%Y}</td>" in document_html(typed_afterwards)


@pytest.mark.django_db
def test_a_missing_representative_keeps_the_spelling_of_the_element(world):
    html = document_html(view_of("berita-acara", builders.held_meeting(world).pk))
    assert "wakil unsur Pengurus RT/RW" in html


def test_lurah_and_camat_sign_above_a_line_for_the_nip():
    letter = samples.invitation_letter()
    signer = Signer(role_label="Pengundang", office="Lurah Contohsari", name="Contoh", civil_servant=True)
    html = document_html(replace(letter, signatures=replace(letter.signatures, right=(signer,))))
    assert "NIP ......" in html
    assert "Pengundang" not in html
    assert "Lurah Contohsari,</div>" in html


def test_a_line_of_the_blank_list_is_high_enough_for_a_hand():
    page = pypdfium2.PdfDocument(document_pdf(samples.blank_attendance()))[0]
    text = page.get_textpage()
    tops = [text.get_charbox(text.search(f"{number}.", match_whole_word=True).get_next()[0])[3] for number in (11, 13)]
    assert (tops[0] - tops[1]) / 2 / MM >= 8


# --- Tabel -------------------------------------------------------------------------------------------------------
EMPTY = (
    samples.annual(0, works=(), matrix=replace(samples.annual().matrix, rows=()), problems=(), meetings=()),
    samples.priority_list(0, rows=(), matrix=replace(samples.annual().matrix, rows=()), meetings=()),
    samples.slum_profile(0, 0, recap=(), trajectory=(), meetings=()),
)


@pytest.mark.parametrize("view", EMPTY, ids=lambda view: view.kind)
def test_the_row_that_names_a_gap_is_as_wide_as_its_table(view):
    for table in document_html(view).split('<table class="tabel')[1:]:
        head, _, body = table.partition("</table>")[0].partition("</colgroup>")
        columns = len(re.findall(r"<col\b", head.partition("<colgroup>")[2]))
        for gap in re.findall(r'<tr><td colspan="(\d+)"><span class="kosong">', body):
            assert int(gap) == columns, body[:200]


@pytest.mark.django_db
def test_a_plan_without_works_promises_no_change(world):
    slum(world)
    assert "Perkiraan sesudah" not in document_html(view_of(PLAN, world.cycle.pk))


@pytest.mark.django_db
def test_a_meeting_is_named_once_where_a_problem_says_its_source(world):
    meeting = meeting_planned(world, title="Rembuk kelurahan: rumusan masalah")
    problem = Problem.objects.create(cycle=world.cycle, aspect=2, state=ProblemState.PRESENT, statement="Jalan becek.")
    problem.sources.create(kind=SourceKind.REMBUK, meeting=meeting)
    assert view_of(MATRIX, world.cycle.pk).rows[1].sources == ("Rembuk kelurahan: rumusan masalah",)
