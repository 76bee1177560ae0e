"""The page `docs/permissions.md`: every right and every address, straight from what the code declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from kumuh.accounts.enums import Role
from kumuh.core.rights import PUBLIC, RIGHTS, SIGNED_IN, methods_of

OWN = ("kumuh.", "planning.")
#: Addresses of libraries: prefix of their names → who gets in.
LIBRARIES = {
    "account_": (
        "django-allauth: masuk, keluar, kata sandi. Dibatasi per akun dan per alamat jaringan; "
        "tidak ada pendaftaran sendiri."
    ),
    "mfa_": "django-allauth: kode dari HP dan kode cadangan milik sendiri; meminta kata sandi lagi.",
    "admin:": "django admin: hanya akun pengelola (`is_staff`), masuk lewat pintu yang sama termasuk kode dari HP.",
}
HEAD = (
    "# Hak akses\n\n"
    "Dibuat oleh `python manage.py daftar_hak --tulis`; jangan diubah dengan tangan. Baris di luar wilayah seseorang "
    "dijawab 404, di dalam wilayah tetapi di luar hak dijawab 403 dengan kalimat di bawah."
)

Section = Callable[[], Iterable[str]]
#: Further sections, registered by higher apps in `apps.ready()`.
SECTIONS: list[Section] = []


@dataclass(frozen=True)
class Address:
    """One address of the site. `right` is empty where a page of ours forgot it; `own` tells ours from libraries'."""

    name: str
    path: str
    methods: tuple[str, ...]
    right: str
    arguments: tuple[str, ...]
    own: bool


def addresses(patterns: Iterable[Any] | None = None, space: str = "", path: str = "/") -> Iterator[Address]:
    """Every address that Django would answer, in the order in which it looks."""
    for item in get_resolver().url_patterns if patterns is None else patterns:
        here = path + str(item.pattern).lstrip("^")
        if isinstance(item, URLResolver):
            yield from addresses(item.url_patterns, f"{space}{item.namespace}:" if item.namespace else space, here)
        elif isinstance(item, URLPattern):
            yield Address(
                name=f"{space}{item.name or ''}",
                path=here,
                methods=methods_of(item.callback),
                right=getattr(item.callback, "right", ""),
                arguments=tuple(dict.fromkeys(_arguments(here))),
                own=item.lookup_str.startswith(OWN),
            )


def _arguments(path: str) -> Iterator[str]:
    for part in path.split("<")[1:]:
        yield part.split(">")[0].split(":")[-1]


def faults() -> list[str]:
    """What must not be: an own address without a right or with an unknown one, a library's that nobody listed."""
    found = []
    for address in addresses():
        if address.own and address.right not in (PUBLIC, SIGNED_IN, *RIGHTS):
            found.append(f"{address.path}: {address.right or 'tanpa hak'}")
        if not address.own and not address.name.startswith(tuple(LIBRARIES)) and address.path != "/akun/email/":
            found.append(f"{address.path}: alamat pustaka {address.name or 'tanpa nama'} belum dijelaskan")
    return found


def page() -> str:
    """The whole page as Markdown."""
    lines = [HEAD, "", "## Hak dan peran", "", *_rights()]
    for section in SECTIONS:
        lines += ["", *section()]
    return "\n".join([*lines, "", "## Alamat", "", *_addresses(), "", "## Alamat pustaka", "", *_libraries()]) + "\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A Markdown table."""
    head = list(head)
    body = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *body]


def _rights() -> list[str]:
    roles = list(Role)
    rows = []
    for right in sorted(RIGHTS.values(), key=lambda right: right.name):
        marks = ["ya" if not right.roles or role in right.roles else "" for role in roles]
        rows.append([f"`{right.name}`", *marks, right.when_text or "–", right.sentence])
    return table(["Hak", *(role.value for role in roles), "Keadaan", "Kalimat bila ditolak"], rows)


def _addresses() -> list[str]:
    lines: list[str] = []
    own = sorted((a for a in addresses() if a.own), key=lambda a: (a.name.split(":")[0], a.path, a.name))
    for app, group in groupby(own, key=lambda address: address.name.split(":")[0]):
        rows = [[f"`{a.name}`", ", ".join(a.methods), f"`{a.path}`", _right_words(a.right)] for a in group]
        lines += [f"### {app}", "", *table(["Nama", "Metode", "Alamat", "Hak"], rows), ""]
    return lines[:-1]


def _right_words(right: str) -> str:
    return {PUBLIC: "publik (tanpa masuk)", SIGNED_IN: "siapa pun yang masuk, miliknya sendiri"}.get(
        right, f"`{right}`"
    )


def _libraries() -> list[str]:
    rows = []
    for prefix, words in LIBRARIES.items():
        names = sorted({a.name for a in addresses() if not a.own and a.name.startswith(prefix)})
        shown = f"{len(names)} halaman" if prefix == "admin:" else ", ".join(f"`{name}`" for name in names)
        rows.append([f"`{prefix}…`", words, shown])
    return table(["Nama", "Siapa", "Alamat"], rows)
