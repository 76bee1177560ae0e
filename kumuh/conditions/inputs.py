"""Which numbers an RT record can hold: one place for forms, imports, commands and verbs.

Hectares are kept to six decimals (0,01 m²), metres to three (1 mm), buildings, families and people as whole
numbers; volumes to six decimals, because survey sheets carry rounding noise of formulas behind them.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from kumuh.conditions.ruleset import Criterion, Denominator
from kumuh.conditions.scoring import check_year
from kumuh.core.formats import show_number

WHOLE_UNITS = frozenset({"unit", "KK", "jiwa"})
MOST_COUNT = 10_000_000
MOST_HECTARES = Decimal(999_999)
MOST_VOLUME = Decimal(99_999_999)
MOST_MEAN = Decimal("99999.99")
MOST_PERCENT = Decimal(1_000_000)
HECTARE_STEP, METRE_STEP = Decimal("0.000001"), Decimal("0.001")


def storable_denominator(denominator: Denominator, value: Decimal) -> Decimal | int:
    """A header figure as it is stored, in the unit of the denominator.

    Raises ValueError with an Indonesian sentence: below zero, not whole where things are counted, too large.
    """
    if value < 0:
        raise ValueError(f"{denominator.label} tidak boleh di bawah nol.")
    most: Decimal | int = {"ha": MOST_HECTARES, "m": MOST_VOLUME}.get(denominator.unit, MOST_COUNT)
    _refuse_over(value, most, denominator.unit)
    if denominator.unit in WHOLE_UNITS:
        if value % 1:
            raise ValueError(f"{denominator.label} harus bilangan bulat.")
        return int(value)
    return rounded(value, METRE_STEP if denominator.unit == "m" else HECTARE_STEP)


def storable_volume(criterion: Criterion, value: Decimal) -> Decimal:
    """What is not in order, as it is stored, in the unit of the parameter.

    A negative volume is kept: real survey sheets hold it, it scores 0 and is flagged. Raises ValueError for
    numbers that no survey can mean.
    """
    _refuse_over(abs(value), MOST_VOLUME, criterion.unit)
    return rounded(value, HECTARE_STEP)


def storable_percent(value: Decimal) -> Decimal:
    """A percent taken from a source. Raises ValueError beyond a million percent."""
    _refuse_over(abs(value), MOST_PERCENT, "persen")
    return rounded(value, HECTARE_STEP)


def storable_year(value: int) -> int:
    """A year of data. Raises ValueError for one that cannot be (221, 385 …)."""
    for flag in check_year(value):
        raise ValueError(flag.message)
    return value


def storable_mean(value: Decimal | None) -> Decimal | None:
    """The mean percent, held at what the column can keep; it is an information figure only."""
    return None if value is None else max(-MOST_MEAN, min(MOST_MEAN, value))


def rounded(value: Decimal, step: Decimal) -> Decimal:
    """Half up to the step, without trailing zeros and never as a power of ten."""
    _, digits, exponent = value.as_tuple()
    if exponent == 0 or (step.as_tuple().exponent <= exponent < 0 and digits[-1]):  # type: ignore[operator]  # finite
        return value or Decimal(0)
    number = value.quantize(step, rounding=ROUND_HALF_UP).normalize()
    if not number:
        return Decimal(0)
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _refuse_over(value: Decimal, most: Decimal | int, unit: str) -> None:
    if not value.is_finite() or value > most:
        raise ValueError(f"Angka terlalu besar; paling banyak {show_number(most)} {unit}.")
