"""How the papers of the city programme are built: profile, RP2KP-KP, final lists. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from kumuh.core.formats import show_number, tanggal
from planning.city import queries
from planning.city.queries.lights import COMPLETE, MISSION, REMAINDER, WHEN, WHO, WORDS
from planning.cycles.enums import Track
from planning.documents.kinds import build_cycles as cycles
from planning.documents.kinds import frame
from planning.documents.kinds.builders import Builder, SubjectFacts
from planning.documents.kinds.city_plan import (
    AnsweredItem,
    CityPlanPaper,
    FinalListPaper,
    InvestmentYear,
    ListLine,
    Meaning,
    PathLine,
    ProgrammeLine,
    SetAside,
    SettlementPart,
)
from planning.documents.kinds.city_profile import (
    CityProfilePaper,
    Difference,
    LevelRow,
    ParameterSum,
    PlaceArea,
    YearArea,
)
from planning.documents.kinds.common import DecreeRef, DocumentMeta, Gap, IndicatorChange, Text
from planning.documents.registry import DocumentKind, SignerRole, kind_named
from planning.programs.enums import SourceOfMoney
from planning.programs.queries import NO_SOURCE
from planning.proposals.catalog import MATRIX_ROWS

PROFILE, PLAN, LIST = "profil-kota", "rp2kpkp", "kesepakatan-daftar"
#: What the head of the city is called in the catalogue of kinds; the SK says whether it is a mayor or a regent.
HEAD: Final = "Bupati/Wali Kota"
NAMES: Final = {PROFILE: "Profil Kumuh", PLAN: "RP2KP-KP"}
COLUMNS: Final = (*SourceOfMoney.values, NO_SOURCE)


def read_city(pk: int) -> Any:
    """A city cycle; LookupError with a sentence for any other programme."""
    cycle = cycles.cycle_of(pk)
    if cycle.track != Track.CITY:
        raise LookupError("Dokumen ini hanya ada dalam siklus kota.")
    return cycle


def _facts(code: str, cycle: Any) -> SubjectFacts:
    name = NAMES[code]
    return SubjectFacts(
        region_code=cycle.region_id,
        body=frame.POKJA,
        title=f"{name} {cycle.region.title} {cycle.years}",
        final=frame.ratified_on(cycle, kind_named(code).step) is not None,
        file_stem=frame.file_stem(code, cycle.region.name, cycle.fiscal_year),
        cycle_id=cycle.pk,
    )


def _frame(code: str, cycle: Any, meta: DocumentMeta, decrees: Iterable[Any]) -> dict[str, Any]:
    kind = kind_named(code)
    day = frame.ratified_on(cycle, kind.step)
    return {
        "meta": meta,
        "letterhead": frame.letterhead_of(cycle.region, frame.POKJA),
        "signatures": frame.signature_block(_signers(kind, decrees), cycle.region, day),
        "place": frame.place_of(cycle.region),
    }


def _signers(kind: DocumentKind, decrees: Iterable[Any]) -> tuple[SignerRole, ...]:
    """The chain of the kind with the head of the city as the newest SK calls the office."""
    head = next((row.signer_office for row in reversed(list(decrees)) if row.signer_office), HEAD)
    return tuple(
        SignerRole(label=role.label, office=head if role.office == HEAD else role.office, side=role.side)
        for role in kind.signers
    )


def _decrees(rows: Iterable[Any]) -> tuple[DecreeRef, ...]:
    return tuple(
        DecreeRef(
            number=row.number,
            on=row.signed_on,
            signer=" ".join(part for part in (row.signer_office, row.signer_name) if part),
            area_ha=row.area_ha,
        )
        for row in rows
    )


# --- Profile --------------------------------------------------------------------------------------------------
def build_profile(cycle: Any, meta: DocumentMeta) -> CityProfilePaper:
    """The consolidated profile as it stands now."""
    found = queries.city_profile(cycle.region, found=queries.register(cycle.region, notes_of=cycle))
    register = found.register
    return CityProfilePaper(
        **_frame(PROFILE, cycle, meta, register.decrees),
        years=cycle.years,
        rule_name=cycles.rule_name(found.version) if found.version else "",
        decrees=_decrees(register.decrees),
        places=tuple(_place(row) for row in register.places),
        settlements=tuple(_place(row) for row in register.settlements),
        differences=tuple(_difference(row) for row in register.places if row.differences),
        checks=tuple(f"{'Cocok' if one.holds else 'Perlu diperiksa'}: {one.text}" for one in register.checks),
        missing=tuple(f"{row.region.title}: {row.gap}" for row in found.missing),
        levels=tuple(_levels(row) for row in found.ratified),
        indicators=tuple(IndicatorChange(indicator=row.aspect.name, before=row.mean) for row in found.aspects),
        parameters=tuple(_parameter(row, item) for row in found.aspects for item in row.criteria),
        history=tuple(
            YearArea(year=one.year, rts=one.rts, area_ha=one.area_ha, slum_rts=one.slum_rts, slum_ha=one.slum_ha)
            for _, one in sorted(register.years.items())
        ),
    )


def _place(row: queries.PlaceRow) -> PlaceArea:
    region, survey = row.region, row.survey
    return PlaceArea(
        name=row.name,
        district=region.parent.name if region and region.parent else "",
        rts=len(row.listed),
        decree_ha=row.decree_ha if row.listed and not row.unwritten else None,
        map_ha=row.map_ha,
        survey_ha=survey.area_ha if survey else None,
        slum_ha=survey.slum_ha if survey else None,
        slum_rts=survey.slum_rts if survey else 0,
        year=row.year,
        verified=_verified(row),
    )


def _verified(row: queries.PlaceRow) -> Text:
    profile = row.profile
    if profile is None:
        return Gap("profil disahkan")
    who = f"{profile.verified_by}, {tanggal(profile.verified_on)}; " if profile.verified_on else ""
    return f"{who}disahkan {tanggal(profile.closed_on)}" if profile.closed_on else who.rstrip("; ")


def _difference(row: queries.PlaceRow) -> Difference:
    explained = row.note.text if row.note and row.explained else Gap("penjelasan")
    return Difference(place=row.name, sentences=row.differences, explanation=explained)


def _levels(row: queries.PlaceProfile) -> LevelRow:
    return LevelRow(
        place=row.region.name,
        rts=tuple(rts for _, rts, _ in row.levels),
        hectares=tuple(ha for _, _, ha in row.levels),
    )


def _parameter(row: Any, item: Any) -> ParameterSum:
    criterion = item.criterion
    return ParameterSum(
        indicator=row.aspect.name,
        parameter=f"{criterion.code} {criterion.label}",
        volume=item.volume,
        unit=criterion.unit,
        percent=item.percent,
        score=item.score,
        rts=len(item.rts),
    )


# --- RP2KP-KP -------------------------------------------------------------------------------------------------
def build_plan(cycle: Any, meta: DocumentMeta) -> CityPlanPaper:
    """The plan of the city as it stands now."""
    whole = queries.whole_of(cycle)
    plan, path, areas = whole.plan, whole.path, {row.name: row for row in whole.register.settlements}
    return CityPlanPaper(
        **_frame(PLAN, cycle, meta, whole.register.decrees),
        years=cycle.years,
        decrees=_decrees(whole.register.decrees),
        mission=_mission(whole.record),
        start_ha=path.start_ha,
        remainder=str(whole.record.get(REMAINDER, "")).strip(),
        parts=tuple(_part(name, rows, areas.get(name)) for name, rows, _ in plan.by_settlement),
        investment=tuple(_invested(plan.investment, year) for year in plan.investment.years),
        path=tuple(_path_line(one) for one in path.years),
        meanings=tuple(_meaning(light) for light in queries.lights(whole)),
        lists=tuple(_list_line(row) for row in whole.lists),
        set_aside=tuple(_set_aside(item) for item in plan.items if item.answer and not item.answer.programme_id),
    )


def _mission(record: Mapping[str, Any]) -> Text:
    words = str(record.get(WORDS, "")).strip()
    if not words:
        return Gap("misi RPJMD")
    if record.get(MISSION) != COMPLETE:
        return words
    who, when = record.get(WHO) or "…", record.get(WHEN) or "…"
    return f"Belum dimuat dalam RPJMD; dilengkapi oleh {who} paling lambat {when}: {words}"


def _part(name: str, rows: Iterable[queries.ProgrammeRow], area: queries.PlaceRow | None) -> SettlementPart:
    return SettlementPart(
        name=name,
        decree_ha=area.decree_ha if area and area.listed else None,
        slum_ha=area.survey.slum_ha if area and area.survey else None,
        lines=tuple(_line(row) for row in rows),
    )


def _line(row: queries.ProgrammeRow) -> ProgrammeLine:
    own = row.programme
    return ProgrammeLine(
        name=own.name,
        intent=own.get_intent_display(),
        indicator=MATRIX_ROWS.get(own.aspect, "Lintas indikator"),
        volume=", ".join(f"{show_number(volume)} {unit}" for volume, unit in row.volumes) or Gap("volume"),
        years=row.years,
        cost=row.cost,
        sources=", ".join(row.sources),
        executor=own.executor or Gap("SKPD"),
        origin="; ".join(part for part in ("; ".join(row.origins), own.basis) if part),
    )


def _invested(table: queries.Investment, year: int) -> InvestmentYear:
    return InvestmentYear(year=year, amounts=tuple(table.cells.get((year, source), 0) for source in COLUMNS))


def _path_line(one: queries.PathYear) -> PathLine:
    return PathLine(
        year=one.year,
        remaining_ha=one.slum_ha,
        target=not one.measured,
        items_ha=None if one.measured else one.items_ha,
        city_ha=None if one.measured else one.city_ha,
        rts=len(one.rts),
    )


def _meaning(light: queries.Light) -> Meaning:
    return Meaning(
        title=light.title,
        state=str(light.state.label),
        found=light.found,
        gaps=tuple(gap.text for gap in light.gaps),
    )


def _list_line(row: queries.PlanAnswers) -> ListLine:
    done, agreement = row.progress, row.agreement
    told: Text = Gap("kesepakatan kedua pihak")
    if agreement is not None and row.settled:
        told = f"Nomor {agreement.number}, {tanggal(agreement.agreed_on)}"
    return ListLine(
        place=row.plan.cycle.region.name,
        plan=f"{row.plan.step_name} {row.plan.cycle.years}",
        items=done.total,
        accepted=done.by_status["DITERIMA"],
        merged=done.by_status["DIGABUNG"],
        postponed=done.by_status["DITUNDA"],
        declined=done.by_status["DITOLAK"],
        cost=done.cost,
        taken=done.taken_cost,
        agreement=told,
    )


def _set_aside(item: queries.Item) -> SetAside:
    answer = item.answer
    assert answer is not None  # only answered items are set aside
    return SetAside(
        place=item.work.cycle.region.name,
        item=item.work.name,
        answer=answer.short,
        reason=answer.reason,
        cost=item.work.cost,
    )


# --- Final list -----------------------------------------------------------------------------------------------
def read_list(pk: int) -> tuple[Any, Any]:
    """A kelurahan cycle and what the newest city cycle answered to it; LookupError with a sentence without one."""
    plan = cycles.cycle_of(pk)
    found = queries.answers_to(plan)
    if not found:
        raise LookupError("Rencana kelurahan ini belum disahkan, atau kota belum memulai rencananya.")
    return plan, found[0][1]


def _list_facts(subject: tuple[Any, Any]) -> SubjectFacts:
    plan, row = subject
    return SubjectFacts(
        region_code=plan.region_id,
        body=frame.POKJA,
        title=f"Kesepakatan Daftar Akhir {plan.region.title} {plan.years}",
        final=row.answered,
        file_stem=frame.file_stem(LIST, plan.region.name, plan.fiscal_year),
        cycle_id=plan.pk,
        own_number=row.agreement.number if row.agreement else "",
        refusal="" if row.items else "Rencana kelurahan ini tidak memuat butir.",
    )


def build_list(subject: tuple[Any, Any], meta: DocumentMeta) -> FinalListPaper:
    """The answered list as both sides sign it."""
    plan, row = subject
    agreement = row.agreement
    day = agreement.agreed_on if agreement else None
    return FinalListPaper(
        meta=meta,
        letterhead=frame.letterhead_of(plan.region.parent.parent, frame.POKJA),
        signatures=frame.signature_block(kind_named(LIST).signers, plan.region, day),
        place=frame.place_of(plan.region),
        plan=f"{row.plan.step_name} {plan.years}",
        years=plan.years,
        agreed_on=day,
        meeting_place=(agreement.place if agreement else "") or Gap("tempat pertemuan"),
        differences=_settlement(row),
        items=tuple(_answered(item) for item in row.items),
    )


def _settlement(row: queries.PlanAnswers) -> Text:
    """How what differed was settled; nothing has to be said where everything came into the plan."""
    if row.agreement is not None and row.agreement.differences.strip():
        return row.agreement.differences.strip()
    aside = any(item.answer is not None and not item.answer.programme_id for item in row.items)
    return Gap("penyelesaian butir yang ditunda atau ditolak") if aside else "Tidak ada yang berbeda."


def _answered(item: queries.Item) -> AnsweredItem:
    answer = item.answer
    return AnsweredItem(
        activity=item.work.name,
        location=cycles.grouped_by_rw(item.rts) or item.work.location,
        volume=item.work.volume,
        unit=item.work.unit,
        cost=item.work.cost,
        answer=answer.short if answer else Gap("jawaban kota"),
        into=_into(answer.programme) if answer and answer.programme else "",
        year=item.year,
        reason=answer.reason if answer else "",
    )


def _into(programme: Any) -> str:
    return "Program tersendiri" if programme.taken_over else str(programme.name)


CITY_BUILDERS: Final[Mapping[str, Builder]] = {
    PROFILE: Builder(read=read_city, describe=lambda cycle: _facts(PROFILE, cycle), build=build_profile),
    PLAN: Builder(read=read_city, describe=lambda cycle: _facts(PLAN, cycle), build=build_plan),
    LIST: Builder(read=read_list, describe=_list_facts, build=build_list),
}
