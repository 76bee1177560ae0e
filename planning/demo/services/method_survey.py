"""How the survey of households of the example city is typed. The story stands in `fixtures/demo/metode-survei.json`.

The story says how many buildings and households of one RT are not in order; the households are made up around these
numbers, evenly spread, and say in their names that they are examples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from planning.demo.catalog import day
from planning.methods.enums import MethodKind
from planning.methods.models import MethodGroup
from planning.methods.queries.survey import overview_of
from planning.methods.queries.survey_plan import Submission
from planning.methods.services.survey import take_areas, take_households
from planning.methods.services.survey_settle import Choice, settle_rt
from planning.methods.survey.answers import cleaned, digest_of
from planning.methods.survey.questions import AREA, HOUSEHOLD
from planning.methods.survey.rules import FROM_HOUSES

#: A stride without a common divisor with the usual counts, so that what is not in order is spread.
STRIDE: Final = 7
OFFICER: Final = "Petugas (contoh)"
FINE: Final[Mapping[str, Any]] = {
    "akses_jalan": "YA", "hadap": "JALAN", "atas_air": "TIDAK", "sempadan": "TIDAK", "zona_bahaya": "TIDAK",
    "panjang": 8, "lebar": 6, "lantai": 1, "atap": "BAIK", "alas": "BAIK", "dinding": "BAIK",
    "sumber_air": "LEDENG", "air_keruh": "TIDAK", "air_cukup": "YA",
    "jamban": "SENDIRI", "kloset": "LEHER_ANGSA", "tinja": "TANGKI_SEPTIK", "limbah_terpisah": "YA",
    "wadah": "TERPILAH", "sarana_sampah": "YA", "buang_sampah": "DIANGKUT", "angkut_seminggu": 3,
    "api_air": "YA", "api_jalan": "YA", "api_lapor": "YA", "api_alat": "YA", "api_mobil": "YA",
}  # fmt: skip
#: How a household says that a parameter is not in order; several ways take turns.
WAYS: Final[Mapping[str, tuple[Mapping[str, Any], ...]]] = {
    "1a": ({"sempadan": "YA"}, {"akses_jalan": "TIDAK"}),
    "1c": ({"panjang": 5, "lebar": 4}, {"atap": "RUSAK"}, {"dinding": "RUSAK"}),
    "3a": ({"sumber_air": "SUMUR_TERBUKA"}, {"sumber_air": "BELI"}),
    "3b": ({"air_cukup": "TIDAK"},),
    "5a": ({"tinja": "BADAN_AIR"}, {"jamban": "TIDAK_ADA"}),
    "5b": ({},),
    "6a": ({"wadah": "CAMPUR"}, {"wadah": "TIDAK_ADA"}),
    "6b": ({"buang_sampah": "DIBAKAR"},),
    "7a": ({"api_jalan": "TIDAK"},),
    "7b": ({"api_alat": "TIDAK"},),
}


def _survey(group: MethodGroup, told: Any, by: Any) -> None:
    """One RT: its households, its area, and what was decided about the numbers that differ."""
    session = group.session
    rt = next(line.rt for line in overview_of(session).lines if line.rt.label == told["rt"])
    on = day(told["tanggal"])
    rows = [
        _sent(HOUSEHOLD, f"contoh-{rt.pk}-{number}", rt.pk, answers | {"tanggal": on})
        for number, answers in enumerate(_households(told), 1)
    ]
    take_households(session=session, rows=rows, by=by, reason="Contoh")
    area = _sent(AREA, f"contoh-{rt.pk}", rt.pk, told["kawasan"] | {"tanggal": on, "petugas": OFFICER})
    take_areas(session=session, rows=[area], by=by, reason="Contoh")
    line = overview_of(session).line_of(rt.pk)
    differing = {one.key for one in line.undecided} if line else set()
    choices = [Choice(key, settled, reason) for key, settled, reason in told["putusan"] if key in differing]
    if choices:
        settle_rt(session=session, rt=rt, choices=choices, by=by)


def _sent(form: Any, uuid: str, rt: int, answers: Mapping[str, Any]) -> Submission:
    kept = cleaned(form, answers)
    return Submission(uuid, digest_of(form, rt, kept), rt, kept)


def _households(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Answers of every household, so that the sums are those that the story tells."""
    count, buildings = told["kk"], told["bangunan"]
    shared = [(number * STRIDE) % buildings for number in range(count - buildings)]
    standing = [*range(buildings), *shared]
    return [_household(told, number, building) for number, building in enumerate(standing)]


def _household(told: Mapping[str, Any], number: int, building: int) -> dict[str, Any]:
    answers = {
        "nomor_rumah": str(building + 1), "nama_kk": f"Keluarga contoh {number + 1}", "alamat": "Gang contoh",
        "petugas": OFFICER, "mbr": "YA" if number % 3 == 0 else "TIDAK", "jiwa_l": 2, "jiwa_p": 2,
        "difabel": 1 if number % 14 == 5 else 0, **FINE,
    }  # fmt: skip
    for one in FROM_HOUSES:
        of, place = (told["bangunan"], building) if one.unit == "unit" else (told["kk"], number)
        failing = [(at * STRIDE) % of for at in range(told["tidak_beres"].get(one.code, 0))]
        if place in failing:
            ways = WAYS[one.code]
            answers |= ways[failing.index(place) % len(ways)]
    return answers


#: How the answers of a session are typed, by method.
SURVEYS: Final[Mapping[str, Callable[[MethodGroup, Any, Any], None]]] = {MethodKind.SURVEI: _survey}
