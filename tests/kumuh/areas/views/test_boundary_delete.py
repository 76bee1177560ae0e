"""Who may take which boundary away: a kawasan reaches beyond one kelurahan."""

from __future__ import annotations

from django.urls import reverse
from shapely.geometry import mapping

from kumuh.areas.models import Boundary
from kumuh.areas.services import NewBoundary, import_boundaries, place_in_settlement, settlement_named
from tests.kumuh.areas.geometry.files import PODOSUGIH, square_around


def kawasan_boundary(world):
    kawasan = settlement_named(city=world.places.city, name="Krapyak Lor")
    place_in_settlement(rts=world.rts[:1], settlement=kawasan)
    square = NewBoundary(kawasan, mapping(square_around(*PODOSUGIH)))
    return import_boundaries(boundaries=[square], source="Contoh", by=None)[0]


def test_a_kawasan_boundary_is_taken_away_by_those_who_work_for_the_whole_city(world, as_user) -> None:
    boundary = kawasan_boundary(world)
    code = world.places.kelurahan.code
    url = reverse("areas:boundary-delete", args=[code, boundary.pk])
    region = reverse("areas:region-detail", args=[code])
    assert url not in as_user(world.cast.fasilitator).get(region).content.decode()
    assert as_user(world.cast.fasilitator).post(url, {"reason": "Garisnya salah."}).status_code == 404
    askot = as_user(world.cast.askot)
    assert url in askot.get(region).content.decode()
    assert askot.post(url, {"reason": "Garisnya salah."}).status_code == 302
    assert not Boundary.objects.exists()
    history = askot.get(reverse("desk:history-detail", args=["batas", boundary.pk])).content.decode()
    assert "Sudah dihapus" in history
    assert "Alasan: Garisnya salah." in history


def test_who_only_reads_may_not_take_a_boundary_away(world, as_user) -> None:
    boundary = kawasan_boundary(world)
    url = reverse("areas:boundary-delete", args=[world.places.kelurahan.code, boundary.pk])
    assert as_user(world.cast.pemantau).post(url, {"reason": "Garisnya salah."}).status_code == 403
    assert Boundary.objects.exists()
