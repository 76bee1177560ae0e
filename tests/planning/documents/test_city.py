"""Papers of the city programme: the same sums as on the pages, named gaps, final when their step is closed."""

from decimal import Decimal

import pytest

from planning.city.services import Cost
from planning.documents.enums import EditionState
from planning.documents.errors import PrintRefused
from planning.documents.kinds.common import Gap
from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.printing import document_pdf
from planning.documents.services import print_document
from tests.planning.city.builders import (
    a_city_cycle,
    a_plan,
    a_programme,
    a_scan,
    agreed_list,
    answered,
    at_step,
    ratified,
    written,
)
from tests.planning.documents.paper import Printed
from tests.planning.programs.builders import MILLION

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(world):
    works = a_plan(world, 90 * MILLION, 60 * MILLION)
    written(world, "2", "2", "2.5")
    cycle = at_step(a_city_cycle(world), "C6")
    answered(world, cycle, works[:1], executor="Dinas Contoh")
    answered(world, cycle, works[1:], "DITOLAK", reason="Bukan aset kota")
    a_programme(world, cycle, [Cost(2026, "APBD_KOTA", 40 * MILLION)], volume=Decimal(7), unit="m")
    return cycle


def view_of(kind, pk):
    return draft_of(kind, pk).view


def test_the_profile_of_the_city_adds_its_kelurahan_and_tells_what_differs(city):
    view = view_of("profil-kota", city.pk)
    assert (view.totals.decree_ha, view.totals.survey_ha, view.totals.slum_ha) == (Decimal("6.5"), 6, 6)
    assert view.differences[0].explanation == Gap("penjelasan")
    assert view.city_levels[2] == (3, Decimal(6))
    assert "belum diisi: penjelasan" in Printed(document_pdf(view)).text


def test_the_profile_is_final_when_the_consolidation_is_closed(world, city):
    assert draft_of("profil-kota", city.pk).state == EditionState.FINAL
    city.steps.filter(step="C5").update(status="BERJALAN", closed_at=None)
    assert draft_of("profil-kota", city.pk).state == EditionState.DRAFT


def test_the_plan_of_the_city_adds_up_by_kawasan_by_year_and_by_source(city):
    view = view_of("rp2kpkp", city.pk)
    assert view.total == 130 * MILLION == sum(year.total for year in view.investment) == sum(view.source_totals)
    assert [part.name for part in view.parts] == ["Krapyak Lor", "Lintas kawasan"]
    assert [(row.item, row.reason) for row in view.set_aside] == [("Paving contoh 2", "Bukan aset kota")]
    text = Printed(document_pdf(view)).text
    assert "RENCANA PENCEGAHAN" in text.upper()
    assert "belum diisi: misi RPJMD" in text


def test_the_head_of_the_city_signs_under_the_office_that_the_sk_names(world, city):
    world.decree.signer_office = "Bupati"
    world.decree.save()
    assert [one.office for one in view_of("rp2kpkp", city.pk).signatures.right] == ["Bupati"]


def test_another_programme_has_no_paper_of_the_city(world, city):
    with pytest.raises(LookupError, match="siklus kota"):
        draft_of("rp2kpkp", world.cycle.pk)


def test_a_final_list_needs_a_city_plan_and_a_ratified_kelurahan_plan(world):
    with pytest.raises(LookupError, match="belum disahkan"):
        draft_of("kesepakatan-daftar", world.cycle.pk)
    ratified(world.cycle, "P3")
    a_city_cycle(world)
    with pytest.raises(PrintRefused, match="tidak memuat butir"):
        print_document(kind="kesepakatan-daftar", subject_id=world.cycle.pk, by=None, reason="uji")


def test_the_final_list_names_every_answer_and_carries_the_number_of_the_agreement(world, city, media):
    view = view_of("kesepakatan-daftar", world.cycle.pk)
    assert [(item.answer, item.into, item.reason) for item in view.items] == [
        ("Diterima", "Program tersendiri", ""),
        ("Ditolak", "", "Bukan aset kota"),
    ]
    assert (view.total, view.taken) == (150 * MILLION, 90 * MILLION)
    assert view.differences == Gap("penyelesaian butir yang ditunda atau ditolak")

    agreed_list(world, city, scan=a_scan(), differences="Warga mengerjakannya sendiri.")
    draft = draft_of("kesepakatan-daftar", world.cycle.pk)
    assert (draft.facts.own_number, draft.state) == ("7/KES/2026", EditionState.FINAL)
    assert "Warga mengerjakannya sendiri." in Printed(document_pdf(draft.view)).text
