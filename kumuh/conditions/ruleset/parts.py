"""The tables inside a regulation version. Field names are the keys of its JSON."""

from dataclasses import dataclass
from decimal import Decimal

from kumuh.areas.enums import CitySize
from kumuh.conditions.enums import (
    Authority,
    Confidence,
    ConsiderationLevel,
    Handling,
    LegalityRule,
    Level,
    MeanReading,
)


@dataclass(frozen=True)
class Provenance:
    """Where a rule was read and how sure that is. ``source`` and ``note`` are Indonesian."""

    mark: Confidence
    source: str
    note: str = ""


@dataclass(frozen=True)
class Aspect:
    """One of the aspects (indikator) of the regulation."""

    number: int
    name: str


@dataclass(frozen=True)
class Denominator:
    """A header figure of an RT that percents are taken of."""

    key: str
    label: str
    unit: str


@dataclass(frozen=True)
class Criterion:
    """One parameter: what is counted, in which unit, out of which denominator.

    ``denominator`` is None for a figure that is shown as it is (no percent).
    """

    key: str
    code: str
    label: str
    wording: str
    measured: str
    unit: str
    denominator: str | None
    aspect: int
    provenance: Provenance


@dataclass(frozen=True)
class Band:
    """Score of a percent that is at least ``minimum``; None is the lowest band."""

    score: int
    minimum: Decimal | None
    printed: str


@dataclass(frozen=True)
class Bands:
    """Percent bands, highest first."""

    items: tuple[Band, ...]
    provenance: Provenance


@dataclass(frozen=True)
class PairLimit:
    """Parameters whose volumes together should not exceed one denominator."""

    criteria: tuple[str, ...]
    denominator: str


@dataclass(frozen=True)
class LevelLimit:
    """Totals of one level, both ends included; ``letter`` begins the combined code."""

    level: Level
    minimum: int
    maximum: int
    letter: str = ""


@dataclass(frozen=True)
class Levels:
    """Class limits, lowest level first."""

    items: tuple[LevelLimit, ...]
    provenance: Provenance


@dataclass(frozen=True)
class MeanRule:
    """How the mean of an aspect is taken."""

    reading: MeanReading
    provenance: Provenance


@dataclass(frozen=True)
class DensityStep:
    """A class or score of population density above ``over`` (jiwa/ha); None is the lowest."""

    over: Decimal | None
    score: int = 0
    name: str = ""


@dataclass(frozen=True)
class DensityScores:
    """Density scores of one city size, highest step first."""

    city_size: CitySize
    steps: tuple[DensityStep, ...]


@dataclass(frozen=True)
class Density:
    """Population density: four named classes, and scores per city size."""

    unit: str
    classes: tuple[DensityStep, ...]
    classes_provenance: Provenance
    scores: tuple[DensityScores, ...]
    scores_provenance: Provenance


@dataclass(frozen=True)
class BuildingDensityLimit:
    """Building density (unit/ha) from which an area counts as too dense."""

    city_size: CitySize
    minimum: Decimal


@dataclass(frozen=True)
class Consideration:
    """One of the other considerations. ``kind`` is ``ya-tidak`` or ``kepadatan``."""

    key: str
    label: str
    question: str
    kind: str
    yes: int
    no: int
    provenance: Provenance


@dataclass(frozen=True)
class ConsiderationLimit:
    """Totals of one class of considerations, both ends included."""

    level: ConsiderationLevel
    minimum: int
    maximum: int


@dataclass(frozen=True)
class Considerations:
    """Pertimbangan lain: items, classes of their total."""

    items: tuple[Consideration, ...]
    levels: tuple[ConsiderationLimit, ...]
    levels_provenance: Provenance


@dataclass(frozen=True)
class LegalityItem:
    """One land item; ``default`` items enter the default rule."""

    key: str
    label: str
    default: bool
    provenance: Provenance


@dataclass(frozen=True)
class Legality:
    """Land items and the default way their signs combine."""

    items: tuple[LegalityItem, ...]
    rule: LegalityRule
    provenance: Provenance


@dataclass(frozen=True)
class CombinedRow:
    """Combined class of a level and a class of considerations, with its priority."""

    level: Level
    considerations: ConsiderationLevel
    legal: str
    not_legal: str
    priority: int


@dataclass(frozen=True)
class Combined:
    """Table of combined classes B1..R6 and priorities 1..9."""

    rows: tuple[CombinedRow, ...]
    codes_provenance: Provenance
    priority_provenance: Provenance


@dataclass(frozen=True)
class HandlingRow:
    """Pola penanganan of a level on legal and not legal land."""

    level: Level
    legal: Handling
    not_legal: Handling


@dataclass(frozen=True)
class HandlingTable:
    """Pola penanganan, always a proposal."""

    rows: tuple[HandlingRow, ...]
    provenance: Provenance


@dataclass(frozen=True)
class AuthorityStep:
    """Authority from an area of ``minimum`` hectares upwards."""

    minimum: Decimal
    authority: Authority


@dataclass(frozen=True)
class AuthorityTable:
    """Authority by slum area of a desa/kelurahan, smallest area first."""

    steps: tuple[AuthorityStep, ...]
    provenance: Provenance


@dataclass(frozen=True)
class Topic:
    """An unscored "+1" topic such as ruang terbuka publik."""

    key: str
    label: str
    fields: tuple[str, ...]
    unit: str
    provenance: Provenance


@dataclass(frozen=True)
class ConversionRule:
    """How one or two old positive indicators propose one parameter.

    ``join``: ``satu`` (100 − value), ``terburuk`` (the worse of all), ``kepadatan``
    (whole verified area where building density reaches the limit) or ``kosong``.
    """

    to: str
    sources: tuple[str, ...]
    join: str
    remark: str
    provenance: Provenance


@dataclass(frozen=True)
class Conversion:
    """Draft conversion of a positive baseline to a scored version."""

    target: str
    density_limits: tuple[BuildingDensityLimit, ...]
    rules: tuple[ConversionRule, ...]
