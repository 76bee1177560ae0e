"""Cycles of the other programmes with plans to print, and ways to look at what is printed."""

import pytest

from planning.documents.kinds.chapters import Tabled
from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.printing import document_html
from planning.proposals.enums import ProblemState
from planning.proposals.models import Problem
from tests.planning.documents import builders
from tests.planning.documents.filled import cycle_of, filled
from tests.planning.programs.builders import MILLION, a_work, repairs, slum, usulan

RPLP, CSIAP, WORK_PLAN = "rplp", "csiap", "rencana-kerja-masyarakat"
READY, VERIFIED = "pernyataan-kesiapan", "verifikasi-csiap"
NBSP = "\N{NO-BREAK SPACE}"


def view_of(kind, cycle):
    return draft_of(kind, cycle.pk).view


def html_of(kind, cycle):
    return document_html(view_of(kind, cycle)).replace(NBSP, " ")


def tables_of(view):
    """Every table of a plan, annexes included."""
    found = (block for chapter in (*view.chapters, *view.annexed) for block in chapter.blocks)
    return [block.table for block in found if isinstance(block, Tabled)]


def in_programme(world, track, **fields):
    """The world's cycle is one of this programme from now on, with two years."""
    world.cycle = cycle_of(world, track, **fields)
    return world.cycle


@pytest.fixture
def planned(world):
    """A KOTAKU cycle with two slum RT; one work in each of its first two years, both repair everything of their RT."""
    builders.officials(world)
    cycle = in_programme(world, "K")
    slum(world, 0, 1)
    for at, year in enumerate((2026, 2027)):
        cost = (at + 1) * 100 * MILLION
        proposal = usulan(world, title=f"Usulan nomor {at + 1}")
        a_work(world, proposal, cost, {"APBD_KOTA": cost}, [repairs(world.rts[at])], rts=[world.rts[at]], year=year)
    Problem.objects.create(cycle=cycle, aspect=2, state=ProblemState.PRESENT, statement="Jalan becek.", need="Paving.")
    return filled(cycle, rows=3)
