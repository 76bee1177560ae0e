"""Causes per RW: seven indicators, each with a cause or "tidak ada masalah", and the list of potentials and needs."""

from datetime import time

import pytest
from django.urls import reverse
from django.utils import timezone

from kumuh.core.versions import ChangedMeanwhile
from planning.cycles.catalog import find_step
from planning.cycles.registry import CHECKS
from planning.proposals import queries, services
from planning.proposals.catalog import ASPECTS
from planning.proposals.errors import ProposalRefused
from planning.proposals.models import LocalFact, RwCause
from planning.proposals.services import CauseText, FactText
from planning.rembuk.enums import MeetingStatus, MeetingType
from planning.rembuk.models import Meeting
from tests.cast import make_cycle, make_decree, make_rt
from tests.planning.proposals.builders import agreed_usulan, decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def kotaku(world):
    """A KOTAKU cycle whose SK lists two RW; one RT of a third RW is not listed."""
    kelurahan = world.places.kelurahan
    rts = [make_rt(kelurahan, "011", "001"), make_rt(kelurahan, "012", "001"), make_rt(kelurahan, "021", "002")]
    make_rt(kelurahan, "031", "003")
    decree = make_decree(world.places.city, rts)
    world.cycle = make_cycle(kelurahan, world.cast.fasilitator, decree, track="K", until_year=2030)
    return world


def everything(state="TIDAK_ADA", **causes):
    """A text for each indicator; `c4="…"` names a cause of indicator 4."""
    named = {int(key[1:]): words for key, words in causes.items()}
    return [
        CauseText(aspect, "ADA", named[aspect]) if aspect in named else CauseText(aspect, state) for aspect in ASPECTS
    ]


def places(world):
    return queries.slum_places(world.cycle)


def told(world, place, texts, **more):
    return services.save_causes(cycle=world.cycle, place=place, texts=texts, by=world.cast.fasilitator, **more)


def asked(world):
    (part,) = CHECKS["sebab"](world.cycle, find_step("K", "K2.2"), {})
    return [missing.text for missing in part.missing]


def test_only_rw_with_slum_rt_are_asked(kotaku):
    assert [place.label for place in places(kotaku)] == ["RW 001", "RW 002"]
    assert [len(row.cells) for row in queries.cause_matrix(kotaku.cycle)] == [7, 7]


def test_the_gate_wants_every_indicator_of_every_slum_rw(kotaku):
    first, second = places(kotaku)
    assert asked(kotaku)[0] == "RW 001: belum ada sebab atau “tidak ada masalah” untuk ketujuh indikator."
    told(kotaku, first, everything(c4="Saluran disumbat sampah"))
    told(kotaku, second, everything()[:5])
    assert asked(kotaku) == ["RW 002: belum ada sebab atau “tidak ada masalah” untuk Persampahan, Proteksi kebakaran."]
    told(kotaku, second, everything())
    assert asked(kotaku) == []


def test_words_without_a_choice_are_a_cause_and_a_cause_has_words(kotaku):
    first, _ = places(kotaku)
    told(kotaku, first, [CauseText(4, cause="Saluran disumbat sampah", contribution="Kerja bakti")])
    assert RwCause.objects.get().state == "ADA"
    with pytest.raises(ProposalRefused) as refused:
        told(kotaku, first, [CauseText(5, "ADA", " ")])
    assert list(refused.value.error_dict) == ["cause_5"]
    with pytest.raises(ProposalRefused) as refused:
        told(kotaku, first, [CauseText(5, "TIDAK_ADA", "Tidak ada jamban")])
    assert list(refused.value.error_dict) == ["state_5"]


def test_an_rw_outside_the_sk_and_a_meeting_that_did_not_happen_are_refused(kotaku):
    first, _ = places(kotaku)
    outside = make_rt(kotaku.places.kelurahan, "099", "009").parent
    with pytest.raises(ProposalRefused, match="tidak termasuk wilayah siklus ini"):
        told(kotaku, outside, everything())
    planned = Meeting.objects.create(
        cycle=kotaku.cycle,
        step="K2.2",
        type=MeetingType.RPK,
        title="RPK RW 001",
        held_on=timezone.localdate(),
        starts_at=time(19),
        place="Pos RW",
        status=MeetingStatus.PLANNED,
    )
    with pytest.raises(ProposalRefused, match="belum berlangsung"):
        told(kotaku, first, everything(), meeting=planned)


def test_whoever_was_overtaken_is_told(kotaku):
    first, _ = places(kotaku)
    stamp = queries.causes_stamp(queries.causes_in(kotaku.cycle, first).values())
    told(kotaku, first, everything())
    with pytest.raises(ChangedMeanwhile, match="orang lain menyimpan"):
        told(kotaku, first, everything(c1="Bangunan rapat"), seen=stamp)


def test_an_emptied_indicator_is_open_again_and_its_history_stays(kotaku):
    first, _ = places(kotaku)
    told(kotaku, first, everything(c4="Saluran disumbat sampah"))
    told(kotaku, first, [CauseText(4)])
    assert not RwCause.objects.filter(aspect=4).exists()
    assert RwCause.history.filter(aspect=4, history_type="-").exists()


def test_the_page_of_an_rw_leads_to_the_next_one(kotaku, client):
    first, second = places(kotaku)
    client.force_login(kotaku.cast.fasilitator)
    url = reverse("proposals:cause-edit", args=[kotaku.cycle.pk, first.pk])
    seen = client.get(url).context["form"].initial["dilihat"]
    data = {f"state_{aspect}": "TIDAK_ADA" for aspect in ASPECTS} | {"dilihat": seen, "lanjut": "1"}
    answer = client.post(url, data)
    assert answer.url == reverse("proposals:cause-edit", args=[kotaku.cycle.pk, second.pk])
    page = client.get(reverse("proposals:cause-list", args=[kotaku.cycle.pk])).content.decode()
    assert "7 dari 7 indikator" in page
    assert "0 dari 7 indikator" in page


def test_each_cause_and_each_written_fact_leads_to_its_history(kotaku, client):
    first, _ = places(kotaku)
    told(kotaku, first, everything(c4="Saluran disumbat sampah"))
    (fact,) = written(kotaku, FactText("EKONOMI", "POTENSI", "Batik tulis"))
    client.force_login(kotaku.cast.fasilitator)
    causes = client.get(reverse("proposals:cause-list", args=[kotaku.cycle.pk])).content.decode()
    for row in RwCause.objects.all():
        assert reverse("desk:history-detail", args=["sebab-rw", row.pk]) in causes
    history = reverse("desk:history-detail", args=["potensi-kebutuhan", fact.pk])
    assert history in client.get(reverse("proposals:fact-list", args=[kotaku.cycle.pk])).content.decode()
    assert "Batik tulis" in client.get(history).content.decode()


def test_causes_are_at_hand_where_the_problem_is_formulated(kotaku, client):
    first, second = places(kotaku)
    told(kotaku, first, everything(c4="Saluran disumbat sampah"))
    told(kotaku, second, everything(c4="Tidak ada saluran"))
    client.force_login(kotaku.cast.fasilitator)
    answer = client.get(reverse("proposals:problem-edit", args=[kotaku.cycle.pk, 4]))
    assert answer.context["form"]["cause"].value() == "RW 001: Saluran disumbat sampah\nRW 002: Tidak ada saluran"


def test_the_matrix_asks_as_often_for_three_rw_as_for_one(kotaku, django_assert_num_queries):
    for place in places(kotaku):
        told(kotaku, place, everything(c1="Bangunan rapat"))
    with django_assert_num_queries(2):
        assert all(row.said == 7 for row in queries.cause_matrix(kotaku.cycle))


# --- Potentials and needs -------------------------------------------------------------------------------------------
def written(world, *texts, **more):
    return services.save_facts(cycle=world.cycle, texts=texts, by=world.cast.fasilitator, **more)


def test_potentials_and_needs_stand_in_three_sectors_with_what_the_records_already_say(world):
    agreed_usulan(world, decided(world))
    written(
        world,
        FactText("EKONOMI", "POTENSI", "Perajin batik", "RW 001", "25 orang"),
        FactText("SOSBUD", "KEBUTUHAN", "Tempat belajar anak"),
    )
    infrastructure, economy, social = queries.potentials_and_needs(world.cycle)
    assert [line.text for line in infrastructure.needs] == ["Paving gang melati"]
    assert infrastructure.needs[0].source == "Usulan yang disepakati"
    assert [(line.text, line.amount) for line in economy.potentials] == [("Perajin batik", "25 orang")]
    assert [line.text for line in social.needs] == ["Tempat belajar anak"]


def test_rows_of_others_stay_and_only_removed_ones_go(world):
    mine, theirs = written(world, FactText("EKONOMI", "POTENSI", "Batik"), FactText("SOSBUD", "POTENSI", "Hadrah"))
    written(world, FactText("EKONOMI", "POTENSI", "Batik tulis", pk=mine.pk), removed=[theirs.pk])
    assert list(LocalFact.objects.values_list("text", flat=True)) == ["Batik tulis"]
    with pytest.raises(ProposalRefused, match="sudah dihapus orang lain"):
        written(world, FactText("SOSBUD", "POTENSI", "Hadrah", pk=theirs.pk))


def test_the_list_is_typed_as_rows(world, client):
    client.force_login(world.cast.fasilitator)
    url = reverse("proposals:fact-edit", args=[world.cycle.pk])
    management = {"baris-TOTAL_FORMS": "2", "baris-INITIAL_FORMS": "0"}
    rows = {"baris-0-sector": "EKONOMI", "baris-0-kind": "POTENSI", "baris-0-text": "Perajin batik"}
    blank = {"baris-1-sector": "PRASARANA", "baris-1-kind": "POTENSI", "baris-1-text": ""}
    assert client.post(url, management | rows | blank).status_code == 302
    page = client.get(reverse("proposals:fact-list", args=[world.cycle.pk])).content.decode()
    assert "Perajin batik" in page
