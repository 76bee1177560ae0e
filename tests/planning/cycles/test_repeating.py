"""Yearly repetition: the next cycle starts from the old one; what comes along is told, copied or referred to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.cycles import queries, registry, services
from planning.cycles.catalog import TRACKS
from planning.cycles.errors import CycleRefused
from planning.cycles.models import CarriedOver, Cycle, PrincipleNote, TeamMember
from planning.programs import services as programs
from planning.proposals import services as proposals
from planning.proposals.models import Problem, Proposal
from tests.cast import FISCAL_YEAR, make_cycle, make_survey
from tests.planning.programs.builders import a_work, usulan
from tests.planning.proposals.builders import decided, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(world):
    """A cycle whose last step is closed, with a team, a problem, a lesson and usulan of every fate."""
    cycle = world.cycle
    TeamMember.objects.create(cycle=cycle, name="Anggota Contoh", sex="P", duty="Fasilitator teknik", rt=world.rts[0])
    Problem.objects.create(
        cycle=cycle, aspect=4, state="ADA", statement="Saluran tersumbat.", cause="Sampah.", households=30
    )
    Problem.objects.create(cycle=cycle, aspect=7, state="TIDAK_ADA")
    PrincipleNote.objects.create(
        cycle=cycle, step="P3", principle="praktis", answer="Ya.", improve="Undangan lebih awal."
    )
    taken(world, title="Belum dijawab")
    late = taken(world, title="Ditunda")
    proposals.postpone_proposal(proposal=late, reason="Menunggu lahan.", by=world.cast.bkm)
    proposals.decline_proposal(proposal=taken(world, title="Ditolak"), reason="Di luar SK.", by=world.cast.bkm)
    decision = decided(world)
    usulan(world, decision=decision, title="Disepakati tanpa kegiatan")
    a_work(world, usulan(world, decision=decision, title="Sudah didanai"))
    a_work(world, usulan(world, decision=decision, title="Belum didanai"), sources={})
    postponed = a_work(world, usulan(world, decision=decision, title="Kegiatan ditunda"))
    programs.postpone_work(work=postponed, reason="Lahan belum siap.", by=world.cast.bkm)
    cycle.steps.update(status="SELESAI")
    return cycle


def repeat(world, cycle, **changes):
    return services.repeat_cycle(previous=cycle, by=world.cast.pokja, **changes)


def told(rows):
    return {row.label: (row.copied, row.count) for row in rows}


COMES_ALONG = {
    "Tim perencana": (True, 1),
    "SK Kumuh": (False, 1),
    "Data tujuh indikator": (False, 1),
    "Pelajaran": (False, 1),
    "Masalah yang masih terbuka": (True, 1),
    "Usulan yang belum dilaksanakan": (True, 3),
    "Kegiatan yang belum terdanai atau ditunda": (True, 2),
}


def test_what_comes_along_is_told_before_and_kept_after(world, old):
    make_survey(world.places.kelurahan, 2026)
    before = registry.carried(old, None, world.cast.pokja)
    assert told(before) == COMES_ALONG
    assert Cycle.objects.count() == 1

    new = repeat(world, old)

    assert told(new.carried_over.all()) == COMES_ALONG
    assert (new.previous, new.fiscal_year, new.survey_year, new.decree) == (old, FISCAL_YEAR + 1, 2026, old.decree)


def test_usulan_come_without_their_answer_and_name_where_they_came_from(world, old):
    new = repeat(world, old)

    rows = Proposal.objects.filter(cycle=new).order_by("title")
    assert [(row.title, row.status, row.origin.title, row.decision) for row in rows] == [
        (title, "USULAN", title, None)
        for title in ("Belum didanai", "Belum dijawab", "Disepakati tanpa kegiatan", "Ditunda", "Kegiatan ditunda")
    ]
    assert {row.origin.cycle for row in rows} == {old}
    assert list(rows[0].rts.all()) == [world.rts[0]]
    assert rows[0].origin_note == f"Kegiatannya belum terdanai atau ditunda dalam {old}."


def test_open_problems_come_in_words_and_their_numbers_are_counted_anew(world, old):
    problem = Problem.objects.get(cycle=repeat(world, old))
    assert (problem.aspect, problem.statement, problem.cause, problem.households) == (
        4,
        "Saluran tersumbat.",
        "Sampah.",
        None,
    )
    assert problem.sources.count() == 0


def test_approvals_meetings_and_papers_stay_behind(world, old):
    new = repeat(world, old)

    assert new.meetings.count() == 0
    assert [(state.step, state.status) for state in new.steps.all()][:2] == [("P1", "BERJALAN"), ("P2", "BELUM")]
    assert {state.status for state in old.steps.all()} == {"SELESAI"}
    assert Proposal.objects.filter(cycle=old).count() == 7


def test_a_team_member_of_an_rt_that_is_gone_comes_without_rt(world, old):
    world.rts[0].valid_to = "2026-06-30"
    world.rts[0].save()
    assert TeamMember.objects.get(cycle=repeat(world, old)).rt is None


def test_the_new_cycle_refuses_a_year_that_exists_and_keeps_nothing(world, old):
    make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, fiscal_year=FISCAL_YEAR + 1)
    with pytest.raises(CycleRefused, match="sudah mempunyai siklus program ini untuk tahun 2027"):
        repeat(world, old)
    assert not CarriedOver.objects.exists()
    assert not Proposal.objects.exclude(cycle=old).exists()


def test_all_of_it_or_nothing(world, old, monkeypatch):
    def breaks(**asked):
        raise RuntimeError("disk penuh")

    monkeypatch.setitem(registry._CARRIERS, 99, breaks)
    with pytest.raises(RuntimeError):
        repeat(world, old)
    assert (Cycle.objects.count(), Proposal.objects.exclude(origin=None).count()) == (1, 0)


def test_an_old_cycle_that_has_not_come_far_enough_is_not_repeated(world):
    with pytest.raises(CycleRefused, match="setelah langkah Prioritas 1 milyar selesai"):
        repeat(world, world.cycle)
    with pytest.raises(CycleRefused):
        repeat(world, world.cycle, fiscal_year=FISCAL_YEAR + 1)


def test_the_year_is_later_than_that_of_the_old_cycle(world, old):
    with pytest.raises(CycleRefused, match="harus sesudah 2026"):
        repeat(world, old, fiscal_year=FISCAL_YEAR)


def test_every_programme_names_the_step_after_which_it_can_be_repeated():
    assert {track: info.step(info.repeat_after).code for track, info in TRACKS.items()} == {
        "K": "K2.6", "P": "P4", "S": "S3.6", "L": "L2.4", "C": "C6",
    }  # fmt: skip


def test_the_page_tells_what_comes_along_and_leads_to_the_new_cycle(world, as_user, old):
    browser, url = as_user(world.cast.pokja), reverse("cycles:cycle-repeat", args=[old.pk])
    assert (
        reverse("cycles:cycle-repeat", args=[old.pk])
        in browser.get(reverse("cycles:cycle-detail", args=[old.pk])).content.decode()
    )
    assert world.survey.year
    page = browser.get(url).content.decode()
    assert [label for label in COMES_ALONG if label not in page] == []

    answer = browser.post(url, {"fiscal_year": FISCAL_YEAR + 1})
    new = Cycle.objects.get(previous=old)
    assert answer["Location"] == reverse("cycles:cycle-detail", args=[new.pk])
    started = browser.get(answer["Location"]).content.decode()
    assert "Lanjutan dari siklus 2026" in started
    assert "Kegiatan yang belum terdanai atau ditunda" in started
    taken_over = Proposal.objects.filter(cycle=new).first()
    detail = browser.get(reverse("proposals:proposal-detail", args=[new.pk, taken_over.pk])).content.decode()
    assert taken_over.origin_note in detail

    again = browser.post(url, {"fiscal_year": FISCAL_YEAR + 1})
    assert (again.status_code, "sudah mempunyai siklus" in again.content.decode()) == (200, True)


def test_the_page_says_when_it_is_too_early_and_offers_nothing(world, as_user):
    page = as_user(world.cast.pokja).get(reverse("cycles:cycle-repeat", args=[world.cycle.pk])).content.decode()
    assert "setelah langkah Prioritas 1 milyar selesai" in page
    assert 'class="action-bar"' not in page


def test_telling_what_comes_along_asks_as_often_for_three_usulan_as_for_one(world):
    def asked():
        with CaptureQueriesContext(connection) as found:
            registry.carried(world.cycle, None, world.cast.pokja)
        return len(found)

    taken(world, title="Satu")
    for_one = asked()
    taken(world, title="Dua")
    taken(world, title="Tiga")
    assert asked() == for_one


def test_the_repetition_is_refused_until_its_step_is_closed(world):
    assert queries.repeat_refusal(world.cycle)
    world.cycle.steps.filter(step="P4").update(status="SELESAI")
    assert queries.repeat_refusal(world.cycle) == ""
