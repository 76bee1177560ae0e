"""Usulan on the screen: from paper to answer, with similar ones and refusals in sight."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from planning.proposals import services
from planning.proposals.models import Proposal
from tests.cast import make_rt
from tests.planning.proposals.builders import (
    an_intake,
    decided,
    met,
    taken,
)
from tests.planning.proposals.pages import opened, text_of, url
from tests.planning.rembuk.builders import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(world, as_user):
    return as_user(world.cast.fasilitator)


def intake(world, **changes):
    values = {
        "title": "Saluran gang mawar",
        "criterion_key": "drainase_ketersediaan",
        "rts": [world.rts[0].pk],
        "asked_by": "WARGA",
        "kind": "USULAN",
    }
    return values | changes


def test_a_few_fields_are_enough_to_take_in_an_usulan(world, writer):
    address = url("proposal-add", world)
    assert writer.post(address, intake(world)).url == url("proposal-detail", world, Proposal.objects.get().pk)
    assert writer.post(address, intake(world, title="Jembatan", lagi="1")).url == address
    page = text_of(writer.get(url("proposal-list", world)))
    assert "Belum ada: lokasi, batas lokasi, volume dan satuan" in page


def test_numbers_are_understood_in_indonesian_writing(world, writer):
    writer.post(url("proposal-add", world), intake(world, volume="1.250,5", unit="m", households="40"))
    assert str(Proposal.objects.get().volume) == "1250.500"


def test_a_unit_that_does_not_fit_is_refused_beside_its_field(world, writer):
    page = writer.post(url("proposal-add", world), intake(world, volume="10", unit="KK"))
    assert page.context["form"].errors["unit"] == ["Satuan untuk Ketidaktersediaan Drainase: m, ha, m³, unit."]
    assert not Proposal.objects.exists()


def test_a_similar_usulan_is_shown_before_saving_and_can_be_joined(world, writer):
    kept = taken(world)
    address = url("proposal-add", world)
    sent = intake(world, title="Paving gg Melati", criterion_key="jalan_kualitas")
    page = writer.post(address, sent)
    assert "Mirip dengan yang sudah ada" in text_of(page)
    assert Proposal.objects.count() == 1
    writer.post(address, sent | {"seen": str(kept.pk), "into": str(kept.pk)})
    joined = Proposal.objects.exclude(pk=kept.pk).get()
    assert (joined.status, joined.merged_into) == ("DIGABUNG", kept)
    writer.post(address, sent | {"seen": str(kept.pk), "into": ""})
    assert Proposal.objects.filter(status="USULAN").count() == 2


def test_what_the_minutes_hold_is_taken_over_instead_of_typed(world, writer):
    meeting = met(world)
    entry = meeting.entries.create(text="Lampu gang padam, minta penerangan.", raised_by="Warga Contoh 7")
    address = url("proposal-add", world)
    assert "Lampu gang padam" in text_of(writer.get(address))
    form = writer.get(f"{address}?notulen={entry.pk}").context["form"]
    assert (form["title"].value(), form["asked_by_name"].value()) == (
        "Lampu gang padam, minta penerangan.",
        "Warga Contoh 7",
    )
    assert form["source_meeting"].value() == meeting.pk


def test_an_rt_of_another_kelurahan_cannot_be_chosen(world, writer):
    far = make_rt(world.places.next_kelurahan)
    page = writer.post(url("proposal-add", world), intake(world, rts=[far.pk]))
    assert "rts" in page.context["form"].errors


def test_the_list_is_filtered_by_words_indicator_rt_and_status(world, writer):
    taken(world)
    taken(world, title="Saluran", criterion_key="drainase_ketersediaan", rts=[world.rts[1]], location="Gang Kenanga")
    address = url("proposal-list", world)
    for query in ("kata=kenanga", "aspect=4", f"rt={world.rts[1].pk}", "status=USULAN&aspect=4"):
        titles = [row.title for row, _, _ in writer.get(f"{address}?{query}").context["rows"]]
        assert titles == ["Saluran"], query
    assert writer.get(f"{address}?status=DITOLAK&aspect=99&rt=abc").status_code == 200


def test_usulan_are_agreed_together_or_not_at_all_and_each_refusal_stands_at_its_row(world, writer):
    good, bare = taken(world), taken(world, title="Tanpa volume", volume=None)
    decision = decided(world)
    address = url("proposal-agree", world)
    page = writer.post(address, {"decision": decision.pk, "rows": [good.pk, bare.pk]})
    assert "belum lengkap: volume." in text_of(page)
    assert not Proposal.objects.filter(status="DISEPAKATI").exists()
    assert writer.post(address, {"decision": decision.pk, "rows": [good.pk]}).status_code == 302
    good.refresh_from_db()
    assert (good.status, good.decision) == ("DISEPAKATI", decision)


def test_without_a_decision_the_page_says_what_to_do_first(world, writer):
    taken(world)
    assert "Belum ada keputusan tentang usulan" in text_of(writer.get(url("proposal-agree", world)))


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"answer": "DITOLAK"}, "reason"),
        ({"answer": "DIGABUNG"}, "into"),
        ({"answer": "DITUNDA", "reason": "-"}, "reason"),
    ],
)
def test_an_answer_without_its_ground_is_refused(world, writer, data, field):
    row = taken(world)
    page = writer.post(url("proposal-answer", world, row.pk), data)
    assert field in page.context["form"].errors
    row.refresh_from_db()
    assert row.status == "USULAN"


def test_an_usulan_is_declined_read_and_opened_again(world, writer):
    row = taken(world)
    writer.post(url("proposal-answer", world, row.pk), {"answer": "DITOLAK", "reason": "Lahan milik orang lain."})
    page = text_of(writer.get(url("proposal-detail", world, row.pk)))
    assert "Tidak diterima" in page
    assert "Lahan milik orang lain." in page
    writer.post(url("proposal-reopen", world, row.pk), {"reason": "Pemilik lahan sudah setuju."})
    row.refresh_from_db()
    assert row.status == "USULAN"


def test_the_history_tells_who_changed_what(world, writer):
    row = taken(world)
    services.change_proposal(proposal=row, intake=an_intake(households=45), rts=world.rts[:1], by=world.cast.bkm)
    page = text_of(writer.get(url("proposal-detail", world, row.pk)))
    assert "KK penerima manfaat: semula 40 → menjadi 45" in page
    assert "BKM/TIPP Contoh" in page or str(world.cast.bkm) in page


def test_editing_keeps_what_somebody_else_changed_meanwhile(world, writer):
    row = taken(world)
    address = url("proposal-edit", world, row.pk)
    sent = opened(writer, address) | {"title": "Paving gang melati utara", "photo": ""}
    services.change_proposal(
        proposal=row, intake=an_intake(location="Gang Melati 2"), rts=world.rts[:1], by=world.cast.bkm
    )
    assert writer.post(address, sent).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.location) == ("Paving gang melati utara", "Gang Melati 2")


def test_a_photo_is_kept_cleaned_and_shown_only_inside_the_area(world, as_user, media):
    client = as_user(world.cast.fasilitator)
    client.post(url("proposal-add", world), intake(world, photo=photo()))
    row = Proposal.objects.get()
    response = client.get(url("proposal-photo", world, row.pk))
    assert response["Content-Type"] == "image/jpeg"
    assert next(iter(response.streaming_content)).startswith(b"\xff\xd8")
    assert as_user(world.cast.stranger).get(url("proposal-photo", world, row.pk)).status_code == 404


def test_a_file_that_is_no_photo_is_refused_at_its_field(world, writer):
    page = writer.post(url("proposal-add", world), intake(world, photo=SimpleUploadedFile("a.jpg", b"bukan foto")))
    assert "photo" in page.context["form"].errors
    assert not Proposal.objects.exists()
