"""Musrenbang kelurahan and kecamatan and the city: every item has one answer, and what was not accepted stops there."""

from datetime import date, time

import pytest
from django.urls import reverse

from kumuh.core.versions import ChangedMeanwhile
from planning.cycles.catalog import find_step
from planning.cycles.errors import StepLocked
from planning.cycles.models import StepState
from planning.cycles.registry import CHECKS
from planning.programs import queries, services
from planning.programs.errors import ForumRefused
from planning.programs.models import ForumAnswer
from planning.programs.services import ForumText
from planning.rembuk.enums import MeetingStatus, MeetingType
from planning.rembuk.models import Meeting
from tests.cast import World, make_cycle
from tests.planning.programs.builders import MILLION, a_work, usulan
from tests.planning.proposals.builders import decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def kotaku(world):
    """The cycle of the world is one of KOTAKU, five years long."""
    world.cycle = make_cycle(
        world.places.kelurahan, world.cast.fasilitator, world.decree, track="K", fiscal_year=2026, until_year=2030
    )
    return world


def musrenbang(world: World, level="KELURAHAN", status=MeetingStatus.CLOSED):
    kind = {"KELURAHAN": MeetingType.MUSRENBANG_KEL, "KECAMATAN": MeetingType.MUSRENBANG_KEC}[level]
    return Meeting.objects.create(
        cycle=world.cycle,
        step="K2.6",
        type=kind,
        title=kind.label,
        held_on=date(2026, 2, 10),
        starts_at=time(9),
        place="Aula",
        status=status,
    )


def three_works(world):
    decision = decided(world)
    titles = ("Paving gang melati", "Saluran gang mawar", "TPS 3R")
    return [a_work(world, usulan(world, decision=decision, title=title), 10 * MILLION) for title in titles]


def said(world, level, *texts, meeting=None, **more):
    if meeting is None and level != "KOTA":
        meeting = musrenbang(world, level)
    return services.save_forum(
        cycle=world.cycle, level=level, texts=texts, meeting=meeting, by=world.cast.lurah, **more
    )


def accepted(work, **more):
    return ForumText(work=work.pk, status="DITERIMA", **more)


def asked(world, check, **options):
    """Sentences of what the gate of the consolidation misses."""
    parts = CHECKS[check](world.cycle, find_step("K", "K2.6"), options)
    return [missing.text for part in parts for missing in part.missing]


# --- One answer for each item ---------------------------------------------------------------------------------------
def test_a_refusal_without_a_reason_is_refused_itself(kotaku):
    first, second, third = three_works(kotaku)
    with pytest.raises(ForumRefused) as refused:
        said(
            kotaku,
            "KELURAHAN",
            accepted(first),
            ForumText(work=second.pk, status="DITUNDA"),
            ForumText(work=third.pk, status="DITOLAK", reason=" "),
        )
    assert set(refused.value.error_dict) == {f"reason-{second.pk}", f"reason-{third.pk}"}
    assert not ForumAnswer.objects.exists()


def test_every_answer_names_the_musrenbang_that_gave_it(kotaku):
    first, *_ = three_works(kotaku)
    with pytest.raises(ForumRefused, match="Pilih Musrenbang kelurahan yang memutuskan"):
        services.save_forum(cycle=kotaku.cycle, level="KELURAHAN", texts=[accepted(first)], by=kotaku.cast.lurah)
    with pytest.raises(ForumRefused, match="bukan Musrenbang kelurahan"):
        said(kotaku, "KELURAHAN", accepted(first), meeting=musrenbang(kotaku, "KECAMATAN"))
    with pytest.raises(ForumRefused, match="bukan Musrenbang kelurahan"):
        said(kotaku, "KELURAHAN", accepted(first), meeting=musrenbang(kotaku, status=MeetingStatus.PLANNED))


def test_a_merged_item_names_an_accepted_one(kotaku):
    first, second, third = three_works(kotaku)
    joined = ForumText(work=second.pk, status="DIGABUNG", merged_into_id=first.pk)
    with pytest.raises(ForumRefused, match="butir lain yang diterima"):
        said(kotaku, "KELURAHAN", ForumText(work=first.pk, status="DITOLAK", reason="Bukan wewenang"), joined)
    said(kotaku, "KELURAHAN", accepted(first), joined, accepted(third))
    answer = ForumAnswer.objects.get(work=second)
    assert answer.merged_into == first
    assert queries.forum_words(answer).startswith("Digabung dengan “Paving gang melati”")


def test_the_kecamatan_only_takes_what_the_kelurahan_accepted(kotaku):
    first, second, _ = three_works(kotaku)
    said(kotaku, "KELURAHAN", accepted(first), ForumText(work=second.pk, status="DITUNDA", reason="Lahan belum jelas"))
    items = queries.items_at(queries.forum_items(kotaku.cycle), "KECAMATAN")
    assert [item.work for item in items] == [first]
    with pytest.raises(ForumRefused, match="tidak dibahas pada tingkat ini"):
        said(kotaku, "KECAMATAN", accepted(second))


def test_an_answer_on_which_the_next_level_rests_stays_accepted(kotaku):
    first, *_ = three_works(kotaku)
    said(kotaku, "KELURAHAN", accepted(first))
    said(kotaku, "KECAMATAN", accepted(first, rank=1))
    with pytest.raises(ForumRefused, match="Musrenbang kecamatan sudah menjawab butir ini"):
        said(kotaku, "KELURAHAN", ForumText(work=first.pk))


def test_a_place_in_the_list_of_the_kecamatan_is_used_once(kotaku):
    first, second, third = three_works(kotaku)
    said(kotaku, "KELURAHAN", accepted(first), accepted(second), accepted(third))
    with pytest.raises(ForumRefused) as refused:
        said(kotaku, "KECAMATAN", accepted(first, rank=2), accepted(second, rank=2))
    assert set(refused.value.error_dict) == {f"rank-{second.pk}"}
    said(kotaku, "KECAMATAN", accepted(first, rank=2), accepted(second, rank=1))
    items = queries.items_at(queries.forum_items(kotaku.cycle), "KECAMATAN")
    assert [item.work for item in items] == [second, first, third]


def test_the_city_says_which_department_does_it_and_when(kotaku):
    first, *_ = three_works(kotaku)
    said(kotaku, "KELURAHAN", accepted(first))
    said(kotaku, "KECAMATAN", accepted(first, rank=1))
    with pytest.raises(ForumRefused) as refused:
        said(kotaku, "KOTA", accepted(first))
    assert set(refused.value.error_dict) == {f"department-{first.pk}", f"year-{first.pk}"}
    (row,) = said(kotaku, "KOTA", accepted(first, department="DPUPR", year=2027, code="1.03.10", reference="SIPD-77"))
    assert queries.forum_words(row) == "DPUPR; kode 1.03.10; tahun 2027; nomor rujukan SIPD-77"


def test_who_was_overtaken_is_told_and_nothing_is_lost(kotaku):
    first, *_ = three_works(kotaku)
    stamp = queries.forum_stamp(queries.forum_items(kotaku.cycle), "KELURAHAN")
    said(kotaku, "KELURAHAN", accepted(first))
    with pytest.raises(ChangedMeanwhile, match="orang lain menyimpan"):
        said(kotaku, "KELURAHAN", accepted(first), seen=stamp)


def test_an_emptied_answer_is_taken_back_and_its_history_stays(kotaku):
    first, *_ = three_works(kotaku)
    said(kotaku, "KELURAHAN", accepted(first))
    said(kotaku, "KELURAHAN", ForumText(work=first.pk))
    assert not ForumAnswer.objects.exists()
    assert [row.history_type for row in ForumAnswer.history.order_by("history_id")] == ["+", "-"]
    assert ForumAnswer.history.first().history_user == kotaku.cast.lurah


def test_results_are_locked_with_the_step_that_asks_for_them(kotaku):
    first, *_ = three_works(kotaku)
    StepState.objects.filter(cycle=kotaku.cycle, step="K2.6").update(status="SELESAI")
    with pytest.raises(StepLocked):
        said(kotaku, "KELURAHAN", accepted(first))


def test_each_programme_keeps_a_level_in_its_own_step(kotaku):
    assert [queries.step_of_level(kotaku.cycle, level) for level in queries.LEVELS] == ["K2.6"] * 3
    kotaku.cycle.track = "S"
    assert [queries.step_of_level(kotaku.cycle, level) for level in queries.LEVELS] == ["S3.5", "S3.6", ""]


# --- What the gates say ---------------------------------------------------------------------------------------------
def test_the_gate_names_items_without_a_status_and_meetings_that_are_still_open(kotaku):
    assert asked(kotaku, "musrenbang", tingkat="KELURAHAN") == ["Belum ada kegiatan yang dibawa ke Musrenbang."]
    first, second, third = three_works(kotaku)
    said(kotaku, "KELURAHAN", accepted(first), meeting=musrenbang(kotaku, status=MeetingStatus.HELD))
    assert asked(kotaku, "musrenbang", tingkat="KELURAHAN") == [
        "Musrenbang kelurahan: belum ada keadaan untuk “Saluran gang mawar”, “TPS 3R”.",
        "“Musrenbang kelurahan” memutuskan butir-butir ini tetapi belum ditutup.",
    ]
    said(kotaku, "KELURAHAN", accepted(first), accepted(second), accepted(third))
    assert asked(kotaku, "musrenbang", tingkat="KELURAHAN") == []
    said(kotaku, "KECAMATAN", accepted(first, rank=1), accepted(second), accepted(third, rank=3))
    assert asked(kotaku, "musrenbang", tingkat="KECAMATAN") == [
        "Urutan dalam daftar kecamatan belum diisi untuk “Saluran gang mawar”."
    ]


def test_the_kecamatan_is_not_done_while_the_kelurahan_is_silent(kotaku):
    three_works(kotaku)
    assert asked(kotaku, "musrenbang", tingkat="KECAMATAN") == ["Musrenbang kelurahan belum selesai diisi."]


def test_consolidation_wants_one_final_status_for_every_work(kotaku):
    first, second, third = three_works(kotaku)
    said(
        kotaku,
        "KELURAHAN",
        accepted(first),
        accepted(second),
        ForumText(work=third.pk, status="DITOLAK", reason="Wewenang provinsi"),
    )
    assert asked(kotaku, "konsolidasi") == [
        "Menunggu Musrenbang kecamatan: “Paving gang melati”, “Saluran gang mawar”."
    ]
    postponed = ForumText(work=second.pk, status="DITUNDA", reason="Pagu habis")
    said(kotaku, "KECAMATAN", accepted(first, rank=1), postponed)
    assert asked(kotaku, "konsolidasi") == ["Menunggu Perangkat daerah/kota: “Paving gang melati”."]
    said(kotaku, "KOTA", accepted(first, department="DPUPR", year=2027))
    assert asked(kotaku, "konsolidasi") == []
    settled = {item.work: item.settled.status for item in queries.forum_items(kotaku.cycle)}
    assert settled == {first: "DITERIMA", second: "DITUNDA", third: "DITOLAK"}


# --- The way back ---------------------------------------------------------------------------------------------------
def test_the_proposer_can_be_told_how_far_the_usulan_came(kotaku, client):
    first, *_ = three_works(kotaku)
    said(kotaku, "KELURAHAN", accepted(first, reference="SIPD-12"))
    client.force_login(kotaku.cast.fasilitator)
    page = client.get(reverse("proposals:proposal-detail", args=[kotaku.cycle.pk, first.proposal_id])).content.decode()
    assert "Jalan usulan ini" in page
    assert "Nomor rujukan SIPD-12" in page
    assert "Yth. Warga Contoh 1, kabar tentang usulan “Paving gang melati”." in page
    assert "Berikutnya: musrenbang kecamatan." in page


def test_answers_of_several_works_are_read_together_for_the_city(kotaku, django_assert_num_queries):
    first, second, _ = three_works(kotaku)
    said(kotaku, "KELURAHAN", accepted(first), accepted(second))
    with django_assert_num_queries(2):
        found = queries.forum_answers_of([first.pk, second.pk])
        assert [item.last.status for item in found.values()] == ["DITERIMA", "DITERIMA"]


# --- Pages ----------------------------------------------------------------------------------------------------------
def posted(*works, **changes):
    data = {f"status-{work.pk}": "" for work in works}
    return data | changes


def test_the_grid_is_typed_and_kept_in_one_go(kotaku, client):
    first, second, third = three_works(kotaku)
    meeting = musrenbang(kotaku)
    client.force_login(kotaku.cast.lurah)
    url = reverse("programs:forum-edit", args=[kotaku.cycle.pk, "kelurahan"])
    seen = client.get(url).context["form"].initial["dilihat"]
    data = posted(first, second, third, meeting=meeting.pk, dilihat=seen)
    data |= {f"status-{first.pk}": "DITERIMA", f"status-{second.pk}": "DITUNDA"}
    answer = client.post(url, data)
    assert "pengusul berhak mengetahuinya" in answer.content.decode()
    answer = client.post(url, data | {f"reason-{second.pk}": "Lahan belum jelas"})
    assert answer.status_code == 302
    assert dict(ForumAnswer.objects.values_list("work_id", "status")) == {first.pk: "DITERIMA", second.pk: "DITUNDA"}
    page = client.get(reverse("programs:forum-list", args=[kotaku.cycle.pk])).content.decode()
    assert "Lahan belum jelas" in page


def test_without_script_the_rest_is_accepted_by_one_button_and_nothing_typed_is_lost(kotaku, client):
    first, second, third = three_works(kotaku)
    client.force_login(kotaku.cast.lurah)
    url = reverse("programs:forum-edit", args=[kotaku.cycle.pk, "kelurahan"])
    data = posted(first, second, third, semua="1") | {
        f"status-{second.pk}": "DITOLAK",
        f"reason-{second.pk}": "Wewenang provinsi",
    }
    form = client.post(url, data).context["form"]
    assert [line.status.field.value() for line in form.lines] == ["DITERIMA", "DITOLAK", "DITERIMA"]
    assert form[f"reason-{second.pk}"].value() == "Wewenang provinsi"
    assert [form[f"rank-{work.pk}"].value() for work in (first, third)] == ["1", "2"]
    assert not ForumAnswer.objects.exists()


@pytest.mark.parametrize("name", ["programs:forum-list", "programs:forum-edit", "programs:copy-list"])
def test_pages_ask_as_often_for_three_items_as_for_one(kotaku, client, django_assert_max_num_queries, name):
    decision = decided(kotaku)
    meeting = musrenbang(kotaku)
    first = a_work(kotaku, usulan(kotaku, decision=decision), MILLION)
    said(kotaku, "KELURAHAN", accepted(first), meeting=meeting)
    client.force_login(kotaku.cast.fasilitator)
    url = reverse(name, args=[kotaku.cycle.pk, *(["kelurahan"] if name.endswith("edit") else [])])
    client.get(url)
    with django_assert_max_num_queries(200) as one:
        client.get(url)
    more = [a_work(kotaku, usulan(kotaku, decision=decision, title=f"Kegiatan {n}"), MILLION) for n in (2, 3)]
    said(kotaku, "KELURAHAN", *(accepted(work) for work in (first, *more)), meeting=meeting)
    with django_assert_max_num_queries(200) as three:
        assert client.get(url).status_code == 200
    assert len(three) == len(one)
