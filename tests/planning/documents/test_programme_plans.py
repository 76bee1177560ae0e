"""RPLP, CSIAP, community work plan, statement of readiness and verification sheet, out of what was recorded."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kumuh.core.formats import show_number
from kumuh.reviews.models import Review
from planning.cycles.catalog import TRACKS, find_step
from planning.cycles.models import StepAnswer, StepState
from planning.cycles.registry import CHECKS
from planning.documents import queries, services
from planning.documents.enums import EditionState
from planning.documents.errors import PrintRefused
from planning.documents.kinds.chapters import Tabled
from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.plans import AreaPlan, CommunityWorkPlan, SanitationPlan
from planning.documents.kinds.printing import document_html, document_pdf
from planning.documents.services import SignedBy, record_signature
from planning.programs.queries import plan_years, scenario
from planning.proposals.enums import ProblemState
from planning.proposals.models import Problem, Proposal
from planning.rembuk.enums import MeetingType
from tests.planning.documents import builders, samples
from tests.planning.documents.filled import closed, cycle_of, filled
from tests.planning.documents.paper import Printed
from tests.planning.institutions.builders import founded, staffed, three
from tests.planning.programs.builders import MILLION, a_work, repairs, slum, usulan
from tests.planning.rembuk import builders as rembuk

RPLP, CSIAP, WORK_PLAN = "rplp", "csiap", "rencana-kerja-masyarakat"
READY, VERIFIED = "pernyataan-kesiapan", "verifikasi-csiap"
NBSP = "\N{NO-BREAK SPACE}"


def view_of(kind, cycle):
    return draft_of(kind, cycle.pk).view


def html_of(kind, cycle):
    return document_html(view_of(kind, cycle)).replace(NBSP, " ")


def tables_of(view):
    """Every table of a plan, annexes included."""
    found = (block for chapter in (*view.chapters, *view.annexed) for block in chapter.blocks)
    return [block.table for block in found if isinstance(block, Tabled)]


def in_programme(world, track, **fields):
    """The world's cycle is one of this programme from now on, with two years."""
    world.cycle = cycle_of(world, track, **fields)
    return world.cycle


@pytest.fixture
def planned(world):
    """A KOTAKU cycle with two slum RT; one work in each of its first two years, both repair everything of their RT."""
    builders.officials(world)
    cycle = in_programme(world, "K")
    slum(world, 0, 1)
    for at, year in enumerate((2026, 2027)):
        cost = (at + 1) * 100 * MILLION
        proposal = usulan(world, title=f"Usulan nomor {at + 1}")
        a_work(world, proposal, cost, {"APBD_KOTA": cost}, [repairs(world.rts[at])], rts=[world.rts[at]], year=year)
    Problem.objects.create(cycle=cycle, aspect=2, state=ProblemState.PRESENT, statement="Jalan becek.", need="Paving.")
    return filled(cycle, rows=3)


# --- RPLP -------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_rplp_prints_what_was_recorded_and_types_nothing_again(planned):
    html = html_of(RPLP, planned)
    for words in ("Jalan becek.", "Usulan nomor 1", "300.000.000", "Visi", "Misi", "Rencana aksi 2026–2030"):
        assert words in html
    titles = [chapter.title for chapter in view_of(RPLP, planned).chapters]
    assert titles[0] == "Bab I Pendahuluan"
    assert len(titles) == 9


@pytest.mark.django_db
def test_every_work_stands_in_the_column_of_its_year_and_the_years_add_up(planned):
    (table,) = [one for one in tables_of(view_of(RPLP, planned)) if one.title.startswith("Rencana aksi")]
    heads = [column.label for column in table.columns]
    by_year = {year: [row[heads.index(str(year))] for row in table.rows] for year in plan_years(planned)}
    assert by_year[2026] == ["100.000.000", "–"]
    assert by_year[2027] == ["–", "200.000.000"]
    assert table.totals[heads.index("Biaya (Rp)")] == "300.000.000"


@pytest.mark.django_db
def test_the_way_to_0_ha_is_computed_from_the_years_of_the_works(planned):
    (table,) = [one for one in tables_of(view_of(RPLP, planned)) if one.title.startswith("Skenario")]
    assert [row[0] for row in table.rows] == [str(year) for year in plan_years(planned)]
    assert all(later[2] == earlier[4] for earlier, later in pairwise(table.rows))
    assert [row[5] for row in table.rows] == ["1", "1", "0", "0", "0"]
    assert table.rows[-1][4] == show_number(scenario(planned).left_ha, 2)


@pytest.mark.django_db
def test_profile_problem_statement_and_rplp_of_one_cycle_agree(planned):
    plan, profile = view_of(RPLP, planned), view_of("profil-kumuh", planned)
    slum_block = plan.chapters[1].blocks[0].slum
    assert slum_block.area_ha == profile.slum_area_ha
    assert slum_block.score == profile.kelurahan_total
    assert (slum_block.slum_rts, slum_block.all_rts) == (profile.slum_rts, len(profile.recap))
    problems = next(block for block in plan.chapters[2].blocks if hasattr(block, "rows") and block.title)
    statement = view_of("rumusan-masalah", planned)
    assert [row.indicator for row in problems.rows] == [row.indicator for row in statement.rows[:7]]
    assert problems.rows[1].problem == statement.rows[1].problem


@pytest.mark.django_db
def test_an_rplp_without_anything_recorded_names_its_gaps(world):
    html = html_of(RPLP, in_programme(world, "K"))
    for gap in ("visi penataan kelurahan", "kegiatan", "tujuan", "rembuk yang menjadi dasar"):
        assert f"— belum diisi: {gap}" in html


@pytest.mark.django_db
def test_the_rplp_of_plpbk_takes_its_own_chapters(world):
    cycle = filled(in_programme(world, "L"), "L2.1", "L2.3")
    html = html_of(RPLP, cycle)
    for title in ("Peruntukan lahan", "Prasarana, fasilitas dan utilitas", "Kesepakatan dengan pemerintah daerah"):
        assert title in html


# --- CSIAP and community work plan --------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_csiap_prints_the_works_of_the_cycle_and_names_no_resident(world):
    cycle = filled(in_programme(world, "S"), rows=3)
    proposal = usulan(world, title="IPAL komunal")
    Proposal.objects.update(reason="Sungai berbau.")
    a_work(world, proposal, 90 * MILLION, {"APBD_KOTA": 90 * MILLION}, year=2027, responsible="Ketua KSM Melati")
    StepAnswer.objects.filter(cycle=cycle, key="calon_pengguna").update(
        value=[
            {"nama": "Warga Rahasia", "rt": "RT 001", "jiwa_l": "2", "jiwa_p": "3", "tunai": "100000"},
            {"nama": "Warga Lain", "rt": "RT 001", "jiwa_l": "1", "jiwa_p": "1", "tunai": "50000"},
        ]
    )
    (action,) = next(one for one in tables_of(view_of(CSIAP, cycle)) if one.title.startswith("Rencana aksi")).rows
    assert action[0] == "Sungai berbau."
    assert action[5:] == ("90.000.000", "APBD kota/kab.", "2027", "Ketua KSM Melati", "Belum dibahas")
    html = html_of(CSIAP, cycle)
    assert "Terbilang: sembilan puluh juta rupiah." in html
    assert '<td>RT 001</td><td class="n">2</td><td class="n">3</td><td class="n">4</td>' in html
    assert "Warga Rahasia" not in html
    assert "Warga Rahasia" in html_of(WORK_PLAN, cycle)


@pytest.mark.django_db
def test_the_work_plan_adds_up_sources_prints_18_points_and_the_option_that_residents_chose(world):
    cycle = filled(in_programme(world, "S"), rows=2)
    ksm = founded(world, cycle=cycle, bank="Bank Contoh", account_number="00-11", opening_balance=600_000)
    staffed(world, ksm, *three(world))
    view = view_of(WORK_PLAN, cycle)
    html = html_of(WORK_PLAN, cycle)
    assert "Rp 16.000.000 (enam belas juta rupiah)" in html
    assert "Bagian warga</td><td>:</td><td>Rp 8.000.000, 50,0% dari seluruh biaya" in html
    assert "Warga memilih: Contoh 1." in html
    assert "Bank Contoh 00-11" in html
    assert view.letterhead.institution == ksm.name
    points = next(chapter for chapter in view.chapters if "18 butir" in chapter.title).blocks[0].table
    assert len(points.rows) == 18
    assert points.rows[0] == ("Profil lokasi", "Ya")


@pytest.mark.django_db
def test_csiap_and_work_plan_of_one_cycle_count_the_same_users(world):
    cycle = filled(in_programme(world, "S"), rows=3)
    wanted = ("Calon pengguna per RT", "Daftar calon pengguna")
    users = [one for kind in (CSIAP, WORK_PLAN) for one in tables_of(view_of(kind, cycle)) if one.title in wanted]
    per_rt, listed = users
    assert per_rt.totals[1] == str(len(listed.rows)) == "3"
    assert per_rt.totals[4] == listed.totals[5]


# --- Statement and verification ------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_statement_is_ready_to_be_signed_as_soon_as_five_residents_are_named(world, media):
    builders.officials(world)
    cycle = in_programme(world, "L")
    assert "wakil warga 5" in html_of(READY, cycle)
    assert draft_of(READY, cycle.pk).state == EditionState.DRAFT
    signed(cycle, 5)
    draft = draft_of(READY, cycle.pk)
    assert draft.state == EditionState.FINAL
    assert [one.name for one in draft.view.signatures.representatives] == [f"Warga {n}" for n in range(5)]
    assert [one.office for one in draft.view.signatures.line] == ["Koordinator BKM", "Lurah Krapyak"]


def signed(cycle, residents):
    rows = [{"nama": f"Warga {n}", "sebagai": "WARGA", "alamat": "RT 001"} for n in range(residents)]
    StepAnswer.objects.create(cycle=cycle, step="L1.1", key="penanda_tangan", value=rows)


@pytest.mark.django_db
def test_in_kotaku_the_residents_of_the_declaring_meeting_sign(world):
    cycle = in_programme(world, "K")
    meeting = rembuk.planned(world, type=MeetingType.RKM_KESIAPAN, step="K1.1", title="Rembug kesiapan contoh")
    for at in range(5):
        meeting.representatives.create(order=at, element="WARGA", name=f"Wakil {at}")
    meeting.status = "SELESAI"
    meeting.save()
    draft = draft_of(READY, cycle.pk)
    assert draft.state == EditionState.FINAL
    assert "Rembug kesiapan contoh" in document_html(draft.view)


@pytest.mark.django_db
def test_the_verification_sheet_prints_notes_answers_and_the_decision(world):
    cycle = in_programme(world, "S")
    state = StepState.objects.get(cycle=cycle, step="S3.3")
    review = Review.objects.create(
        chain="s33-csiap", subject_type="stepstate", subject_id=state.pk, region=cycle.region, title="CSIAP",
        state="DIKEMBALIKAN",
    )  # fmt: skip
    note = {"review": review, "round": 1, "author": world.cast.dinas}
    review.notes.create(text="Volume belum dihitung.", answer="Sudah dihitung: 12 m³.", **note)
    review.notes.create(text="Tambah peta.", **note)
    review.notes.create(text="Rahasia meja.", internal=True, **note)
    review.events.create(
        verb="KEMBALIKAN", from_state="DIAJUKAN", to_state="DIKEMBALIKAN", round=1, role="DINAS", by=world.cast.dinas
    )
    html = html_of(VERIFIED, cycle)
    for words in ("BELUM LAYAK", "Sudah dihitung: 12 m³.", "Masih ada 1 catatan wajib", "belum diisi: jawaban KSM"):
        assert words in html
    assert "Rahasia meja." not in html
    Review.objects.update(state="DIVERIFIKASI")
    review.events.create(
        verb="VERIFIKASI", from_state="DIAJUKAN", to_state="DIVERIFIKASI", round=2, role="DINAS", by=world.cast.dinas
    )
    assert ">LAYAK</td>" in html_of(VERIFIED, cycle)


# --- The gate --------------------------------------------------------------------------------------------------
def lacking(cycle, step):
    (asked,) = [need for need in find_step(cycle.track, step).needs if need.check == "cetakan"][:1]
    (part,) = CHECKS["cetakan"](cycle, find_step(cycle.track, step), asked.options)
    return [missing.text for missing in part.missing]


@pytest.mark.django_db
def test_a_gate_asks_for_the_printed_and_then_for_the_signed_paper(world, media):
    builders.officials(world)
    cycle = in_programme(world, "L")
    assert lacking(cycle, "L1.1") == ["Surat Pernyataan Kesiapan belum dicetak."]
    services.print_document(kind=READY, subject_id=cycle.pk, by=None, reason="uji")
    assert lacking(cycle, "L1.1") == [
        "Surat Pernyataan Kesiapan baru dicetak sebagai draf; cetak lagi setelah isinya tetap."
    ]
    signed(cycle, 5)
    edition = services.print_document(kind=READY, subject_id=cycle.pk, by=None, reason="uji")
    assert lacking(cycle, "L1.1") == [
        "Surat Pernyataan Kesiapan: pindaian bertanda tangan Koordinator BKM, Lurah Krapyak belum diunggah."
    ]
    places = [SignedBy(place.role, place.office, place.name) for place in queries.signature_places(edition)]
    record_signature(
        edition=edition, signers=places, signed_on=timezone.localdate(), scan=rembuk.photo(), by=world.cast.bkm
    )
    assert lacking(cycle, "L1.1") == []


@pytest.mark.django_db
def test_a_statement_that_changed_after_it_was_signed_is_asked_for_again(world, media):
    builders.officials(world)
    cycle = in_programme(world, "L")
    signed(cycle, 5)
    services.print_document(kind=READY, subject_id=cycle.pk, by=None, reason="uji")
    StepAnswer.objects.create(cycle=cycle, step="L1.1", key="keadaan_bkm", value="Rapat tiap bulan.")
    assert lacking(cycle, "L1.1") == [
        "Isi Surat Pernyataan Kesiapan berubah sejak dicetak; cetak dan tanda tangani lagi."
    ]


@pytest.mark.django_db
def test_an_rplp_becomes_final_when_its_step_is_closed_and_only_then_can_be_signed(planned, world, media):
    services.print_document(kind=RPLP, subject_id=planned.pk, by=None, reason="uji")
    assert lacking(planned, "K2.6") == [
        "Rencana Penataan Lingkungan Permukiman (RPLP) baru dicetak sebagai draf; cetak lagi setelah isinya tetap."
    ]
    state = closed(planned, "K2.4c", world.cast.lurah)
    review = Review.objects.create(
        chain="k24c-rplp", subject_type="stepstate", subject_id=state.pk, region=planned.region, title="RPLP",
        state="DISAHKAN",
    )  # fmt: skip
    for role, by in (("BKM", world.cast.bkm), ("LURAH", world.cast.lurah)):
        review.events.create(verb="SAHKAN", from_state="DIVERIFIKASI", to_state="DISAHKAN", round=1, role=role, by=by)
    edition = services.print_document(kind=RPLP, subject_id=planned.pk, by=None, reason="uji")
    assert edition.state == EditionState.FINAL
    assert edition.document.number.startswith("001/RPLP/BKM/")
    assert "pindaian bertanda tangan Koordinator TIPP" in lacking(planned, "K2.6")[0]


def test_every_paper_that_a_gate_asks_for_belongs_to_the_programme_and_can_be_final_before():
    for track, info in TRACKS.items():
        order = [step.code for step in info.steps]
        for step in info.steps:
            for need in step.needs:
                if need.check == "cetakan":
                    kind = queries.kind_named(need.options["jenis"])
                    own = kind.step_among(order)
                    assert own, (track, step.code)
                    signed_later = order.index(own) < order.index(step.code)
                    assert signed_later or kind.signed_first or not need.options.get("bertanda_tangan")


# --- Every kind ------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_plan_of_another_programme_is_refused_with_a_sentence(world, media):
    with pytest.raises(PrintRefused, match="tidak dibuat dalam program P2KP"):
        services.print_document(kind=RPLP, subject_id=world.cycle.pk, by=None, reason="uji")
    kinds = {paper.kind.code for paper in queries.papers_of_cycle(in_programme(world, "S"))}
    assert {CSIAP, VERIFIED, WORK_PLAN} <= kinds
    assert not kinds & {RPLP, READY, "renta-pip", "profil-kumuh"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "track"), [(RPLP, "K"), (CSIAP, "S"), (WORK_PLAN, "S"), (READY, "L"), (VERIFIED, "S")]
)
def test_a_plan_asks_the_same_number_of_questions_for_one_row_and_for_three(world, kind, track):
    cycle = in_programme(world, track)
    world.survey.save()

    def questions(rows):
        filled(cycle, rows=rows)
        with CaptureQueriesContext(connection) as found:
            view_of(kind, cycle)
        return len(found)

    assert questions(1) == questions(3)


@pytest.mark.parametrize("kind", [AreaPlan, SanitationPlan, CommunityWorkPlan])
def test_the_same_plan_gives_the_same_bytes(kind):
    assert document_pdf(samples.chapter_plan(kind)) == document_pdf(samples.chapter_plan(kind))


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_a_plan_has_cover_approval_contents_and_turns_once_where_a_table_is_wide(rows):
    paper = Printed(samples.chapter_plan(rows=rows))
    assert "LEMBAR PENGESAHAN" in paper.pages[1]
    for name in ("Harun", "Ratna", "Widodo", "Suryati", "Bambang", "Lestari"):
        assert f"Contoh {name}" in paper.pages[1]
    assert paper.sizes[0] == (215, 330)
    assert paper.sizes[-1] == (330, 215)
    turn = paper.sizes.index((330, 215))
    assert set(paper.sizes[turn:]) == {(330, 215)}
    contents = paper.page_with("DAFTAR ISI")
    page = next(at for at, text in enumerate(paper.pages, 1) if "BAB II RENCANA AKSI" in text)
    assert contents.split("Bab II Rencana aksi")[1].replace(".", " ").split()[0] == str(page)


@pytest.mark.parametrize("residents", [5, 9])
def test_everybody_who_declares_signs_on_one_page(residents):
    page = Printed(samples.readiness(residents)).page_with("Contoh Bambang")
    for words in ("Demikian pernyataan ini", "Contoh Suryati", f"Contoh Warga {residents - 1}", "Cocokkan lembar ini"):
        assert words in page


@pytest.mark.parametrize(("verdict", "words"), [(True, ": LAYAK"), (False, "BELUM LAYAK"), (None, "keputusan DPIU")])
def test_the_decision_stands_with_its_signatures_on_one_page(verdict, words):
    page = Printed(samples.verification(6, verdict)).page_with("Contoh Bambang")
    assert words in page
