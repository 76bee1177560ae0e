"""Example accounts, one per role, and example officials. Their passwords are random and made on this machine."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from kumuh.accounts.enums import Role
from kumuh.accounts.models import Assignment, Official, User
from kumuh.accounts.services import NewPerson, Signer, appoint_official, assign, create_first_admin, create_person
from kumuh.areas.models import Region
from planning.demo.catalog import city, day

ADMIN: Final = "admin"
#: No letters or digits that look alike on paper or on a phone.
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"

Write = Callable[[str], None]


def people() -> dict[str, User]:
    """The example accounts by name; empty before they are made."""
    names = [ADMIN, *(person["akun"] for person in city()["orang"])]
    return {user.username: user for user in User.objects.filter(username__in=names)}


@transaction.atomic
def make_people() -> dict[str, User]:
    """Make the example accounts and officials that are missing; returns the accounts by name."""
    found = people()
    admin = found.get(ADMIN) or _admin()
    regions = _regions()
    since = day(city()["menjabat_sejak"])
    for person in city()["orang"]:
        first, *others = regions[person["wilayah"]]
        user = found.get(person["akun"])
        if user is None:
            who = NewPerson(username=person["akun"], name=person["nama"])
            user = create_person(person=who, role=person["peran"], region=first, by=admin, valid_from=since)
        held = set(user.assignments.values_list("region_id", flat=True))
        for region in others:
            if region.code not in held:
                assign(user=user, role=person["peran"], region=region, by=admin, valid_from=since)
    _appoint(regions, admin)
    return people()


def _admin() -> User:
    """The example administrator: the first of a fresh installation, else appointed by the one who is there."""
    name = "Admin Aplikasi (contoh)"
    others = Assignment.objects.filter(role=Role.ADMIN, region=None).select_related("user").first()
    if others is None:
        create_first_admin(username=ADMIN, name=name)
        return User.objects.get(username=ADMIN)
    return create_person(person=NewPerson(username=ADMIN, name=name), role=Role.ADMIN, region=None, by=others.user)


def _regions() -> dict[str, list[Region]]:
    """The kelurahan with example cycles, their kecamatan, and the city."""
    found = Region.objects.in_bulk(city()["kelurahan_contoh"])
    inside = [found[code] for code in city()["kelurahan_contoh"]]
    districts = Region.objects.filter(code__in={region.parent_id for region in inside}).order_by("code")
    return {
        "kelurahan": inside,
        "kecamatan": list(districts),
        "kota": [Region.objects.get(code=city()["kota"])],
    }


def _appoint(regions: dict[str, list[Region]], admin: User) -> None:
    since = day(city()["menjabat_sejak"])
    known = set(Official.objects.filter(is_example=True).values_list("region_id", "office"))
    for official in city()["pejabat"]:
        for region in regions[official["tingkat"]]:
            if (region.code, official["jabatan"]) in known:
                continue
            appoint_official(
                region=region,
                office=official["jabatan"],
                signer=Signer(name=official["nama"].format(wilayah=region.name)),
                valid_from=since,
                by=admin,
                is_example=True,
            )


# --- Passwords ------------------------------------------------------------------------------------
def account_file() -> Path:
    """Where the accounts of this machine's demo are written for its owner: git-ignored, mode 600."""
    return Path(settings.VAR_DIR) / "akun-demo.txt"


def new_password() -> str:
    """Twelve random letters and digits in groups of four (59 bits)."""
    word = "".join(secrets.choice(LETTERS) for _ in range(12))
    return "-".join(word[place : place + 4] for place in range(0, 12, 4))


def give_password(*, users: Iterable[User]) -> Path:
    """Give the example accounts one new random password and note it in `account_file`; nowhere else in clear.

    Refuses (RuntimeError) outside demo mode: real people set their own password.
    """
    if not (settings.DEMO or settings.DEBUG):
        raise RuntimeError("Kata sandi contoh hanya dibuat dalam mode demo.")
    password = new_password()
    chosen = sorted(users, key=lambda user: user.pk)
    hashed = make_password(password)
    with transaction.atomic():
        for user in chosen:
            user.password = hashed
            user.save(update_fields=["password"])
    return _note(chosen, password)


def _note(users: Iterable[User], password: str) -> Path:
    path = account_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    width = max(len(user.username) for user in users)
    lines = ["Akun contoh di komputer ini (kata sandi acak, sama untuk semua akun contoh):", ""]
    lines += [f"  {user.username:<{width}}  {_told(user)}" for user in users]
    lines += ["", f"  kata sandi: {password}", "", "Kata sandi baru: python manage.py muat_demo --sandi-baru"]
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


def _told(user: Any) -> str:
    """`Lurah (contoh) – 6 wilayah`."""
    held = list(user.assignments.select_related("region"))
    place = "nasional" if held[0].region is None else held[0].region.title if len(held) == 1 else f"{len(held)} wilayah"
    return f"{user.name} – {place}"
