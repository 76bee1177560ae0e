"""Arguments of the addresses of people and offices for the access matrix."""

from datetime import date

from kumuh.accounts.models import Official
from kumuh.accounts.services import keep_draft
from tests.cast import addresses


@addresses("accounts:")
def of_area(world):
    return {"code": world.places.kelurahan.pk, "key": "formulir/1", "pk": world.cast.fasilitator.pk}


@addresses("accounts:draft-d")
def of_draft(world):
    typed = {"title": ["Perbaikan saluran Gang Melati"], "reason": [""]}
    kept = keep_draft(user=world.cast.fasilitator, key="usulan/baru", fields=typed, page="/", title="Usulan baru")
    return {"pk": kept.pk}


@addresses("accounts:assignment-end")
def of_assignment(world):
    return {"pk": world.cast.fasilitator.assignments.get().pk}


@addresses("accounts:official-edit")
def of_official(world):
    official = Official.objects.create(
        region=world.places.kelurahan, office="LURAH", name="Lurah Contoh", valid_from=date(2026, 1, 1)
    )
    return {"pk": official.pk}
