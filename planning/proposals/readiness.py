"""The light beside an usulan: what others will ask for, and what of it is still missing.

The list follows what city planning offices send usulan back for: address, limits, volume, photo.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


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
