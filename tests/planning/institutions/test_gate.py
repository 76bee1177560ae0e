"""The gate `lembaga` and the checklist of duties: what is missing is said, with the form that fixes it."""

from datetime import date

import pytest
from django.urls import reverse

from kumuh.core.uploads import clean_upload
from planning.cycles.catalog import find_step
from planning.cycles.enums import StepStatus
from planning.cycles.registry import CHECKS, parts_of
from planning.cycles.services import keep_paper, start_cycle
from planning.institutions import queries, registry, services
from planning.institutions.catalog import DUTIES
from planning.institutions.registry import EvidenceLink
from planning.institutions.services import BodyFacts
from tests.cast import FISCAL_YEAR, SURVEY_YEAR
from tests.planning.institutions.builders import a_tipp, decreed, elected, founded, member, staffed, stored, three
from tests.planning.rembuk.builders import closed, photo

pytestmark = pytest.mark.django_db
EVERYTHING = {"jenis": "KSM", "anggota": 3, "sk": True, "jabatan": ("KETUA",), "rekening": True, "ad_art": True}


def asked(world, cycle=None, **options):
    (part,) = CHECKS["lembaga"](cycle or world.cycle, find_step("P", "P1"), options)
    return part


def said(part):
    return [missing.text for missing in part.missing]


def test_a_body_that_does_not_exist_leads_to_the_form_that_records_it(world):
    part = asked(world, jenis="TIPP")
    assert said(part) == ["TIPP belum dibentuk."]
    assert part.missing[0].url.endswith(f"?jenis=TIPP&siklus={world.cycle.pk}")


def test_the_csiap_is_consulted_with_a_tim_teknis_of_tfl_and_tamk(world):
    (wanted,) = (dict(one.options) for one in find_step("S", "S3.3").needs if one.check == "lembaga")
    part = asked(world, **wanted)
    assert said(part) == ["Tim Teknis belum dibentuk."]
    assert "jenis=TIM_TEKNIS" in part.missing[0].url
    team = founded(world, kind="TIM_TEKNIS", name="Tim Teknis Contoh")
    staffed(world, team, member("Tenaga Contoh", position="TFL"))
    assert said(asked(world, **wanted)) == [
        "Tim Teknis Contoh baru mempunyai 1 dari paling sedikit 2 anggota.",
        "Jabatan di Tim Teknis Contoh belum diisi: TAMK.",
    ]
    staffed(world, team, member("Tenaga Contoh", position="TFL"), member("Ahli Contoh", position="TAMK"))
    assert said(asked(world, **wanted)) == []


def test_everything_a_new_ksm_lacks_is_said_at_once(world):
    body = founded(world)
    assert said(asked(world, **EVERYTHING)) == [
        "KSM Contoh Mawar baru mempunyai 0 dari paling sedikit 3 anggota.",
        "Jabatan di KSM Contoh Mawar belum diisi: Ketua.",
        "AD/ART KSM Contoh Mawar belum lengkap: isi tanggalnya dan unggah naskahnya.",
        "Penanda tangan rekening KSM Contoh Mawar belum dipilih: ketua, satu pengurus, "
        "satu calon pengguna, dipilih dalam rembuk.",
        "Bank dan nomor rekening KSM Contoh Mawar belum diisi.",
        "Saldo awal rekening KSM Contoh Mawar belum mencapai Rp 500.000 dari calon pengguna.",
        "SK KSM Contoh Mawar belum bernomor dan bertanggal.",
    ]
    urls = {missing.url for missing in asked(world, **EVERYTHING).missing}
    assert urls == {
        reverse(f"institutions:{page}", args=[body.pk]) for page in ("members-edit", "institution-edit", "decree-add")
    }


def test_a_ksm_with_members_articles_account_and_signed_sk_passes(world, media):
    body = founded(world)
    staffed(world, body, *three(world))
    facts = BodyFacts(
        name=body.name, cycle=world.cycle, articles_on=date(2026, 1, 21), bank="Bank Contoh",
        account_number="0001", opening_balance=500_000,
    )  # fmt: skip
    services.change_institution(
        institution=body, facts=facts, by=world.cast.bkm, articles=clean_upload(photo()), expected_version=body.version
    )
    decree = decreed(world, body)
    assert said(asked(world, **EVERYTHING)) == [
        "SK KSM Contoh Mawar nomor 4 Tahun 2026 belum ada pindaiannya yang bertanda tangan."
    ]
    decree.scan.save("sk.jpg", clean_upload(photo()).as_file())
    part = asked(world, **EVERYTHING)
    assert (part.complete, part.note) == (True, "KSM Contoh Mawar, 3 orang")


def test_one_rupiah_below_the_opening_balance_is_missing(world):
    founded(world, bank="Bank Contoh", account_number="0001", opening_balance=499_999)
    assert any("Saldo awal" in text for text in said(asked(world, jenis="KSM", rekening=True)))


def test_every_unstaffed_pokja_of_the_tipp_is_named(world):
    a_tipp(world, teams=("BANGUNAN", "JALAN", "AIR_MINUM", "DRAINASE", "AIR_LIMBAH"))
    assert said(asked(world, jenis="TIPP", pokja=True)) == [
        "Pokja/tim TIPP Contoh belum berisi: Persampahan, Proteksi kebakaran."
    ]


def test_where_several_ksm_work_the_one_of_this_cycle_counts(world):
    other = founded(world, name="KSM Lama Contoh", cycle=None)
    staffed(world, other, *three(world))
    founded(world)
    assert said(asked(world, jenis="KSM", anggota=3)) == [
        "KSM Contoh Mawar baru mempunyai 0 dari paling sedikit 3 anggota."
    ]


def test_a_dissolved_body_does_not_count(world):
    founded(world, dissolved_on=date(2026, 2, 1), dissolved_reason="Selesai.")
    assert said(asked(world, jenis="KSM")) == ["KSM belum dibentuk."]


# --- Duties ---------------------------------------------------------------------------------------------------------
def test_a_duty_without_a_record_says_what_to_do(world):
    row = queries.duty_rows(founded(world))[0]
    assert (row.done, row.duty.todo) == (False, "Adakan sosialisasi di setiap RT dan catat pertemuannya.")


def test_a_closed_step_and_its_signed_paper_fill_the_checklist_by_themselves(world, media):
    cycle = start_cycle(track="C", region=world.places.city, fiscal_year=FISCAL_YEAR, by=world.cast.pokja)
    body = founded(world, "POKJA_PKP", "Pokja PKP", region=world.places.city)
    keep_paper(
        cycle=cycle, step="C6", code="rp2kpkp", number="1", dated_on=date(2026, 3, 1), scan=clean_upload(photo())
    )
    cycle.steps.filter(step="C5").update(status=StepStatus.CLOSED)

    by_code = {row.duty.code: row for row in queries.duty_rows(body)}

    assert [link.label for link in by_code["POKJA-1"].evidence] == ["RP2KP-KP yang disahkan"]
    assert [link.label for link in by_code["POKJA-2"].evidence] == ["Langkah Konsolidasi data permukiman kumuh selesai"]
    assert by_code["POKJA-3"].todo_url == f"{reverse('cycles:cycle-detail', args=[cycle.pk])}#C7"


def test_what_another_app_registers_is_evidence_newest_first(world, monkeypatch):
    monkeypatch.setattr(registry, "_EVIDENCE", {})
    old, new = (EvidenceLink(f"Sosialisasi {year}", f"/{year}/", date(year, 1, 1)) for year in (2025, 2026))
    registry.register_evidence("S1-16a", lambda scope: [old, new] if scope.region == world.places.kelurahan else [])
    assert queries.duty_rows(founded(world))[0].evidence == (new, old)


def test_a_member_is_needed_before_the_unit_counts(world):
    body = founded(world, "UPK", "UPK Contoh", cycle=world.cycle)
    assert said(asked(world, jenis="UPK"))
    staffed(world, body, member(position="MANAJER"))
    assert asked(world, jenis="UPK", jabatan=("MANAJER",)).complete


def test_a_closed_sosialisasi_a_survey_and_a_formed_ksm_are_evidence_by_themselves(world):
    ksm, bkm = founded(world), founded(world, "BKM", "BKM Contoh")
    assert world.survey.year == SURVEY_YEAR
    assert not queries.duty_rows(ksm)[0].done
    closed(world, type="SOSIALISASI", title="Sosialisasi RT 001")

    assert [link.label for link in queries.duty_rows(ksm)[0].evidence] == ["Sosialisasi RT 001"]
    by_code = {row.duty.code: row for row in queries.duty_rows(bkm)}
    assert [link.label for link in by_code["S4-09a"].evidence] == [f"Survei tujuh indikator {SURVEY_YEAR}"]
    assert [link.label for link in by_code["S4-09e"].evidence] == ["KSM Contoh Mawar"]


def test_an_election_is_evidence_for_the_committee_that_held_it(world):
    committee = founded(world, "PANITIA", "Panitia Contoh")
    elected(world, founded(world), 9, 3)
    assert [row.evidence[0].label for row in queries.duty_rows(committee)] == [
        "Pemilihan anggota KSM Contoh Mawar",
        "Pemilihan anggota KSM Contoh Mawar",
    ]


def test_whatever_an_app_shows_as_evidence_belongs_to_a_declared_duty():
    assert registry.known_duties() <= {duty.code for duty in DUTIES}


def test_the_city_closes_its_second_step_only_with_a_pokja_of_three(world):
    cycle = start_cycle(track="C", region=world.places.city, fiscal_year=FISCAL_YEAR, by=world.cast.pokja)
    assert body_part(cycle).complete is False

    body = founded(world, "POKJA_PKP", "Pokja PKP", region=world.places.city)
    staffed(world, body, member("A Contoh", position="KETUA"), member("B Contoh", position="SEKRETARIS"))
    assert said(body_part(cycle)) == ["Pokja PKP baru mempunyai 2 dari paling sedikit 3 anggota."]

    staffed(world, body, *stored(body), member("C Contoh"))
    assert body_part(cycle).complete


def body_part(cycle):
    """What the second step of the city asks about its Pokja PKP."""
    (part,) = [part for part in parts_of(find_step("C", "C2"), cycle) if part.label == "Pokja PKP"]
    return part
