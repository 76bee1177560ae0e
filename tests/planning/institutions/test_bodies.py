"""Bodies and their members: what may be recorded, what is kept, what is shown as missing."""

from dataclasses import replace
from datetime import date

import pytest

from kumuh.core.uploads import clean_upload
from kumuh.core.versions import ChangedMeanwhile
from planning.institutions import queries, services
from planning.institutions.catalog import BODIES, DUTIES, INDICATOR_TEAMS, duties_of
from planning.institutions.composition import double_offices
from planning.institutions.enums import InstitutionKind
from planning.institutions.errors import InstitutionRefused
from planning.institutions.forms.members import first_day
from planning.institutions.models import FormationDecree, Member
from planning.institutions.services import BodyFacts
from tests.cast import make_rt
from tests.planning.institutions.builders import (
    FORMED,
    a_tipp,
    decreed,
    founded,
    member,
    staffed,
    stored,
    three,
)
from tests.planning.rembuk.builders import photo

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def look(institution):
    return queries.standing(
        type(institution).objects.prefetch_related("members", "decrees").get(pk=institution.pk), TODAY
    )


# --- The catalogue -----------------------------------------------------------------------------
def test_every_kind_of_body_is_declared_with_its_duties():
    assert set(BODIES) == set(InstitutionKind)
    assert [kind for kind in InstitutionKind if not duties_of(kind)] == []
    assert len({duty.code for duty in DUTIES}) == len(DUTIES)


def test_a_ksm_has_the_seven_duties_and_a_bkm_the_seven_roles():
    assert [duty.code for duty in duties_of("KSM")] == [f"S1-16{letter}" for letter in "abcdefg"]
    assert [duty.code for duty in duties_of("BKM")] == [f"S4-09{letter}" for letter in "abcdefg"]


# --- Registering -------------------------------------------------------------------------------
def test_a_pokja_pkp_is_of_the_city_and_a_ksm_of_a_kelurahan(world):
    with pytest.raises(InstitutionRefused, match="bukan lembaga tingkat"):
        founded(world, "POKJA_PKP", "Pokja PKP")
    with pytest.raises(InstitutionRefused, match="bukan lembaga tingkat"):
        founded(world, "KSM", region=world.places.city)
    assert founded(world, "POKJA_PKP", "Pokja PKP", region=world.places.city).region == world.places.city


def test_the_same_body_is_not_recorded_twice_unless_the_first_is_dissolved(world):
    first = founded(world)
    with pytest.raises(InstitutionRefused, match="sudah tercatat"):
        founded(world, name="ksm  contoh mawar")
    services.change_institution(
        institution=first,
        facts=BodyFacts(name=first.name, dissolved_on=TODAY, dissolved_reason="Pekerjaan selesai dan diserahkan."),
        by=world.cast.bkm,
        expected_version=first.version,
    )
    assert founded(world).pk != first.pk


def test_a_body_is_not_dissolved_without_a_reason_and_then_its_members_stay(world):
    body = founded(world)
    with pytest.raises(InstitutionRefused, match="mengapa"):
        services.change_institution(
            institution=body,
            facts=BodyFacts(name=body.name, dissolved_on=TODAY),
            by=world.cast.bkm,
            expected_version=body.version,
        )


def test_a_unit_works_under_the_bkm_of_its_own_kelurahan(world):
    bkm = founded(world, "BKM", "BKM Contoh")
    assert founded(world, "UPK", "UPK Contoh", parent=bkm).parent == bkm
    with pytest.raises(InstitutionRefused, match="tidak berada di bawah"):
        founded(world, "UPL", "UPL Contoh", parent=founded(world))


# --- Members -----------------------------------------------------------------------------------
def test_who_leaves_keeps_the_row_with_day_and_reason(world):
    body = founded(world)
    staffed(world, body, *three(world))
    chair, *others = stored(body)

    staffed(world, body, replace(chair, until=date(2026, 5, 1), leaving="Pindah rumah."), *others)

    assert body.members.count() == 3
    assert [row.name for row in look(body).former] == ["Ketua Contoh"]
    assert look(body).made_of.total == 2


def test_a_mistyped_row_goes_before_the_sk_and_stays_after_it(world):
    body = founded(world)
    staffed(world, body, *three(world))
    staffed(world, body, *stored(body)[:2])
    assert body.members.count() == 2

    decreed(world, body)
    with pytest.raises(InstitutionRefused, match="Isi tanggal “sampai”"):
        staffed(world, body, stored(body)[0])
    assert Member.objects.filter(institution=body).count() == 2


def test_one_person_holds_each_signature_of_the_account(world):
    with pytest.raises(InstitutionRefused, match="hanya satu orang"):
        staffed(world, founded(world), *three(world), member("Lain Contoh", account_role="KETUA"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "tanpa nama"),
        ({"sex": ""}, "L atau P"),
        ({"position": "MANAJER"}, "tidak mempunyai jabatan"),
        ({"team": "JALAN"}, "tidak mempunyai pokja"),
        ({"until": date(2025, 1, 1)}, "lebih awal"),
        ({"since": date(2999, 1, 1)}, "belum tiba"),
    ],
)
def test_a_line_that_cannot_be_true_is_refused_with_its_sentence(world, wrong, said):
    with pytest.raises(InstitutionRefused, match=said):
        staffed(world, founded(world), replace(member(), **wrong))


def test_an_rt_of_another_kelurahan_is_refused(world):
    foreign = make_rt(world.places.next_kelurahan, "009")
    with pytest.raises(InstitutionRefused, match="bukan bagian wilayah"):
        staffed(world, founded(world), member(rt_id=foreign.pk))


def test_a_list_that_somebody_else_saved_meanwhile_is_not_overwritten(world):
    body = founded(world)
    opened = queries.member_stamp(body)
    staffed(world, body, member("Dari orang lain Contoh"), seen=opened)
    with pytest.raises(ChangedMeanwhile, match="orang lain menyimpan"):
        staffed(world, body, member("Isian saya Contoh"), seen=opened)
    assert [row.name for row in body.members.all()] == ["Dari orang lain Contoh"]


# --- What is shown -----------------------------------------------------------------------------
def test_a_tipp_says_which_of_the_seven_pokja_nobody_staffs(world):
    assert look(a_tipp(world)).made_of.teams == ()
    world.cycle.institutions.all()[0].members.filter(team="KEBAKARAN").delete()
    assert [team.value for team in look(world.cycle.institutions.get()).made_of.teams] == ["KEBAKARAN"]
    assert len(INDICATOR_TEAMS) == 7


def test_somebody_with_two_pokja_is_one_person_and_holds_one_office(world):
    body = founded(world, "TIPP", "TIPP Contoh")
    staffed(world, body, member("Sri Contoh", team="JALAN"), member("SRI  CONTOH", team="DRAINASE"))
    assert look(body).made_of.total == 1
    assert double_offices(body.members.all()) == ()


def test_missing_women_and_elements_are_shown_and_forbid_nothing(world):
    body = founded(world, "BKM", "BKM Contoh")
    staffed(world, body, *(member(f"Contoh {number}", "L") for number in range(4)), member("Ibu Contoh", "P"))
    made = look(body).made_of
    assert (made.men, made.women, made.women_percent, made.few_women) == (4, 1, 20, True)
    assert "DIFABEL" in made.elements


def test_the_same_person_in_two_bodies_is_shown_and_a_namesake_of_another_rt_is_not(world):
    ksm, bkm = founded(world), founded(world, "BKM", "BKM Contoh")
    staffed(world, ksm, member("Budi Contoh", "L", "KETUA", rt_id=world.rts[0].pk))
    staffed(world, bkm, member("Budi  contoh", "L", rt_id=world.rts[0].pk))
    assert [(one.name, len(one.rows)) for one in double_offices(Member.objects.all())] == [("Budi Contoh", 2)]

    Member.objects.filter(institution=bkm).update(rt=world.rts[1])
    assert double_offices(Member.objects.all()) == ()


# --- SK ----------------------------------------------------------------------------------------
def test_an_sk_is_numbered_consecutively_per_office_and_year(world):
    tipp, ksm = a_tipp(world), founded(world)
    kelurahan = world.places.kelurahan.pk
    assert queries.next_sequence(office_code=kelurahan, issuer="LURAH", year=2026) == 1
    assert decreed(world, tipp, sequence=4).number == "4 Tahun 2026"
    assert queries.next_sequence(office_code=kelurahan, issuer="LURAH", year=2026) == 5
    with pytest.raises(InstitutionRefused, match="Nomor urut 4 tahun 2026 sudah dipakai"):
        decreed(world, ksm, sequence=4)
    assert decreed(world, ksm, sequence=4, on=date(2025, 12, 1)).number == "4 Tahun 2025"
    assert decreed(world, ksm, sequence=4, issuer="KPA").office_code == world.places.city.pk


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on": None}, "juga bertanggal"),
        ({"sequence": None}, "nomor urut"),
        ({"issuer": "WALIKOTA"}, "tidak ditetapkan"),
        ({"ends_on": date(2026, 1, 1)}, "berakhir sebelum"),
        ({"on": date(2999, 1, 1)}, "belum tiba"),
        ({"about": " "}, "tentang apa"),
    ],
)
def test_an_sk_that_cannot_be_true_is_refused_with_its_sentence(world, wrong, said):
    with pytest.raises(InstitutionRefused, match=said):
        decreed(world, founded(world), **wrong)


def test_an_sk_is_complete_with_number_day_and_signed_paper(world, media):
    row = decreed(world, founded(world))
    assert not row.is_complete
    assert decreed(world, founded(world, name="KSM Lain Contoh"), 5, scan=clean_upload(photo())).is_complete
    assert FormationDecree.objects.count() == 2


def test_the_newest_numbered_sk_is_in_force_until_its_last_day(world):
    body = founded(world)
    decreed(world, body, 4, date(2025, 1, 2), ends_on=date(2025, 12, 31))
    assert look(body).ended
    decreed(world, body, 9, date(2026, 1, 2))
    assert (look(body).decree.sequence, look(body).ended) == (9, False)


def test_the_day_of_formation_is_where_an_empty_line_begins(world):
    assert first_day(founded(world)) == FORMED
