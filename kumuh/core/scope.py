"""Area scope: which rows a person may see is decided in the queryset, never in a template.

A region code is dotted (`33.75.01.1001`); a code covers itself and everything below it, so `33.75.01.10`
covers neither `33.75.01.1001` nor `33.75.01.10011`. `""` is the whole country, no code at all is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, Self

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, ForeignKey, Q
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler
from django.http import Http404

_CODE = re.compile(r"[0-9]+(?:\.[0-9]+)*")


class AreaPerson(Protocol):
    """Anybody whose area is known: `""` is the whole country, an empty sequence is nothing."""

    def area_codes(self) -> Sequence[str]: ...


def covers(codes: Iterable[str], code: str) -> bool:
    """Whether one of `codes` is `code` itself or lies above it."""
    return any(not above or code == above or code.startswith(f"{above}.") for above in codes)


def widest(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes without those that another one covers, sorted. Raises `ValueError` for what is no code."""
    known = sorted(set(codes))
    for code in known:
        if code and not _CODE.fullmatch(code):
            raise ValueError(f"not a region code: {code!r}")
    return tuple(code for code in known if not covers((other for other in known if other != code), code))


@ForeignKey.register_lookup
@CharField.register_lookup
class Under(Lookup[Any]):
    """`region_id__under="33.75"`: this region or one below it, in a form that an index serves.

    SQLite compares bytes, so a range finds the children; `/` is the character after the dot. PostgreSQL
    may sort by language rules, where a range would miss some, and has a pattern index instead.
    """

    lookup_name = "under"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, values = self.process_lhs(compiler, connection)
        return f"({column} = %s OR {column} LIKE %s)", (*values, self.rhs, *values, f"{self.rhs}.%")

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, values = self.process_lhs(compiler, connection)
        sql = f"({column} = %s OR ({column} >= %s AND {column} < %s))"
        return sql, (*values, self.rhs, *values, f"{self.rhs}.", *values, f"{self.rhs}/")


class ScopedQuerySet(models.QuerySet):
    """Rows of a model whose `scope_path` names the column that leads to a dotted region code."""

    def for_user(self, user: Any) -> Self:
        """Rows inside the areas of `user`; nobody signed in, and nobody whose account is closed, sees any."""
        signed_in = getattr(user, "is_authenticated", False) and getattr(user, "is_active", True)
        return self.in_areas(user.area_codes() if signed_in else ())

    def in_area(self, code: str) -> Self:
        """Rows of the region with this code and of those below it; `""` is the whole country."""
        return self.in_areas((code,))

    def in_areas(self, codes: Sequence[str]) -> Self:
        """Rows whose region is one of `codes` or below it (`33.75` covers `33.75.01.1001`)."""
        wide = widest(codes)
        if "" in wide:
            return self.all()
        if not wide:
            return self.none()
        path = self.model.scope_path  # type: ignore[attr-defined]  # every scoped model
        inside = Q()
        for code in wide:
            inside |= Q(**{f"{path}__under": code})
        return self.filter(inside)


def get_in_scope(rows: type[models.Model] | ScopedQuerySet, user: Any, **lookup: Any) -> Any:
    """The one row of `rows` inside the user's area; otherwise 404, as if it did not exist.

    A lookup that no row could ever have (letters for a number) is 404 as well.
    """
    queryset = rows if isinstance(rows, ScopedQuerySet) else rows.objects.all()  # type: ignore[attr-defined]  # every scoped model
    try:
        found = queryset.for_user(user).filter(**lookup).first()
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise Http404("Tidak ditemukan di wilayah Anda.")
    return found
