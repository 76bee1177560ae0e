"""Area scope: which rows a person may see is decided in the queryset, never in a template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, Self

from django.db import models
from django.db.models import Q
from django.http import Http404


class AreaPerson(Protocol):
    """Anybody whose area is known: `""` is the whole country, an empty sequence is nothing."""

    def area_codes(self) -> Sequence[str]: ...


class ScopedQuerySet(models.QuerySet):
    """Rows of a model whose `scope_path` names the column that leads to a dotted region code."""

    def for_user(self, user: Any) -> Self:
        """Rows inside the areas of `user`; nobody signed in sees nothing."""
        codes = user.area_codes() if getattr(user, "is_authenticated", False) else ()
        return self.in_areas(codes)

    def in_areas(self, codes: Sequence[str]) -> Self:
        """Rows whose region is one of `codes` or below it (`33.75` covers `33.75.01.1001`)."""
        if "" in codes:
            return self
        if not codes:
            return self.none()
        path = self.model.scope_path  # type: ignore[attr-defined]  # every scoped model
        if path.endswith("_id"):  # a key column cannot be searched by its beginning; the code it holds can
            path = f"{path.removesuffix('_id')}__code"
        inside = Q()
        for code in codes:
            inside |= Q(**{path: code}) | Q(**{f"{path}__startswith": f"{code}."})
        return self.filter(inside)


def get_in_scope(rows: type[models.Model] | ScopedQuerySet, user: Any, **lookup: Any) -> Any:
    """The one row of `rows` inside the user's area; otherwise 404, as if it did not exist."""
    queryset = rows if isinstance(rows, ScopedQuerySet) else rows.objects.all()  # type: ignore[attr-defined]  # every scoped model
    found = queryset.for_user(user).filter(**lookup).first()
    if found is None:
        raise Http404("Tidak ditemukan di wilayah Anda.")
    return found
