"""Results of Musrenbang on paper: every item with its answer, the list by rank, potentials and needs by sector."""

import pytest

from planning.documents.kinds.common import Gap
from planning.documents.kinds.drafts import draft_of
from planning.programs import services
from planning.programs.services import ForumText
from planning.proposals.services import FactText, save_facts
from tests.cast import make_cycle
from tests.planning.documents import builders, samples
from tests.planning.documents.paper import Printed
from tests.planning.programs.builders import MILLION, a_work, usulan
from tests.planning.programs.test_forum import musrenbang
from tests.planning.proposals.builders import decided


def said(world, level, *texts):
    return services.save_forum(
        cycle=world.cycle, level=level, texts=texts, meeting=musrenbang(world, level), by=world.cast.lurah
    )


@pytest.fixture
def items(world):
    """Two items of a KOTAKU cycle that officials sign for."""
    builders.officials(world)
    world.cycle = make_cycle(
        world.places.kelurahan, world.cast.fasilitator, world.decree, track="K", fiscal_year=2026, until_year=2030
    )
    decision = decided(world)
    return [
        a_work(world, usulan(world, decision=decision, title=title), cost)
        for title, cost in (("Paving gang melati", 90 * MILLION), ("Saluran gang mawar", 40 * MILLION))
    ]


@pytest.mark.django_db
def test_the_result_is_a_draft_until_every_item_has_its_answer(world, items):
    first, second = items
    said(world, "KELURAHAN", ForumText(work=first.pk, status="DITERIMA", department="DPUPR", reference="UM-1"))
    assert not draft_of("hasil-musrenbang-kelurahan", world.cycle.pk).facts.final
    said(
        world,
        "KELURAHAN",
        ForumText(work=first.pk, status="DITERIMA", department="DPUPR", reference="UM-1", rank=1),
        ForumText(work=second.pk, status="DITUNDA", reason="Surat lahan belum ada"),
    )
    draft = draft_of("hasil-musrenbang-kelurahan", world.cycle.pk)
    assert draft.facts.final
    assert [(row.activity, row.status, row.reason) for row in draft.view.rows] == [
        ("Paving gang melati", "Diterima", ""),
        ("Saluran gang mawar", "Ditunda", "Surat lahan belum ada"),
    ]
    assert draft.view.accepted_cost == 90 * MILLION
    assert [meeting.title for meeting in draft.view.meetings] == ["Musrenbang kelurahan"]


@pytest.mark.django_db
def test_the_list_of_the_kecamatan_stands_by_rank_and_is_signed_by_lurah_and_camat(world, items):
    first, second = items
    said(world, "KELURAHAN", *(ForumText(work=work.pk, status="DITERIMA") for work in items))
    said(
        world,
        "KECAMATAN",
        ForumText(work=first.pk, status="DITERIMA", rank=2),
        ForumText(work=second.pk, status="DITERIMA", rank=1),
    )
    view = draft_of("daftar-prioritas-kecamatan", world.cycle.pk).view
    assert [row.activity for row in view.accepted] == ["Saluran gang mawar", "Paving gang melati"]
    assert [signer.name for signer in view.signatures.line] == [builders.LURAH, builders.CAMAT]


@pytest.mark.django_db
def test_without_an_item_the_paper_names_the_gap(world, items):
    view = draft_of("daftar-prioritas-kecamatan", world.cycle.pk).view
    assert view.rows == ()
    assert "kegiatan yang diterima kecamatan" in Printed(view).text


@pytest.mark.django_db
def test_potentials_and_needs_stand_in_their_three_sectors(world, items):
    texts = [
        FactText("EKONOMI", "POTENSI", "Perajin batik", "RW 001", "25 orang"),
        FactText("SOSBUD", "KEBUTUHAN", "Tempat belajar anak"),
    ]
    save_facts(cycle=world.cycle, texts=texts, by=world.cast.fasilitator)
    draft = draft_of("potensi-kebutuhan", world.cycle.pk)
    assert draft.facts.final
    infrastructure, economy, social = draft.view.sectors
    assert [row.text for row in infrastructure.needs] == ["Paving gang melati", "Saluran gang mawar"]
    assert [row.amount for row in economy.potentials] == ["25 orang"]
    assert [row.text for row in social.needs] == ["Tempat belajar anak"]


def test_long_results_keep_their_heads_and_the_signatures_together():
    for view in (samples.kelurahan_forum(60), samples.district_list(60)):
        paper = Printed(view)
        assert len(paper.pages) > 2
        assert all("Kegiatan" in page for page in paper.pages[:2])


def test_sums_count_accepted_items_only():
    paper = samples.kelurahan_forum(6)
    assert paper.accepted_cost == sum(row.cost for row in paper.rows if row.status == "Diterima")
    assert dict(paper.counts)["Belum dijawab"] == 1
    assert not isinstance(paper.rows[0].activity, Gap)
