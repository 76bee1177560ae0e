"""What holds for every page of problems, usulan and ranking: readers, locks, hostile words, query counts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.cycles.catalog import find_step
from planning.cycles.enums import StepStatus
from planning.cycles.models import StepState
from planning.cycles.registry import parts_of
from planning.proposals import services
from planning.proposals.models import Problem
from tests.planning.proposals.builders import (
    agreed,
    agreed_usulan,
    decided,
    scored,
    started,
    surveyed,
    taken,
)
from tests.planning.proposals.pages import text_of, url

pytestmark = pytest.mark.django_db


HOSTILE = "<script>alert('x')</script> {{ 7|add:1 }} “gang” 'O''Neil' \u202eterbalik"


@pytest.fixture
def writer(world, as_user):
    return as_user(world.cast.fasilitator)


@pytest.fixture
def decision(world):
    return decided(world)


READ = ("problem-list", "problem-detail", "proposal-list", "proposal-detail", "ranking-detail", "rank-detail")


def addresses(world, row):
    arguments = {"problem-detail": (2,), "proposal-detail": (row.pk,), "rank-detail": (row.pk,)}
    return [url(name, world, *arguments.get(name, ())) for name in READ]


def test_a_ksm_writes_usulan_and_leaves_the_answer_to_the_rembuk(world, as_user):
    row, ksm = taken(world), as_user(world.cast.ksm)
    assert ksm.get(url("proposal-edit", world, row.pk)).status_code == 200
    for name, arguments in (("proposal-answer", (row.pk,)), ("problem-edit", (2,)), ("ranking-start", ())):
        assert ksm.get(url(name, world, *arguments)).status_code in (403, 405)


@pytest.mark.parametrize("role", ["lurah", "pokja", "pemantau", "dinas", "camat"])
def test_readers_see_every_page_and_no_button_that_writes(world, as_user, decision, role):
    row = agreed_usulan(world, decision)
    scored(world, row)
    client = as_user(world.cast.holding(role))
    for address in addresses(world, row):
        page = client.get(address)
        assert page.status_code == 200, address
        own = page.content.decode().split("<main")[1]
        assert "/ubah/" not in own, address
        assert 'method="post"' not in own, address


def test_a_locked_step_is_read_only_and_says_so(world, writer, decision):
    row = agreed_usulan(world, decision)
    scored(world, row)
    StepState.objects.filter(cycle=world.cycle).update(status=StepStatus.CLOSED)
    for address in addresses(world, row):
        page = writer.get(address)
        assert "Terkunci" in text_of(page), address
        assert "/ubah/" not in page.content.decode().split("<main")[1], address


def test_hostile_words_are_shown_as_words(world, writer, decision):
    row = agreed_usulan(world, decision, title=HOSTILE, location=HOSTILE, reason=HOSTILE, asked_by_name=HOSTILE)
    scored(world, row)
    services.prepare_matrix(cycle=world.cycle, by=world.cast.fasilitator)
    problem = Problem.objects.get(cycle=world.cycle, aspect=2)
    services.describe_problem(
        problem=problem, text=services.ProblemText("ADA", statement=HOSTILE), sources=[], by=world.cast.fasilitator
    )
    services.override_rank(ranking=started(world), proposal=row, position=1, reason=HOSTILE, by=world.cast.fasilitator)
    writing = [url("proposal-edit", world, row.pk), url("scores-edit", world), url("score-edit", world, row.pk)]
    for address in [*addresses(world, row), *writing, url("problem-edit", world, 2)]:
        page = writer.get(address).content.decode()
        assert "<script>alert" not in page, address
        assert "7|add:1" in page or "problem" in address or "masalah" in address, address


@pytest.mark.parametrize("name", ["problem-list", "proposal-list", "ranking-detail", "scores-edit", "proposal-agree"])
def test_a_page_asks_as_often_for_one_usulan_as_for_three(world, writer, decision, name):
    surveyed(world, jalan_kualitas=320)

    def one_more(number):
        taken(world, title=f"Menunggu {number}")
        scored(world, agreed_usulan(world, decision, title=f"Usulan {number}"), K2=1 + number)

    def asked():
        writer.get(url(name, world))
        with CaptureQueriesContext(connection) as found:
            assert writer.get(url(name, world)).status_code == 200
        return len(found)

    one_more(0)
    once = asked()
    one_more(1)
    one_more(2)
    assert asked() == once


def test_what_is_missing_is_said_with_the_page_that_fixes_it(world, decision):
    def labels(step):
        return {
            part.label: [missing.text for missing in part.missing]
            for part in parts_of(find_step("P", step), world.cycle)
        }

    assert len(labels("P2")["Rumusan masalah 7 indikator"]) == 7
    assert labels("P3")["Usulan dijawab"] == ["Belum ada usulan yang dicatat."]
    row = taken(world)
    assert labels("P3")["Usulan dijawab"] == ["1 usulan belum dijawab.", "Belum ada usulan yang disepakati rembuk."]
    agreed(world, row, decision=decision)
    assert labels("P3")["Usulan dijawab"] == []
    assert labels("P3")["Peringkat usulan"] == ["Peringkat usulan belum dimulai."]
    started(world)
    assert labels("P3")["Peringkat usulan"] == ["Belum dinilai lengkap: “Paving gang melati”."]
    scored(world, row)
    assert labels("P3")["Peringkat usulan"] == []
