"""The preparation step: schedule, thresholds and their pages."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.cycles import queries, services
from planning.cycles.errors import CycleRefused
from planning.cycles.models import TeamMember
from tests.cast import make_rt

pytestmark = pytest.mark.django_db


def test_the_proposed_schedule_has_every_step_back_to_back(started):
    items = services.propose_schedule(cycle=started)

    assert [item.step for item in items] == ["P1", "P2", "P3", "P4"]
    assert items[0].starts_on == started.started_on
    assert all((after.starts_on - before.ends_on).days == 1 for before, after in pairwise(items))


def test_a_schedule_with_lines_is_never_overwritten(started):
    services.propose_schedule(cycle=started)

    with pytest.raises(CycleRefused, match="sudah ada isinya"):
        services.propose_schedule(cycle=started)


def test_thresholds_keep_only_what_differs_from_the_programme(started):
    services.set_thresholds(cycle=started, values={"perempuan_min": 35, "mbr_min": 20})

    assert started.thresholds == {"perempuan_min": 35}
    assert queries.thresholds(started)["perempuan_min"] == 35
    assert queries.thresholds(started)["mbr_min"] == 20


def preparation_data(**fields):
    forms = {"tim": 1, "jadwal": 1, "data": 0}
    management = {
        f"{prefix}-{name}": value
        for prefix, count in forms.items()
        for name, value in (("TOTAL_FORMS", count), ("INITIAL_FORMS", 0))
    }
    values = {
        "tim-0-name": "Anggota Contoh",
        "tim-0-sex": "P",
        "tim-0-duty": "Relawan",
        "jadwal-0-step": "P1",
        "jadwal-0-activity": "Koordinasi",
        "jadwal-0-starts_on": "2026-01-05",
        "jadwal-0-ends_on": "2026-01-09",
        "jadwal-0-responsible": "Fasilitator",
    }
    return management | values | fields


def test_the_fasilitator_fills_team_and_schedule_on_one_page(as_user, cast, started):
    answer = as_user(cast.fasilitator).post(reverse("cycles:preparation-edit", args=[started.pk]), preparation_data())

    assert answer.status_code == 302
    assert [member.name for member in started.team.all()] == ["Anggota Contoh"]
    assert [item.activity for item in started.schedule.all()] == ["Koordinasi"]


def test_a_mistake_in_one_row_saves_nothing_and_keeps_everything_typed(as_user, cast, started):
    answer = as_user(cast.fasilitator).post(
        reverse("cycles:preparation-edit", args=[started.pk]), preparation_data(**{"jadwal-0-ends_on": "2026-01-01"})
    )

    page = answer.content.decode()
    assert "lebih awal daripada tanggal mulai" in page
    assert "Anggota Contoh" in page
    assert not started.team.exists()


def with_team(world, cycle, count):
    """Members who each come from an RT of their own, and what the browser sends back when nothing was changed."""
    made = [
        TeamMember.objects.create(cycle=cycle, name=f"Anggota Contoh {number}", sex="P", duty="Relawan", rt=rt)
        for number, rt in enumerate(world.rts[:count])
    ]
    sent = {"tim-TOTAL_FORMS": count, "tim-INITIAL_FORMS": count}
    for number, member in enumerate(made):
        values = {"id": member.pk, "name": member.name, "sex": "P", "duty": "Relawan", "rt": member.rt_id}
        sent |= {f"tim-{number}-{name}": value for name, value in values.items()}
    empty = {f"{prefix}-{name}": 0 for prefix in ("jadwal", "data") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return sent | empty


def test_members_from_several_rt_cost_no_more_queries_than_one(world, as_user, started):
    browser, page = as_user(world.cast.fasilitator), reverse("cycles:preparation-edit", args=[started.pk])

    def queries_with(count: int) -> tuple[int, int]:
        started.team.all().delete()
        sent = with_team(world, started, count)
        with CaptureQueriesContext(connection) as shown:
            assert browser.get(page).status_code == 200
        with CaptureQueriesContext(connection) as saved:
            assert browser.post(page, sent).status_code == 302
        assert [member.rt for member in started.team.select_related("rt")] == list(world.rts[:count])
        return len(shown), len(saved)

    queries_with(1)
    assert queries_with(3) == queries_with(1)


def test_a_member_from_an_rt_outside_the_decree_is_refused(world, as_user, started):
    sent = with_team(world, started, 1) | {"tim-0-rt": make_rt(world.places.next_kelurahan, "009").pk}

    answer = as_user(world.cast.fasilitator).post(reverse("cycles:preparation-edit", args=[started.pk]), sent)

    assert answer.status_code == 200
    assert started.team.get().rt == world.rts[0]


def test_every_page_of_a_cycle_opens_for_who_may_and_shows_the_way(as_user, cast, started):
    for name in ("cycle-detail", "preparation-edit", "reflection-list"):
        page = as_user(cast.fasilitator).get(reverse(f"cycles:{name}", args=[started.pk]))
        assert page.status_code == 200
        assert "Persiapan" in page.content.decode()
    assert as_user(cast.pokja).get(reverse("cycles:thresholds-edit", args=[started.pk])).status_code == 200


def test_the_list_of_cycles_asks_as_often_for_three_as_for_one(as_user, cast, started):
    def queries_of_page() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse("cycles:cycle-list")).status_code == 200
        return len(asked)

    browser = as_user(cast.askot)
    queries_of_page()
    for_one = queries_of_page()
    for year in (2027, 2028):
        services.start_cycle(
            track="P", region=started.region, decree=started.decree, fiscal_year=year, survey_year=2025, by=cast.askot
        )
    assert queries_of_page() == for_one
