"""The lights beside an usulan: what the rembuk needs of it, and what SIPD and departments will ask for.

The lists follow what city planning offices send usulan back for: address, limits, volume, photo.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True)
class Facts:
    """What is known of an usulan. `source` is true when a meeting or a name of who asked is written."""

    location: str
    limits: str
    rts: int
    volume: Decimal | None
    unit: str
    households: int | None
    poor_households: int | None
    women_households: int | None
    source: bool
    photo: bool


@dataclass(frozen=True)
class Item:
    """One line of the checklist; `needed` says whether the light waits for it. `field` is the form field."""

    label: str
    done: bool
    field: str
    needed: bool = True

    @property
    def words(self) -> str:
        """The label inside a sentence."""
        return self.label if self.label[:2].isupper() else self.label[:1].lower() + self.label[1:]


@dataclass(frozen=True)
class Readiness:
    """The checklist of one usulan."""

    items: tuple[Item, ...]

    @property
    def missing(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.needed and not item.done)

    @property
    def ready(self) -> bool:
        return not self.missing

    @property
    def sentence(self) -> str:
        """`Lengkap` or what is missing, in one line."""
        if self.ready:
            return "Lengkap"
        return "Belum ada: " + ", ".join(item.words for item in self.missing)


def readiness(facts: Facts) -> Readiness:
    """The checklist for what is known; the photo is welcome but nobody waits for it."""
    groups_known = facts.poor_households is not None and facts.women_households is not None
    return Readiness(
        (
            Item("Lokasi", bool(facts.location.strip()), "location"),
            Item("Batas lokasi", bool(facts.limits.strip()), "limits"),
            Item("RT", facts.rts > 0, "rts"),
            Item("Volume dan satuan", facts.volume is not None and bool(facts.unit), "volume"),
            Item("KK penerima manfaat", bool(facts.households), "households"),
            Item("KK miskin dan KK perempuan/rentan", groups_known, "poor_households"),
            Item("Pengusul atau pertemuan asal", facts.source, "asked_by_name"),
            Item("Foto lokasi", facts.photo, "photo", needed=False),
        )
    )


class Colour(StrEnum):
    """Red: others send it back. Yellow: it can be handed in, but they will ask. Green: nothing is missing."""

    RED = "MERAH"
    YELLOW = "KUNING"
    GREEN = "HIJAU"


@dataclass(frozen=True)
class SheetFacts:
    """What a copy sheet for SIPD and departments needs to know of an usulan or of the work made from it.

    `cost` in rupiah, None while nobody estimated it. `land` is true when it is said on whose land the work stands.
    """

    address: bool
    photo: bool
    limits: bool
    volume: bool
    coordinates: bool
    source: bool
    cost: int | None
    households: int | None
    land: bool


@dataclass(frozen=True)
class SheetItem:
    """One thing that is asked for: `field` names it in the forms, `sentence` says what is missing."""

    field: str
    label: str
    done: bool
    hard: bool
    sentence: str


@dataclass(frozen=True)
class SheetLight:
    """The checklist of one copy sheet with its light."""

    items: tuple[SheetItem, ...]

    @property
    def missing(self) -> tuple[SheetItem, ...]:
        return tuple(item for item in self.items if not item.done)

    @property
    def colour(self) -> Colour:
        if any(item.hard for item in self.missing):
            return Colour.RED
        return Colour.YELLOW if self.missing else Colour.GREEN

    @property
    def words(self) -> str:
        """The light in words, for whoever sees no colour."""
        if self.colour is Colour.GREEN:
            return "Siap disalin"
        if self.colour is Colour.YELLOW:
            return "Hampir siap"
        return "Akan dikembalikan"


def sheet_light(facts: SheetFacts) -> SheetLight:
    """The light of a copy sheet; green only when every point of the checklist is there.

    Hard points are those for which city planning offices sent usulan back (address, photo, limits, volume); the
    others are asked for by SIPD or by the departments afterwards.
    """
    return SheetLight(
        (
            SheetItem("location", "Alamat", facts.address, True, "Alamat belum lengkap: tulis RT dan nama gang."),
            SheetItem("photo", "Foto", facts.photo, True, "Foto lokasi belum ada."),
            SheetItem("limits", "Batas", facts.limits, True, "Batas lokasi belum ditulis: dari mana sampai mana."),
            SheetItem("volume", "Volume dan satuan", facts.volume, True, "Volume dan satuannya belum diukur."),
            SheetItem("coordinates", "Koordinat", facts.coordinates, False, "Koordinat lokasi belum ada."),
            SheetItem("source", "Sumber data", facts.source, False, "Belum ditulis siapa atau rembuk mana asalnya."),
            SheetItem("cost", "Biaya", bool(facts.cost), False, "Perkiraan biaya belum ada: jadikan kegiatan dahulu."),
            SheetItem("households", "Penerima manfaat", bool(facts.households), False, "Jumlah KK belum diisi."),
            SheetItem("land", "Status lahan", facts.land, False, "Status lahan belum jelas."),
        )
    )
