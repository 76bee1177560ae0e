"""How the Renta PIP and the priority list are built from works, money, ranking and prediction."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from kumuh.conditions.queries import kelurahan_profile
from kumuh.core.formats import romawi
from planning.documents.errors import PrintRefused
from planning.documents.kinds import build_cycles as cycles
from planning.documents.kinds import frame
from planning.documents.kinds.annual_plan import (
    SOURCE_COLUMNS,
    AnnualPlan,
    FundSummary,
    PlannedWork,
    SlumState,
)
from planning.documents.kinds.build_problems import problem_summaries
from planning.documents.kinds.common import (
    Criterion,
    DocumentMeta,
    IndicatorChange,
    ScoredAlternative,
    ScoringMatrix,
)
from planning.documents.kinds.priority_list import PriorityList, PriorityRow
from planning.documents.kinds.reflections import stage_reflections
from planning.documents.kinds.workbooks import plan_workbook
from planning.programs.budget import AmountsDisagree, Verdict
from planning.programs.queries import predicted, priority, works_table
from planning.proposals.catalog import ASPECTS, SCALE_MAX
from planning.proposals.queries import ranked, ruleset_of

PLAN, LIST = "renta-pip", "prioritas-1m"
PLAN_STEP: Final = "P3"
NO_FUND: Final = "Dana channeling belum dimuat dalam data acuan"
OUTCOMES: Final = {
    Verdict.SELECTED: "Masuk",
    Verdict.RESERVE: "Cadangan",
    Verdict.NOT_READY: "Belum siap",
    Verdict.NOT_COMMUNITY: "Bukan oleh masyarakat",
}
FORMULA: Final = f"skor = jumlah (bobot × nilai) dibagi {SCALE_MAX}; nilai 1 sampai {SCALE_MAX}, skor tertinggi 100."


# --- Renta PIP ----------------------------------------------------------------------------------------
def build_plan(cycle: Any, meta: DocumentMeta) -> AnnualPlan:
    """The plan of the cycle's fiscal year; the list of the fund stands in it once its step is ratified."""
    settled = frame.ratified_on(cycle, "P4") is not None
    works = planned_works(cycle)
    found = predicted(cycle) if works else None
    ranking = ranked(cycle)
    return AnnualPlan(
        **cycles.frame_of(PLAN, cycle, meta),
        year=cycle.fiscal_year,
        decree=frame.decree_ref(cycle),
        slum=slum_state(cycle, found),
        legal_basis=cycles.legal_basis(ruleset_of(cycle)),
        background=_background(cycle, works),
        problems=problem_summaries(cycle),
        works=works,
        fund=_fund(cycle, settled),
        matrix=_matrix(ranking),
        meetings=cycles.meetings_of(cycle, ("P2", "P3", "P4") if settled else ("P2", "P3")),
        indicators=indicators_of(found),
        principles=stage_reflections(cycle, PLAN_STEP),
        annexes=tuple(f"{name} (berkas tersendiri)" for name in ("Peta lokasi kegiatan", "Sketsa kegiatan")),
    )


def planned_works(cycle: Any) -> tuple[PlannedWork, ...]:
    """Rows of the plan with the rupiah of every source. `PrintRefused` where sources exceed a cost."""
    try:
        table = works_table(cycle)
    except AmountsDisagree as problem:
        raise PrintRefused(f"Renta PIP belum dapat dicetak: {problem}") from None
    return tuple(_work(row) for row in table.rows)


def _work(row: Any) -> PlannedWork:
    work = row.work
    apbn, other, province, city, own, private = row.amounts[: len(SOURCE_COLUMNS)]
    outside = f"Di luar SK Kumuh: {', '.join(row.outside)}." if row.outside else ""
    return PlannedWork(
        indicator=ASPECTS.get(work.aspect, str(work.aspect)),
        activity=work.name,
        location=" – ".join(part for part in (cycles.grouped_by_rw(row.rts), row.spot) if part),
        volume=work.volume,
        unit=work.unit,
        unit_price=work.unit_price,
        cost=work.cost,
        sources=(apbn, other, province, city, own, private),
        executor=work.get_executor_display(),
        households=work.households,
        poor_households=work.poor_households,
        schedule=romawi(work.quarter),
        note=" ".join(part for part in (work.note, outside) if part),
    )


def slum_state(cycle: Any, found: Any) -> SlumState:
    """The figures of the profile on which a plan stands, with the predicted area of `found`."""
    profile = kelurahan_profile(cycle.region_id, cycle.survey_year or 0)
    if profile is None or not profile.rt_filled:
        return SlumState(year=cycle.survey_year or 0, slum_rts=0, all_rts=0, area_ha=None, score=None)
    return SlumState(
        year=cycle.survey_year,
        slum_rts=profile.area.slum_rt,
        all_rts=profile.rt_filled,
        area_ha=profile.area.slum_ha,
        score=profile.total,
        level=profile.level.value if profile.level else "",
        predicted_area_ha=found.slum_after_ha if found else None,
    )


def _background(cycle: Any, works: tuple[PlannedWork, ...]) -> tuple[str, ...]:
    name = cycle.region.name
    return (
        f"Kelurahan {name} termasuk lokasi yang ditetapkan dalam SK Kumuh. Rencana tahunan ini disusun dari profil "
        "permukiman kumuh dan rumusan permasalahan yang dirumuskan bersama warga dalam rembuk.",
        f"Rencana ini memuat {len(works)} kegiatan infrastruktur permukiman tahun {cycle.fiscal_year}, siapa pun "
        "pelaksananya dan dari mana pun dananya, supaya tidak ada kegiatan yang tumpang tindih.",
    )


def indicators_of(found: Any) -> tuple[IndicatorChange, ...]:
    """Seven indicators before and after a prediction; none without one."""
    if found is None:
        return ()
    return tuple(IndicatorChange(indicator=one.name, before=one.before, after=one.after) for one in found.indicators)


# --- The fund -----------------------------------------------------------------------------------------
def _fund(cycle: Any, settled: bool) -> FundSummary:
    found = priority(cycle)
    if found is None:
        return FundSummary(name=NO_FUND, ceiling=0, cut_rule="–", rows=(), settled=False)
    return FundSummary(
        name=found.fund.name,
        ceiling=found.ceiling,
        cut_rule=f"{found.rule.label}.",
        rows=_rows(found) if settled else (),
        settled=settled,
    )


def build_list(cycle: Any, meta: DocumentMeta) -> PriorityList:
    """The list of the fund in the agreed order, cut at the ceiling, every line with its reason."""
    found = priority(cycle)
    if found is None:
        raise PrintRefused(f"{NO_FUND}; minta admin memuatnya.")
    return PriorityList(
        **cycles.frame_of(LIST, cycle, meta),
        year=cycle.fiscal_year,
        fund_name=found.fund.name,
        ceiling=found.ceiling,
        cut_rule=f"{found.rule.label}.",
        tie_rule=found.tie_rule,
        rows=_rows(found),
        matrix=_matrix(found.ranking),
        meetings=cycles.meetings_of(cycle, ("P3", "P4")),
    )


def _rows(found: Any) -> tuple[PriorityRow, ...]:
    return tuple(_priority_row(line) for line in found.lines)


def _priority_row(line: Any) -> PriorityRow:
    work = line.work
    return PriorityRow(
        rank=line.cut.order,
        activity=work.name,
        location=cycles.grouped_by_rw(rt.label for rt in work.rts.all()) or work.location,
        volume=line.cut.volume if line.cut.is_reduced else work.volume,
        unit=work.unit,
        score=mark(line.score),
        cost=line.cut.amount if line.selected else line.asked,
        cumulative=line.cut.cumulative,
        remaining=line.cut.remaining,
        selected=line.selected,
        reason=_reason(line),
        outcome=OUTCOMES[line.verdict],
        work_cost=work.cost,
    )


def _reason(line: Any) -> str:
    """Why, without what the columns beside it say already (sisa pagu, Cadangan)."""
    reason: str = line.cut.reason
    if reason.startswith("Terpilih: sisa pagu"):
        return "Muat dalam pagu."
    said = reason.removeprefix("Cadangan: ")
    return said[:1].upper() + said[1:]


def mark(value: Fraction | None) -> Decimal | None:
    """A mark out of 100 with two decimals, as it is printed."""
    if value is None:
        return None
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"))


def _matrix(found: Any) -> ScoringMatrix:
    return ScoringMatrix(
        criteria=tuple(
            Criterion(
                code=one.code,
                name=one.name,
                weight=one.weight,
                five=one.definitions.get("5", ""),
                three=one.definitions.get("3", ""),
                one=one.definitions.get("1", ""),
            )
            for one in found.criteria
        ),
        rows=tuple(_alternative(row, found.criteria) for row in found.rows),
        formula=FORMULA,
        tie_rule=found.tie_rule,
        overrides=tuple(
            f"{row.proposal.title}: disepakati pada urutan {row.place}, menurut hitungan {row.standing.position}. "
            f"Alasan: {row.override.reason}"
            for row in found.overrides
        ),
    )


def _alternative(row: Any, criteria: Any) -> ScoredAlternative:
    scores = [row.scores.get(one.code) for one in criteria]
    return ScoredAlternative(
        rank=row.place,
        activity=row.proposal.title,
        location=cycles.grouped_by_rw(rt.label for rt in row.proposal.rts.all()),
        scores=tuple(None if score is None else score.value for score in scores),
        total=mark(row.standing.per_hundred),
    )


PLAN_BUILDERS: Final = {
    PLAN: cycles.builder(PLAN, build_plan, plan_workbook),
    LIST: cycles.builder(LIST, build_list),
}
