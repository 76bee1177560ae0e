"""Results of participatory methods carried on: copied once into problems, potentials, usulan, with a pointer back."""

import pytest
from django.urls import reverse

from planning.cycles.errors import StepLocked
from planning.cycles.models import StepState
from planning.methods.models import CalendarFactor, VennBody
from planning.methods.services import reopen_session
from planning.proposals import services
from planning.proposals.enums import FactKind, ProblemState, SourceKind
from planning.proposals.errors import ProposalRefused
from planning.proposals.models import LocalFact, Problem, Proposal, ResultUse
from tests.planning.methods.builders import agreed, agreed_calendar, filled_calendar, filled_venn, started
from tests.planning.proposals.builders import an_intake, met, surveyed, taken
from tests.planning.rembuk.browsing import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(world, as_user):
    return as_user(world.cast.fasilitator)


def flood_key():
    return f"faktor:{CalendarFactor.objects.get(kind='BANJIR').pk}"


def take_url(session, code, key):
    return reverse("proposals:result-take", args=[session.cycle_id, session.pk, code, key])


def text(answer):
    return answer.content.decode()


def as_problem(world, session, key=None, aspect=4):
    return services.take_as_problem(session=session, key=key or flood_key(), aspect=aspect, by=world.cast.fasilitator)


def test_a_result_becomes_part_of_the_statement_with_the_method_as_its_source(world):
    session = agreed_calendar(world)
    problem = as_problem(world, session)
    assert (problem.aspect, problem.state) == (4, ProblemState.PRESENT)
    assert problem.statement == "Banjir/genangan pada Januari–Maret, Desember."
    source = problem.sources.get()
    assert (source.kind, source.note) == (
        SourceKind.OBSERVATION, "Kalender musim “Kalender musim RW 001”, 14 Februari 2026",
    )  # fmt: skip


def test_a_method_of_a_rembuk_that_was_held_names_the_rembuk_as_source(world):
    meeting = met(world, title="Rembuk RW 001")
    session = agreed(world, filled_calendar(world, started(world, meeting=meeting)))
    source = as_problem(world, session).sources.get()
    assert (source.kind, source.meeting) == (SourceKind.REMBUK, meeting)


def test_what_the_statement_says_already_stays(world):
    session = agreed_calendar(world)
    services.prepare_matrix(cycle=world.cycle, by=world.cast.fasilitator)
    row = Problem.objects.get(cycle=world.cycle, aspect=4)
    said = services.ProblemText(ProblemState.PRESENT, "Saluran tersumbat.", cause="Sampah", households=12)
    services.describe_problem(problem=row, text=said, sources=[], by=world.cast.fasilitator)
    problem = as_problem(world, session)
    assert problem.statement == "Saluran tersumbat.\nBanjir/genangan pada Januari–Maret, Desember."
    assert (problem.cause, problem.households) == ("Sampah", 12)


def test_a_second_time_gives_what_was_made_the_first_time(world):
    session = agreed_calendar(world)
    first = as_problem(world, session)
    assert as_problem(world, session, aspect=3) == first
    assert ResultUse.objects.count() == 1
    assert not Problem.objects.get(aspect=3).statement


def test_nothing_is_carried_on_before_it_was_agreed_or_once_it_is_gone(world):
    draft = filled_calendar(world)
    with pytest.raises(ProposalRefused, match="belum disepakati"):
        as_problem(world, draft)
    session = agreed(world, draft)
    with pytest.raises(ProposalRefused, match="tidak ada lagi"):
        as_problem(world, session, key="faktor:99999")
    with pytest.raises(ProposalRefused, match="tidak ada lagi"):
        as_problem(world, session, key="bulan")
    with pytest.raises(ProposalRefused) as refusal:
        as_problem(world, session, aspect=9)
    assert "aspect" in refusal.value.error_dict


def test_a_closed_matrix_takes_nothing(world):
    session = agreed_calendar(world)
    StepState.objects.filter(cycle=world.cycle, step="P2").update(status="SELESAI")
    with pytest.raises(StepLocked):
        as_problem(world, session)
    assert not ResultUse.objects.exists()


def test_what_was_carried_on_stays_when_the_method_is_opened_again(world):
    session = agreed_calendar(world)
    problem = as_problem(world, session)
    reopen_session(session=session, by=world.cast.bkm, reason="Kelompok pemuda belum ditanya")
    assert Problem.objects.get(pk=problem.pk).statement
    assert ResultUse.objects.get().problem == problem


def test_a_strong_institution_becomes_a_potential_once(world):
    session = agreed(world, filled_venn(world))
    key = f"kuat:{VennBody.objects.get(name='Posyandu Contoh').pk}"
    take = {"session": session, "key": key, "sector": "SOSBUD", "by": world.cast.fasilitator}
    fact = services.take_as_fact(place="RW 001", **take)
    assert services.take_as_fact(**take) == fact
    assert (fact.kind, fact.text, fact.place) == (
        FactKind.POTENTIAL, "Posyandu Contoh aktif dan dekat dengan warga", "RW 001",
    )  # fmt: skip


def test_a_potential_that_was_taken_off_the_list_can_be_carried_on_again(world):
    session = agreed(world, filled_venn(world))
    key = f"kuat:{VennBody.objects.get(name='Posyandu Contoh').pk}"
    take = {"session": session, "key": key, "sector": "SOSBUD", "by": world.cast.fasilitator}
    fact = services.take_as_fact(**take)
    services.save_facts(cycle=world.cycle, texts=[], removed=[fact.pk], by=world.cast.fasilitator)
    assert services.take_as_fact(**take).pk != fact.pk


def test_an_usulan_points_to_one_result_only_and_only_of_its_own_cycle(world):
    surveyed(world)
    session = agreed_calendar(world)
    row = taken(world)
    services.mark_as_proposal(session=session, key=flood_key(), proposal=row, by=world.cast.fasilitator)
    with pytest.raises(ProposalRefused, match="sudah menjadi usulan"):
        services.mark_as_proposal(session=session, key=flood_key(), proposal=taken(world), by=world.cast.fasilitator)


# --- Pages -----------------------------------------------------------------------------------------------------------
def test_the_session_offers_ways_on_only_once_it_was_agreed(world, browser):
    draft = filled_calendar(world)
    url = reverse("methods:session-detail", args=[world.cycle.pk, draft.pk])
    page = text(browser.get(url))
    assert "Dapat diteruskan sesudah hasilnya disepakati." in page
    assert "Jadikan masalah" not in page
    agreed(world, draft)
    page = text(browser.get(url))
    assert take_url(draft, "masalah", flood_key()) in page
    assert take_url(draft, "usulan", flood_key()) in page


def test_the_indicator_of_the_result_is_proposed_and_the_made_row_opened(world, browser):
    session = agreed_calendar(world)
    url = take_url(session, "masalah", flood_key())
    assert '<option value="4" selected>' in text(browser.get(url))
    made = reverse("proposals:problem-detail", args=[world.cycle.pk, 4])
    assert browser.post(url, {"aspect": "4"}).url == made
    assert browser.get(url).url == made
    page = text(browser.get(reverse("methods:session-detail", args=[world.cycle.pk, session.pk])))
    assert "Masalah: Drainase lingkungan" in page
    assert url not in page


def test_an_indicator_that_is_missing_is_said_at_its_field(world, browser):
    url = take_url(agreed_calendar(world), "masalah", flood_key())
    assert "Masalah pada indikator belum dipilih." in text(browser.post(url, {"aspect": ""}))


def test_a_potential_is_carried_on_through_its_page(world, browser):
    session = agreed(world, filled_venn(world))
    key = f"kuat:{VennBody.objects.get(name='Posyandu Contoh').pk}"
    answer = browser.post(take_url(session, "potensi", key), {"sector": "SOSBUD", "place": ""})
    assert answer.url == reverse("proposals:fact-list", args=[world.cycle.pk])
    assert LocalFact.objects.get().text == "Posyandu Contoh aktif dan dekat dengan warga"


def test_an_usulan_begins_with_the_words_of_the_result_and_says_where_it_comes_from(world, browser):
    surveyed(world)
    session = agreed_calendar(world)
    answer = browser.get(take_url(session, "usulan", flood_key()))
    assert answer.url == f"{reverse('proposals:proposal-add', args=[world.cycle.pk])}?metode={session.pk}-{flood_key()}"
    page = browser.get(answer.url)
    assert "Banjir/genangan pada Januari–Maret, Desember" in text(page)
    intake = an_intake()
    sent = typed(
        page, criterion_key=intake.criterion_key, rts=str(world.rts[0].pk), asked_by="WARGA", volume="", households="",
    )  # fmt: skip
    browser.post(answer.url, sent)
    row = Proposal.objects.get()
    assert ResultUse.objects.get().proposal == row
    shown = text(browser.get(reverse("proposals:proposal-detail", args=[world.cycle.pk, row.pk])))
    assert "Kalender musim “Kalender musim RW 001”" in shown


@pytest.mark.parametrize("address", ["{}-faktor:1", "x-faktor:1", "", "9999999999-faktor:1", "{}-"])
def test_an_address_that_names_no_result_leaves_the_form_of_an_usulan_empty(world, browser, address):
    session = filled_calendar(world)
    url = f"{reverse('proposals:proposal-add', args=[world.cycle.pk])}?metode={address.format(session.pk)}"
    assert browser.get(url).status_code == 200


def test_a_result_that_is_not_there_is_not_found(world, browser):
    session = agreed_calendar(world)
    for code, key in (("masalah", "faktor:99999"), ("tarian", flood_key())):
        assert browser.get(take_url(session, code, key)).status_code == 404
