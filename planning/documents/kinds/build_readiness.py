"""How the statement of readiness is built: who signs, what was promised, in which meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from planning.cycles.enums import Track
from planning.documents.kinds import build_cycles as cycles
from planning.documents.kinds import frame
from planning.documents.kinds.builders import Builder, SubjectFacts
from planning.documents.kinds.chapters import Tabled
from planning.documents.kinds.common import DocumentMeta, Gap, MeetingRef, Representative, SignatureBlock
from planning.documents.kinds.readiness import RESIDENTS, ReadinessStatement
from planning.documents.kinds.record_blocks import Records, cycle_with_records
from planning.rembuk.enums import Element, MeetingType
from planning.rembuk.queries import closed_meetings

CODE: Final = "pernyataan-kesiapan"
RESIDENT: Final = "WARGA"
SAID: Final = {
    Track.PLPBK: (
        "bersedia merencanakan penataan kelurahan bersama seluruh warga, termasuk perempuan, warga miskin dan kelompok "
        "rentan;",
        "bersedia menata kawasan prioritas dan menyiapkan lahannya secara sukarela;",
        "bersedia mengikuti semua tahapan PLPBK secara terbuka dan mempertanggungjawabkan dananya;",
        "bersedia memelihara hasilnya dan menaati aturan bersama.",
    ),
    Track.KOTAKU: (
        "memahami tujuan dan tahapan KOTAKU serta siap mengikuti semua tahapannya;",
        "bersedia membagi peran, menyediakan relawan dan agen sosialisasi;",
        "bersedia berswadaya sesuai kemampuan;",
        "bersedia memelihara hasilnya dan mencegah kumuh baru.",
    ),
}


def describe(cycle: Any) -> SubjectFacts:
    """Facts of the statement: ready to be signed as soon as the residents who sign are named."""
    return replace(cycles.facts_of(CODE, cycle), final=len(_residents(cycle)) >= RESIDENTS)


def build(cycle: Any, meta: DocumentMeta) -> ReadinessStatement:
    """The statement as it is signed; unnamed residents stay named gaps."""
    records = Records(cycle)
    around = cycles.frame_of(CODE, cycle, meta)
    tables = (
        *records.table("komitmen", "K1.1"),
        *records.table("peta", "L1.1"),
    )
    return ReadinessStatement(
        **around | {"signatures": _with_residents(around["signatures"], _residents(cycle))},
        programme=cycle.get_track_display(),
        years=cycle.years,
        declared=SAID.get(cycle.track, ()),
        facts=records.facts(("Keadaan BKM/LKM", "keadaan_bkm", "L1.1")),
        tables=tuple(block.table for block in tables if isinstance(block, Tabled)),
        meeting=_meeting(cycle),
    )


def _residents(cycle: Any) -> list[tuple[str, str]]:
    """(name, address) of those who sign: out of the record, else out of the meeting that declared readiness."""
    records = Records(cycle)
    if records.entry("penanda_tangan", "L1.1"):
        rows = records.rows("penanda_tangan", "L1.1")
        return [(row.get("nama", ""), row.get("alamat", "")) for row in rows if row.get("sebagai") == RESIDENT]
    held = _declaring(cycle)
    found = held.representatives.all() if held else ()
    return [(row.name, "") for row in found if row.element == Element.WARGA and row.name]


def _declaring(cycle: Any) -> Any:
    """The last closed meeting in which readiness was declared; None without one."""
    return closed_meetings(cycle).filter(type=MeetingType.RKM_KESIAPAN).order_by("held_on", "pk").last()


def _meeting(cycle: Any) -> MeetingRef | None:
    held = _declaring(cycle)
    return frame.meeting_refs([held])[0] if held else None


def _with_residents(block: SignatureBlock, residents: Iterable[tuple[str, str]]) -> SignatureBlock:
    named = [Representative(name=name, element="Wakil warga", location=place) for name, place in residents]
    lacking = [
        Representative(name=Gap(f"wakil warga {number}"), element="Wakil warga")
        for number in range(len(named) + 1, RESIDENTS + 1)
    ]
    return replace(block, representatives=(*named, *lacking))


READINESS_BUILDER = Builder(read=cycle_with_records, describe=describe, build=build)
