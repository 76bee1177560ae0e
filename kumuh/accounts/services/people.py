"""Verbs of accounts and assignments. Nobody but the person ever knows or chooses the password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from kumuh.accounts import queries
from kumuh.accounts.enums import Mandate, Role
from kumuh.accounts.models import Assignment, User
from kumuh.accounts.rules import NATIONAL, ROLE_LEVELS
from kumuh.areas.models import Region
from kumuh.core.rights import require


@dataclass(frozen=True)
class NewPerson:
    """What an administrator types about a new person; there is no password among it."""

    username: str
    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Deputy:
    """The mandate under which somebody acts for an official: kind, letter and, for a.n., on whose behalf."""

    mandate: str
    letter_number: str
    letter_date: date | None
    on_behalf_of: str = ""


@transaction.atomic
def create_person(
    *,
    person: NewPerson,
    role: str,
    region: Region | None,
    by: User,
    valid_from: date | None = None,
    valid_to: date | None = None,
    deputy: Deputy | None = None,
) -> User:
    """An account without a password and with its first assignment; the person sets the password by `first_link`.

    Raises PermissionDenied when `by` does not administer the region, ValidationError when the username or e-mail is
    taken, or the role is not held at that level.
    """
    _refuse_taken(username=person.username, email=person.email)
    user = User(username=person.username, name=person.name, email=person.email, phone=person.phone)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    assign(user=user, role=role, region=region, by=by, valid_from=valid_from, valid_to=valid_to, deputy=deputy)
    return user


def _refuse_taken(*, username: str, email: str, besides: User | None = None) -> None:
    others = User.objects.exclude(pk=besides.pk) if besides else User.objects.all()
    if others.filter(username__iexact=username).exists():
        raise ValidationError({"username": "Nama akun ini sudah dipakai."})
    if email and others.filter(email__iexact=email).exists():
        raise ValidationError({"email": "Alamat email ini sudah dipakai akun lain."})


@transaction.atomic
def update_profile(*, user: User, name: str, email: str, phone: str) -> User:
    """Change how a person is called and reached. Raises ValidationError when the e-mail belongs to somebody else."""
    _refuse_taken(username=user.username, email=email, besides=user)
    user.name, user.email, user.phone = name, email, phone
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "email", "phone"])
    return user


@transaction.atomic
def assign(
    *,
    user: User,
    role: str,
    region: Region | None,
    by: User,
    valid_from: date | None = None,
    valid_to: date | None = None,
    deputy: Deputy | None = None,
) -> Assignment:
    """Give a role in a region (None = the whole country) from a day (default today) to a day (default open).

    `deputy` names the mandate of a Plt., Plh. or a.n.; without one the person holds the role in their own right.
    Raises PermissionDenied when `by` does not administer the region, ValidationError for a role at a wrong level,
    one that the person already holds there in that period, or a mandate without its letter.
    """
    require(by, "accounts.change_people", region.pk if region else "")
    level = region.level if region else NATIONAL
    if level not in ROLE_LEVELS[role]:
        place = region.get_level_display().lower() if region else "tingkat nasional"
        raise ValidationError({"role": f"Peran {Role(role).label} tidak dipegang di {place}."})
    since = valid_from or timezone.localdate()
    if valid_to and valid_to < since:
        raise ValidationError({"valid_to": "Tanggal akhir lebih awal daripada tanggal mulai."})
    held = Assignment.objects.filter(user=user, role=role, region=region).in_force(since)
    if held.exists():
        raise ValidationError({"role": "Orang ini sudah memegang peran itu di wilayah yang sama."})
    assignment = Assignment(user=user, role=role, region=region, valid_from=since, valid_to=valid_to)
    if deputy is not None and deputy.mandate:
        _write_mandate(assignment, deputy)
    assignment.save()
    user.__dict__.pop("assignments_today", None)
    return assignment


def _write_mandate(assignment: Assignment, deputy: Deputy) -> None:
    number, behalf = deputy.letter_number.strip(), deputy.on_behalf_of.strip()
    if not number or deputy.letter_date is None:
        raise ValidationError({"letter_number": "Tulis nomor dan tanggal surat mandat."})
    if deputy.letter_date > assignment.valid_from:
        raise ValidationError({"letter_date": "Surat mandat bertanggal sesudah penugasan mulai."})
    if deputy.mandate == Mandate.AN and not behalf:
        raise ValidationError({"on_behalf_of": "Tulis atas nama siapa orang ini bertindak."})
    assignment.mandate, assignment.on_behalf_of = deputy.mandate, behalf
    assignment.letter_number, assignment.letter_date = number, deputy.letter_date


@transaction.atomic
def end_assignment(*, assignment: Assignment, by: User) -> None:
    """End an assignment now: the next click of the person already finds it gone.

    The last day becomes yesterday; one that began today or later is withdrawn altogether (its change history stays).
    Raises PermissionDenied when `by` does not administer the region.
    """
    require(by, "accounts.change_people", assignment)
    locked = Assignment.objects.select_for_update().get(pk=assignment.pk)
    yesterday = timezone.localdate() - timedelta(days=1)
    if locked.valid_from > yesterday:
        locked.delete()
        return
    locked.valid_to, locked.version = yesterday, locked.version + 1
    locked.save()


def require_manages(*, by: User, user: User) -> None:
    """Go on if `by` administers every area in which `user` has or will have a role; otherwise PermissionDenied.

    Otherwise the administrator of one city could take over the account of another city or of the country.
    """
    codes = queries.present_and_future_codes(user)
    if user.is_superuser or user.is_staff or not codes:
        codes = {*codes, ""}
    for code in sorted(codes):
        require(by, "accounts.change_people", code)


def first_link(*, user: User, by: User) -> str:
    """A link with which the person sets a password, once, within three days. Full address.

    Raises PermissionDenied when `by` does not administer the person's areas.
    """
    require_manages(by=by, user=user)
    return _link(user)


def _link(user: User) -> str:
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return f"{settings.SITE_URL.rstrip('/')}{reverse('account_reset_password_from_key', kwargs=key)}"


def send_first_link(*, user: User, by: User) -> str:
    """Mail `first_link` to the person after commit and return it, to be shown once where no mail arrives."""
    link = first_link(user=user, by=by)
    if user.email:
        transaction.on_commit(lambda: _mail_link(user, link))
    return link


def _mail_link(user: User, link: str) -> None:
    body = (
        f"Yth. {user.name},\n\nAkun Anda: {user.username}\n"
        f"Buat kata sandi Anda sendiri lewat tautan ini. Tautan berlaku tiga hari dan hanya sekali:\n\n{link}\n"
    )
    subject = f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}Buat kata sandi Anda"
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email], fail_silently=True)


@transaction.atomic
def block_person(*, user: User, by: User) -> None:
    """Close the account; every session ends at its next click. Raises PermissionDenied, also for one's own account."""
    require_manages(by=by, user=user)
    if user.pk == by.pk:
        raise PermissionDenied("Akun sendiri tidak dapat ditutup; minta admin lain.")
    User.objects.filter(pk=user.pk).update(is_active=False, session_round=F("session_round") + 1)


@transaction.atomic
def unblock_person(*, user: User, by: User) -> None:
    """Open a closed account again. Raises PermissionDenied when `by` does not administer the person's areas."""
    require_manages(by=by, user=user)
    User.objects.filter(pk=user.pk).update(is_active=True)


def end_all_sessions(*, user: User) -> None:
    """Keluar dari semua HP: every session of the person, this one too, is void at its next click."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)


@transaction.atomic
def create_first_admin(*, username: str, name: str, email: str = "") -> str:
    """The national administrator of a fresh installation; returns the one-time link for the password.

    Raises ValidationError when an administrator already exists or the username is taken.
    """
    if Assignment.objects.in_force(timezone.localdate()).filter(role=Role.ADMIN, region=None).exists():
        raise ValidationError("Admin nasional sudah ada; minta tautan kepadanya atau pakai “lupa kata sandi”.")
    _refuse_taken(username=username, email=email)
    user = User(username=username, name=name, email=email, is_staff=True, is_superuser=True)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    Assignment.objects.create(user=user, role=Role.ADMIN, region=None)
    return _link(user)
