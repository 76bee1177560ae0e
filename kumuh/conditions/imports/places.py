"""From the names and numbers in a file to kelurahan, RW, RT and kawasan of the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from kumuh.accounts.models import User
from kumuh.areas.enums import NeighbourhoodKind, RegionLevel
from kumuh.areas.models import Neighbourhood, Region, Settlement
from kumuh.areas.naming import city_code, neighbourhood_label, plain_words
from kumuh.areas.queries import regions_above, search_regions
from kumuh.conditions.queries import survey_day
from kumuh.conditions.sheets import Place


@dataclass
class Places:
    """The rows of the database that a file speaks of, loaded at once.

    `kelurahan` by (code, name) as written; `refused` holds the sentence and suggestion where one is not found.
    """

    kelurahan: dict[tuple[str, str], Region] = field(default_factory=dict)
    refused: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    neighbourhoods: dict[tuple[str, str], list[Neighbourhood]] = field(default_factory=dict)
    settlements: dict[tuple[str, str], Settlement] = field(default_factory=dict)

    def rt(self, kelurahan: Region, place: Place) -> Neighbourhood | None:
        """The RT that was valid at the end of the year, else the one valid now, else none."""
        label = neighbourhood_label(NeighbourhoodKind.RT, place.rt, place.rw)
        found = self.neighbourhoods.get((kelurahan.code, label), [])
        day = survey_day(place.year)
        then = [
            rt
            for rt in found
            if (not rt.valid_from or rt.valid_from <= day) and (not rt.valid_to or rt.valid_to >= day)
        ]
        now = [rt for rt in found if rt.valid_to is None]
        return next(iter([*then, *now]), None)

    def rw(self, kelurahan: Region, number: str) -> Neighbourhood | None:
        """The RW in use with this number."""
        found = self.neighbourhoods.get((kelurahan.code, f"RW {number}"), [])
        return next((rw for rw in found if rw.valid_to is None), None)

    def settlement(self, kelurahan: Region, name: str) -> Settlement | None:
        """The kawasan of the kelurahan's city with this name; capitals and doubled spaces do not matter."""
        return self.settlements.get((city_code(kelurahan.code), folded(name)))


def load_places(places: Iterable[Place], region: Region, user: User) -> Places:
    """Everything that rows of a file may mean inside `region` and the area of `user`.

    Five queries, and one or two more for every different kelurahan that is written by name.
    """
    written = sorted({(place.kelurahan_code, place.kelurahan_name) for place in places})
    found = Places()
    codes = [code for code, _ in written if code]
    inside = Region.objects.for_user(user).in_areas([region.code]).filter(level=RegionLevel.KELURAHAN)
    by_code = inside.in_bulk(codes)
    for code, name in written:
        if code:
            _settle(found, (code, name), [by_code[code]] if code in by_code else [], f"kode {code}", region)
        elif name:
            _settle(found, (code, name), _named(name, inside), f"“{name}”", region)
        elif region.level == RegionLevel.KELURAHAN:
            found.kelurahan[(code, name)] = region
        else:
            sentence = "Kelurahan belum diisi."
            found.refused[(code, name)] = (sentence, "Isi kode kelurahan, atau impor dari halaman kelurahannya.")
    _load_rts(found)
    return found


def _named(name: str, inside: object) -> list[Region]:
    """Kelurahan with exactly this name (kinds such as “Kel.” and spaces aside), else those that look like it."""
    near = search_regions(name, within=inside, level=RegionLevel.KELURAHAN)  # type: ignore[arg-type]  # a scoped queryset
    words = {"".join(w for w in plain_words(name) if w not in ("kel", "kelurahan", "desa", "ds"))}
    return [region for region in near if "".join(plain_words(region.name)) in words]


def _settle(found: Places, key: tuple[str, str], regions: Sequence[Region], what: str, region: Region) -> None:
    if len(regions) == 1:
        found.kelurahan[key] = regions[0]
    elif regions:
        choices = "; ".join(f"{r.code} ({_above(r)})" for r in regions[:5])
        found.refused[key] = (f"Ada {len(regions)} kelurahan {what}.", f"Tulis kodenya: {choices}.")
    else:
        sentence = f"Kelurahan {what} tidak ada di {region.name} atau di luar wilayah tugas Anda."
        found.refused[key] = (sentence, "Periksa kode atau ejaan namanya.")


def _above(region: Region) -> str:
    return f"Kecamatan {regions_above(region)[-1].name}"


def _load_rts(found: Places) -> None:
    codes = sorted({region.code for region in found.kelurahan.values()})
    rows = Neighbourhood.objects.filter(kelurahan_id__in=codes).select_related("settlement", "parent")
    for row in rows.order_by("pk"):
        found.neighbourhoods.setdefault((row.kelurahan_id, row.label), []).append(row)
    cities = Q(city_id__in=sorted({city_code(code) for code in codes}))
    for settlement in Settlement.objects.filter(cities):
        found.settlements[(settlement.city_id, folded(settlement.name))] = settlement


def folded(name: str) -> str:
    """A name for comparison: no capitals, single spaces."""
    return " ".join(name.casefold().split())
