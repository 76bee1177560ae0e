"""RPLP, CSIAP, community work plan, statement of readiness and verification sheet, out of what was recorded."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kumuh.core.formats import show_number
from planning.cycles.models import StepAnswer
from planning.documents import queries, services
from planning.documents.errors import PrintRefused
from planning.documents.kinds.plans import AreaPlan, CommunityWorkPlan, DetailPlan, SanitationPlan
from planning.documents.kinds.printing import document_pdf
from planning.programs.queries import plan_years, scenario
from planning.proposals.models import Proposal
from tests.planning.documents import samples
from tests.planning.documents.filled import filled
from tests.planning.documents.paper import Printed
from tests.planning.documents.programmes import (
    CSIAP,
    READY,
    RPLP,
    VERIFIED,
    WORK_PLAN,
    html_of,
    in_programme,
    planned,
    tables_of,
    view_of,
)
from tests.planning.institutions.builders import founded, staffed, three
from tests.planning.programs.builders import MILLION, a_work, usulan

__all__ = ["planned"]  # the fixture of the plans


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


# --- Priority area and common rules -------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_detailed_plan_names_the_chosen_area_prices_every_component_and_lists_the_plots(planned):
    html = html_of("rtplp", planned)
    assert "Kawasan yang terpilih: Contoh 1 (Contoh 1); Contoh 3 (Contoh 3)." in html
    (components,) = [one for one in tables_of(view_of("rtplp", planned)) if one.title == "Komponen rencana"]
    assert [row[5] for row in components.rows] == ["100.000.000", "200.000.000"]
    assert components.totals[5] == "300.000.000"
    for words in ("Persil yang terkena", "Daftar gambar rencana", "Aturan bersama memuat 3 pasal"):
        assert words in html


@pytest.mark.django_db
def test_articles_are_numbered_through_their_topics_and_answer_six_questions(planned, world):
    rows = [
        {"topik": "BENCANA", "ketentuan": "Jalur evakuasi bebas.", "pelaksana": "Warga"},
        {"topik": "SAMPAH", "ketentuan": "Sampah dipilah."},
    ]
    StepAnswer.objects.filter(cycle=planned, step="K2.5c", key="pasal").update(value=rows)
    view = view_of("aturan-bersama", planned)
    assert [(topic.name, [one.number for one in topic.articles]) for topic in view.topics] == [
        ("Sampah dan kebersihan", [1]),
        ("Kebencanaan", [2]),
    ]
    assert len(view.topics[0].articles[0].answers) == 6
    html = html_of("aturan-bersama", planned)
    for words in ("Sampah dipilah.", "belum diisi: pelaksana", "rembuk yang menyepakati aturan", "wakil warga 5"):
        assert words in html


@pytest.mark.parametrize("articles", [1, 3, 12])
def test_the_rules_are_signed_on_one_page_and_no_article_is_torn(articles):
    paper = Printed(samples.common_rules(articles))
    page = paper.page_with("Contoh Bambang")
    for words in ("Disepakati dan ditandatangani", "Contoh Warga 4", "Contoh Suryati"):
        assert words in page
    for number in range(1, articles + 1):
        assert "jadwal nomor" in paper.page_with(f"Pasal {number} ")


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
    ("kind", "track"),
    [
        (RPLP, "K"),
        (CSIAP, "S"),
        (WORK_PLAN, "S"),
        (READY, "L"),
        (VERIFIED, "S"),
        ("rtplp", "K"),
        ("aturan-bersama", "K"),
    ],
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


@pytest.mark.parametrize("kind", [AreaPlan, SanitationPlan, CommunityWorkPlan, DetailPlan])
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
