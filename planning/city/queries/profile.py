"""The slum profile of a city: sums of the seven indicators over the ratified profiles of its kelurahan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.urls import reverse

from kumuh.areas.models import Region
from kumuh.conditions.enums import Level
from kumuh.conditions.models import RtRecord
from kumuh.conditions.queries import AspectSummary, aspects_of, rt_levels, sums_of, version_of
from kumuh.conditions.ruleset import RuleSet as Version
from kumuh.conditions.scoring import RollUp, SlumArea
from planning.city.queries.plans import Ratified, open_profiles
from planning.city.queries.register import PlaceRow, Register, register
from planning.cycles.queries import step_url

ZERO = Decimal(0)


@dataclass(frozen=True)
class PlaceProfile:
    """One kelurahan of the SK. `profile` None: not ratified; then `gap` says what is missing and `url` leads there.

    `area` holds RT and hectares per level of the ratified survey, decided per RT. `counted`: its RT are in the sums
    of the city (same version of the regulation as most).
    """

    place: PlaceRow
    profile: Ratified | None
    area: SlumArea | None
    counted: bool
    gap: str
    url: str

    @property
    def region(self) -> Region:
        assert self.place.region is not None  # every kelurahan of the register has one
        return self.place.region

    @property
    def levels(self) -> tuple[tuple[Level, int, Decimal], ...]:
        """(level, RT, hectares), the heaviest first."""
        found = self.area
        return tuple((level, found.rt[level], found.ha[level]) for level in reversed(list(Level))) if found else ()


@dataclass(frozen=True)
class CityProfile:
    """The consolidated profile. `aspects` and `roll_up` are sums over the RT of the counted kelurahan.

    None where no kelurahan has a ratified profile. `version` is the version of the regulation of most of them.
    """

    register: Register
    places: tuple[PlaceProfile, ...]
    version: Version | None
    roll_up: RollUp | None
    aspects: tuple[AspectSummary, ...]
    area: SlumArea
    years: tuple[int, ...]

    @property
    def region(self) -> Region:
        return self.register.region

    @property
    def ratified(self) -> tuple[PlaceProfile, ...]:
        return tuple(row for row in self.places if row.profile)

    @property
    def missing(self) -> tuple[PlaceProfile, ...]:
        return tuple(row for row in self.places if not row.profile)

    @property
    def left_out(self) -> tuple[PlaceProfile, ...]:
        """Ratified with another version of the regulation: shown, in the hectares, not in the sums."""
        return tuple(row for row in self.ratified if not row.counted)

    @property
    def complete(self) -> bool:
        return bool(self.places) and not self.missing and not self.register.unexplained

    @property
    def levels(self) -> tuple[tuple[Level, int, Decimal], ...]:
        """(level, RT, hectares) of the whole city, the heaviest first."""
        return tuple((level, self.area.rt[level], self.area.ha[level]) for level in reversed(list(Level)))


def city_profile(region: Region, day: date | None = None, found: Register | None = None) -> CityProfile:
    """Consolidate the ratified profiles of the kelurahan in the SK. Four queries beside the register.

    Sums of counts over all RT, then percent and score (never averages); the hectares are decided per RT.
    """
    known = found or register(region, day)
    waiting = open_profiles(region.code)
    records = _records(known)
    by_place: dict[str, list[RtRecord]] = {}
    for row in records:
        by_place.setdefault(row.kelurahan_id, []).append(row)
    code = _most_used(records)
    counted = [row for row in records if row.ruleset_id == code]
    version = version_of(counted[0].ruleset) if counted else None
    used = {row.kelurahan_id for row in counted}
    places = tuple(_place(row, by_place, used, waiting) for row in known.in_decree)
    return CityProfile(
        register=known,
        places=places,
        version=version,
        roll_up=sums_of(version, counted) if version else None,
        aspects=aspects_of(version, counted) if version else (),
        area=rt_levels(records),
        years=tuple(sorted({row.year for row in records}, reverse=True)),
    )


def _records(found: Register) -> list[RtRecord]:
    """Every RT of the surveys on which the ratified profiles stand. One query."""
    wanted = Q()
    for row in found.in_decree:
        if row.profile and row.region:
            wanted |= Q(kelurahan_id=row.region.code, year=row.profile.cycle.survey_year)
    if not wanted:
        return []
    rows = RtRecord.objects.filter(wanted).select_related("neighbourhood", "ruleset")
    return list(rows.order_by("kelurahan_id", "neighbourhood__label"))


def _most_used(records: list[RtRecord]) -> str:
    """Code of the version of the regulation that most kelurahan were scored with; empty without data."""
    counted = Counter(code for _, code in {(row.kelurahan_id, row.ruleset_id) for row in records})
    return max(sorted(counted), key=lambda one: counted[one], default="")


def _place(
    row: PlaceRow, records: Mapping[str, list[RtRecord]], used: set[str], waiting: Mapping[str, tuple]
) -> PlaceProfile:
    assert row.region is not None
    code = row.region.code
    gap, url = _gap(row, waiting)
    area = rt_levels(records[code]) if code in records else None
    return PlaceProfile(row, row.profile, area, code in used, gap, url)


def _gap(row: PlaceRow, waiting: Mapping[str, tuple]) -> tuple[str, str]:
    """What stands in the way of a ratified profile and where it is worked on; empty where there is one."""
    assert row.region is not None
    if row.profile:
        return "", row.profile.url
    found = waiting.get(row.region.code)
    if found is None:
        return "belum ada siklus", reverse("areas:region-detail", args=[row.region.code])
    cycle, step = found
    return f"langkah {step.name} belum selesai", step_url(cycle, step.code)
