"""Rumusan masalah."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from planning.documents.kinds import problem_statement as problems
from planning.documents.kinds.common import (
    SEVEN_INDICATORS,
    Condition,
    SignatureBlock,
)
from tests.planning.documents.samples.base import (
    BKM,
    BKM_HEAD,
    FACILITATOR,
    LURAH,
    MEETINGS,
    PLACE,
    RULE,
    TIPP,
    meta,
)
from tests.planning.documents.samples.profiles import CRITERION_NAMES


def problem_statement(**changes: object) -> problems.ProblemStatement:
    """Return the matrix: six rows filled, one without problem, some gaps."""
    rows = []
    for index, name in enumerate(SEVEN_INDICATORS):
        conditions = tuple(
            Condition(
                parameter=criterion,
                volume=None if (index, position) == (2, 1) else Decimal(400 + 13 * position),
                unit=("unit", "m", "KK", "m", "KK", "KK", "unit")[index],
                percent=Decimal("31.13"),
            )
            for position, criterion in enumerate(CRITERION_NAMES[index])
        )
        rows.append(
            problems.ProblemRow(
                indicator=name,
                locations="RT 001, 003, 007/RW 001; RT 002/RW 003",
                conditions=conditions,
                problem="Jalan rusak, berlubang, dan becek saat musim hujan sehingga anak sekolah terlambat.",
                cause="Saluran tepi tidak ada; beban kendaraan pengangkut kain melebihi daya dukung." if index else "",
                effect="Kecelakaan kecil, biaya angkut naik, rumah cepat lembap.",
                households=312,
                people=1180,
                poor_households=141,
                women_households=37,
                potential="Gotong royong tiap Minggu; tukang batu 14 orang.",
                need="Paving 400 m dan saluran tepi 380 m.",
                sources=("Survei 2019", "FGD perempuan 5-10-2019", "BA 03/BA/CS/X/2019"),
                no_problem=index == 6,
            )
        )
    view = problems.ProblemStatement(
        meta=meta("Kelurahan Contohsari Tahun 2019"),
        letterhead=BKM_HEAD,
        signatures=SignatureBlock(
            place="Contohsari", on=date(2019, 10, 12), left=(TIPP, FACILITATOR), right=(BKM, LURAH)
        ),
        place=PLACE,
        year=2019,
        rule_name=RULE,
        rows=tuple(rows),
        meetings=MEETINGS[:1],
        conclusion="Jalan, drainase, dan persampahan menjadi masalah yang didahulukan.",
    )
    return replace(view, **changes)
