"""What the steps P3 and P4 are told about works and money."""

import pytest

from planning.programs import services
from planning.programs.checks import priority_parts, work_parts
from tests.planning.programs.builders import MILLION, a_work, listed, ranked_works, repairs, slum, the_fund
from tests.planning.proposals.builders import decided

pytestmark = pytest.mark.django_db


def test_the_gate_of_the_plan_names_everything_that_is_short(world):
    slum(world)
    assert [missing.text for part in work_parts(world.cycle) for missing in part.missing] == [
        "Belum ada kegiatan yang dibuat dari usulan yang disepakati."
    ]
    work = a_work(world, sources={})
    texts = [missing.text for part in work_parts(world.cycle) for missing in part.missing]
    assert len(texts) == 2
    assert texts[0].startswith(f"Kegiatan “{work.name}”: jumlah semua sumber dana masih kurang")
    assert texts[1] == f"Kegiatan “{work.name}” belum menyebut apa yang tertangani per RT."


def test_a_complete_plan_and_list_pass_their_gates(world):
    slum(world)
    (work,) = ranked_works(world, 10 * MILLION, outcomes=[repairs(world.rts[0])])
    assert [part.missing for part in work_parts(world.cycle)] == [(), (), ()]
    listed(world, decision=decided(world, "PRIORITAS"))
    (part,) = priority_parts(world.cycle)
    assert part.missing == ()
    assert "1 kegiatan terpilih" in part.note
    services.exclude_work(
        cycle=world.cycle, fund=the_fund(), work=work, reason="Ditarik warga", by=world.cast.fasilitator
    )
    (part,) = priority_parts(world.cycle)
    assert [missing.text for missing in part.missing] == ["Belum ada kegiatan masyarakat yang terpilih."]


def test_a_fund_that_became_scarcer_forbids_the_approval_of_a_list(world):
    ranked_works(world, 900 * MILLION)
    listed(world, decision=decided(world, "PRIORITAS"))
    fund = the_fund()
    fund.ceiling = 800 * MILLION
    fund.save()
    (part,) = priority_parts(world.cycle)
    assert not part.complete
    assert any("melebihi yang tersedia" in missing.text for missing in part.missing)
