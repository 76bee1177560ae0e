"""Groups answer on a phone of 360 px: a dot vote is counted by sex, a problem tree grows question by question."""

import pytest
from playwright.sync_api import expect

from planning.methods.enums import GroupKind, MethodKind
from planning.methods.models import DotCount, MethodSession, TreeNode
from tests.cast import World
from tests.journeys.conftest import PHONE
from tests.journeys.people import Person
from tests.planning.methods.builders import started, with_group

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    return World()


@pytest.fixture
def guide(world, open_page, live_server):
    """The facilitator with a small phone; every page fits it."""
    return Person(open_page(PHONE), world.cast.fasilitator, live_server.url)


def fits(person):
    assert person.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), person.page.url
    return person


def test_a_dot_vote_is_counted_by_sex_and_agreed(world, guide):
    guide.open("methods:session-add", world.cycle.pk, "dot")
    fits(guide).fill(title="Pilihan warga RW 001", place="Balai Kelurahan Krapyak", facilitator="Pemandu Contoh")
    fits(guide.press("Lanjut ke kelompok")).fill(**{"kelompok-0-men": 6, "kelompok-0-women": 5})
    guide.press("Simpan kelompok").reads("Kelompok tersimpan.")
    session = MethodSession.objects.get()
    fits(guide.follow("Pilihan dan banyaknya titik")).fill(each=2)
    guide.fill(**{"pilihan-0-text": "Tandon air bersama", "pilihan-1-text": "Perbaikan saluran gang 3"})
    guide.press("Simpan pilihan").reads("Perbaikan saluran gang 3")
    tank, drain = session.options.all()
    guide.open("methods:dot-edit", world.cycle.pk, session.pk, session.groups.get().pk)
    fits(guide).fill(**{f"p{tank.pk}": 9, f"l{tank.pk}": 3, f"p{drain.pk}": 3, f"l{drain.pk}": 9})
    guide.press("Simpan titik").reads("12 titik perempuan, padahal 5 orang × 2 titik = 10.")
    assert not DotCount.objects.exists()
    guide.fill(**{f"p{drain.pk}": 1}).press("Simpan titik").reads("Titik Semua peserta")
    assert {(row.option_id, row.women, row.men) for row in DotCount.objects.all()} == {
        (tank.pk, 9, 3),
        (drain.pk, 1, 9),
    }
    expect(fits(guide).page.locator(".for-phone svg.gambar").first).to_be_visible()
    guide.reads("9 P").reads("Pilihan pertama perempuan")
    guide.open("methods:conclusion-edit", world.cycle.pk, session.pk)
    fits(guide).fill(conclusion="Tandon lebih dahulu.", representative="Warga Contoh").press("Simpan dan sepakati")
    guide.reads("Hasil disepakati dan terkunci.").reads("Jadikan usulan")
    fits(guide).follow("Jadikan usulan")
    assert guide.page.locator("[name=title]").input_value() == "Tandon air bersama"


def test_a_problem_tree_grows_from_one_question_to_the_next(world, guide):
    session = started(world, kind=MethodKind.POHON, title="Pohon masalah RW 001", aspect=4)
    with_group(world, session, GroupKind.PEREMPUAN)
    guide.open("methods:tree-edit", world.cycle.pk, session.pk, session.groups.first().pk)
    page, grow = guide.page, lambda row, kind: page.locator(f"[data-nomor='{row}'] [data-tumbuh={kind}]").click()
    problem = "Gang tergenang setiap hujan"
    fits(guide).fill(**{"simpul-0-text": problem})
    chain = ("Saluran mampet", "Sampah dibuang ke saluran", "Gerobak jarang lewat", "Iuran tidak cukup", "Warga pindah")
    for number, (before, text) in enumerate(zip((problem, *chain), chain, strict=False), 1):
        grow(number - 1, "SEBAB")
        guide.reads(f"Mengapa: {before}?")
        guide.fill(**{f"simpul-{number}-text": text})
    grow(0, "AKIBAT")
    guide.fill(**{"simpul-6-text": "Anak diare"})
    work_on = page.locator("label[for=id_simpul-4-chosen]")
    work_on.evaluate("label => label.scrollIntoView({ block: 'center' })")
    work_on.click()
    guide.fill(**{"simpul-5-of": 5})  # a slip: it would cause itself
    fits(guide).press("Simpan pohon, lanjut ke tujuan").reads("dirinya sendiri")
    assert not TreeNode.objects.exists()
    guide.fill(**{"simpul-5-of": 4}).press("Simpan pohon, lanjut ke tujuan").reads("Sekarang ubah menjadi tujuan.")
    rows = {row.text: row for row in TreeNode.objects.select_related("parent")}
    assert [rows[text].parent.text for text in chain] == [problem, *chain[:-1]]
    assert (rows["Anak diare"].kind, rows["Iuran tidak cukup"].chosen) == ("AKIBAT", True)
    goal = {f"tujuan{rows['Iuran tidak cukup'].pk}": "Iuran disepakati dan cukup untuk gerobak kedua"}
    fits(guide).fill(**goal).press("Simpan").reads("Pohon tujuan Semua peserta tersimpan.")
    fits(guide).reads("Akar: Drainase lingkungan").reads("5 kali “mengapa?”")
    expect(page.locator(".for-phone svg.gambar").nth(1)).to_contain_text("Iuran disepakati")
