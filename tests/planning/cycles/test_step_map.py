"""The step map: what it says of every step, and that its labels stand apart on every sheet."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings as site
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from kumuh.core.formats import tanggal
from kumuh.reviews import services as reviews
from planning.cycles import queries, services
from planning.cycles.catalog import TRACKS, Step
from planning.cycles.models import StepState
from planning.cycles.queries.maps import step_map
from planning.cycles.stepmap.layout import NARROW, WIDE, strip, tall, wide
from planning.cycles.stepmap.shape import Mark, StepFact, StepMap, shape_map
from tests.cast import make_cycle
from tests.planning.cycles.test_gates import approve, open_gates, state_of  # noqa: F401  # open_gates is a fixture

DONE, OPEN, NEW = "SELESAI", "BERJALAN", "BELUM"


def a_step(code, name="Langkah contoh", **fields):
    text = dict.fromkeys(
        ("purpose", "facilitated_by", "attended_by", "captured", "outputs", "gate", "approved_by", "source"), ""
    )
    return Step(code=code, name=name, **text | fields)


def said(*facts) -> StepMap:
    return shape_map(facts, ident="peta", title="Peta langkah contoh")


def a_way(*statuses, **of_the_open):
    """Steps A, B, C … with these statuses; the given facts belong to the first one that is not closed."""
    here = next((at for at, status in enumerate(statuses) if status != DONE), None)
    return said(
        *(
            StepFact(a_step(chr(65 + at)), status, **(of_the_open if at == here else {}))
            for at, status in enumerate(statuses)
        )
    )


def test_closed_open_and_waiting_steps_are_told_apart():
    shown = a_way(DONE, OPEN, NEW, NEW)
    assert [step.mark for step in shown.steps] == [Mark.DONE, Mark.OPEN, Mark.BLOCKED, Mark.BLOCKED]
    assert [step.waits_for for step in shown.steps] == [None, None, 2, 2]
    assert shown.here.number == 2


@pytest.mark.parametrize(
    ("facts", "mark", "words"),
    [
        ({"days": 12}, Mark.OPEN, "Dikerjakan, 12 hari"),
        ({"days": 0}, Mark.OPEN, "Dikerjakan sejak hari ini"),
        ({"review": "DRAF", "days": 2}, Mark.OPEN, "Dikerjakan, 2 hari"),
        ({"review": "DIAJUKAN", "days": 3}, Mark.REVIEW, "Diperiksa, 3 hari"),
        ({"review": "DIVERIFIKASI", "days": 1}, Mark.REVIEW, "Diperiksa, 1 hari"),
        ({"review": "DIKEMBALIKAN", "days": 4}, Mark.RETURNED, "Perlu dilengkapi, 4 hari"),
        ({"reopened": True, "days": 5}, Mark.UNLOCKED, "Dibuka kembali, 5 hari"),
        ({"reopened": True, "review": "DIAJUKAN", "days": 1}, Mark.REVIEW, "Diperiksa, 1 hari"),
    ],
)
def test_the_state_of_a_step_is_one_word_and_its_age(facts, mark, words):
    here = a_way(DONE, OPEN, NEW, **facts).here
    assert (here.mark, here.state) == (mark, words)


def test_a_closed_step_that_one_person_may_change_is_open_until_its_day():
    shown = said(StepFact(a_step("A"), DONE, unlocked_until=date(2026, 12, 3)), StepFact(a_step("B"), OPEN))
    assert shown.steps[0].mark == Mark.UNLOCKED
    assert shown.steps[0].state == "Dibuka sementara s.d. 3 Desember 2026"
    assert shown.done == 1


def test_a_key_to_a_step_that_is_examined_stands_beside_its_state():
    here = a_way(DONE, OPEN, review="DIAJUKAN", days=2, unlocked_until=date(2026, 12, 3)).here
    assert here.lines == ("Diperiksa, 2 hari", "Dibuka sementara s.d. 3 Desember 2026")


def test_a_closed_step_tells_how_long_ago_and_nobody_has_its_turn():
    (step,) = said(StepFact(a_step("A"), DONE, turn="BKM", days=40, missing=2)).steps
    assert step.lines == ("Selesai 40 hari lalu",)


def test_whose_turn_it_is_and_how_much_is_missing_stand_in_the_box():
    here = a_way(DONE, OPEN, days=3, turn="Fasilitator", missing=2).here
    assert here.lines == ("Dikerjakan, 3 hari", "Giliran: Fasilitator", "Kurang 2 hal")


def test_what_is_missing_is_not_counted_while_others_examine_it():
    assert a_way(OPEN, review="DIAJUKAN", missing=2, days=1).here.short == ""


def test_a_step_that_runs_through_the_cycle_waits_for_nobody_and_blocks_nobody():
    shown = said(
        StepFact(a_step("A"), OPEN, days=2),
        StepFact(a_step("B", continuous=True), OPEN, days=9, turn="BKM"),
        StepFact(a_step("C"), NEW),
    )
    assert [step.mark for step in shown.steps] == [Mark.OPEN, Mark.OPEN, Mark.BLOCKED]
    assert shown.steps[1].state == "Berjalan sepanjang siklus"
    assert shown.steps[2].waits_for == 1


def test_a_dependency_that_is_not_on_the_step_before_is_told():
    shown = said(
        StepFact(a_step("A"), OPEN),
        StepFact(a_step("B", after=("A",)), NEW),
        StepFact(a_step("C", after=("A",)), NEW),
        StepFact(a_step("D", after=("A", "B")), NEW),
    )
    assert [step.order for step in shown.steps] == ["", "", "Sesudah langkah 1", "Sesudah langkah 1 dan 2"]
    assert [dict(cells)["Syarat urutan"] for _, cells in shown.rows][1:3] == [
        "menunggu langkah 1; sesudah langkah 1",
        "menunggu langkah 1; sesudah langkah 1",
    ]


def test_a_finished_cycle_stands_nowhere():
    shown = a_way(DONE, DONE)
    assert shown.here is None
    assert shown.summary == "2 dari 2 langkah selesai."


def test_the_summary_says_the_map_to_who_does_not_see_it():
    shown = a_way(DONE, OPEN, NEW, days=3, turn="BKM", missing=2)
    assert shown.summary == (
        "1 dari 3 langkah selesai. Sekarang langkah 2, Langkah contoh: dikerjakan, 3 hari; giliran: BKM; kurang 2 hal."
    )


# --- Drawing ------------------------------------------------------------------------------------------------
FACE = Path(site.NODE_MODULES) / "@expo-google-fonts" / "noto-sans"
FILES = {False: "400Regular/NotoSans_400Regular.ttf", True: "700Bold/NotoSans_700Bold.ttf"}
_FONTS: dict = {}


def extent(label):
    """The rectangle of a line as FreeType measures it in the face of the screens: left, top, right, bottom."""
    key = (label.bold, label.size)
    font = _FONTS.setdefault(key, ImageFont.truetype(str(FACE / FILES[label.bold]), 100))
    scale = label.size / 100
    return (
        label.x,
        label.y - label.size * 0.8,
        label.x + font.getlength(label.text) * scale,
        label.y + label.size * 0.25,
    )


def apart(one, two):
    return one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]


def inside(one, two, by=1):
    return one[0] >= two[0] - by and one[1] >= two[1] - by and one[2] <= two[2] + by and one[3] <= two[3] + by


def frame(box):
    return (box.x, box.y, box.x + box.width, box.y + box.height)


def colliding(things):
    """Names of things (name, rectangle) that share some place; sorted by top, so that only neighbours are compared."""
    found, near = [], []
    for name, place in sorted(things, key=lambda thing: thing[1][1]):
        near = [(other, there) for other, there in near if there[3] > place[1]]
        found += [(other, name) for other, there in near if not apart(place, there)]
        near.append((name, place))
    return found


def overlaps(sheet):
    """What stands on something else or outside its box or the sheet."""
    lines = [(label.text, extent(label), None) for heading in sheet.headings for label in heading.labels]
    lines += [(key.label.text, extent(key.label), None) for key in sheet.keys]
    lines += [(label.text, extent(label), box) for box in sheet.boxes for label in box.labels]
    signs = [
        (box.step.mark.icon, (box.sign_x, box.sign_y, box.sign_x + box.sign_size, box.sign_y + box.sign_size))
        for box in sheet.boxes
    ]
    whole = (0, 0, sheet.width, sheet.height)
    return [
        *colliding([*((text, place) for text, place, _ in lines), *signs]),
        *colliding([(box.step.code, frame(box)) for box in sheet.boxes]),
        *(text for text, place, _ in lines if not inside(place, whole)),
        *(text for text, place, box in lines if box is not None and not inside(place, frame(box))),
    ]


words = st.text(st.sampled_from("abcdefghijklmnoprstuwyMRPL,:&/()–"), min_size=1, max_size=26)
names = st.lists(words, min_size=1, max_size=7).map(" ".join)


@st.composite
def maps(draw):
    """A programme of up to thirty steps in phases, in any lawful state."""
    phases = draw(st.lists(st.tuples(st.one_of(st.just(""), names), st.integers(1, 8)), min_size=1, max_size=9))
    declared = [phase for phase, size in phases for _ in range(size)][:30]
    here = draw(st.integers(0, len(declared)))
    facts = []
    for at, phase in enumerate(declared):
        after = tuple(f"S{other}" for other in draw(st.sets(st.integers(0, at), max_size=3)) if other < at)
        step = a_step(f"S{at}", draw(names), phase=phase, after=after, continuous=draw(st.integers(0, 9)) == 0)
        status = DONE if at < here else OPEN if at == here or step.continuous else NEW
        facts.append(
            StepFact(
                step,
                status,
                review=draw(st.sampled_from(["", "DRAF", "DIAJUKAN", "DIKEMBALIKAN"])) if at == here else "",
                reopened=draw(st.booleans()),
                turn=draw(st.one_of(st.just(""), names)) if status == OPEN else "",
                days=draw(st.integers(0, 40000)),
                missing=draw(st.one_of(st.none(), st.integers(0, 400))),
            )
        )
    return said(*facts)


@pytest.mark.parametrize("draw_sheet", [wide, tall, strip])
@settings(max_examples=40)
@given(shown=maps())
def test_no_label_ever_stands_on_another_or_outside_its_box(draw_sheet, shown):
    sheet = draw_sheet(shown)
    assert overlaps(sheet) == []
    assert [box.step.number for box in sheet.boxes] == [step.number for step in shown.steps]
    assert sheet.width <= (WIDE if draw_sheet is wide else NARROW) + 2


@pytest.mark.parametrize("track", TRACKS)
def test_every_programme_fits_on_its_sheets_with_one_row_of_phases(track):
    facts = [StepFact(step, DONE if at < 4 else NEW, days=9) for at, step in enumerate(TRACKS[track].steps)]
    shown = said(*facts)
    for sheet in (wide(shown), tall(shown), strip(shown)):
        assert overlaps(sheet) == []
    assert len({heading.y for heading in wide(shown).headings}) <= 1
    assert wide(shown).height <= 640, "taller than a projected screen beside the heading"


def test_boxes_of_other_states_look_different_without_colour():
    """Every state has a word and a sign of its own."""
    assert len({mark.words for mark in Mark}) == len({mark.icon for mark in Mark}) == len(Mark)


# --- Pages --------------------------------------------------------------------------------------------------
def page_of(browser, name, cycle):
    return browser.get(reverse(name, args=[cycle.pk])).content.decode()


@pytest.mark.parametrize("track", TRACKS)
def test_the_map_of_every_programme_is_drawn_with_its_table(world, as_user, track):
    region = world.places.city if TRACKS[track].level == "kota" else world.places.kelurahan
    cycle = make_cycle(region, world.cast.pokja, world.decree, track=track)
    text = page_of(as_user(world.cast.pokja), "cycles:map-detail", cycle)
    numbers = as_user(world.cast.pokja).get(reverse("cycles:cycle-detail", args=[cycle.pk])).content.decode()
    for number, step in enumerate(TRACKS[track].steps, 1):
        assert text.count(f'href="{queries.step_url(cycle, step.code)}"') == 3, "wide, tall and table"
        assert f'aria-label="Langkah {number}, {escape(step.name)}: ' in numbers, "a number alone says nothing"
    assert 'role="group"' in text
    assert f'<title id="peta-{cycle.pk}-wide-judul">Peta langkah' in text


def test_drawing_and_table_say_the_same(world, at_p2):
    shown = step_map(at_p2, queries.progress(at_p2), {})
    for (step, cells), box in zip(shown.rows, wide(shown).boxes, strict=True):
        told = " ".join(label.text for label in box.labels)
        row = dict(cells)
        assert step.name in told
        assert row["Giliran"] in told.replace("Giliran: ", "")
        assert row["Lama"].replace("\xa0", " ") in told


@pytest.mark.usefixtures("open_gates")
def test_the_map_follows_a_step_through_its_review(world, at_p2):
    def mark_of(step="P2"):
        at_p2.__dict__.pop("_prefetched_objects_cache", None)
        rows = {row.code: row for row in step_map(at_p2, queries.progress(at_p2), {}).steps}
        return rows[step].mark, rows[step].turn

    review = queries.review_of_step(state_of(at_p2, "P2"))
    assert mark_of() == (Mark.OPEN, "Fasilitator kelurahan/TFL, Askot/Korkot atau BKM/TIPP")
    reviews.submit(review=review, by=world.cast.fasilitator)
    assert mark_of() == (Mark.REVIEW, "Pokja PKP")
    reviews.return_for_completion(review=review, by=world.cast.pokja, reason="Lengkapi.")
    assert mark_of()[0] == Mark.RETURNED
    approve(world, at_p2, "P2")
    assert mark_of() == (Mark.DONE, "")
    services.reopen_step(cycle=at_p2, step="P2", by=world.cast.pokja, reason="Data RT 002 keliru.")
    assert mark_of()[0] == Mark.UNLOCKED
    assert mark_of("P3") == (Mark.BLOCKED, "")


def test_the_age_counts_from_the_day_the_step_came_into_its_state(world, started):
    StepState.objects.filter(cycle=started, step="P1").update(opened_at=timezone.now() - timedelta(days=17, hours=1))
    assert step_map(started, queries.progress(started), {}).here.days == 17


@pytest.mark.usefixtures("open_gates")
def test_a_step_opened_to_one_person_is_seen_on_the_map(world, at_p2, as_user):
    approve(world, at_p2, "P2")
    until = timezone.localdate() + timedelta(days=5)
    services.unlock_step(
        cycle=at_p2, step="P2", person=world.cast.fasilitator, until=until, reason="Salah ketik.", by=world.cast.pokja
    )
    page = page_of(as_user(world.cast.lurah), "cycles:cycle-detail", at_p2)
    assert f"Langkah 2, Pemetaan swadaya: dibuka sementara s.d. {tanggal(until)}" in page


def test_a_step_whose_gate_was_not_counted_is_not_called_complete(world):
    """The bar and the map count only the present step; the one that runs beside it keeps its turn all the same."""
    cycle = make_cycle(world.places.kelurahan, world.cast.pokja, world.decree, track="K")
    whole, quick = queries.progress(cycle), queries.progress(cycle, counting=())
    assert whole[-1].missing
    assert (quick[-1].parts, quick[-1].turn) == ((), whole[-1].turn)


def test_the_map_of_a_neighbour_is_not_found(world, as_user):
    far = make_cycle(world.places.next_kelurahan, world.cast.pokja, world.decree)
    assert as_user(world.cast.fasilitator).get(reverse("cycles:map-detail", args=[far.pk])).status_code == 404


def test_a_long_programme_tells_one_phase_in_full_and_the_others_in_a_line(
    world, as_user, django_assert_max_num_queries
):
    cycle = make_cycle(world.places.kelurahan, world.cast.pokja, world.decree, track="K")
    browser = as_user(world.cast.fasilitator)
    page = reverse("cycles:cycle-detail", args=[cycle.pk])

    with django_assert_max_num_queries(80):
        first = browser.get(page).content.decode()
    with django_assert_max_num_queries(80):
        building = browser.get(page, {"tahap": "K3.1"}).content.decode()

    assert [reverse("cycles:record-edit", args=[cycle.pk, step]) in first for step in ("K1.1", "K1.2", "K3.1")] == [
        True,
        True,
        False,
    ]
    assert reverse("cycles:record-edit", args=[cycle.pk, "K3.1"]) in building
    assert all(f'id="{step.code}"' in building for step in TRACKS["K"].steps)
    assert f'{page}?tahap=K3.1#K3.1"' in first
