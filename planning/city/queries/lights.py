"""The five meanings of integrated planning as lights that anybody can check (KBIK Kota Metro)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse

from kumuh.core.formats import hectares, rupiah, tanggal
from planning.city.enums import Intent, LightState
from planning.city.queries.items import PlanAnswers, plan_answers
from planning.city.queries.path import Path, path_of
from planning.city.queries.plans import CITY_ANSWERS, open_plans, step_of
from planning.city.queries.programmes import Plan, plan_of
from planning.city.queries.register import Register, register
from planning.cycles.models import Cycle
from planning.cycles.queries import answers
from planning.programs.enums import SourceOfMoney
from planning.programs.queries import NO_SOURCE

#: Entries of the record of the step that writes the city plan.
MISSION, WORDS, WHO, WHEN, REMAINDER = (
    "misi_rpjmd",
    "kutipan_misi",
    "pelengkap_misi",
    "lengkapi_sebelum",
    "sisa_luas",
)
PRESENT, COMPLETE = "ADA", "LENGKAPI"
#: Sources by level of government and others, as meaning 4 names the investors.
INVESTORS: Final = (
    ("Pusat (APBN)", (SourceOfMoney.APBN_CHANNELING, SourceOfMoney.APBN)),
    ("Provinsi (APBD)", (SourceOfMoney.APBD_PROV,)),
    ("Kota/kabupaten (APBD)", (SourceOfMoney.APBD_KOTA,)),
    ("Swadaya masyarakat", (SourceOfMoney.SWADAYA,)),
    ("Swasta/CSR", (SourceOfMoney.SWASTA,)),
)


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, in a sentence, with the page that fixes it."""

    text: str
    url: str


@dataclass(frozen=True)
class Light:
    """One meaning: its words in the source, what was found, what is missing. Green when nothing is missing."""

    code: str
    title: str
    meaning: str
    found: tuple[str, ...]
    gaps: tuple[Gap, ...]
    url: str

    @property
    def state(self) -> LightState:
        if not self.gaps:
            return LightState.GREEN
        return LightState.YELLOW if self.found else LightState.RED


@dataclass(frozen=True)
class Whole:
    """Everything that the lights look at, read once."""

    cycle: Cycle
    register: Register
    plan: Plan
    path: Path
    lists: tuple[PlanAnswers, ...]
    unratified: tuple[Cycle, ...]
    record: dict[str, Any]


def whole_of(cycle: Cycle) -> Whole:
    """Read the city's plan once. A fixed number of queries, whatever its size."""
    plan, found = plan_of(cycle), register(cycle.region)
    return Whole(
        cycle=cycle,
        register=found,
        plan=plan,
        path=path_of(plan, found),
        lists=tuple(plan_answers(cycle, plan.items)),
        unratified=tuple(open_plans(cycle)),
        record=answers(cycle, step_of(cycle, CITY_ANSWERS)),
    )


def lights(whole: Whole) -> tuple[Light, ...]:
    """The five lights in the order of the source."""
    return (_resources(whole), _aspirations(whole), _mission(whole), _investment(whole), _areas(whole))


def _page(whole: Whole, name: str) -> str:
    return reverse(f"city:{name}", args=[whole.cycle.pk])


def _record(whole: Whole, key: str) -> str:
    step = step_of(whole.cycle, CITY_ANSWERS)
    return f"{reverse('cycles:record-edit', args=[whole.cycle.pk, step])}#id_{key}"


# --- 1. City-level plan, on target and on time --------------------------------------------------------------------
def _resources(whole: Whole) -> Light:
    url, path = _page(whole, "programme-list"), whole.path
    rows = whole.plan.rows
    found = [f"{len(rows)} program, {rupiah(whole.plan.total)}, {whole.cycle.years}."] if rows else []
    gaps = [] if rows else [Gap("Belum ada program dalam rencana kota.", url)]
    for row in rows:
        lacks = [words for words in row.lacks if words != "sumber dana"]
        if lacks:
            page = reverse("city:programme-detail", args=[whole.cycle.pk, row.programme.pk])
            gaps.append(Gap(f"Program “{row.programme}” belum menyebut {', '.join(lacks)}.", page))
    if not path.measured:
        page = reverse("city:register-detail", args=[whole.cycle.region_id])
        gaps.append(Gap("RT dalam SK belum disurvei, jadi jalan menuju 0 ha belum dapat dihitung.", page))
    elif path.reaches_zero:
        found.append(f"Luas kumuh {hectares(path.start_ha)} menjadi 0 ha pada {path.end_year}.")
    elif str(whole.record.get(REMAINDER, "")).strip():
        found.append(f"Sisa {hectares(path.end_ha)} pada {path.end_year} dijelaskan dalam catatan langkah.")
    else:
        told = f"Pada {path.end_year} masih tersisa {hectares(path.end_ha)} dari {hectares(path.start_ha)}"
        gaps.append(
            Gap(f"{told}; tambah program, atau jelaskan sisanya dalam catatan langkah.", _record(whole, REMAINDER))
        )
    return Light(
        "S4-07a",
        "Rencana tingkat kota sampai 0 ha",
        "Rencana kota memadukan sumber daya agar penanganan efektif, tepat sasaran dan tepat waktu menuju 0 ha, "
        "dikoordinasi Pokja PKP.",
        tuple(found),
        tuple(gaps),
        url,
    )


# --- 2. Aspirations of community and stakeholders -----------------------------------------------------------------
def _aspirations(whole: Whole) -> Light:
    url, gaps, found = _page(whole, "item-list"), [], []
    planned = {row.plan.cycle.region_id for row in whole.lists}
    slum = [row for row in whole.register.in_decree if row.survey is None or row.survey.slum_rts]
    for row in slum:
        if row.region is not None and row.region.code not in planned:
            gaps.append(Gap(f"Kelurahan {row.name} belum mempunyai rencana yang disahkan.", url))
    total = sum(len(row.items) for row in whole.lists)
    opened = sum(row.progress.open for row in whole.lists)
    traced = sum(item.traced for item in whole.plan.items)
    if total > opened:
        found.append(f"{total - opened} dari {total} butir rencana kelurahan dijawab; {traced} berasal dari rembuk.")
    if opened:
        gaps.append(Gap(f"{opened} butir rencana kelurahan belum dijawab.", f"{url}?jawaban=BELUM"))
    settled = [row for row in whole.lists if row.settled]
    if settled:
        found.append(f"{len(settled)} dari {len(whole.lists)} daftar akhir disepakati kota dan warga.")
    gaps += [_unsettled(whole, row) for row in whole.lists if row.items and not row.settled]
    return Light(
        "S4-07b",
        "Aspirasi warga dan pelaku lain",
        "Rencana memadukan aspirasi masyarakat dan pelaku lain melalui proses partisipatif dan konsultasi di lokasi "
        "sasaran; kota dan warga sama-sama menyepakati daftar akhirnya.",
        tuple(found),
        tuple(gaps),
        url,
    )


def _unsettled(whole: Whole, row: PlanAnswers) -> Gap:
    page = reverse("city:agreement-edit", args=[whole.cycle.pk, row.plan.cycle.pk])
    name = row.plan.cycle.region.name
    if row.changed:
        return Gap(f"Daftar akhir {name} berubah sesudah disepakati; sepakati lagi dengan warga.", page)
    if row.agreement is not None:
        return Gap(f"Kesepakatan daftar akhir {name} belum ada lembar bertanda tangan.", page)
    return Gap(f"Daftar akhir {name} belum disepakati kota dan warga.", page)


# --- 3. The mission of the RPJMD ----------------------------------------------------------------------------------
def _mission(whole: Whole) -> Light:
    kept, gaps, found = whole.record, [], []
    state, words = kept.get(MISSION, ""), str(kept.get(WORDS, "")).strip()
    if state not in (PRESENT, COMPLETE):
        gaps.append(Gap("Belum dicatat apakah RPJMD memuat misi penanganan kumuh.", _record(whole, MISSION)))
    elif not words:
        gaps.append(Gap("Bunyi misi atau rencana melengkapinya belum ditulis.", _record(whole, WORDS)))
    elif state == PRESENT:
        found.append(f"Ada dalam RPJMD: {words}")
    else:
        found.append(f"Belum ada dalam RPJMD, dilengkapi: {words}")
        if not kept.get(WHO):
            gaps.append(Gap("Belum disebut siapa yang melengkapi RPJMD.", _record(whole, WHO)))
        if not kept.get(WHEN):
            gaps.append(Gap("Belum disebut kapan RPJMD dilengkapi.", _record(whole, WHEN)))
        if kept.get(WHO) and kept.get(WHEN):
            found.append(f"Oleh {kept[WHO]}, paling lambat {tanggal(date.fromisoformat(kept[WHEN]))}.")
    return Light(
        "S4-07c",
        "Misi RPJMD",
        "Rencana kumuh terpadu dengan misi RPJMD; bila RPJMD belum memuat misi kumuh, pemerintah daerah wajib "
        "melengkapinya.",
        tuple(found),
        tuple(gaps),
        _record(whole, MISSION),
    )


# --- 4. Reference for investment ----------------------------------------------------------------------------------
def _investment(whole: Whole) -> Light:
    url, table = f"{_page(whole, 'programme-list')}#investasi", whole.plan.investment
    found = [
        f"{name}: {rupiah(amount)}."
        for name, sources in INVESTORS
        if (amount := sum(table.of(source) for source in sources))
    ]
    gaps = [] if whole.plan.rows else [Gap("Belum ada program yang dapat diacu penyandang dana.", url)]
    if rest := table.of(NO_SOURCE):
        rows = [row for row in whole.plan.rows if row.unfunded]
        gaps.append(Gap(f"{rupiah(rest)} pada {len(rows)} program belum ada sumber dananya.", url))
    return Light(
        "S4-07d",
        "Acuan investasi kota, provinsi dan pusat",
        "Rencana kota menjadi acuan investasi pemerintah kota, provinsi dan pusat yang mendukung penanganan kumuh.",
        tuple(found),
        tuple(gaps),
        url,
    )


# --- 5. All slum areas --------------------------------------------------------------------------------------------
def _areas(whole: Whole) -> Light:
    """Kawasan of the SK that still hold slum RT need a programme; those at 0 ha are only counted."""
    url = _page(whole, "programme-list")
    named = [(key, row) for row in whole.register.settlements if row.listed and (key := row.listed[0].settlement)]
    slum = [(key, row) for key, row in named if row.survey is None or row.survey.slum_rts]
    treated = _treated(whole)
    lacking = [row.name for key, row in slum if key not in treated]
    found = []
    if len(lacking) < len(slum):
        found.append(f"{len(slum) - len(lacking)} dari {len(slum)} kawasan kumuh mempunyai program.")
    if len(slum) < len(named):
        found.append(f"{len(named) - len(slum)} kawasan SK sudah 0 ha menurut data terakhir.")
    gaps = [Gap(f"Kawasan {name} belum mempunyai program.", url) for name in lacking]
    if not named:
        page = reverse("areas:region-detail", args=[whole.cycle.region_id])
        gaps.append(Gap("RT dalam SK belum masuk kawasan.", page))
    gaps += list(_intents(whole, url))
    return Light(
        "S4-07e",
        "Semua kawasan kumuh",
        "Rencana memadukan penanganan semua kawasan kumuh kota, dengan pencegahan dan peningkatan kualitas.",
        tuple(found),
        tuple(gaps),
        url,
    )


def _treated(whole: Whole) -> set[int]:
    """Kawasan that a programme names, or in which an RT of its items lies."""
    named = {row.programme.settlement_id for row in whole.plan.rows if row.programme.settlement_id}
    return named | {one.pk for row in whole.plan.rows for item in row.items for one in item.settlements}


def _intents(whole: Whole, url: str) -> Iterable[Gap]:
    used = {row.programme.intent for row in whole.plan.rows}
    for intent in Intent:
        if intent not in used:
            yield Gap(f"Belum ada program {intent.label.lower()}.", url)
