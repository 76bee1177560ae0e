"""The programmes as they are declared: every need has its answer, every decision its people."""

import pytest

from kumuh.accounts.enums import Role
from planning.cycles.catalog import TRACKS
from planning.cycles.registry import CHECKS

STEPS = [(info, step) for info in TRACKS.values() for step in info.steps]
each_step = pytest.mark.parametrize(("info", "step"), STEPS, ids=[step.code for _, step in STEPS])


@each_step
def test_every_need_of_a_gate_has_somebody_who_answers_it(info, step):
    assert {need.check for need in step.needs} <= set(CHECKS)


@each_step
def test_a_step_is_decided_by_a_chain_or_closed_by_somebody(info, step):
    assert bool(step.chain) != bool(step.closers)
    assert bool(step.chain) == (step.approval is not None)
    assert step.closers <= set(Role)


@each_step
def test_a_step_says_what_it_is_for_who_does_it_and_where_the_rule_comes_from(info, step):
    words = (step.name, step.purpose, step.facilitated_by, step.attended_by, step.captured, step.outputs)
    assert all(words)
    assert step.gate
    assert step.approved_by
    assert step.source


@each_step
def test_what_is_typed_in_a_step_is_named_once(info, step):
    keys = [entry.key for entry in step.entries]
    assert len(keys) == len(set(keys))
    assert all(key.isidentifier() for key in keys)
    assert all(entry.columns if entry.kind == "TABEL" else not entry.columns for entry in step.entries)
    codes = [output.code for output in step.papers]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("info", TRACKS.values(), ids=[info.short for info in TRACKS.values()])
def test_a_step_comes_after_those_it_must_follow(info):
    place = {step.code: number for number, step in enumerate(info.steps)}
    assert all(place[before] < place[step.code] for step in info.steps for before in step.after)


def test_codes_and_chains_are_used_once():
    codes = [step.code for _, step in STEPS]
    chains = [step.chain for _, step in STEPS if step.chain]
    assert len(codes) == len(set(codes))
    assert len(chains) == len(set(chains))
