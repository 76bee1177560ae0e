"""What the answers about a house or an RT say about the sixteen parameters of Permen PUPR 14/PRT/M/2018.

A parameter is not in order as soon as one of its items fails; it is in order only when all its items were answered;
otherwise it is not answered, which is never the same as in order. Items by parameter, from the household form of the
100-0-100 baseline and the indicator contents of the forms of 2016:

* 1a: reached directly from a road, front towards road or water, not above water, not in a setback or a danger zone.
* 1c: less than 7.2 m² of floor (length × width × floors) per occupant, or roof, floor or wall not in order; with house
  records a house fails if either fails.
* 3a: drinking water neither piped nor protected, or coloured, smelling or tasting. 3b: under 60 litre/person/day.
* 5a: no toilet, or not connected to a septic tank or a central system. 5b: no goose-neck closet connected to it,
  or waste water not apart from the drain.
* 6a: no sorted bin, or neither cart, truck nor TPS. 6b: neither processed nor taken to TPS/TPA at least twice a week
  (the frequency is remembered practice).
* 7a: no water to fight fire, no access road or no way to report. 7b: no extinguisher or no pump truck.
* 4a: counts where water stands over 30 cm, over 2 hours and more than twice a year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from planning.methods.survey.questions import SAFE_WATER
from planning.methods.survey.words import NO, YES, Answer

Answers = Mapping[str, Answer]

FLOOR_PER_PERSON: Final = Decimal("7.2")
LITRES_PER_PERSON: Final = 60
TAKEN_A_WEEK: Final = 2
DEPTH_CM, HOURS, TIMES = 30, 2, 2


@dataclass(frozen=True)
class Parameter:
    """One of the sixteen: its key and code in the regulation version, a short name, what is counted."""

    key: str
    code: str
    name: str
    unit: str

    @property
    def aspect(self) -> int:
        return int(self.code[0])


#: Counted in buildings or households from form A, in the order of the verdict of a household.
FROM_HOUSES: Final = (
    Parameter("bangunan_ketidakteraturan", "1a", "Bangunan tidak teratur", "unit"),
    Parameter("bangunan_persyaratan_teknis", "1c", "Bangunan tidak memenuhi persyaratan", "unit"),
    Parameter("air_akses_aman", "3a", "Tanpa akses aman air minum", "KK"),
    Parameter("air_kebutuhan", "3b", "Air kurang dari 60 liter per orang", "KK"),
    Parameter("limbah_sistem", "5a", "Kakus tanpa tangki septik", "KK"),
    Parameter("limbah_sarpras", "5b", "Sarana air limbah tidak memenuhi", "KK"),
    Parameter("sampah_sarpras", "6a", "Sarana persampahan tidak memenuhi", "KK"),
    Parameter("sampah_sistem", "6b", "Sampah tidak dikelola", "KK"),
    Parameter("kebakaran_prasarana", "7a", "Tanpa prasarana proteksi kebakaran", "unit"),
    Parameter("kebakaran_sarana", "7b", "Tanpa sarana proteksi kebakaran", "unit"),
)
#: Measured for the whole RT in form B.
FROM_AREA: Final = (
    Parameter("bangunan_kepadatan", "1b", "Bangunan terlalu padat", "ha"),
    Parameter("jalan_cakupan", "2a", "Jalan belum ada", "m"),
    Parameter("jalan_kualitas", "2b", "Jalan rusak", "m"),
    Parameter("drainase_limpasan", "4a", "Tergenang", "ha"),
    Parameter("drainase_ketersediaan", "4b", "Drainase belum ada", "m"),
    Parameter("drainase_konstruksi", "4c", "Drainase rusak", "m"),
)
PARAMETERS: Final = tuple(sorted((*FROM_HOUSES, *FROM_AREA), key=lambda one: one.code))
BAD, FINE, UNKNOWN = "1", "0", "?"


def worst(*items: bool | None) -> bool | None:
    """Whether something fails: True as soon as one item does, False when all are fine, None while one is unknown."""
    if any(item is True for item in items):
        return True
    return None if any(item is None for item in items) else False


def floor_area(answers: Answers) -> Decimal | None:
    """Floor of a house in m²: length × width × floors; None while one of them is not known."""
    length, width, floors = answers.get("panjang"), answers.get("lebar"), answers.get("lantai")
    if length is None or width is None or floors is None:
        return None
    return Decimal(length) * Decimal(width) * Decimal(floors)


def occupants(answers: Answers) -> int | None:
    """Who lives there: as answered, otherwise the members of the family; None while both are unknown or nobody."""
    said = answers.get("penghuni")
    if said is None and answers.get("jiwa_l") is not None and answers.get("jiwa_p") is not None:
        said = int(answers["jiwa_l"]) + int(answers["jiwa_p"])
    return int(said) or None if said is not None else None


def floor_per_person(answers: Answers) -> Decimal | None:
    """Floor per occupant in m²; None while it cannot be computed."""
    area, people = floor_area(answers), occupants(answers)
    return None if area is None or people is None else area / people


def failing(answers: Answers) -> dict[str, bool | None]:
    """What the answers of form A say, by key of the parameter: True not in order, False in order, None not answered."""
    cramped = floor_per_person(answers)
    safe, litres = _one_of(answers, "sumber_air", SAFE_WATER), _litres(answers)
    septic = _one_of(answers, "tinja", ("TANGKI_SEPTIK", "TERPUSAT"))
    toilet, apart = _one_of(answers, "jamban", ("SENDIRI", "BERSAMA")), _one_of(answers, "limbah_terpisah", (YES,))
    closet = _one_of(answers, "kloset", ("LEHER_ANGSA",))
    if toilet is True:  # no toilet: neither a closet nor a tank is asked for
        septic = closet = True
    by_code = {
        "1a": worst(
            _one_of(answers, "akses_jalan", (YES,)),
            _one_of(answers, "hadap", ("JALAN", "AIR")),
            *(_one_of(answers, key, (NO,)) for key in ("atas_air", "sempadan", "zona_bahaya")),
        ),
        "1c": worst(
            None if cramped is None else cramped < FLOOR_PER_PERSON,
            *(_one_of(answers, key, ("BAIK",)) for key in ("atap", "alas", "dinding")),
        ),
        "3a": worst(safe, _one_of(answers, "air_keruh", (NO,))),
        "3b": litres if litres is not None else _one_of(answers, "air_cukup", (YES,)),
        "5a": worst(toilet, septic),
        "5b": worst(toilet, septic, closet, apart),
        "6a": worst(_one_of(answers, "wadah", ("TERPILAH",)), _one_of(answers, "sarana_sampah", (YES,))),
        "6b": _waste(answers),
        "7a": worst(*(_one_of(answers, key, (YES,)) for key in ("api_air", "api_jalan", "api_lapor"))),
        "7b": worst(*(_one_of(answers, key, (YES,)) for key in ("api_alat", "api_mobil"))),
    }
    return {one.key: by_code[one.code] for one in FROM_HOUSES}


def _one_of(answers: Answers, key: str, fine: tuple[str, ...]) -> bool | None:
    """Whether an answer is none of those that are in order; None without an answer."""
    said = answers.get(key)
    return None if said is None else said not in fine


def _litres(answers: Answers) -> bool | None:
    said, people = answers.get("air_liter"), occupants(answers)
    return None if said is None or people is None else int(said) < LITRES_PER_PERSON * people


def _waste(answers: Answers) -> bool | None:
    said, times = answers.get("buang_sampah"), answers.get("angkut_seminggu")
    if said != "DIANGKUT":
        return None if said is None else said != "DIOLAH"
    return None if times is None else int(times) < TAKEN_A_WEEK


def verdict_of(answers: Answers) -> str:
    """The same as ten signs in the order of `FROM_HOUSES`, as it is stored beside the answers."""
    signs = {True: BAD, False: FINE, None: UNKNOWN}
    found = failing(answers)
    return "".join(signs[found[one.key]] for one in FROM_HOUSES)


def area_volumes(answers: Answers) -> dict[str, Decimal | None]:
    """What form B says by key of the parameter, in its unit; None where it was not answered."""
    volumes = {
        "bangunan_kepadatan": "luas_padat",
        "jalan_cakupan": "jalan_kurang",
        "jalan_kualitas": "jalan_rusak",
        "drainase_ketersediaan": "drainase_kurang",
        "drainase_konstruksi": "drainase_rusak",
    }
    found = {key: _number(answers, question) for key, question in volumes.items()}
    return {one.key: found[one.key] if one.key in found else _standing(answers) for one in FROM_AREA}


def _standing(answers: Answers) -> Decimal | None:
    """Hectares where water stands too deep, too long and too often; None while one of these is not known."""
    area = _number(answers, "genangan")
    if area is None or area == 0:
        return area
    deep, long, often = (_number(answers, key) for key in ("genangan_tinggi", "genangan_lama", "genangan_kali"))
    measured = ((deep, DEPTH_CM), (long, HOURS), (often, TIMES))
    if any(value is not None and value <= limit for value, limit in measured):
        return Decimal(0)
    return None if None in (deep, long, often) else area


def area_denominators(answers: Answers) -> dict[str, Decimal | None]:
    """Header figures of the RT that form B gives: area, and ideal lengths = what is there + what is needed."""
    return {
        "luas_verifikasi_ha": _number(answers, "luas"),
        "panjang_jalan_ideal_m": _sum(answers, "jalan_ada", "jalan_kurang"),
        "panjang_drainase_ideal_m": _sum(answers, "drainase_ada", "drainase_kurang"),
    }


def _sum(answers: Answers, *keys: str) -> Decimal | None:
    parts = [_number(answers, key) for key in keys]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def _number(answers: Answers, key: str) -> Decimal | None:
    said = answers.get(key)
    return None if said is None else Decimal(said)
