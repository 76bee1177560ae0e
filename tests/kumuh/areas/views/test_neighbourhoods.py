"""Screens that make and change RT and RW."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kumuh.areas.models import Lineage, Neighbourhood
from tests.cast import make_rt, make_rw

CHANGE = {"on": "2026-01-05", "reason": "SK Lurah 5/2026"}


def post(client, address: str, /, *args, query: str = "", **data):
    return client.post(reverse(f"areas:{address}", args=args) + query, data)


def labels() -> list[str]:
    return list(Neighbourhood.objects.filter(valid_to=None).values_list("label", flat=True))


@pytest.fixture
def code(places) -> str:
    return places.kelurahan.code


class TestNew:
    def test_a_facilitator_adds_several_rt_with_their_rw_at_once(self, cast, as_user, code) -> None:
        response = post(
            as_user(cast.fasilitator), "neighbourhood-new", code, kind="RT", numbers="1-3, 7a", rw_number="5"
        )
        assert response.headers["Location"] == reverse("areas:region-detail", args=[code])
        assert labels() == ["RT 001 / RW 005", "RT 002 / RW 005", "RT 003 / RW 005", "RT 007A / RW 005", "RW 005"]

    def test_places_without_rw_and_rw_alone(self, cast, as_user, code) -> None:
        client = as_user(cast.fasilitator)
        post(client, "neighbourhood-new", code, kind="RT", numbers="1")
        post(client, "neighbourhood-new", code, kind="RW", numbers="2", rw_number="9")
        assert labels() == ["RT 001", "RW 002"]

    @pytest.mark.parametrize(
        ("numbers", "reason"),
        [
            ("", "Nomor belum diisi"),
            ("satu", "misalnya 003"),
            ("1-900", "Paling banyak 50 nomor"),
            ("1, 1", "RT 001 / RW 005 sudah ada"),
        ],
    )
    def test_what_cannot_be_is_said_and_nothing_is_made(self, cast, as_user, code, numbers, reason) -> None:
        response = post(as_user(cast.fasilitator), "neighbourhood-new", code, kind="RT", numbers=numbers, rw_number="5")
        assert reason in response.content.decode()
        assert labels() == []

    def test_who_only_reads_is_told_who_may(self, cast, as_user, code) -> None:
        response = post(as_user(cast.lurah), "neighbourhood-new", code, kind="RT", numbers="1")
        assert response.status_code == 403
        assert "Hanya fasilitator" in response.content.decode()
        assert post(as_user(cast.stranger), "neighbourhood-new", code, kind="RT", numbers="1").status_code == 404
        assert labels() == []


class TestChange:
    def test_an_rt_gets_another_number(self, cast, as_user, world, code) -> None:
        rt, rw = world.rts[0], make_rw(world.places.kelurahan)
        data = {"number": "21", "rw": rw.pk, "name": "Gang Mawar"} | CHANGE
        post(as_user(cast.fasilitator), "neighbourhood-rename", code, rt.pk, **data)
        new = Lineage.objects.get(before=rt).after
        assert (new.label, new.name, Lineage.objects.get().recorded_by) == (
            "RT 021 / RW 001",
            "Gang Mawar",
            cast.fasilitator,
        )

    def test_an_rw_gets_another_number(self, cast, as_user, world, code) -> None:
        rw = make_rw(world.places.kelurahan)
        assert world.rts
        post(as_user(cast.pokja), "neighbourhood-rename", code, rw.pk, number="10", name="", **CHANGE)
        assert labels() == ["RT 001 / RW 010", "RT 002 / RW 010", "RT 003 / RW 010", "RW 010"]

    def test_a_split_fills_two_parts_and_leaves_the_others_empty(self, cast, as_user, world, code) -> None:
        rw = make_rw(world.places.kelurahan)
        data = {"bagian-TOTAL_FORMS": 4, "bagian-INITIAL_FORMS": 2} | CHANGE
        data |= {f"bagian-{number}-rw": rw.pk for number in range(4)}
        data |= {"bagian-0-number": "1", "bagian-1-number": "8"}
        response = post(as_user(cast.fasilitator), "neighbourhood-split", code, world.rts[0].pk, **data)
        assert response.status_code == 302
        assert labels() == ["RT 001 / RW 001", "RT 002 / RW 001", "RT 003 / RW 001", "RT 008 / RW 001", "RW 001"]

    def test_a_split_into_one_is_refused_on_the_form(self, cast, as_user, world, code) -> None:
        data = {"bagian-TOTAL_FORMS": 4, "bagian-INITIAL_FORMS": 2, "bagian-0-number": "1"} | CHANGE
        response = post(as_user(cast.fasilitator), "neighbourhood-split", code, world.rts[0].pk, **data)
        assert response.status_code == 200
        assert "Nomor belum diisi" in response.content.decode()
        assert not Lineage.objects.exists()

    def test_two_rt_are_merged(self, cast, as_user, world, code) -> None:
        rw = make_rw(world.places.kelurahan)
        data = {"neighbourhoods": [world.rts[0].pk, world.rts[1].pk], "number": "1", "rw": rw.pk, "name": ""} | CHANGE
        post(as_user(cast.fasilitator), "neighbourhood-merge", code, **data)
        assert labels() == ["RT 001 / RW 001", "RT 003 / RW 001", "RW 001"]

    def test_two_rw_are_merged(self, cast, as_user, places, code) -> None:
        rows = [make_rw(places.kelurahan, number) for number in ("001", "002")]
        data = {"neighbourhoods": [row.pk for row in rows], "number": "1", "name": ""} | CHANGE
        post(as_user(cast.fasilitator), "neighbourhood-merge", code, query="?jenis=RW", **data)
        assert labels() == ["RW 001"]

    def test_the_day_of_a_change_has_come(self, cast, as_user, world, code) -> None:
        data = {"number": "21", "name": "", "on": "2999-01-01", "reason": "SK"}
        response = post(as_user(cast.fasilitator), "neighbourhood-rename", code, world.rts[0].pk, **data)
        assert "belum terjadi" in response.content.decode()

    def test_an_rt_of_another_kelurahan_is_not_found_here(self, cast, as_user, places, code) -> None:
        foreign = make_rt(places.next_kelurahan)
        client = as_user(cast.pokja)
        for name in ("neighbourhood-rename", "neighbourhood-split"):
            assert client.get(reverse(f"areas:{name}", args=[code, foreign.pk])).status_code == 404


class TestSettlement:
    def test_rt_are_put_into_a_kawasan_and_taken_out(self, cast, as_user, world, code) -> None:
        client = as_user(cast.fasilitator)
        post(client, "settlement-assign", code, name="Krapyak Lor", rts=[rt.pk for rt in world.rts[:2]])
        rows = Neighbourhood.objects.filter(settlement__name="Krapyak Lor", settlement__city=world.places.city)
        assert rows.count() == 2
        post(client, "settlement-assign", code, name="", rts=[world.rts[0].pk])
        assert rows.count() == 1
