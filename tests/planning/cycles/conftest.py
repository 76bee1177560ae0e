"""A cycle that was really started, and the hands that fill what its steps ask for."""

from __future__ import annotations

from datetime import date

import pytest

from kumuh.conditions.models import RtRecord
from planning.cycles import services
from planning.cycles.models import Cycle, ScheduleItem, SourceDocument, TeamMember
from tests.cast import FISCAL_YEAR, SURVEY_YEAR, World


@pytest.fixture
def started(world: World) -> Cycle:
    return services.start_cycle(
        track="P",
        region=world.places.kelurahan,
        decree=world.decree,
        fiscal_year=FISCAL_YEAR,
        survey_year=SURVEY_YEAR,
        by=world.cast.fasilitator,
    )


def fill_preparation(world: World, cycle: Cycle) -> None:
    """Team, schedule of every step, first data, and a record for every RT of the SK."""
    TeamMember.objects.create(cycle=cycle, name="Anggota Contoh", sex="P", duty="Fasilitator teknik")
    SourceDocument.objects.create(cycle=cycle, title="Profil kelurahan", holder="Kelurahan")
    for code in ("P1", "P2", "P3", "P4"):
        ScheduleItem.objects.create(
            cycle=cycle,
            step=code,
            activity="Kegiatan",
            starts_on=date(2026, 1, 5),
            ends_on=date(2026, 1, 9),
            responsible="Tim",
        )
    for rt in world.rts:
        RtRecord.objects.create(
            survey=world.survey,
            kelurahan=world.places.kelurahan,
            neighbourhood=rt,
            year=SURVEY_YEAR,
            ruleset=world.survey.ruleset,
        )


@pytest.fixture
def at_p2(world: World, started: Cycle) -> Cycle:
    """The cycle with its preparation closed: mapping is open and has its review."""
    fill_preparation(world, started)
    services.close_step(cycle=started, step="P1", by=world.cast.pokja)
    return started
