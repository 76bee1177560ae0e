"""Where cycles stand and why: the cards of a kelurahan, the page of a city, the sentence of each cycle."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from kumuh.core.formats import tanggal
from kumuh.core.spreadsheets import read_workbook
from kumuh.reviews import services as reviews
from planning.cycles import queries, registry
from planning.cycles.catalog import TRACKS
from planning.cycles.models import Cycle, ScheduleItem, StepState
from planning.cycles.queries.causes import FRESH, causes, count_cause, keep_count
from planning.cycles.registry import Missing, Part
from planning.cycles.services import close_step, start_cycle
from planning.desk.queries import StuckChoice, stuck, waits
from tests.cast import FISCAL_YEAR, assign, make_cycle, make_rt, make_user
from tests.planning.cycles.conftest import fill_preparation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


def loaded(*cycles):
    return list(
        Cycle.objects.filter(pk__in=[one.pk for one in cycles]).select_related("region").prefetch_related("steps")
    )


def waiting(cycle, days, step=""):
    """The step at which the cycle stands is open since `days`."""
    first = step or cycle.steps.exclude(status="SELESAI").first().step
    StepState.objects.filter(cycle=cycle, step=first).update(opened_at=timezone.now() - timedelta(days=days, hours=1))
    return cycle


def why(cycle):
    found = queries.standings(loaded(cycle))
    return causes(found)[cycle.pk]


# --- The sentence of a cycle -----------------------------------------------------------------------------------
def test_until_somebody_counted_the_sentence_is_unknown_and_leads_to_the_step(world):
    found = why(world.cycle)
    assert (found.text, found.unknown) == ("", True)
    assert found.url == reverse("cycles:cycle-detail", args=[world.cycle.pk]) + "#P1"


def test_the_first_missing_thing_is_the_sentence_and_the_others_are_counted(world):
    (cycle,) = loaded(world.cycle)
    found = count_cause(cycle)
    assert found.text.endswith(" hal lain.")
    assert found.missing == sum(len(part.missing) for part in queries.progress(cycle)[0].parts)
    assert why(world.cycle).text == found.text, "the list tells what was counted"


def test_a_count_that_is_no_longer_fresh_is_told_with_its_time_and_asked_again(world):
    state = world.cycle.steps.get(step="P1")
    keep_count(state, [Part("Tim", "/x/", (Missing("Tim belum diisi.", "/x/"),))])
    assert not why(world.cycle).unknown
    with time_machine.travel(timezone.now() + FRESH + timedelta(minutes=1), tick=False):
        found = why(world.cycle)
    assert (found.text, found.unknown) == ("Tim belum diisi.", True)
    assert found.counted_at is not None


def test_a_step_that_was_closed_and_opened_again_forgets_its_old_count(world):
    state = world.cycle.steps.get(step="P1")
    keep_count(state, [Part("Tim", "/x/", (Missing("Tim belum diisi.", "/x/"),))])
    StepState.objects.filter(pk=state.pk).update(version=state.version + 1)
    assert why(world.cycle).text == ""


def test_every_page_of_the_cycle_keeps_its_count_for_the_lists(world, as_user):
    as_user(world.cast.fasilitator).get(reverse("cycles:cycle-detail", args=[world.cycle.pk]))
    first = why(world.cycle)
    assert first.missing == 4
    fill_preparation(world, world.cycle)
    as_user(world.cast.fasilitator).get(reverse("rembuk:meeting-list", args=[world.cycle.pk]))
    assert why(world.cycle).text == "Lengkap; tinggal ditutup Askot/Korkot atau Pokja PKP."


@pytest.fixture
def at_p2(world):
    cycle = start_cycle(
        track="P",
        region=world.places.kelurahan,
        decree=world.decree,
        fiscal_year=FISCAL_YEAR,
        survey_year=2025,
        by=world.cast.fasilitator,
    )
    fill_preparation(world, cycle)
    close_step(cycle=cycle, step="P1", by=world.cast.pokja)
    return cycle


def test_a_review_says_for_whom_it_waits_without_counting(world, at_p2, monkeypatch):
    monkeypatch.setattr(registry, "CHECKS", dict.fromkeys(registry.CHECKS, lambda *asked: ()))
    review = queries.review_of_step(StepState.objects.select_related("cycle").get(cycle=at_p2, step="P2"))
    reviews.submit(review=review, by=world.cast.fasilitator)
    assert why(at_p2).text == "Menunggu diperiksa Pokja PKP."
    reviews.add_note(review=review, by=world.cast.pokja, text="Periksa.", pin="usulan:7", pin_label="Usulan 7")
    reviews.return_for_completion(review=review, by=world.cast.pokja)
    assert why(at_p2).text == "Dikembalikan: 1 catatan wajib belum dijawab."
    reviews.answer_note(note=review.notes.get(), by=world.cast.fasilitator, text="Sudah.")
    assert count_cause(loaded(at_p2)[0]).text == "Lengkap; tinggal diajukan lagi."
    reviews.submit(review=review, by=world.cast.fasilitator)
    reviews.verify(review=review, by=world.cast.pokja)
    assert why(at_p2).text == "Sudah diperiksa; menunggu disahkan BKM/TIPP atau Lurah."


def test_the_row_that_comes_into_sight_gets_its_sentence(world, as_user):
    page = as_user(world.cast.fasilitator).get(reverse("cycles:cause-detail", args=[world.cycle.pk])).content.decode()
    assert "hal lain." in page
    assert "hx-get" not in page
    far = make_cycle(world.places.next_kelurahan, world.cast.pokja, world.decree)
    assert as_user(world.cast.fasilitator).get(reverse("cycles:cause-detail", args=[far.pk])).status_code == 404


def test_all_running_cycles_are_counted_for_the_morning(busy, capsys):
    call_command("hitung_syarat")
    assert "Syarat dihitung: 4 siklus." in capsys.readouterr().out
    assert not any(row.cause.unknown for row in seen(busy).rows)


# --- Who has the turn, by name -----------------------------------------------------------------------------------
def test_the_holder_of_the_turn_is_named_to_who_oversees_the_office(world):
    (row,) = waits(world.cast.pokja, loaded(world.cycle))
    assert row.names == world.cast.fasilitator.name


def test_offices_above_the_own_area_stay_without_names(world):
    city = make_cycle(world.places.city, world.cast.pokja, track="C", survey_year=None)
    (above,) = waits(world.cast.fasilitator, loaded(city))
    assert above.names == ""
    (row,) = waits(world.cast.pokja, loaded(city))
    assert set(row.people) == {world.cast.pokja.name, world.cast.askot.name}


def test_more_than_two_holders_are_counted(world):
    for number in range(3):
        assign(make_user(username=f"tfl-{number}", name=f"TFL Contoh {number}"), "FASILITATOR", world.places.kelurahan)
    (row,) = waits(world.cast.pokja, loaded(world.cycle))
    assert row.names.endswith(" dan 2 orang lain")


def test_the_last_day_of_the_schedule_stands_beside_the_waiting(world, as_user):
    day = timezone.localdate() - timedelta(days=5)
    for step, ends in (("P1", day), ("P2", day + timedelta(days=30))):
        ScheduleItem.objects.create(
            cycle=world.cycle, step=step, activity="Kegiatan", starts_on=day, ends_on=ends, responsible="Tim"
        )
    (row,) = waits(world.cast.pokja, loaded(world.cycle))
    assert (row.due, row.overdue) == (day, 5)
    assert f"batas {tanggal(day)}, lewat 5 hari" in kelurahan_page(world, as_user)
    found = stuck(world.cast.pokja, world.places.city, StuckChoice(overdue=True))
    assert [row.cycle for row in found.rows] == [world.cycle]


# --- The page of a kelurahan -----------------------------------------------------------------------------------
def kelurahan_page(world, as_user, user=None):
    url = reverse("areas:region-detail", args=[world.places.kelurahan.code])
    return as_user(user or world.cast.lurah).get(url).content.decode()


def every_programme(world, year=FISCAL_YEAR):
    """A cycle of each programme of a kelurahan, all in Krapyak."""
    return [
        make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, track=track, fiscal_year=year)
        for track, info in TRACKS.items()
        if info.level == "kelurahan"
    ]


def test_a_kelurahan_shows_its_cycles_of_every_programme_and_year(world, as_user):
    cycles = every_programme(world)
    old = make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, fiscal_year=2024)
    StepState.objects.filter(cycle=old).update(status="SELESAI")
    Cycle.objects.filter(pk=old.pk).update(finished_on="2025-01-31")
    text = kelurahan_page(world, as_user)
    for cycle in cycles:
        assert reverse("cycles:cycle-detail", args=[cycle.pk]) in text
        assert reverse("cycles:map-detail", args=[cycle.pk]) in text
        assert f"0 dari {len(TRACKS[cycle.track].steps)} langkah" in text
    assert "Sudah selesai" in text
    assert "selesai 31 Januari 2025" in text
    assert "memakai data RT tahun 2025" in " ".join(text.split())


def test_cycles_of_a_kelurahan_stand_in_the_order_of_their_waiting(world, as_user):
    old = waiting(make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, track="S"), 12)
    new = waiting(world.cycle, 3)
    text = kelurahan_page(world, as_user)
    assert text.index(f'id="siklus-{old.pk}"') < text.index(f'id="siklus-{new.pk}"')
    assert "12 hari" in text


def test_a_kelurahan_without_a_cycle_says_so(world, as_user):
    assert world.decree
    assert "Belum ada siklus perencanaan di kelurahan ini" in kelurahan_page(world, as_user)


def test_the_page_of_the_city_leads_to_what_is_held_up(world, as_user):
    make_cycle(world.places.city, world.cast.pokja, track="C", survey_year=None)
    page = as_user(world.cast.pokja).get(reverse("areas:region-detail", args=[world.places.city.code])).content.decode()
    assert reverse("desk:stuck-detail", args=[world.places.city.code]) in page
    assert "Kota (Pokja PKP) 2026" in page


# --- Where the kelurahan of a city are held up -------------------------------------------------------------------
@pytest.fixture
def busy(world):
    """Krapyak waits 3 days (P) and 30 (S), its neighbour 14 (P), the city itself 20 (C); one cycle is finished."""
    waiting(world.cycle, 3)
    waiting(make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, track="S"), 30)
    waiting(make_cycle(world.places.next_kelurahan, world.cast.askot, world.decree), 14)
    waiting(make_cycle(world.places.city, world.cast.pokja, track="C", survey_year=None), 20)
    done = make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, fiscal_year=2024)
    StepState.objects.filter(cycle=done).update(status="SELESAI")
    Cycle.objects.filter(pk=done.pk).update(finished_on="2025-01-31")
    return world


def seen(world, **choice):
    return stuck(world.cast.pokja, world.places.city, StuckChoice(**choice))


def ages(found):
    return [(row.cycle.region.name, row.cycle.track, row.days) for row in found.rows]


def test_the_longest_waiting_cycle_stands_first_whatever_its_programme(busy):
    assert ages(seen(busy)) == [
        ("Krapyak", "S", 30),
        ("Kota Pekalongan", "C", 20),
        ("Panjang Wetan", "P", 14),
        ("Krapyak", "P", 3),
    ]
    assert len(seen(busy).late) == 3


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"track": "P"}, ["Panjang Wetan", "Krapyak"]),
        ({"turn": "POKJA"}, ["Kota Pekalongan", "Panjang Wetan", "Krapyak"]),
        ({"turn": "CAMAT"}, []),
        ({"name": "krap"}, ["Krapyak", "Krapyak"]),
        ({"least": 15}, ["Krapyak", "Kota Pekalongan"]),
        ({"overdue": True}, []),
    ],
)
def test_the_list_is_narrowed_by_programme_turn_name_and_age(busy, choice, expected):
    assert [row.cycle.region.name for row in seen(busy, **choice).rows] == expected


def test_each_step_of_a_programme_tells_who_stands_there(busy):
    (programme,) = [lines for lines in seen(busy).tracks if lines.title == "P2KP 100-0-100"]
    assert [(line.step.code, len(line.waits), line.longest) for line in programme.held] == [("P1", 2, 14)]
    assert (programme.running, programme.finished) == (2, 1)


def stuck_url(world, name="stuck-detail", code=""):
    return reverse(f"desk:{name}", args=[code or world.places.city.code])


def test_the_page_names_step_turn_days_and_what_is_missing(busy, as_user):
    count_cause(loaded(busy.cycle)[0])
    text = " ".join(as_user(busy.cast.pokja).get(stuck_url(busy)).content.decode().split())
    for words in ("1. Sosialisasi awal kota", "30 hari", "hal lain.", busy.cast.fasilitator.name):
        assert words in text, words
    assert "Lihat apa yang kurang" in text, "those that nobody counted yet lead to their page"


def test_the_page_by_step_lists_the_kelurahan_of_each_step(busy, as_user):
    text = as_user(busy.cast.pokja).get(stuck_url(busy), {"tampilan": "langkah", "program": "P"}).content.decode()
    assert "Panjang Wetan</a>" in text
    assert "Rembuk Kelurahan I" not in text


@pytest.mark.parametrize(
    "query", ["?program=ZZ", "?lama=abc", "?lama=lewat", "?giliran=<b>", "?page=zz", "?nama=%00", "?tampilan=x"]
)
def test_an_odd_choice_counts_as_none_here_too(busy, as_user, query):
    assert as_user(busy.cast.pokja).get(stuck_url(busy) + query).status_code == 200


def test_a_camat_sees_the_own_kecamatan_and_a_fasilitator_nothing(busy, as_user):
    district = stuck_url(busy, code=busy.places.district.code)
    text = as_user(busy.cast.camat).get(district).content.decode()
    assert "Panjang Wetan" in text
    assert "Sosialisasi awal kota" not in text
    assert as_user(busy.cast.fasilitator).get(stuck_url(busy)).status_code == 404


def test_the_workbook_tells_what_was_counted_and_names_the_filter(busy, as_user):
    count_cause(loaded(busy.cycle)[0])
    answer = as_user(busy.cast.pokja).get(stuck_url(busy, "stuck-export"), {"program": "P"})
    assert "tertahan-kota-pekalongan-" in answer["Content-Disposition"]
    head, body = read_workbook(answer.content, filename="a.xlsx").sheets
    assert {line.values[0]: line.values[1] for line in head.rows}["Program"] == "P2KP 100-0-100"
    titles = body.rows[0].values
    rows = [dict(zip(titles, line.values, strict=False)) for line in body.rows[1:]]
    assert [row["Kelurahan/kota"] for row in rows] == ["Panjang Wetan", "Krapyak"]
    assert rows[0]["Yang kurang"] == "belum dihitung; buka halaman siklusnya"
    assert rows[1]["Yang kurang"].endswith(" hal lain.")
    assert rows[0]["Pemegang giliran"] == f"{busy.cast.askot.name}, {busy.cast.pokja.name}"
    assert rows[1]["Pemegang giliran"] == busy.cast.fasilitator.name


def test_the_comparison_of_a_city_keeps_one_row_per_kelurahan_and_tells_of_its_other_cycles(busy, as_user):
    page = as_user(busy.cast.pokja).get(reverse("desk:city-detail", args=[busy.places.city.code])).content.decode()
    assert page.count(">Krapyak</a>") == 1
    assert "dan 1 siklus lain" in page


# --- The same number of queries for one and three cycles -----------------------------------------------------------
PAGES = ("cycle", "map", "kelurahan", "city", "stuck", "steps", "start of fasilitator", "start of pokja")


def addresses_of(world, track, cycle):
    kota = TRACKS[track].level == "kota"
    region = world.places.city if kota else world.places.kelurahan
    city = world.places.city.code
    cast = world.cast
    return {
        "cycle": (cast.pokja, reverse("cycles:cycle-detail", args=[cycle.pk])),
        "map": (cast.pokja, reverse("cycles:map-detail", args=[cycle.pk])),
        "kelurahan": (cast.pokja, reverse("areas:region-detail", args=[region.code])),
        "city": (cast.pokja, reverse("desk:city-detail", args=[city])),
        "stuck": (cast.pokja, reverse("desk:stuck-detail", args=[city])),
        "steps": (cast.pokja, reverse("desk:stuck-detail", args=[city]) + "?tampilan=langkah"),
        "start of fasilitator": (cast.fasilitator, reverse("desk:start-page")),
        "start of pokja": (cast.pokja, reverse("desk:start-page")),
    }


@pytest.mark.parametrize("track", TRACKS)
def test_one_and_three_cycles_ask_the_database_equally_often(world, as_user, django_assert_max_num_queries, track):
    region = world.places.city if TRACKS[track].level == "kota" else world.places.kelurahan
    make_rt(world.places.next_kelurahan)

    def counts(cycle):
        found = {}
        for name, (user, address) in addresses_of(world, track, cycle).items():
            browser = as_user(user)
            browser.get(address)
            with django_assert_max_num_queries(120) as asked:
                assert browser.get(address).status_code == 200
            found[name] = len(asked)
        return found

    first = make_cycle(region, world.cast.pokja, world.decree, track=track, fiscal_year=2028)
    one = counts(first)
    for year in (2026, 2027):
        make_cycle(region, world.cast.pokja, world.decree, track=track, fiscal_year=year)
    assert counts(first) == one
    assert set(one) == set(PAGES)
