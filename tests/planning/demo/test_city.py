"""The demo city: real numbers through the import, invented people with random passwords, nothing twice."""

import stat
from decimal import Decimal
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command

from kumuh.accounts.enums import Role
from kumuh.accounts.models import Official, User
from kumuh.areas.models import Decree, Region
from kumuh.conditions.models import RtRecord, Survey
from kumuh.conditions.queries import slum_area
from planning.demo.catalog import kelurahan, read
from planning.demo.services import load_demo
from tests.kumuh.conditions.cases import kawasan

COMMON_WORDS = ("", "demo", "admin", "password", "contoh", "kumuh", "123456", "rahasia")


def counts() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for model in apps.get_models() if hasattr(model, "objects")}


def test_a_second_load_changes_nothing(demo):
    before = counts()
    load_demo()
    assert counts() == before


@pytest.mark.parametrize(
    ("year", "hectares"),
    [(2019, "206.1948"), (2020, "206.1948"), (2021, "186.3828"), (2022, "161.1021"), (2023, "146.9650")],
)
def test_the_slum_area_of_the_city_is_the_one_published(demo, year, hectares):
    areas = [slum_area(place.code, year).slum_ha for place in kelurahan()]
    assert sum(areas).quantize(Decimal("0.0001")) == Decimal(hectares)


def test_every_rt_and_year_has_the_published_total_and_class(demo):
    stored = {
        (row.kelurahan_id, str(row.neighbourhood), row.year): (row.total, row.level)
        for row in RtRecord.objects.select_related("neighbourhood")
    }
    codes = read("kota.json")["kelurahan"]
    published = {
        (codes[next(stem for stem in codes if stem.startswith(number))], f"RT {rt['rt']} / RW {rt['rw']}", int(year)): (
            row["total"],
            row["level"],
        )
        for number, place in kawasan().items()
        for rt in place["rt"]
        for year, row in rt["years"].items()
    }
    assert len(published) == 895
    assert stored == published


def test_every_kawasan_lies_in_the_kelurahan_of_its_name(demo):
    names = {place.settlement: Region.objects.get(code=place.code).name for place in kelurahan()}
    assert {kawasan: name for kawasan, name in names.items() if kawasan != name} == {
        "Pasir Kraton Kramat": "Pasirkratonkramat"
    }


def test_the_sources_are_named(demo):
    assert {survey.source for survey in Survey.objects.all()} == {
        "Data kumuh Kota Pekalongan 2019–2023, PERKIM Kota Pekalongan, seperti dimuat pada situs kota "
        "(https://github.com/RiqqiAmru/motorkawanku-be, versi 9151fb4)"
    }
    decree = Decree.objects.get()
    assert decree.listed.count() == 179
    assert decree.area_ha == sum(row.area_ha for row in decree.listed.all())
    assert "tanggal diisi 31 Desember 2020" in decree.source_note


def test_there_is_one_example_account_per_role_and_its_name_says_so(demo):
    users = User.objects.all()
    assert all(user.name.endswith("(contoh)") for user in users)
    held = {a.role for user in users for a in user.assignments.all()}
    assert sorted(held) == sorted(Role.values)
    assert all(official.is_example and official.name.endswith("(contoh)") for official in Official.objects.all())


def test_the_password_is_random_hashed_and_readable_only_by_the_owner(demo):
    path = demo / "akun-demo.txt"
    password = next(line.split(": ")[1] for line in path.read_text().splitlines() if "kata sandi:" in line)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert authenticate(None, username="fasilitator", password=password) is not None
    for user in User.objects.all():
        assert password not in user.password
        assert not any(check_password(word, user.password) for word in (*COMMON_WORDS, user.username))


def test_a_new_password_replaces_the_old_one(demo):
    def password():
        return next(
            line for line in (demo / "akun-demo.txt").read_text().splitlines() if "kata sandi:" in line
        ).partition(": ")[2]

    before = password()
    call_command("muat_demo", sandi_baru=True, stdout=StringIO())
    assert password() != before
    assert authenticate(None, username="pokja", password=before) is None
    assert authenticate(None, username="pokja", password=password()) is not None


def test_the_demo_is_refused_outside_demo_mode(demo, settings):
    settings.DEMO = settings.DEBUG = False
    before = counts()
    with pytest.raises(CommandError, match="hanya dimuat dalam mode demo"):
        call_command("muat_demo", sandi_baru=True)
    assert counts() == before
