"""The fixed cast that every test knows, and plain builders for the rows they work on.

Places carry their official names and codes; the people are invented and say so in their names. Builders write
rows directly (no services), so that a test of one app does not depend on the verbs of another.
Each app adds the arguments of its own addresses in `tests/<project>/<app>/addresses.py` (see `addresses`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kumuh.accounts.enums import Role
from kumuh.accounts.models import Assignment, User
from kumuh.areas.enums import NeighbourhoodKind, RegionLevel
from kumuh.areas.models import Decree, DecreeNeighbourhood, Neighbourhood, Region
from kumuh.conditions.models import RuleSet, Survey
from kumuh.conditions.ruleset.packaged import packaged_rulesets
from planning.cycles.catalog import TRACKS
from planning.cycles.enums import StepStatus, Track
from planning.cycles.models import Cycle, StepState

PROVINCE = "33"
CITY = "33.75"
DISTRICT = "33.75.03"
KELURAHAN = "33.75.03.1002"
NEXT_KELURAHAN = "33.75.03.1004"
FAR_CITY = "33.76"
FAR_KELURAHAN = "33.76.01.1001"

#: Official names of the places of the tests (Kepmendagri 300.2.2-2138/2025).
NAMES = {
    PROVINCE: "Jawa Tengah",
    CITY: "Kota Pekalongan",
    DISTRICT: "Pekalongan Utara",
    KELURAHAN: "Krapyak",
    NEXT_KELURAHAN: "Panjang Wetan",
    FAR_CITY: "Kota Tegal",
    "33.76.01": "Tegal Barat",
    FAR_KELURAHAN: "Pesurungan Kidul",
}
FISCAL_YEAR = 2026
SURVEY_YEAR = 2025


# --- Places ---------------------------------------------------------------------------------------
def make_region(code: str, name: str = "") -> Region:
    """The region with this code, with every region above it; made once per test."""
    found = Region.objects.filter(pk=code).first()
    if found:
        return found
    above = code.rpartition(".")[0]
    name = name or NAMES.get(code, f"Wilayah {code}")
    return Region.objects.create(
        code=code,
        name=name,
        search_name=name.lower(),
        level=RegionLevel(code.count(".") + 1),
        parent=make_region(above) if above else None,
    )


@dataclass(frozen=True)
class Places:
    """The two cities of the tests: one with two kelurahan, and a far one that must never leak."""

    province: Region
    city: Region
    district: Region
    kelurahan: Region
    next_kelurahan: Region
    far_city: Region
    far_kelurahan: Region


def make_region_tree() -> Places:
    codes = (PROVINCE, CITY, DISTRICT, KELURAHAN, NEXT_KELURAHAN, FAR_CITY, FAR_KELURAHAN)
    return Places(*(make_region(code) for code in codes))


def make_rw(kelurahan: Region, number: str = "001") -> Neighbourhood:
    found = Neighbourhood.objects.filter(kelurahan=kelurahan, kind=NeighbourhoodKind.RW, number=number).first()
    return found or Neighbourhood.objects.create(
        kelurahan=kelurahan, kind=NeighbourhoodKind.RW, number=number, label=f"RW {number}"
    )


def make_rt(kelurahan: Region, number: str = "001", rw: str = "001", **fields: Any) -> Neighbourhood:
    """An RT in an RW (made when missing); `rw=""` is an RT without RW."""
    return Neighbourhood.objects.create(
        kelurahan=kelurahan,
        kind=NeighbourhoodKind.RT,
        number=number,
        parent=make_rw(kelurahan, rw) if rw else None,
        label=f"RT {number} / RW {rw}" if rw else f"RT {number}",
        **fields,
    )


def make_decree(city: Region, rts: Iterable[Neighbourhood] = (), **fields: Any) -> Decree:
    """An SK Kumuh in force that lists `rts`."""
    values = {
        "number": "663/001 TAHUN 2024",
        "title": "Penetapan Lokasi Perumahan Kumuh dan Permukiman Kumuh",
        "signed_on": date(2024, 1, 15),
        "signer_office": "Wali Kota",
        "review_on": date(2029, 1, 15),
    } | fields
    decree = Decree.objects.create(city=city, **values)
    DecreeNeighbourhood.objects.bulk_create(DecreeNeighbourhood(decree=decree, neighbourhood=rt) for rt in rts)
    return decree


# --- People ---------------------------------------------------------------------------------------
def make_user(role: str = "", region: Region | None = None, *, username: str = "", **fields: Any) -> User:
    """A person with an account; with `role`, assigned in `region` (None = national) since a month.

    Sign in with `client.force_login`; a password is set only when the test gives one.
    """
    password = fields.pop("password", None)
    username = username or f"{(role or 'tamu').lower()}-{User.objects.count() + 1}"
    defaults = {"name": f"Contoh {username}", "email": f"{username}@example.org"}
    user = User(username=username, **defaults | fields)
    user.set_password(password)
    user.save()
    if role:
        assign(user, role, region)
    return user


def assign(user: User, role: str, region: Region | None, **period: date | None) -> Assignment:
    """Give `user` a role in `region`; `valid_from`, `valid_to` as in the model."""
    since = timezone.localdate() - timedelta(days=30)
    user.__dict__.pop("assignments_today", None)
    return Assignment.objects.create(user=user, role=role, region=region, **{"valid_from": since} | period)


@dataclass(frozen=True)
class Cast:
    """One person per role who reaches `KELURAHAN`, and a stranger who holds every role in the far city."""

    fasilitator: User
    askot: User
    bkm: User
    ksm: User
    lurah: User
    camat: User
    pokja: User
    dinas: User
    tamk: User
    ppk: User
    pemantau: User
    admin: User
    stranger: User

    def holding(self, role: str) -> User:
        return getattr(self, str(role).lower())

    def with_one_of(self, roles: Iterable[str]) -> User:
        """Somebody who holds one of `roles`; anybody when no role is asked."""
        return self.holding(sorted(roles)[0]) if roles else self.pemantau

    def without(self, roles: Iterable[str]) -> User | None:
        """Somebody who reaches the kelurahan and holds none of `roles`."""
        others = sorted(set(Role) - set(roles) - {Role.ADMIN})
        return self.holding(others[0]) if others else None


def make_cast(places: Places) -> Cast:
    seat = {
        Role.FASILITATOR: places.kelurahan,
        Role.BKM: places.kelurahan,
        Role.KSM: places.kelurahan,
        Role.LURAH: places.kelurahan,
        Role.CAMAT: places.district,
        Role.ASKOT: places.city,
        Role.POKJA: places.city,
        Role.DINAS: places.city,
        Role.TAMK: places.city,
        Role.PPK: places.city,
        Role.PEMANTAU: places.city,
        Role.ADMIN: None,
    }
    people = {
        role.lower(): make_user(role, region, username=role.lower(), name=f"{role.label} Contoh")
        for role, region in seat.items()
    }
    stranger = make_user(username="orang-lain", name="Orang Kota Lain Contoh")
    for role in Role:
        assign(stranger, role, places.far_city)
    return Cast(stranger=stranger, **people)


# --- Survey and cycle -----------------------------------------------------------------------------
def make_ruleset(code: str = "2018-16") -> RuleSet:
    """A packaged regulation version with its real data; `2018-16` is the default one."""
    data = next(data for data in packaged_rulesets() if data["key"] == code)
    values = {"title": data["name"], "data": data, "is_default": data["default"]}
    return RuleSet.objects.get_or_create(code=code, defaults=values)[0]


def make_survey(kelurahan: Region, year: int = SURVEY_YEAR, **fields: Any) -> Survey:
    return Survey.objects.create(kelurahan=kelurahan, year=year, **{"ruleset": make_ruleset()} | fields)


def make_cycle(kelurahan: Region, by: User, decree: Decree | None = None, **fields: Any) -> Cycle:
    """A P2KP cycle whose first step is open and whose other steps have not started."""
    values = {
        "track": Track.P2KP,
        "fiscal_year": FISCAL_YEAR,
        "survey_year": SURVEY_YEAR,
        "started_on": date(2026, 1, 5),
        "started_by": by,
    } | fields
    cycle = Cycle.objects.create(region=kelurahan, decree=decree, **values)
    StepState.objects.bulk_create(
        StepState(
            cycle=cycle,
            step=step.code,
            position=position,
            status=StepStatus.OPEN if position == 1 or step.continuous else StepStatus.NOT_STARTED,
        )
        for position, step in enumerate(TRACKS[cycle.track].steps, 1)
    )
    return cycle


class World:
    """Everything an address may ask for, made when first asked. Always in `KELURAHAN` of the cast."""

    @cached_property
    def places(self) -> Places:
        return make_region_tree()

    @cached_property
    def cast(self) -> Cast:
        return make_cast(self.places)

    @cached_property
    def rts(self) -> tuple[Neighbourhood, ...]:
        return tuple(make_rt(self.places.kelurahan, number) for number in ("001", "002", "003"))

    @cached_property
    def decree(self) -> Decree:
        return make_decree(self.places.city, self.rts)

    @cached_property
    def survey(self) -> Survey:
        return make_survey(self.places.kelurahan)

    @cached_property
    def cycle(self) -> Cycle:
        return make_cycle(self.places.kelurahan, self.cast.fasilitator, self.decree)


# --- Arguments of addresses -------------------------------------------------------------------------
Arguments = Callable[[World], dict[str, Any]]
ADDRESSES: dict[str, Arguments] = {}


def addresses(*names: str) -> Callable[[Arguments], Arguments]:
    """Register how to build the arguments of the named addresses; a name may be a prefix (`rembuk:meeting-`).

    Put it in `tests/<project>/<app>/addresses.py`; the matrix of `tests/kumuh/accounts/` imports every such file.
    The longest matching name wins; superfluous arguments are ignored; `cycle` needs no registration.
    """

    def register(build: Arguments) -> Arguments:
        for name in names:
            if name in ADDRESSES:
                raise KeyError(f"address registered twice: {name}")
            ADDRESSES[name] = build
        return build

    return register


def address_of(name: str, wanted: Iterable[str], world: World) -> str:
    """The address `name` with the arguments it wants, in the world of the cast.

    A builder may give a query under `"?"` (`{"pk": 1, "?": "kelurahan=33.75.03.1002"}`).
    Raises LookupError naming what nobody registered.
    """
    wanted = list(wanted)
    matching = sorted((prefix for prefix in ADDRESSES if name.startswith(prefix)), key=len)
    known = ADDRESSES[matching[-1]](world) if matching and wanted else {}
    if "cycle" in wanted and "cycle" not in known:
        known = known | {"cycle": world.cycle.pk}
    missing = [argument for argument in wanted if argument not in known]
    if missing:
        raise LookupError(f"{name}: register {missing} with @addresses in tests/<project>/<app>/addresses.py")
    url = reverse(name, kwargs={argument: known[argument] for argument in wanted})
    return f"{url}?{known['?']}" if "?" in known else url
