"""The problem matrix, the Renta PIP and the priority list on paper: every rupiah, every reason, every gap."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kumuh.core.spreadsheets import read_workbook
from kumuh.reviews.models import Review
from planning.cycles.models import StepState
from planning.cycles.services import Answer, write_reflections
from planning.documents import queries, services
from planning.documents.enums import EditionState
from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.printing import document_pdf
from planning.documents.kinds.workbooks import plan_workbook
from planning.documents.models import Document
from planning.documents.tasks import print_step
from planning.proposals.enums import ProblemState
from planning.proposals.models import Problem
from tests.planning.documents import builders, samples
from tests.planning.documents.paper import Printed, printed
from tests.planning.programs.builders import MILLION, listed, ranked_works, repairs, slum

pytestmark = pytest.mark.django_db
PLAN, LIST, MATRIX = "renta-pip", "prioritas-1m", "rumusan-masalah"


def view_of(kind, world):
    return draft_of(kind, world.cycle.pk).view


@pytest.fixture
def planned(world):
    """Two slum RT, three ranked works of which the third is over the ceiling, and a problem statement."""
    builders.officials(world)
    slum(world, 0, 1)
    listed(world)
    works = ranked_works(
        world,
        400 * MILLION,
        500 * MILLION,
        300 * MILLION,
        outcomes=[repairs(world.rts[0]), repairs(world.rts[0], "air_akses_aman", 50)],
    )
    Problem.objects.create(
        cycle=world.cycle, aspect=2, state=ProblemState.PRESENT, statement="Jalan becek.", cause="Tidak ada saluran.",
        effect="Anak terlambat.", households=60, poor_households=20, women_households=5, need="Paving 320 m.",
        potential="Gotong royong tiap Minggu.",
    )  # fmt: skip
    Problem.objects.create(cycle=world.cycle, aspect=7, state=ProblemState.NONE, statement="Hidran baru dipasang.")
    return works


def ratified(world, step):
    """The step with a review that both approvers signed."""
    state = StepState.objects.get(cycle=world.cycle, step=step)
    chain = {"P2": "p2-profil", "P3": "p3-renta-pip", "P4": "p4-prioritas"}[step]
    review = Review.objects.create(
        chain=chain, subject_type="stepstate", subject_id=state.pk, region=world.cycle.region, title=chain,
        state="DISAHKAN",
    )  # fmt: skip
    for role, by in (("BKM", world.cast.bkm), ("LURAH", world.cast.lurah)):
        review.events.create(verb="SAHKAN", from_state="DIVERIFIKASI", to_state="DISAHKAN", round=1, role=role, by=by)
    return review


# --- Rumusan masalah ----------------------------------------------------------------------------------
def test_the_matrix_prints_seven_rows_with_counts_words_and_gaps(world, planned):
    view = view_of(MATRIX, world)
    roads = view.rows[1]
    assert [row.no_problem for row in view.rows] == [False] * 6 + [True]
    assert roads.locations == "RT\N{NO-BREAK SPACE}001, 002 / RW\N{NO-BREAK SPACE}001"
    assert [(one.volume, one.unit) for one in roads.conditions] == [(0, "m"), (640, "m")]
    text = Printed(document_pdf(view)).text
    for words in ("Jalan becek.", "Gotong royong tiap Minggu.", "Warga menyatakan tidak ada masalah.", "640 m"):
        assert words in text
    assert "belum diisi: masalah" in text
    assert "belum diisi: kesimpulan, sebab belum semua indikator dirumuskan" in text


def test_the_potentials_that_residents_named_stand_in_the_profile(world, planned):
    assert view_of("profil-kumuh", world).potentials == ("Jalan lingkungan: Gotong royong tiap Minggu.",)


# --- Renta PIP ------------------------------------------------------------------------------------------
def test_the_plan_prints_every_work_with_its_money_and_the_predicted_area(world, planned):
    view = view_of(PLAN, world)
    assert (len(view.works), view.total_cost, view.unfunded) == (3, 1200 * MILLION, 0)
    assert view.source_totals == (1200 * MILLION, 0, 0, 0, 0, 0)
    assert view.slum.slum_rts == 2
    assert view.slum.predicted_area_ha is not None
    assert view.slum.predicted_area_ha < view.slum.area_ha
    text = Printed(document_pdf(view)).text
    assert "1.200.000.000" in text
    assert "Terbilang: satu miliar dua ratus juta rupiah." in text
    assert "Usulan nomor 1" in text


def test_the_plan_prints_the_principles_that_the_team_answered(world, planned):
    kept = Answer("Data jalan dicocokkan dengan ketua RT.", improve="Tanya juga ibu-ibu PKK.")
    write_reflections(cycle=world.cycle, step="P3", answers={"triangulasi": kept}, by=world.cast.fasilitator)
    text = Printed(document_pdf(view_of(PLAN, world))).text
    assert "Penerapan prinsip perencanaan" in text
    assert "Data jalan dicocokkan dengan ketua RT." in text
    assert "Diperbaiki: Tanya juga ibu-ibu PKK." in text


def test_the_list_of_the_fund_enters_the_plan_only_when_it_is_ratified(world, planned):
    open_view = view_of(PLAN, world)
    assert (open_view.fund.settled, open_view.fund.rows) == (False, ())
    ratified(world, "P3")
    ratified(world, "P4")
    settled = view_of(PLAN, world)
    assert [row.verdict for row in settled.fund.rows] == ["Masuk", "Masuk", "Cadangan"]
    assert settled.fund.selected_cost == 900 * MILLION


def test_the_workbook_in_the_plan_adds_up_to_the_printed_total(world, planned):
    view = view_of(PLAN, world)
    (file,) = plan_workbook(view)
    sheet = read_workbook(file.content, file.name).sheet("Kegiatan")
    costs = [row.values[7] for row in sheet.rows[1:]]
    assert sum(int(cost) for cost in costs) == view.total_cost


def test_an_empty_cycle_prints_its_gaps_instead_of_failing(world):
    listed(world)
    for kind, gap in ((PLAN, "kegiatan tahun ini"), (LIST, "usulan yang diperingkat"), (MATRIX, "sumber data")):
        assert f"belum diisi: {gap}" in Printed(document_pdf(view_of(kind, world))).text


def test_a_long_note_stands_below_the_table_and_is_named_in_its_row():
    long_note = "Harga satuan menurut standar biaya kota tahun lalu, perlu dihitung ulang dalam RAB."
    works = [
        replace(work, note=note) for work, note in zip(samples.works(3), (long_note, "segera", long_note), strict=True)
    ]
    view = samples.annual(3, works=tuple(works))
    assert [row.mark for row in view.marked_works] == ["Cat. 1", "segera", "Cat. 1"]
    assert f"Cat. 1: {long_note}" in Printed(document_pdf(view)).text


# --- Prioritas --------------------------------------------------------------------------------------------
def test_the_list_is_cut_at_the_ceiling_and_every_line_says_why(world, planned):
    view = view_of(LIST, world)
    assert [(row.rank, row.selected, row.cost) for row in view.rows] == [
        (1, True, 400 * MILLION), (2, True, 500 * MILLION), (3, False, 300 * MILLION),
    ]  # fmt: skip
    assert (view.selected_cost, view.remaining, view.reserve_cost) == (900 * MILLION, 100 * MILLION, 300 * MILLION)
    assert all(row.reason for row in view.rows)
    text = Printed(document_pdf(view)).text
    assert "Rp 1.000.000.000" in text
    assert "Ketat: usulan pertama yang tidak muat menutup daftar" in text
    assert view.tie_rule[:40] in text


def test_the_matrix_behind_the_list_has_the_score_of_every_criterion(world, planned):
    matrix = view_of(LIST, world).matrix
    assert matrix.weight_total == 100
    assert [row.activity for row in matrix.rows] == ["Usulan nomor 1", "Usulan nomor 2", "Usulan nomor 3"]
    assert all(len(row.scores) == len(matrix.criteria) for row in matrix.rows)
    assert matrix.rows[0].total > matrix.rows[1].total > matrix.rows[2].total


# --- Ratified -------------------------------------------------------------------------------------------------
def test_ratified_papers_carry_the_day_of_the_last_approval_and_a_number(world, planned, media):
    review = ratified(world, "P3")
    edition = services.print_document(kind=PLAN, subject_id=world.cycle.pk, by=None, reason="uji")
    assert view_of(PLAN, world).signatures.on == timezone.localdate(review.events.latest("pk").at)
    assert edition.state == EditionState.FINAL
    assert edition.document.number.startswith("001/RPIP/BKM/")
    text = printed(edition).text
    for name in (builders.LURAH, builders.CAMAT, builders.POKJA, "Koordinator BKM Contoh", "Koordinator TIPP Contoh"):
        assert name in text


@pytest.mark.parametrize(
    ("mandate", "line"),
    [
        ("Plt. Lurah, surat nomor 800/12 tanggal 5 Januari 2026", "Plt. Lurah "),
        ("a.n. Lurah, surat nomor 800/12 tanggal 5 Januari 2026", "a.n. Lurah "),
    ],
)
def test_the_paper_names_the_deputy_who_approved_in_place_of_the_lurah(world, planned, mandate, line):
    review = ratified(world, "P3")
    review.events.filter(role="LURAH").update(mandate=mandate, by=world.cast.camat)
    [place] = [row for row in view_of(PLAN, world).signatures.right if "Lurah" in "".join(row.office_lines)]
    assert (place.name, len(place.office_lines)) == (world.cast.camat.name, 1)
    assert place.office_lines[0].startswith(line)


def test_the_approval_of_a_step_prints_its_papers_and_renews_the_plan(
    world, planned, media, django_capture_on_commit_callbacks
):
    ratified(world, "P3")
    with django_capture_on_commit_callbacks(execute=True):
        print_step(world.cycle, "P3", world.cast.lurah)
    assert set(Document.objects.values_list("kind", flat=True)) == {PLAN, "berita-acara"}
    assert not queries.unnumbered_meetings(world.cycle)
    assert all(isinstance(row.number, str) for row in view_of(PLAN, world).meetings)
    ratified(world, "P4")
    with django_capture_on_commit_callbacks(execute=True):
        print_step(world.cycle, "P4", world.cast.lurah)
    found = {paper.kind.code: paper for paper in queries.papers_of_cycle(world.cycle)}
    assert (found[PLAN].edition.sequence, found[PLAN].edition.state) == (2, EditionState.FINAL)
    assert found[LIST].edition.printed_by == world.cast.lurah
    assert found[MATRIX].edition is None


@pytest.mark.parametrize("kind", [PLAN, LIST, MATRIX])
def test_a_paper_asks_the_same_number_of_questions_for_one_work_and_for_three(world, kind):
    slum(world)
    listed(world)
    ranked_works(world, 10 * MILLION)

    def questions():
        with CaptureQueriesContext(connection) as found:
            view_of(kind, world)
        return len(found)

    with_one = questions()
    ranked_works(world, 20 * MILLION, 30 * MILLION)
    assert questions() == with_one
