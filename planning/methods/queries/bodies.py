"""Institutions that residents named in a method and that the register of the place knows, or can be given."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from planning.institutions.models import Institution
from planning.methods.enums import MethodKind, ResultKind
from planning.methods.models import MapObject, MethodSession, VennBody
from planning.methods.registry import Made, Receiver, Result


def registered(session: MethodSession) -> Mapping[str, Made]:
    """Registered bodies of the place by the key of the result that means them: chosen there, or of the same name.

    Two queries.
    """
    bodies = Institution.objects.filter(region_id=session.cycle.region_id).order_by("-pk")
    by_key = {row.pk: row for row in bodies}
    by_name = {row.name.lower(): row for row in by_key.values()}
    found = {}
    for key, name, chosen in _named(session):
        row = by_key.get(chosen or 0) or by_name.get(name.lower())
        if row is not None:
            found[key] = Made(f"Tercatat: {row.name}", reverse("institutions:institution-detail", args=[row.pk]))
    return found


def _named(session: MethodSession) -> list[tuple[str, str, int | None]]:
    """Key of the result, name and chosen body of what was named. One query."""
    if session.kind == MethodKind.VENN:
        rows = VennBody.objects.filter(group__session=session).values_list("pk", "name", "institution_id")
        return [(f"lembaga:{pk}", name, chosen) for pk, name, chosen in rows]
    places = MapObject.objects.filter(group__session=session).exclude(label="").values_list("pk", "label")
    return [(f"objek:{pk}", name, None) for pk, name in places]


def address_of(session: MethodSession, result: Result) -> str:
    """The page that registers a body, with the name and the cycle filled in."""
    page = reverse("institutions:institution-add", args=[session.cycle.region_id])
    return f"{page}?{urlencode({'siklus': session.cycle_id, 'nama': result.fields['name']})}"


REGISTER = Receiver(
    code="lembaga",
    label="Catat sebagai lembaga",
    kinds={ResultKind.INSTITUTION},
    address=address_of,
    made=registered,
    takes=lambda result: "name" in result.fields,
)
