"""The seasonal calendar: which months suit works and meetings, what clashes, where groups differ, how it is drawn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.methods import queries
from planning.methods.drawing import calendar as drawn
from planning.methods.drawing.kit import NARROW, PALETTE, WIDE, overlapping
from planning.methods.enums.calendar import FactorKind
from planning.methods.errors import MethodRefused
from planning.methods.queries.calendar import USUAL, months_for_works
from planning.methods.seasons import (
    MARKS,
    MONTHS,
    Row,
    clashes,
    columns_for_meetings,
    columns_for_works,
    differences,
    months_of,
    named_columns,
    named_months,
    season,
)
from planning.methods.services.calendar import FactorText, SeasonText, set_seasons, write_calendar
from tests.planning.methods.builders import (
    FLOOD,
    HANDS,
    RAIN,
    agreed,
    agreed_calendar,
    factor,
    filled_calendar,
    fresh,
    started,
    with_group,
)

levels = st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=12, max_size=12).map(tuple)


def row(kind, values, name=""):
    return Row(kind, name or str(FactorKind(kind).label), tuple(values))


def months(numbers):
    return [number + 1 for number in numbers]


# --- Numbers -----------------------------------------------------------------------------------------------------
def test_works_belong_to_the_driest_months_and_of_those_to_the_ones_with_most_hands():
    rows = [row("HUJAN", RAIN), row("BANJIR", FLOOD), row("TENAGA", HANDS)]
    assert months(columns_for_works(rows, 12)) == [7, 8]


def test_without_hands_all_driest_months_suit_and_without_rain_or_flood_none_is_named():
    assert months(columns_for_works([row("HUJAN", RAIN)], 12)) == [6, 7, 8, 9]
    assert columns_for_works([row("TENAGA", HANDS)], 12) == ()


def test_a_year_in_which_no_month_is_below_two_has_no_month_for_works():
    assert columns_for_works([row("HUJAN", (3, 2) * 6)], 12) == ()


def test_what_nobody_said_is_never_taken_for_nothing():
    rain = (None, 1, *(2,) * 10)
    assert months(columns_for_works([row("HUJAN", rain)], 12)) == [2]


def test_a_rembuk_avoids_flood_work_and_ceremonies():
    rows = [
        row("BANJIR", FLOOD),
        row("PEKERJAAN", (0, 0, 0, 1, 2, 2, 1, 0, 0, 1, 2, 2)),
        row("ADAT", (0, 0, 1, 3, *(0,) * 8)),
    ]
    assert months(columns_for_meetings(rows, 12)) == [8, 9]


def test_things_clash_where_one_is_strong_and_the_other_at_least_medium():
    rows = [row("BANJIR", (3, 2, 3, *(0,) * 9)), row("TENAGA", (2, 2, 1, *(3,) * 9))]
    found = clashes(rows)
    assert [(one.first, one.second, months(one.columns)) for one in found] == [
        ("Banjir/genangan", "Tenaga tersedia untuk gotong royong", [1])
    ]


def test_the_worst_hindrance_and_the_fewest_hands_of_all_groups_count():
    men = [row("HUJAN", RAIN), row("TENAGA", (*(1,) * 5, 3, 3, 3, 3, 1, 1, 1))]
    women = [row("HUJAN", (*RAIN[:5], 2, *RAIN[6:])), row("TENAGA", (*(1,) * 6, 3, 1, 2, 1, 1, 1))]
    assert months(columns_for_works([*men, *women], 12)) == [7]


@given(st.lists(levels, min_size=1, max_size=6), st.randoms())
@settings(max_examples=80)
def test_months_do_not_depend_on_the_order_of_the_rows(values, random):
    kinds = list(FactorKind.values)
    rows = [row(kinds[number % len(kinds)], one, f"baris {number}") for number, one in enumerate(values)]
    shuffled = random.sample(rows, len(rows))
    for rule in (columns_for_works, columns_for_meetings):
        assert rule(rows, 12) == rule(shuffled, 12)


def test_neighbouring_months_are_named_as_a_span():
    assert named_columns([0, 1, 2, 4, 10, 11], MONTHS) == "Januari–Maret, Mei, November dan Desember"
    assert named_months([7]) == "Juli"


def test_a_season_may_run_over_the_turn_of_the_year():
    wet, dry = season("Rendeng", 10, 3), season("Ketigo", 4, 9)
    assert wet.months == (10, 11, 12, 1, 2, 3)
    assert months_of([0], [wet, dry]) == (1, 2, 3, 10, 11, 12)


def test_groups_differ_where_two_steps_lie_between_them_or_one_says_nothing():
    men = [row("AIR", (0,) * 12), row("HUJAN", RAIN)]
    women = [row("AIR", (0,) * 6 + (3, 3, 2, 0, 0, 0))]
    assert differences([("Laki-laki", men), ("Perempuan", women)], MONTHS) == (
        "Kesulitan air bersih: Laki-laki dan Perempuan menilai berbeda pada Juli–September; "
        "Perempuan merasakannya lebih kuat.",
        "Perempuan tidak menyebut Hujan.",
    )


# --- Drawings --------------------------------------------------------------------------------------------------------
@given(st.lists(st.tuples(st.sampled_from(FactorKind.values), levels, st.text("abc de", max_size=60)), max_size=14))
@settings(max_examples=40)
def test_no_label_covers_another_and_nothing_leaves_the_sheet(rows):
    told = [Row(kind, f"{name} {number}", values, {0: "gang 3"}) for number, (kind, values, name) in enumerate(rows)]
    sheet = drawn.CalendarSheet("k", "Kalender", MONTHS, told, works=[6], meetings=[8], clashing=[1])
    for drawing, width in ((drawn.wide(sheet), WIDE), (drawn.tall(sheet), NARROW)):
        assert overlapping([label for label in drawing.labels if label.text != "*"]) == []
        assert all(label.box[0] >= -1 and label.box[2] <= width + 1 for label in drawing.labels)
        assert all(label.box[1] >= 0 and label.box[3] <= drawing.height + 4 for label in drawing.labels)


def test_every_level_is_told_by_its_mark_and_darkens_with_its_strength():
    sheet = drawn.CalendarSheet("k", "Kalender", MONTHS, [row("HUJAN", (0, 1, 2, 3, None, *(0,) * 7))])
    words = [label.text for label in drawn.wide(sheet).labels]
    assert [words.count(MARKS[level]) for level in (1, 2, 3)] == [2, 2, 2]  # one cell, one key
    light = [sum(int(PALETTE[f"level-{level}"][at : at + 2], 16) for at in (1, 3, 5)) for level in range(4)]
    assert light == sorted(light, reverse=True)


def test_names_of_months_are_all_short_or_all_whole():
    heads = [label.text for label in drawn.wide(drawn.CalendarSheet("k", "K", MONTHS, [])).labels][:12]
    assert heads == [column.short for column in MONTHS]
    two = (season("Rendeng", 10, 3), season("Ketigo", 4, 9))
    assert [label.text for label in drawn.wide(drawn.CalendarSheet("k", "K", two, [])).labels][:2] == [
        "Rendeng",
        "Ketigo",
    ]


def test_the_blank_sheet_has_a_line_for_every_usual_factor_and_two_more():
    drawing = drawn.blank("b", "Kosong", MONTHS, [kind.label for kind in USUAL], 560)
    assert sum(1 for shape in drawing.shapes if shape.kind == "box" and shape.x == 1) == len(USUAL) + 2
    assert overlapping(drawing.labels) == []


# --- Rows ----------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([factor("HUJAN", (1,) * 11)], "jumlah kolomnya"),
        ([factor("HUJAN", (4, *(0,) * 11))], "0, 1, 2 atau 3"),
        ([factor("SALJU", (0,) * 12)], "dari daftar"),
        ([factor("LAIN", (0,) * 12)], "Tulis sebutan"),
        ([factor("HUJAN", (0,) * 12), factor("HUJAN", (1,) * 12)], "dua kali"),
        ([FactorText("HUJAN", (0,) * 12, notes={12: "apa"})], "jumlah kolomnya"),
    ],
)
def test_rows_that_cannot_stand_are_refused_as_a_whole(world, rows, sentence):
    session = started(world)
    with pytest.raises(MethodRefused, match=sentence):
        write_calendar(group=session.groups.get(), texts=rows, by=world.cast.fasilitator)
    assert not session.groups.get().factors.exists()


@pytest.mark.django_db
def test_writing_again_keeps_what_did_not_change_and_takes_away_what_is_gone(world):
    session = filled_calendar(world)
    before = {one.kind: (one.pk, one.version) for one in session.groups.get().factors.all()}
    filled_calendar(world, session, rows=[factor("HUJAN", RAIN), factor("BANJIR", (0,) * 12)])
    after = {one.kind: (one.pk, one.version) for one in session.groups.get().factors.all()}
    assert after == {"HUJAN": before["HUJAN"], "BANJIR": (before["BANJIR"][0], 2)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seasons", "sentence"),
    [
        ([SeasonText("Rendeng", 10, 3)], "Satu musim saja"),
        ([SeasonText("Rendeng", 10, 3), SeasonText("Ketigo", 3, 9)], "sudah termasuk musim lain"),
        ([SeasonText("Rendeng", 10, 13), SeasonText("Ketigo", 4, 9)], "Januari sampai Desember"),
        ([SeasonText(" ", 10, 3), SeasonText("Ketigo", 4, 9)], "nama musimnya"),
    ],
)
def test_seasons_that_cannot_stand_are_refused(world, seasons, sentence):
    with pytest.raises(MethodRefused, match=sentence):
        set_seasons(session=started(world), texts=seasons, by=world.cast.fasilitator)


@pytest.mark.django_db
def test_a_calendar_in_local_seasons_names_months_of_the_year(world):
    session = started(world)
    seasons = [SeasonText("Rendeng", 10, 3), SeasonText("Ketigo", 4, 9)]
    set_seasons(session=session, texts=seasons, by=world.cast.fasilitator)
    agreed(world, filled_calendar(world, session, rows=[factor("HUJAN", (3, 0))]))
    assert months_for_works(world.cycle) == (4, 5, 6, 7, 8, 9)


@pytest.mark.django_db
def test_only_agreed_calendars_recommend_months_and_several_agree_on_what_they_share(world):
    filled_calendar(world)
    assert months_for_works(world.cycle) == ()
    agreed_calendar(world)
    assert months_for_works(world.cycle) == (7, 8)
    agreed(world, filled_calendar(world, started(world, title="RW 002"), rows=[factor("HUJAN", (1,) * 7 + (0,) * 5)]))
    assert months_for_works(world.cycle) == (8,)


@pytest.mark.django_db
def test_hardships_are_passed_on_once_for_all_groups_with_who_named_them(world):
    session = filled_calendar(world)
    women = with_group(world, session)
    filled_calendar(world, session, women, [factor("BANJIR", (0,) * 6 + (2,) * 6), factor("AIR", (1,) * 12)])
    found = [(one.kind, one.text, one.note, one.aspect) for one in queries.reading_of(fresh(session)).results]
    assert found[1:] == [
        ("MASALAH", "Banjir/genangan pada Januari–Maret, Juli–Desember", "Disebut: Semua peserta, Perempuan", 4)
    ]
