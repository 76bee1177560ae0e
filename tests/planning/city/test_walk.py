"""The city programme from its first step to the end, as Pokja PKP walks it."""

from datetime import date

import pytest
from django.utils import timezone

from planning.city import services
from planning.city.services import Cost
from planning.cycles import services as steps
from planning.cycles.errors import GateShort
from planning.cycles.models import Cycle
from tests.planning.city.builders import (
    a_city_cycle,
    a_plan,
    a_programme,
    a_scan,
    agreed_list,
    answered,
    ratified,
    written,
)
from tests.planning.institutions.builders import founded, member, staffed
from tests.planning.programs.builders import MILLION

pytestmark = pytest.mark.django_db


def short(world, city, step):
    """What the gate still asks for."""
    with pytest.raises(GateShort) as refusal:
        steps.close_step(cycle=Cycle.objects.get(pk=city.pk), step=step, by=world.cast.pokja)
    return list(refusal.value.missing)


def close(world, city, step):
    steps.close_step(cycle=Cycle.objects.get(pk=city.pk), step=step, by=world.cast.pokja)


def paper(city, step, code, **more):
    today = timezone.localdate()
    steps.keep_paper(cycle=city, step=step, code=code, number="1/2026", dated_on=today, scan=a_scan(), **more)


def prepared(world, city):
    """C1 and C2: commitments, and a Pokja PKP that works."""
    steps.save_record(cycle=city, step="C1", values={"komitmen": [{"lembaga": "Bappeda", "isi": "Memimpin Pokja PKP"}]})
    paper(city, "C1", "naskah-komitmen")
    close(world, city, "C1")
    body = founded(world, "POKJA_PKP", "Pokja PKP Contoh", region=world.places.city)
    staffed(
        world,
        body,
        member("Ketua Contoh", "L", "KETUA"),
        member("Sekretaris Contoh", "P", "SEKRETARIS"),
        member("Anggota Contoh"),
    )
    plan = {"kegiatan": "Konsolidasi data", "waktu": "Maret", "pelaksana": "Bappeda"}
    steps.save_record(cycle=city, step="C2", values={"rencana_kerja": [plan]})
    paper(city, "C2", "sk-pokja-pkp")
    close(world, city, "C2")


def test_pokja_walks_the_city_programme_from_its_first_step_to_the_end(world, media):
    works = a_plan(world, MILLION, MILLION, MILLION)
    written(world, "2", "2", "2.5")
    world.cycle.steps.filter(step__in=["P2", "P3"]).update(status="BERJALAN")
    city = a_city_cycle(world)
    prepared(world, city)

    # C5: every kelurahan of the SK has a ratified profile, differences are explained
    assert short(world, city, "C5")[:2] == [
        "Kelurahan Krapyak: profil kumuh belum disahkan (langkah Pemetaan swadaya belum selesai).",
        "Perbedaan luas Kelurahan Krapyak belum dijelaskan.",
    ]
    ratified(world.cycle, "P2")
    services.explain_area(
        cycle=city, kelurahan=world.places.kelurahan, text="SK memuat badan sungai.", by=world.cast.pokja
    )
    paper(city, "C5", "sk-kumuh")
    close(world, city, "C5")

    # C6: items answered and agreed, five meanings, RP2KP-KP signed and made known
    assert "Belum ada rencana kelurahan yang disahkan untuk masa rencana kota ini." in short(world, city, "C6")
    ratified(world.cycle, "P3")
    assert "3 butir Renta PIP Krapyak 2026 belum dijawab." in short(world, city, "C6")
    answered(world, city, works[:2], executor="Dinas PU Contoh")
    channel = a_programme(world, city, [Cost(2026, "APBD_KOTA", 9 * MILLION)], volume=7, unit="m")
    answered(world, city, works[2:], "DIGABUNG", programme=channel)
    a_programme(world, city, [Cost(2027, "SWASTA", MILLION)], name="Taman", intent="PENCEGAHAN", volume=1, unit="unit")
    agreed_list(world, city, scan=a_scan())
    mission = {"misi_rpjmd": "ADA", "kutipan_misi": "Misi 3 RPJMD, halaman 112."}
    steps.save_record(cycle=city, step="C6", values=mission)
    assert short(world, city, "C6") == [
        "RP2KP-KP yang disahkan: belum ada nomor, tanggal, berkas pindaian, tanggal diumumkan."
    ]
    paper(city, "C6", "rp2kpkp", published_on=timezone.localdate(), published_at="Papan pengumuman balai kota")
    close(world, city, "C6")

    # C7: progress of every programme; C8: rules, and data of the years of the plan
    assert len(short(world, city, "C7")) == 4
    for row in city.area_programmes.all():
        services.record_progress(
            programme=row,
            physical_percent=100,
            spent=MILLION,
            on=timezone.localdate(),
            by=world.cast.pokja,
            expected_version=row.version,
        )
    close(world, city, "C7")
    rule = {"nama": "Perwal pemeliharaan", "isi": "Dana O&P", "tanggal": date(2026, 5, 1).isoformat()}
    steps.save_record(cycle=city, step="C8", values={"aturan": [rule]})
    assert short(world, city, "C8") == ["Kelurahan Krapyak belum punya data tahun 2026 atau sesudahnya."]
    world.survey.records.update(year=2026)
    close(world, city, "C8")

    assert Cycle.objects.get(pk=city.pk).finished_on == timezone.localdate()


def test_an_answer_that_changes_after_the_agreement_keeps_the_city_plan_open(world, media):
    works = a_plan(world, MILLION)
    city = a_city_cycle(world)
    city.steps.filter(step__in=["C1", "C2", "C5"]).update(status="SELESAI")
    answered(world, city, works)
    agreed_list(world, city, scan=a_scan())
    assert not any("Krapyak" in gap for gap in short(world, city, "C6"))

    answered(world, city, works, year=2028)

    assert "Daftar akhir Krapyak berubah sesudah disepakati; sepakati lagi dengan warga." in short(world, city, "C6")


def test_a_plan_that_is_reopened_after_the_answers_is_named_at_the_gate(world):
    works = a_plan(world, MILLION)
    city = a_city_cycle(world)
    answered(world, city, works)
    world.cycle.steps.filter(step="P3").update(status="BERJALAN")
    assert any("dibuka kembali sesudah dijawab" in gap for gap in short(world, city, "C6"))
