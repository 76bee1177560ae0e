"""The example cycles: one at every step, one finished with its papers, and content that fits the real scores."""

import pytest

from kumuh.accounts.models import User
from kumuh.reviews.enums import ReviewVerb
from kumuh.reviews.models import Note, Review
from kumuh.reviews.queries import inbox
from planning.cycles.enums import Track
from planning.cycles.models import Cycle
from planning.cycles.queries import current, progress, startable_regions
from planning.demo.catalog import FISCAL_YEAR
from planning.documents.enums import EditionState
from planning.documents.models import Edition
from planning.programs.models import Investment
from planning.programs.queries import predicted, priority, works
from planning.proposals.enums import ProposalStatus
from planning.proposals.models import Proposal
from planning.rembuk.models import Attendee, Meeting


def cycle_of(name: str) -> Cycle:
    return Cycle.objects.get(region__name=name, track=Track.P2KP, fiscal_year=FISCAL_YEAR)


def test_one_cycle_of_p2kp_stands_at_every_step_and_one_is_finished(demo):
    stands = {}
    for cycle in Cycle.objects.filter(track=Track.P2KP, fiscal_year=FISCAL_YEAR).select_related("region"):
        here = current(progress(cycle))
        stands[cycle.region.name] = here.step.code if here else "selesai"
    assert stands == {
        "Jenggot": "P1",
        "Banyurip": "P2",
        "Sokoduwet": "P3",
        "Buaran Kradenan": "P4",
        "Sapuro Kebulen": "selesai",
    }


def test_tirto_is_ready_to_start(demo):
    facilitator = User.objects.get(username="fasilitator")
    assert "Tirto" in startable_regions(facilitator).values_list("name", flat=True)
    assert not Cycle.objects.filter(region__name="Tirto", finished_on=None).exists()


def test_everything_invented_says_that_it_is_an_example(demo):
    for model in (Cycle, Meeting, Proposal):
        assert not model.objects.filter(is_example=False).exists()
    assert all(name.endswith("(contoh)") for name in Attendee.objects.values_list("name", flat=True))


def test_everybody_finds_something_that_waits_for_them(demo):
    waiting = {
        name: {item.subject.title.split(" – ")[0] for item in inbox(User.objects.get(username=name))}
        for name in ("fasilitator", "pokja", "bkm", "lurah")
    }
    assert waiting["pokja"] == {"Renta PIP"}
    assert waiting["lurah"] == {"Prioritas 1 milyar"}
    assert "Prioritas 1 milyar" in waiting["bkm"]
    assert "Pemetaan swadaya" in waiting["fasilitator"]


def test_the_finished_plan_was_returned_once_and_every_note_was_answered(demo):
    review = Review.objects.get(chain="p3-renta-pip", title__contains="Sapuro Kebulen")
    verbs = list(review.events.values_list("verb", flat=True))
    assert verbs[:3] == [ReviewVerb.SUBMIT, ReviewVerb.RETURN, ReviewVerb.SUBMIT]
    assert verbs[-1] == ReviewVerb.APPROVE
    assert Note.objects.exists()
    assert not Note.objects.filter(answer="").exists()


@pytest.mark.parametrize("name", ["Sokoduwet", "Buaran Kradenan", "Sapuro Kebulen"])
def test_every_usulan_is_answered_and_the_works_make_slum_area_smaller(demo, name):
    cycle = cycle_of(name)
    usulan = Proposal.objects.filter(cycle=cycle)
    assert 10 <= usulan.count() <= 20
    assert not usulan.filter(status=ProposalStatus.PROPOSED).exists()
    assert works(cycle).count() == usulan.filter(status=ProposalStatus.AGREED).count()
    effect = predicted(cycle)
    assert effect.slum_after_ha < effect.slum_before_ha


def test_the_list_stays_below_the_ceiling_and_says_what_waits(demo):
    found = priority(cycle_of("Sapuro Kebulen"))
    assert 0 < found.total <= found.ceiling == 1_000_000_000
    assert not found.refusals
    assert 0 < len(found.selected) < len(found.lines)


def test_published_finished_works_are_recorded_with_their_source(demo):
    rows = Investment.objects.all()
    assert rows.count() == 492
    assert rows.filter(neighbourhood=None).count() == 6
    assert set(rows.values_list("source", flat=True)) == {
        "Data kumuh Kota Pekalongan 2019–2023, PERKIM Kota Pekalongan, seperti dimuat pada situs kota "
        "(https://github.com/RiqqiAmru/motorkawanku-be, versi 9151fb4)"
    }


def test_the_finished_cycle_has_all_its_papers_as_final_editions(demo):
    papers = Edition.objects.filter(document__region__name="Sapuro Kebulen")
    kinds = set(papers.values_list("document__kind", flat=True))
    assert kinds == {
        "profil-kumuh",
        "rumusan-masalah",
        "renta-pip",
        "prioritas-1m",
        "undangan",
        "daftar-hadir",
        "notulen",
        "berita-acara",
    }
    assert set(papers.values_list("state", flat=True)) == {EditionState.FINAL}
    assert all(edition.file.size > 5_000 for edition in papers)
    signed = papers.get(document__kind="renta-pip").signatures.all()
    assert signed
    assert all(row.scan and row.name.endswith("(contoh)") for row in signed)
