"""One finished and one half-way cycle of KOTAKU, SPBM, PLPBK and the city, each walked through its gates."""

from collections import Counter

import pytest
from django.core.cache import cache

from planning.city.enums import AnswerStatus, LightState
from planning.city.queries import lights, plan_answers, whole_of
from planning.cycles.catalog import TRACKS, EntryKind
from planning.cycles.enums import StepStatus, Track
from planning.cycles.models import Cycle, StepPaper
from planning.cycles.queries import current, gate_sentences, progress, standings
from planning.cycles.queries.causes import causes
from planning.demo.catalog import read
from planning.demo.programs import FILES, answers_for, program_stories
from planning.demo.services import load_demo
from planning.demo.services.stages import FILLERS
from planning.demo.stories import FINISHED
from planning.documents.enums import EditionState
from planning.documents.models import Edition
from planning.institutions.models import Institution, Member
from planning.rembuk.enums import MeetingStatus
from planning.rembuk.models import Meeting

PROGRAMS = (Track.KOTAKU, Track.SPBM, Track.PLPBK, Track.CITY)


def stories_of(track: str) -> list:
    return [story for story in program_stories() if story.track == track]


def cycle_of(story) -> Cycle:
    return Cycle.objects.get(track=story.track, region_id=story.code, fiscal_year=story.fiscal_year)


@pytest.mark.parametrize("track", PROGRAMS)
def test_every_programme_has_a_finished_cycle(demo, track):
    finished = stories_of(track)[0]
    assert finished.stands_at == FINISHED
    assert cycle_of(finished).finished_on is not None


@pytest.mark.parametrize("track", PROGRAMS)
def test_every_programme_has_a_half_way_cycle(demo, track):
    half_way = stories_of(track)[-1]
    here = current(progress(cycle_of(half_way)))
    assert here is not None
    assert here.step.code == half_way.stands_at
    closed = cycle_of(half_way).steps.filter(status=StepStatus.CLOSED).count()
    assert 0 < closed < len(TRACKS[track].steps)


@pytest.mark.parametrize("track", PROGRAMS)
def test_the_gates_of_a_finished_cycle_still_hold(demo, track):
    cycle = cycle_of(stories_of(track)[0])
    assert {state.step: gate_sentences(state) for state in cycle.steps.all()} == {
        step.code: [] for step in TRACKS[track].steps
    }


def finished_city() -> Cycle:
    return cycle_of(next(story for story in stories_of(Track.CITY) if story.stands_at == FINISHED))


def test_the_finished_city_answers_every_item_of_thirteen_kelurahan_and_signs_each_list(demo):
    city = finished_city()
    lists = plan_answers(city)
    assert len({row.plan.cycle.region_id for row in lists}) == 13
    assert all(row.answered and row.settled for row in lists)
    assert set(city.item_answers.values_list("status", flat=True)) == set(AnswerStatus.values)


def test_all_five_lights_of_the_finished_city_are_green_and_its_rest_is_explained(demo):
    whole = whole_of(finished_city())
    assert [light.state for light in lights(whole)] == [LightState.GREEN] * 5
    assert 0 < whole.path.end_ha < whole.path.start_ha
    for name in ("Pasir Kraton Kramat", "Pringrejo", "Tirto"):
        assert name in whole.record["sisa_luas"]


def test_the_city_has_printed_and_signed_its_profile_and_its_plan(demo):
    papers = Edition.objects.filter(
        document__subject_id=finished_city().pk, document__kind__in=("profil-kota", "rp2kpkp")
    )
    assert papers.count() == 2
    assert all(edition.state == EditionState.FINAL and edition.signatures.exists() for edition in papers)


def test_loading_counts_why_each_running_cycle_stands_still(demo):
    cache.clear()
    load_demo()
    running = Cycle.objects.filter(finished_on=None).select_related("region", "decree")
    found = causes(standings(list(running.prefetch_related("steps"))))
    assert len(found) > 5
    assert not any(cause.unknown for cause in found.values())


def test_a_kelurahan_runs_programmes_side_by_side_on_one_survey(demo):
    side_by_side = Counter(Cycle.objects.filter(finished_on=None).values_list("region__name", "survey_year"))
    assert side_by_side[("Bendan Kergon", 2023)] == 2


def test_their_meetings_bodies_and_papers_are_marked_as_examples(demo):
    assert not Cycle.objects.filter(is_example=False).exists()
    assert not Institution.objects.filter(is_example=False).exists()
    assert all("(contoh)" in name for name in Member.objects.values_list("name", flat=True))
    assert set(Meeting.objects.exclude(cycle__track=Track.P2KP).values_list("status", flat=True)) == {
        MeetingStatus.CLOSED
    }
    assert all("(contoh)" in number for number in StepPaper.objects.exclude(number="").values_list("number", flat=True))


def test_every_word_of_the_example_files_belongs_to_an_entry_that_is_asked():
    asked = {track: {step.code: _keys(step) for step in TRACKS[track].steps} for track in PROGRAMS}
    unused = [
        (track, step, key)
        for track in PROGRAMS
        for step, answers in read(f"program/{FILES[track]}.json").items()
        for key in answers
        if key not in asked[track].get(step, ())
    ]
    anywhere = {key for steps in asked.values() for keys in steps.values() for key in keys}
    unused += [("umum", "", key) for key in read("program/umum.json") if key not in anywhere]
    assert unused == []


@pytest.mark.parametrize("track", PROGRAMS)
def test_the_example_knows_an_answer_to_everything_that_a_gate_or_a_record_asks(track):
    for step in TRACKS[track].steps:
        answers_for(track, step)
        assert {need.check for need in step.needs} <= set(FILLERS), step.code


def _keys(step) -> set[str]:
    return {entry.key for entry in step.entries if entry.kind != EntryKind.YES}
