"""What the printed documents promise before any paper: sums, orders, refusals."""

from dataclasses import replace
from datetime import date

import pytest
from django.template import Context, Template
from django.template.loader import get_template

from planning.documents.kinds.annual_plan import SOURCE_COLUMNS
from planning.documents.kinds.common import Gap, SignatureBlock, Signer
from planning.documents.kinds.plans import AreaPlan, CommunityWorkPlan, DetailPlan, SanitationPlan
from planning.documents.kinds.printing import document_html
from planning.documents.registry import KINDS, Orientation, kind_named
from planning.programs.enums import SourceOfMoney
from tests.planning.documents import samples

EVERY_VIEW = (
    samples.slum_profile(),
    samples.problem_statement(),
    samples.annual(),
    samples.priority_list(),
    samples.invitation_letter(),
    samples.attendance(count=3),
    samples.blank_attendance(),
    samples.meeting_sheet(),
    samples.proposal_list(),
    samples.meeting_minutes(),
    samples.official(),
    samples.formation_paper(),
    samples.training_report(),
    samples.training_sheet(),
    samples.step_sheet(3),
    samples.step_sheet(3, columns=9),
    *(samples.chapter_plan(kind) for kind in (AreaPlan, SanitationPlan, CommunityWorkPlan, DetailPlan)),
    samples.common_rules(),
    samples.kelurahan_forum(),
    samples.district_list(),
    samples.potential_list(),
    samples.readiness(),
    samples.city_profile(),
    samples.city_plan(),
    samples.final_list(),
    samples.verification(),
    samples.method_result(),
    samples.method_blank(),
)


def signer(office="Lurah Contohsari", mandate=""):
    return Signer(role_label="Disahkan oleh", office=office, name="Contoh", mandate=mandate)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_has_a_template_and_a_chain_of_signatures(kind):
    assert get_template(kind.template)
    assert kind.signers
    assert {role.side for role in kind.signers} <= {"left", "right", "below"}


def test_every_kind_has_a_view_and_every_view_a_kind():
    assert {view.kind for view in EVERY_VIEW} == set(KINDS)


def test_an_unknown_kind_is_answered_with_the_list_of_known_ones():
    with pytest.raises(LookupError, match="renta-pip"):
        kind_named("renta")


def test_tables_wider_than_eight_columns_lie_on_wide_paper_unless_they_hold_scores_of_two_digits():
    for view in EVERY_VIEW:
        html = document_html(view)
        wide = getattr(view, "orientation", kind_named(view.kind).orientation) == Orientation.LANDSCAPE
        for table in html.split('<table class="tabel')[1:]:
            before = html[: html.index(table)]
            columns = table[: table.index("</colgroup>")].count("<col ") + table.count("<col>")
            in_wide_section = before.rfind('<section class="lebar">') > before.rfind("</section>")
            scores_only = table.startswith(" rapat nilai-pendek")
            assert columns <= 8 or wide or in_wide_section or scores_only, (view.kind, columns)


def test_money_of_a_plan_adds_up_by_source_and_by_executor():
    plan = samples.annual(60)
    assert sum(plan.source_totals) == plan.total_cost
    assert sum(share.cost for share in plan.executors) == plan.total_cost
    assert sum(share.works for share in plan.executors) == 60
    assert plan.unfunded == 0


def test_source_columns_of_the_plan_are_those_of_the_programme_in_the_same_order():
    assert len(SOURCE_COLUMNS) == len(SourceOfMoney.choices)


def test_a_work_without_a_source_is_a_named_gap_on_the_plan():
    work = replace(samples.annual(1).works[0], sources=(0, 0, 0, 0, 0, 0))
    plan = samples.annual(1, works=(work,))
    assert plan.unfunded == work.cost
    assert "— belum diisi: sumber dana" in document_html(plan)


def test_the_priority_list_counts_selected_and_reserve_apart():
    view = samples.priority_list(12)
    assert view.selected_cost + view.remaining == view.ceiling
    assert view.selected_cost <= view.ceiling
    assert len(view.selected) + len(view.reserve) == 12
    assert view.selected[-1].cumulative == view.selected_cost
    assert view.selected[-1].remaining == view.remaining


def test_the_problem_matrix_is_refused_when_an_indicator_is_left_out():
    seven = samples.problem_statement()
    with pytest.raises(ValueError, match="7 indikator"):
        replace(seven, rows=seven.rows[:6])
    assert len(replace(seven, rows=(*seven.rows, seven.rows[0])).rows) == 8


def test_a_missing_figure_does_not_count_as_zero_in_the_totals_of_the_profile():
    totals = samples.slum_profile(14).rt_totals
    assert totals.drain_m == 13 * 750
    assert samples.slum_profile(0).rt_totals.households is None


def test_attendance_is_counted_by_sex_and_element():
    view = samples.attendance(count=60)
    assert (view.men, view.women) == (20, 40)
    assert sum(people for _, people in view.by_element) == 60
    assert ("Aparat", 0) in view.by_element


def test_empty_lines_of_an_attendance_list_go_on_counting_after_the_filled_ones():
    assert list(samples.attendance(count=3, blank=2).blank_numbers) == [4, 5]


def test_a_deputy_signs_with_the_mandate_where_letters_want_it():
    assert signer(mandate="Plt.").office_lines == ("Plt. Lurah Contohsari",)
    assert signer("Sekretaris Kelurahan", "a.n. Lurah Contohsari").office_lines == (
        "a.n. Lurah Contohsari",
        "Sekretaris Kelurahan",
    )


def test_signers_stand_lower_level_left_and_issuing_body_right():
    low, high, third = signer("TIPP"), signer("Lurah"), signer("Pokja")
    block = SignatureBlock(place="X", on=date(2019, 1, 1), left=(low, third), right=(high,))
    assert block.rows == ((low, high), (third, None))
    assert block.line == (low, third, high)


def test_a_gap_is_named_and_its_text_is_escaped():
    template = Template('{% load cetak %}{{ a|isi:"alamat" }}|{{ b|isi:"x" }}|{{ c|isi:"x" }}|{{ d|isi:"nol" }}')
    shown = template.render(Context({"a": "", "b": Gap("nama <Camat>"), "c": "Balai", "d": 0})).split("|")
    assert shown == [
        '<span class="kosong">— belum diisi: alamat</span>',
        '<span class="kosong">— belum diisi: nama &lt;Camat&gt;</span>',
        "Balai",
        "0",
    ]


def test_what_people_typed_cannot_become_markup():
    view = samples.official(decisions=1)
    decided = replace(view.decisions[0], text='<img src="file:///etc/passwd">')
    assert "<img" not in document_html(replace(view, decisions=(decided,)))
