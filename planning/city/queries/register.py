"""Register of SK and area: hectares by SK, by map and by survey, verified or not, and why they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from kumuh.areas.geometry import compare
from kumuh.areas.models import Decree, Region, Settlement
from kumuh.core.formats import hectares
from planning.city.models import AreaNote
from planning.city.queries.ground import ZERO, Ground, Listed, Surveyed, YearSum, ground, year_sums
from planning.city.queries.plans import Ratified, newest_city_cycle, ratified_profiles
from planning.cycles.models import Cycle

#: Hectares are compared and told to the square metre.
PLACES = 4
SQUARE_METRE = Decimal("0.0001")
MOST_NAMES = 6


@dataclass(frozen=True)
class PlaceRow:
    """One kelurahan (or kawasan) of the register; areas in hectares.

    `decree_ha` adds what the SK writes per RT (`unwritten` RT without hectares), `map_ha` the boundaries of its RT
    (None while one is missing), `years` the surveys. `profile` is the newest ratified profile; for a kawasan None.
    """

    name: str
    listed: tuple[Listed, ...]
    years: Mapping[int, YearSum]
    map_ha: Decimal | None = None
    region: Region | None = None
    profile: Ratified | None = None
    note: AreaNote | None = None
    surveyed: tuple[Surveyed, ...] = ()
    decrees: tuple[Decree, ...] = ()
    heirs: Mapping[int, frozenset[int]] = field(default_factory=dict)

    @property
    def decree_ha(self) -> Decimal:
        return sum((row.area_ha or ZERO for row in self.listed), ZERO)

    @property
    def unwritten(self) -> int:
        return sum(row.area_ha is None for row in self.listed)

    @property
    def year(self) -> int | None:
        """The year that counts: of the ratified profile, else of the newest survey."""
        if self.profile and self.profile.cycle.survey_year in self.years:
            return self.profile.cycle.survey_year
        return max(self.years, default=None)

    @property
    def survey(self) -> YearSum | None:
        return self.years.get(self.year) if self.year else None

    @property
    def verified_ha(self) -> Decimal | None:
        """Area of the SK's RT in the survey that a ratified profile stands on; None without one."""
        return self.survey.area_ha if self.profile and self.survey else None

    @property
    def gap_ha(self) -> Decimal | None:
        """Survey minus SK; None where one of them is not complete."""
        if self.survey is None or self.unwritten or not self.listed:
            return None
        return self.survey.area_ha - self.decree_ha

    @property
    def unsurveyed(self) -> tuple[str, ...]:
        """RT of the SK of which the survey of that year knows nothing, neither of them nor of what they became."""
        known = {row.rt for row in self.surveyed if row.year == self.year}
        return tuple(one.label for one in self.listed if not (self.heirs.get(one.rt, frozenset({one.rt})) & known))

    @property
    def outside(self) -> tuple[str, ...]:
        """RT outside every SK in force that the survey of that year found to be slum."""
        return tuple(row.label for row in self.surveyed if row.year == self.year and row.is_slum and not row.listed)

    @property
    def differences(self) -> tuple[str, ...]:
        """What differs, as sentences; nothing where SK, survey and map agree."""
        return tuple(_differences(self)) if self.listed or self.outside else ()

    @property
    def explained(self) -> bool:
        """Whether nothing differs, or the explanation was written about these very differences."""
        return not self.differences or (self.note is not None and self.note.about == "\n".join(self.differences))


def _differences(row: PlaceRow) -> Iterable[str]:
    survey = row.survey
    if row.unwritten:
        yield f"SK tidak menulis luas {row.unwritten} dari {len(row.listed)} RT."
    if survey is None:
        yield "Belum ada data survei."
    else:
        yield from _survey_differences(row, survey)
    found = compare(row.decree_ha if row.listed and not row.unwritten else None, row.map_ha)
    if found.flagged and found.computed is not None and found.declared is not None:
        told = f"{hectares(found.computed, PLACES)}, SK {hectares(found.declared, PLACES)}"
        yield f"Luas menurut peta {told}; selisih lebih dari 5 %."


def _survey_differences(row: PlaceRow, survey: YearSum) -> Iterable[str]:
    lacking = row.unsurveyed
    if lacking:
        yield f"RT dalam SK tanpa data {survey.year}: {some(lacking)}."
    if survey.without_area:
        yield f"{survey.without_area} RT dalam SK belum mempunyai luas verifikasi {survey.year}."
    gap = row.gap_ha
    if gap is not None and abs(gap) >= SQUARE_METRE and not lacking and not survey.without_area:
        more = "lebih besar" if gap > 0 else "lebih kecil"
        told = f"{hectares(survey.area_ha, PLACES)}, {hectares(abs(gap), PLACES)} {more} daripada SK"
        yield f"Luas survei {survey.year} {told} ({hectares(row.decree_ha, PLACES)})."
    if survey.outside_rts:
        told = f"{hectares(survey.outside_ha, PLACES)}: {some(row.outside)}"
        yield f"{survey.outside_rts} RT kumuh menurut survei {survey.year} di luar SK, {told}."


def some(labels: Iterable[str]) -> str:
    """Names in one line, a long list cut with the number of the rest."""
    names = list(dict.fromkeys(labels))
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" dan {more} RT lain" if more > 0 else "")


@dataclass(frozen=True)
class SumCheck:
    """One sum that was counted twice: whether both agree, in a sentence."""

    holds: bool
    text: str


@dataclass(frozen=True)
class Register:
    """The register of a city or kecamatan. `revisions` are all its SK, newest first, with what each changed."""

    region: Region
    places: tuple[PlaceRow, ...]
    settlements: tuple[PlaceRow, ...]
    years: Mapping[int, YearSum]
    decrees: tuple[Decree, ...]
    checks: tuple[SumCheck, ...]
    ground: Ground

    @property
    def decree_ha(self) -> Decimal:
        return sum((row.decree_ha for row in self.places), ZERO)

    @property
    def verified_ha(self) -> Decimal:
        return sum((row.verified_ha or ZERO for row in self.places), ZERO)

    @property
    def verified(self) -> int:
        """How many kelurahan of the SK have a ratified profile."""
        return sum(bool(row.profile) for row in self.in_decree)

    @property
    def in_decree(self) -> tuple[PlaceRow, ...]:
        return tuple(row for row in self.places if row.listed)

    @property
    def unexplained(self) -> tuple[PlaceRow, ...]:
        return tuple(row for row in self.places if not row.explained)

    @property
    def newest_year(self) -> int | None:
        return max(self.years, default=None)

    @property
    def slum_ha(self) -> Decimal:
        """Slum area of the year that counts in each kelurahan, within the SK."""
        return sum((row.survey.slum_ha for row in self.places if row.survey), ZERO)


def register(region: Region, day: date | None = None, notes_of: Cycle | None = None) -> Register:
    """The register of a region as it stands on a day. Twelve queries, whatever the number of kelurahan.

    Differences are explained by the notes of one city cycle: `notes_of`, else the newest.
    """
    found = ground(region.code, day or timezone.localdate())
    profiles = ratified_profiles(region.code)
    names = _regions(found)
    cycle = notes_of or newest_city_cycle(region.code)
    notes = {note.kelurahan_id: note for note in cycle.area_notes.select_related("written_by")} if cycle else {}
    places = tuple(_place(found, code, names[code], profiles.get(code), notes.get(code)) for code in sorted(names))
    settlements = _settlements(found)
    return Register(
        region=region,
        places=places,
        settlements=settlements,
        years=year_sums(found.surveyed),
        decrees=found.decrees,
        checks=tuple(_checks(found, places, settlements, whole=region.code.count(".") == 1)),
        ground=found,
    )


def _regions(found: Ground) -> dict[str, Region]:
    codes = {row.kelurahan for row in found.listed} | {row.kelurahan for row in found.surveyed}
    rows = Region.objects.filter(code__in=codes).select_related("parent")
    return {region.code: region for region in rows}


def _place(found: Ground, code: str, region: Region, profile: Ratified | None, note: AreaNote | None) -> PlaceRow:
    listed = tuple(row for row in found.listed if row.kelurahan == code)
    surveyed = tuple(row for row in found.surveyed if row.kelurahan == code)
    used = {row.decree for row in listed}
    return PlaceRow(
        name=region.name,
        listed=listed,
        years=year_sums(surveyed),
        map_ha=_map_ha(found, listed),
        region=region,
        profile=profile,
        note=note,
        surveyed=surveyed,
        decrees=tuple(decree for decree in found.decrees if decree.pk in used),
        heirs=found.heirs,
    )


def _map_ha(found: Ground, listed: Iterable[Listed]) -> Decimal | None:
    """Computed hectares of the RT; None while one of them has no boundary."""
    areas = [found.mapped.get(row.rt) for row in listed]
    known = [area for area in areas if area is not None]
    return sum(known, ZERO) if known and len(known) == len(areas) else None


def _settlements(found: Ground) -> tuple[PlaceRow, ...]:
    """The same by kawasan; RT without a kawasan stand together at the end."""
    groups: dict[int | None, tuple[list[Listed], list[Surveyed]]] = defaultdict(lambda: ([], []))
    for listed in found.listed:
        groups[listed.settlement][0].append(listed)
    for surveyed in found.surveyed:
        groups[surveyed.settlement][1].append(surveyed)
    names = dict(Settlement.objects.filter(pk__in=[key for key in groups if key]).values_list("pk", "name"))
    rows = [
        PlaceRow(
            name=names.get(key or 0, "RT tanpa kawasan"),
            listed=tuple(inside),
            years=year_sums(known),
            map_ha=_map_ha(found, inside),
            surveyed=tuple(known),
            heirs=found.heirs,
        )
        for key, (inside, known) in groups.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.name == "RT tanpa kawasan", row.name)))


def _checks(
    found: Ground, places: tuple[PlaceRow, ...], settlements: tuple[PlaceRow, ...], *, whole: bool
) -> Iterable[SumCheck]:
    """Every sum counted twice; the total of an SK only where the whole city is shown."""
    for decree in found.decrees if whole else ():
        yield _decree_check(found, decree)
    by_place = sum((row.decree_ha for row in places), ZERO)
    by_settlement = sum((row.decree_ha for row in settlements), ZERO)
    yield _sums("Luas SK per kelurahan dan per kawasan", by_place, by_settlement)
    for year in found.years[:1]:
        first = sum((row.years[year].area_ha for row in places if year in row.years), ZERO)
        second = sum((row.years[year].area_ha for row in settlements if year in row.years), ZERO)
        yield _sums(f"Luas survei {year} per kelurahan dan per kawasan", first, second)
    loose = sum(row.settlement is None for row in found.listed)
    yield SumCheck(not loose, f"{loose} RT dalam SK belum masuk kawasan." if loose else "Setiap RT SK masuk kawasan.")
    bare = sum(row.area_ha is None for row in found.listed)
    yield SumCheck(not bare, f"{bare} RT dalam SK tanpa luas." if bare else "Setiap RT dalam SK mempunyai luas.")


def _decree_check(found: Ground, decree: Decree) -> SumCheck:
    """The hectares of the RT list against the total that the SK itself names."""
    counted = found.written.get(decree.pk, ZERO)
    if decree.area_ha is None:
        return SumCheck(False, f"{decree}: luas keseluruhan belum diisi, daftar RT berjumlah {hectares(counted, 4)}.")
    return _sums(f"{decree}: luas keseluruhan dan jumlah daftar RT", decree.area_ha, counted)


def _sums(what: str, first: Decimal, second: Decimal) -> SumCheck:
    same = abs(first - second) < SQUARE_METRE
    words = "cocok" if same else f"berbeda {hectares(abs(first - second), PLACES)}: {hectares(second, PLACES)}"
    return SumCheck(same, f"{what} {words} ({hectares(first, PLACES)}).")
