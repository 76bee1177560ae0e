"""The problem matrix: always seven rows, fed by the survey, complete only with causes and two sources."""

from urllib.parse import quote

import pytest

from kumuh.conditions.services import save_rt_record
from kumuh.reviews.models import Review
from planning.cycles.enums import StepStatus
from planning.cycles.errors import StepLocked
from planning.cycles.models import StepState
from planning.proposals import queries, services
from planning.proposals.errors import ProposalRefused
from planning.proposals.models import Problem
from planning.proposals.services import ProblemText, SourceText
from planning.rembuk.enums import MeetingStatus
from tests.cast import make_ruleset
from tests.planning.proposals.builders import met, surveyed
from tests.planning.proposals.pages import url

pytestmark = pytest.mark.django_db

FULL = {
    "statement": "Saluran mampet.",
    "cause": "Sampah",
    "effect": "Banjir",
    "need": "Saluran 200 m",
    "households": 40,
}


def row(world, aspect=4):
    return queries.problem_row(world.cycle, aspect)


def described(world, *sources, aspect=4, state="ADA", **text):
    services.prepare_matrix(cycle=world.cycle, by=world.cast.fasilitator)
    problem = Problem.objects.get(cycle=world.cycle, aspect=aspect)
    return services.describe_problem(
        problem=problem, text=ProblemText(state, **text), sources=sources, by=world.cast.fasilitator
    )


def test_the_seven_rows_are_made_once(world):
    for _ in range(2):
        services.prepare_matrix(cycle=world.cycle, by=world.cast.fasilitator)
    assert [problem.aspect for problem in Problem.objects.filter(cycle=world.cycle)] == [1, 2, 3, 4, 5, 6, 7]


def test_volume_percent_and_rt_come_from_the_survey_and_change_with_it(world):
    surveyed(world, 0, drainase_ketersediaan=120)
    surveyed(world, 1, drainase_ketersediaan=320)
    facts = {item.criterion.key: item for item in row(world).facts.criteria}
    assert (facts["drainase_ketersediaan"].volume, facts["drainase_ketersediaan"].percent) == (440, 55)
    assert row(world).rts == ("RT 001 / RW 001", "RT 002 / RW 001")
    surveyed(world, 1, drainase_ketersediaan=0)
    facts = {item.criterion.key: item for item in row(world).facts.criteria}
    assert facts["drainase_ketersediaan"].volume == 120


def test_affected_households_are_those_counted_else_all_of_the_rt(world):
    surveyed(world, 0, limbah_sistem=45, drainase_ketersediaan=320)
    assert row(world, 5).affected.households == 45
    assert row(world, 4).affected.households == 60
    assert "batas atas" in row(world, 4).affected.sentence
    assert row(world, 6).affected is None


def test_without_a_survey_the_row_is_there_and_nothing_is_claimed(world):
    found = row(world)
    assert (found.facts, found.affected, found.rts, found.said) == (None, None, (), False)


def test_a_row_is_complete_with_every_answer_and_two_different_sources(world):
    meeting = met(world)
    described(world, SourceText("REMBUK", meeting), **FULL)
    assert row(world).missing == ("dua sumber yang berbeda",)
    described(world, SourceText("REMBUK", meeting), **FULL)
    assert row(world).missing == ("dua sumber yang berbeda",)
    described(world, SourceText("OBSERVASI", note="Jalan bersama RT"), **FULL)
    assert row(world).complete


@pytest.mark.parametrize("field", ["cause", "effect", "need"])
def test_each_open_answer_is_named(world, field):
    sources = (SourceText("OBSERVASI", note="a"), SourceText("SEKUNDER", note="b"))
    described(world, *sources, **FULL | {field: ""})
    words = {"cause": "akar penyebab", "effect": "akibat", "need": "kebutuhan penanganan"}
    assert row(world).missing == (words[field],)


@pytest.mark.parametrize(
    ("state", "text", "field"),
    [
        ("BELUM", {}, "state"),
        ("ADA", {}, "statement"),
        ("ADA", {"statement": "Ada.", "poor_households": 3}, "households"),
        ("ADA", {"statement": "Ada.", "households": 5, "women_households": 6}, "women_households"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(world, state, text, field):
    with pytest.raises(ProposalRefused) as refusal:
        described(world, state=state, **text)
    assert field in refusal.value.message_dict
    assert row(world).problem.state == "BELUM"


@pytest.mark.parametrize(
    "source",
    [
        SourceText("FGD"),
        SourceText("OBSERVASI"),
        SourceText("KABAR", note="angin"),
    ],
)
def test_a_source_that_names_nothing_is_refused_and_nothing_is_saved(world, source):
    with pytest.raises(ProposalRefused):
        described(world, source, **FULL)
    assert row(world).problem.statement == ""


def test_a_meeting_that_did_not_take_place_is_no_source(world):
    with pytest.raises(ProposalRefused, match="belum berlangsung"):
        described(world, SourceText("REMBUK", met(world, status=MeetingStatus.PLANNED)), **FULL)


def test_a_source_added_by_somebody_else_stays_and_a_removed_one_goes(world):
    described(world, SourceText("OBSERVASI", note="a"), SourceText("SEKUNDER", note="b"), **FULL)
    first = row(world).sources[0]
    services.describe_problem(
        problem=row(world).problem, text=ProblemText("ADA", **FULL), sources=[], removed=[first.pk], by=world.cast.bkm
    )
    assert [source.note for source in row(world).sources] == ["b"]


def test_no_problem_without_contradiction_needs_no_more_than_a_source(world):
    described(world, SourceText("OBSERVASI", note="Jalan bersama RT"), state="TIDAK_ADA")
    assert row(world).complete


def test_the_matrix_is_locked_while_it_is_reviewed_and_after_it_is_closed(world):
    described(world, **FULL)
    StepState.objects.filter(cycle=world.cycle, step="P2").update(status=StepStatus.CLOSED)
    with pytest.raises(StepLocked):
        described(world, **FULL)


def test_a_reviewer_can_pin_a_note_to_every_answer(world, as_user):
    described(world, **FULL)
    state = StepState.objects.get(cycle=world.cycle, step="P2")
    Review.objects.create(
        chain="p2-profil",
        subject_type="stepstate",
        subject_id=state.pk,
        region=world.places.kelurahan,
        title="Pemetaan swadaya",
        state="DIAJUKAN",
    )
    page = as_user(world.cast.pokja).get(url("problem-detail", world, 4)).content.decode()
    problem = row(world).problem
    for name in ("masalah", "akar_penyebab", "akibat", "kebutuhan", "sumber"):
        assert quote(f"masalah:{problem.pk}/{name}", safe="") in page, name


def test_an_unscored_version_of_the_rules_gives_seven_rows_without_scores(world):
    world.survey.ruleset = make_ruleset("baseline-2015")
    world.survey.save()
    save_rt_record(
        survey=world.survey, neighbourhood=world.rts[0], denominators={}, volumes={}, by=world.cast.fasilitator
    )
    found = queries.problem_matrix(world.cycle)
    assert len(found) == 7
    assert all(one.rts == () and one.affected is None for one in found)
    assert queries.parameters(world.cycle)
