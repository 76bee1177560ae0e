"""Charts: geometry of the indicator bars and of the slum area by year."""

import xml.etree.ElementTree as ET
from decimal import Decimal

from django.template.loader import render_to_string

from kumuh.core.charts import (
    AreaChart,
    IndicatorValue,
    ListedBar,
    ListedRow,
    YearValue,
    area_chart,
    indicator_chart,
)


def bars(*pairs):
    return indicator_chart(
        [IndicatorValue(f"Indikator {n}", before, after) for n, (before, after) in enumerate(pairs)],
        ident="g",
        title="Tujuh indikator",
    )


def test_a_bar_is_as_long_as_its_percent():
    half, full = bars((Decimal(50), None), (Decimal(100), None)).rows
    assert full.before.width == 2 * half.before.width


def test_a_percent_beyond_the_scale_ends_at_its_edge_and_keeps_its_figure():
    over, full = bars((Decimal("307.8"), None), (Decimal(100), None)).rows
    assert over.before.width == full.before.width
    assert over.before.text == "307,8%"


def test_a_negative_percent_has_no_bar():
    assert bars((Decimal("-2.7"), None)).rows[0].before.width == 0


def test_not_measured_is_said_and_not_drawn_as_zero():
    row = bars((None, None)).rows[0]
    assert (row.before.width, row.before.text, row.after) == (0, "belum diukur", None)


def test_before_and_after_stand_under_each_other_and_the_description_says_both():
    chart = bars((Decimal("38.75"), Decimal("9.1")))
    (row,) = chart.rows
    assert chart.has_after
    assert row.after.y > row.before.y + row.before.height - 1
    assert chart.desc == "Indikator 0: 38,75 persen, menjadi 9,1 persen"


def years(*values):
    return area_chart([YearValue(2016 + n, value) for n, value in enumerate(values)], ident="g", title="Luas")


def test_a_column_is_as_high_as_its_hectares_and_zero_is_flat():
    high, low, zero = years(Decimal(40), Decimal(20), Decimal(0)).columns
    assert high.bar.height == 2 * low.bar.height
    assert (zero.bar.height, zero.bar.text) == (0, "0")


def test_the_scale_ends_at_a_round_number_above_the_largest():
    assert [tick.text for tick in years(Decimal("36.2")).ticks] == ["0", "10", "20", "30", "40"]
    assert years(Decimal("0.31")).ticks[-1].text == "0,4"
    assert years(Decimal(97)).ticks[-1].text == "100"


def test_columns_stay_inside_the_picture_for_one_and_for_twelve_years():
    for count in (1, 12):
        chart = years(*[Decimal(7)] * count)
        assert all(
            chart.axis_x <= column.bar.x and column.bar.x + column.bar.width <= chart.plot_right
            for column in chart.columns
        )


def test_without_any_year_the_chart_is_empty_but_whole():
    chart = years()
    assert chart.columns == ()
    assert drawn(chart).find("{*}desc").text is None


def drawn(chart):
    name = "luas_kumuh" if isinstance(chart, AreaChart) else "indikator"
    return ET.fromstring(render_to_string(f"charts/{name}.svg", {"chart": chart}))


def test_the_drawing_has_title_and_description_for_screen_readers_and_no_inline_style():
    picture = drawn(bars((Decimal("38.75"), Decimal("9.1"))))
    title, desc = picture.find("{*}title"), picture.find("{*}desc")
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby").split() == [title.get("id"), desc.get("id")]
    assert title.text == "Tujuh indikator"
    assert not [element for element in picture.iter() if element.get("style") or element.tag.endswith("}style")]


def test_a_forecast_differs_by_pattern_not_by_colour_alone():
    chart = area_chart(
        [YearValue(2018, Decimal(14)), YearValue(2019, Decimal(7), forecast=True)], ident="g", title="Luas"
    )
    fills = [rect.get("fill") for rect in drawn(chart).findall(".//{*}rect")]
    assert "url(#g-arsir)" in fills
    assert "#2f5d7c" in fills


def test_a_phone_reads_the_same_figures_as_lines_of_text():
    columns = area_chart(
        [YearValue(2018, Decimal(14)), YearValue(2019, None), YearValue(2020, Decimal(7), forecast=True)],
        ident="g",
        title="Luas",
    )
    assert columns.listed == (
        ListedRow("2018", (ListedBar("14 ha", 70),)),
        ListedRow("2019", (ListedBar("tidak diukur", 0),)),
        ListedRow("2020", (ListedBar("7 ha", 35, hatched=True, words="target"),)),
    )


def test_a_phone_reads_before_and_after_beside_each_other():
    rows = bars((Decimal(50), Decimal(10))).listed
    assert [(bar.words, bar.text, bar.share, bar.hatched) for bar in rows[0].bars] == [
        ("Sebelum", "50%", 50, True),
        ("Sesudah", "10%", 10, False),
    ]
