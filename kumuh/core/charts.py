"""Geometry of the charts: pure numbers in, whole-number coordinates out.

The drawings are the templates below `templates/charts/`; page and PDF include the same file. Sizes are
SVG user units (the picture scales with its box). Shapes differ by pattern as well as by colour, so a
black-and-white copy stays readable, and every chart goes together with a table of the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kumuh.core.formats import show_number

WIDTH = 640
_LABEL_WIDTH = 190
_VALUE_ROOM = 62
_TOP = 40
_BAR = 11
_ROW = 34
_PLOT_HEIGHT = 170
_NOT_MEASURED = "tidak diukur"


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """Share of what is NOT in order for one indicator, in percent (0..100, sources may exceed it).

    None means not measured; it is written out, never drawn as zero.
    """

    label: str
    before: Decimal | None
    after: Decimal | None = None


@dataclass(frozen=True, slots=True)
class YearValue:
    """Slum area at the end of a year, in hectares; `forecast` marks a planned, not measured, value."""

    year: int
    hectares: Decimal | None
    forecast: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A grid line: its position along the scale and the words beside it."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class ListedBar:
    """A bar of the phone's form of a chart: `share` is its length in percent (0..100) of the longest possible one."""

    text: str
    share: int
    hatched: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class ListedRow:
    """What one or two bars are about, for `components/bar_list.html`."""

    label: str
    bars: tuple[ListedBar, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its value written at `text_x`, `text_y`."""

    x: int
    y: int
    width: int
    height: int
    text: str
    text_x: int
    text_y: int
    forecast: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator: its label and one or two bars."""

    label: str
    label_y: int
    before: Bar
    after: Bar | None


@dataclass(frozen=True, slots=True)
class IndicatorChart:
    """Horizontal bars, one group per indicator; include `charts/indikator.svg` with it as `chart`."""

    ident: str
    title: str
    desc: str
    before_label: str
    after_label: str
    width: int
    height: int
    plot_top: int
    plot_bottom: int
    axis_x: int
    rows: tuple[IndicatorRow, ...]
    ticks: tuple[Tick, ...]

    @property
    def has_after(self) -> bool:
        """Tell whether there is anything to compare with."""
        return any(row.after is not None for row in self.rows)

    @property
    def listed(self) -> tuple[ListedRow, ...]:
        """Return the same bars as lines of text, for a screen too narrow for the drawing."""
        room = WIDTH - _LABEL_WIDTH - _VALUE_ROOM
        named = self.has_after
        return tuple(
            ListedRow(
                row.label,
                tuple(
                    ListedBar(bar.text, bar.width * 100 // room, hatched, words if named else "")
                    for bar, hatched, words in (
                        (row.before, named, self.before_label),
                        (row.after, False, self.after_label),
                    )
                    if bar is not None
                ),
            )
            for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class YearColumn:
    """One year: its column and the position of its label."""

    year: int
    middle: int
    bar: Bar


@dataclass(frozen=True, slots=True)
class AreaChart:
    """Columns of slum area by year; include `charts/luas_kumuh.svg` with it as `chart`."""

    ident: str
    title: str
    desc: str
    width: int
    height: int
    axis_x: int
    plot_right: int
    base_y: int
    columns: tuple[YearColumn, ...]
    ticks: tuple[Tick, ...]
    forecast_label: str = "target"

    @property
    def has_forecast(self) -> bool:
        """Tell whether a planned value is among the columns."""
        return any(column.bar.forecast for column in self.columns)

    @property
    def listed(self) -> tuple[ListedRow, ...]:
        """Return the same columns as lines of text in hectares, for a screen too narrow for the drawing."""
        return tuple(
            ListedRow(
                str(column.year),
                (
                    ListedBar(
                        column.bar.text if column.bar.text == _NOT_MEASURED else f"{column.bar.text} ha",
                        column.bar.height * 100 // _PLOT_HEIGHT,
                        column.bar.forecast,
                        self.forecast_label if column.bar.forecast else "",
                    ),
                ),
            )
            for column in self.columns
        )


def indicator_chart(
    values: Sequence[IndicatorValue],
    *,
    ident: str,
    title: str,
    before_label: str = "Sebelum",
    after_label: str = "Sesudah",
) -> IndicatorChart:
    """Return the bars of the indicators on a scale of 0 to 100 percent.

    Values beyond the scale end at its edge and keep their true figure in words. `ident` must be unique
    on the page.
    """
    compare = any(value.after is not None for value in values)
    row_height = _ROW if compare else _ROW - _BAR
    bottom = _TOP + row_height * len(values)
    rows = tuple(_indicator_row(value, _TOP + row_height * index, compare) for index, value in enumerate(values))
    ticks = tuple(Tick(_percent_x(Decimal(step)), f"{step}%") for step in (0, 25, 50, 75, 100))
    said = "; ".join(_say_indicator(value) for value in values)
    return IndicatorChart(
        ident=ident,
        title=title,
        desc=said,
        before_label=before_label,
        after_label=after_label,
        width=WIDTH,
        height=bottom + 26,
        plot_top=_TOP - 6,
        plot_bottom=bottom,
        axis_x=_LABEL_WIDTH,
        rows=rows,
        ticks=ticks,
    )


def area_chart(values: Sequence[YearValue], *, ident: str, title: str, forecast_label: str = "target") -> AreaChart:
    """Return columns of hectares by year on a scale from zero to a round number above the largest.

    `forecast_label` names the hatched columns in the legend.
    """
    largest = max((value.hectares for value in values if value.hectares is not None), default=Decimal(0))
    top = _round_up(largest)
    axis_x, right, base = 56, WIDTH - 12, _TOP + _PLOT_HEIGHT
    step = (right - axis_x) // max(len(values), 1)
    columns = []
    for index, value in enumerate(values):
        middle = axis_x + step * index + step // 2
        columns.append(YearColumn(value.year, middle, _column(value, middle, min(step * 6 // 10, 64), base, top)))
    ticks = tuple(
        Tick(base - _scale(top * part / 4, top, _PLOT_HEIGHT), decimal_text(top * part / 4)) for part in range(5)
    )
    said = "; ".join(
        f"{value.year}: {'tidak diukur' if value.hectares is None else decimal_text(value.hectares) + ' ha'}"
        for value in values
    )
    return AreaChart(
        ident=ident,
        title=title,
        desc=said,
        width=WIDTH,
        height=base + 30,
        axis_x=axis_x,
        plot_right=right,
        base_y=base,
        columns=tuple(columns),
        ticks=ticks,
        forecast_label=forecast_label,
    )


def decimal_text(value: Decimal) -> str:
    """Return at most two decimals with a comma, without trailing zeros: 7,5 or 12 or 0,04."""
    return show_number(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _indicator_row(value: IndicatorValue, y: int, compare: bool) -> IndicatorRow:
    before = _indicator_bar(value.before, y)
    after = _indicator_bar(value.after, y + _BAR + 1) if value.after is not None else None
    return IndicatorRow(value.label, y + (_BAR + 4 if compare else 9), before, after)


def _indicator_bar(percent: Decimal | None, y: int) -> Bar:
    if percent is None:
        return Bar(_LABEL_WIDTH, y, 0, _BAR, "belum diukur", _LABEL_WIDTH + 6, y + 9)
    width = _percent_x(percent) - _LABEL_WIDTH
    return Bar(_LABEL_WIDTH, y, width, _BAR, f"{decimal_text(percent)}%", _LABEL_WIDTH + width + 6, y + 9)


def _percent_x(percent: Decimal) -> int:
    room = WIDTH - _LABEL_WIDTH - _VALUE_ROOM
    return _LABEL_WIDTH + _scale(min(max(percent, Decimal(0)), Decimal(100)), Decimal(100), room)


def _column(value: YearValue, middle: int, width: int, base: int, top: Decimal) -> Bar:
    left = middle - width // 2
    if value.hectares is None:
        return Bar(left, base, width, 0, _NOT_MEASURED, middle, base - 6, value.forecast)
    height = _scale(value.hectares, top, _PLOT_HEIGHT)
    return Bar(
        left, base - height, width, height, decimal_text(value.hectares), middle, base - height - 6, value.forecast
    )


def _say_indicator(value: IndicatorValue) -> str:
    def said(percent: Decimal | None) -> str:
        return "belum diukur" if percent is None else f"{decimal_text(percent)} persen"

    return f"{value.label}: {said(value.before)}" + ("" if value.after is None else f", menjadi {said(value.after)}")


def _scale(value: Decimal, top: Decimal, room: int) -> int:
    return int((value / top * room).to_integral_value(ROUND_HALF_UP)) if top else 0


def _round_up(value: Decimal) -> Decimal:
    """Return the next of 1, 2, 4, 8, 10 times a power of ten: quarters of it are short numbers."""
    if value <= 0:
        return Decimal(1)
    power = Decimal(10) ** value.adjusted()
    return next(power * step for step in (1, 2, 4, 8, 10) if power * step >= value)
