"""The stages of the P2KP track as people walk them, each through the pages that a kelurahan office uses."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from planning.programs.models import Work
from planning.rembuk.models import Meeting
from tests.cast import KELURAHAN, SURVEY_YEAR, World
from tests.journeys.people import Person, tick
from tests.kumuh.conditions.cases import NOTHING_WRONG
from tests.kumuh.conditions.workbooks import line, saved, xlsx
from tests.planning.documents.paper import Printed
from tests.planning.programs.builders import SLUM
from tests.planning.proposals.builders import DENOMINATORS


@dataclass(frozen=True)
class Office:
    """The people of one kelurahan and its city, each at a browser, and the cycle they work on."""

    world: World
    fasilitator: Person
    bkm: Person
    lurah: Person
    pokja: Person
    cycle: int = 0


@dataclass(frozen=True)
class Wish:
    """An usulan as it stands on paper, and the work it becomes. Volume in `unit`, price in rupiah per unit."""

    title: str
    criterion: str
    volume: int
    price: int
    source: str = "dana_apbn_channeling"

    @property
    def cost(self) -> int:
        return self.volume * self.price


WISHES = (
    Wish("Paving gang Melati", "jalan_kualitas", 320, 1_000_000),
    Wish("Saluran gang Mawar", "drainase_ketersediaan", 320, 2_000_000),
    Wish("Gerobak sampah RW 001", "sampah_sarpras", 20, 5_000_000),
)


# --- Persiapan ------------------------------------------------------------------------------------
def start(fasilitator: Person) -> int:
    """Start the cycle of the only kelurahan that the SK Kumuh allows; its key."""
    fasilitator.open("cycles:cycle-list").follow("Mulai siklus").follow("Mulai P2KP 100-0-100")
    fasilitator.fill(fiscal_year=2027, survey_year=SURVEY_YEAR).press("Mulai siklus").reads("Siklus dimulai.")
    return int(fasilitator.page.url.rstrip("/").rpartition("/")[2])


def prepare(fasilitator: Person, cycle: int) -> None:
    """Proposed schedule, one member of the team, one document."""
    fasilitator.open("cycles:preparation-edit", cycle).press("Isi dengan jadwal usulan")
    fasilitator.page.locator("[name=jadwal-3-activity]").wait_for()
    fasilitator.fill(**{"tim-0-name": "Anggota Contoh", "tim-0-sex": "P", "tim-0-duty": "Ketua tim"})
    fasilitator.fill(**{"data-0-title": "Profil kelurahan", "data-0-holder": "Kelurahan", "data-0-year": "2025"})
    fasilitator.press("Simpan").reads("Persiapan tersimpan.")
    nothing_is_offered_again(fasilitator)


def nothing_is_offered_again(person: Person) -> None:
    """The device keeps no copy of a sent form. Asked from outside: the page's policy forbids polling inside it."""
    for _ in range(50):
        if person.page.evaluate("Object.keys(localStorage).length") == 0:
            return
        person.page.wait_for_timeout(100)
    raise AssertionError("a copy of the sent form is still on the device")


def import_baseline(fasilitator: Person, folder: Path) -> None:
    """A workbook with one word where a number belongs; after the repair two RT come in."""
    measured = line(**DENOMINATORS, **SLUM)
    fasilitator.open("conditions:import-new", KELURAHAN)
    wrong = xlsx(measured, measured | {"rt": "002", "jumlah_bangunan": "lima puluh"})
    fasilitator.fill(file=saved(folder, wrong, "salah.xlsx")).press("Periksa berkas")
    fasilitator.reads("Belum dapat diterapkan").reads("lima puluh").follow("Periksa berkas lain")
    right = xlsx(measured, measured | {"rt": "002"})
    fasilitator.fill(file=saved(folder, right, "benar.xlsx")).press("Periksa berkas")
    fasilitator.reads("Berkas dapat diterapkan").fill(places=True).press("Terapkan berkas ini")
    fasilitator.reads("Tersimpan: 2 RT baru")


def survey_one_rt(office: Office) -> None:
    """The RT that the workbook left out, typed by hand; the scores follow while typing."""
    rt = office.world.rts[2]
    person = office.fasilitator.open("conditions:rt-record-edit", KELURAHAN, SURVEY_YEAR, rt.pk)
    person.fill(**{key: _typed(value) for key, value in DENOMINATORS.items()})
    volumes = dict.fromkeys(NOTHING_WRONG, 0) | SLUM
    person.fill(**{f"v_{key}": value for key, value in volumes.items()})
    person.press("Simpan").reads("RT 003 / RW 001 tersimpan: total 21")


def _typed(value: Decimal | int) -> str:
    return f"{value}".replace(".", ",")


# --- Rembuk ---------------------------------------------------------------------------------------
def hold_meeting(office: Office, step: str, *subjects: str, kind: str = "REMBUK_KELURAHAN", men: int = 3) -> Meeting:
    """Invitation, counts per RT, minutes, one decision per subject, closing. Women are five of each RT."""
    person = office.fasilitator.open("rembuk:meeting-list", office.cycle)
    person.page.goto(f"{person.page.url}baru/?jenis={kind}&langkah={step}")
    person.fill(starts_at="19:30", place="Balai Kelurahan Krapyak", invited_count=24).press("Simpan rencana")
    person.reads("Daftar hadir kosong")
    meeting = Meeting.objects.latest("pk")
    person.open("rembuk:attendance-counts", office.cycle, meeting.pk)
    for rt in office.world.rts:
        person.fill(**{f"rt-{rt.pk}-men": men, f"rt-{rt.pk}-women": 5, f"rt-{rt.pk}-poor": 4})
    person.fill(paper_total=(men + 5) * len(office.world.rts)).press("Simpan kehadiran").reads("Kehadiran tersimpan.")
    person.open("rembuk:minutes-edit", office.cycle, meeting.pk)
    person.fill(**{"isi-0-text": "Genangan di gang Mawar setiap hujan.", "isi-0-raised_by": "Warga Contoh"})
    person.fill(summary="Peserta menyepakati hasil rembuk.").press("Simpan notulen").reads("Notulen tersimpan.")
    for subject in subjects:
        person.open("rembuk:decision-list", office.cycle, meeting.pk)
        person.fill(text=f"Peserta menyepakati {subject.lower()}.", about=subject).press("Simpan keputusan")
        person.reads(f"Peserta menyepakati {subject.lower()}.")
    person.open("rembuk:closing-edit", office.cycle, meeting.pk)
    person.fill(chair_name="Pimpinan Contoh", secretary_name="Notulis Contoh").press("Simpan dan tutup pertemuan")
    person.reads("Pertemuan ditutup.")
    return meeting


# --- Pemetaan swadaya -----------------------------------------------------------------------------
def describe_problems(office: Office) -> None:
    """The seven indicators, one after the other with "lanjut"; each rests on the survey and on what was seen."""
    person = office.fasilitator.open("proposals:problem-edit", office.cycle, 1)
    for aspect in range(1, 8):
        person.page.wait_for_url(f"**/masalah/{aspect}/ubah/")
        person.fill(state="ADA", statement=f"Masalah indikator {aspect}.", cause="Sebabnya.", effect="Akibatnya.")
        person.fill(households=20, poor_households=10, women_households=3, need="Penanganannya.")
        person.press("Tambah sumber")
        person.fill(**{"sumber-1-kind": "OBSERVASI", "sumber-1-note": "Penelusuran jalan bersama warga"})
        person.press("Simpan" if aspect == 7 else "Simpan, lanjut ke indikator berikutnya")
    person.reads("tersimpan")


# --- Renta PIP ------------------------------------------------------------------------------------
def take_wishes(office: Office) -> None:
    for wish in WISHES:
        person = office.fasilitator.open("proposals:proposal-add", office.cycle)
        person.fill(title=wish.title, criterion_key=wish.criterion, rts=[office.world.rts[0].pk], asked_by="WARGA")
        person.fill(asked_by_name="Warga Contoh", location="Gang Melati", limits="Pos ronda sampai sungai")
        person.fill(volume=wish.volume, households=40, poor_households=20, women_households=5)
        person.press("Simpan usulan").reads("tercatat")


def agree_and_rank(office: Office, meeting: Meeting) -> None:
    """Tick all usulan under the decision of the rembuk, then score them from best to worst."""
    person = office.fasilitator.open("proposals:proposal-agree", office.cycle)
    for box in person.page.locator("main [name=rows]").all():
        tick(box)
    person.fill(decision=meeting.decisions.get(about="USULAN").pk).press("Sepakati yang dicentang").reads("disepakati")
    person.open("proposals:ranking-detail", office.cycle).press("Mulai peringkat").reads("Peringkat dimulai")
    for place, wish in enumerate(WISHES):
        for cell in person.page.get_by_label(f": {wish.title}").all():
            cell.fill(str(5 - place))
    person.press("Simpan nilai").reads("nilai tersimpan")


def plan_works(office: Office) -> None:
    """One work per usulan: price, one source that pays all, and what it repairs."""
    for wish in WISHES:
        person = office.fasilitator.open("programs:work-list", office.cycle).follow(f"Buat kegiatan dari {wish.title}")
        person.fill(unit_price=wish.price, quarter=2, land_ready=True, drawing_ready=True)
        person.fill(**{wish.source: wish.cost}).press("Simpan kegiatan").reads("tersimpan")
        person.open("programs:work-list", office.cycle).follow(wish.title).follow("Isi hasilnya")
        person.fill(**{f"hasil_{office.world.rts[0].pk}_{wish.criterion}": wish.volume})
        person.press("Simpan hasil").reads("tersimpan")


# --- Pemeriksaan ----------------------------------------------------------------------------------
def to_review(person: Person, office: Office, step: str) -> Person:
    """The page of the review of a step, through the page of the cycle."""
    person.open("cycles:cycle-detail", office.cycle)
    person.page.locator(f"#{step} a[href*='/periksa/']").click()
    person.page.wait_for_url("**/periksa/**")
    return person


def submit(office: Office, step: str) -> None:
    to_review(office.fasilitator, office, step).press("Ajukan").reads("Diajukan")


def verify_and_approve(office: Office, step: str) -> None:
    """Pokja PKP verifies, then BKM and the Lurah approve; the step closes by itself."""
    to_review(office.pokja, office, step).press("Verifikasi").reads("Diverifikasi")
    to_review(office.bkm, office, step).press("Sahkan").reads("disahkan BKM")
    to_review(office.lurah, office, step).press("Sahkan").reads("Disahkan")


def return_with_note(office: Office, words: str) -> Work:
    """Pokja PKP pins a note to the cost of the dearest work and returns the plan; the work with the note."""
    work = Work.objects.get(cycle=office.cycle, name=WISHES[1].title)
    page = office.pokja.open("programs:work-detail", office.cycle, work.pk).page
    page.locator(f"a[href*='{work.pk}%2Fbiaya']").click()
    office.pokja.fill(text=words).press("Simpan catatan").reads("Catatan disimpan.")
    to_review(office.pokja, office, "P3").press("Kembalikan untuk dilengkapi").reads("Perlu dilengkapi")
    return work


def answer_and_change_price(office: Office, work: Work, price: int) -> None:
    """The price changes and the note is answered, both from the page of the review."""
    person = to_review(office.fasilitator, office, "P3").reads("melebihi standar kota")
    person.open("programs:work-edit", office.cycle, work.pk)
    person.fill(unit_price=price, dana_apbn_channeling=320 * price).press("Simpan kegiatan").reads("Kegiatan tersimpan")
    to_review(person, office, "P3").follow("Jawab catatan ini")
    person.fill(text="Harga diganti menurut standar kota.").press("Simpan jawaban").reads("Jawaban disimpan.")


# --- Daftar prioritas -----------------------------------------------------------------------------
def set_priority(office: Office, meeting: Meeting, ceiling: int) -> None:
    """The rule, the ceiling of this kelurahan in rupiah, and the decision that adopts the list."""
    person = office.fasilitator.open("programs:priority-edit", office.cycle)
    person.fill(rule="STRICT", ceiling=ceiling, decision=meeting.decisions.get().pk).press("Simpan")
    person.reads("Aturan dan pagu daftar prioritas tersimpan.")


# --- Dokumen --------------------------------------------------------------------------------------
def print_final(office: Office, kind: str, folder: Path) -> tuple[str, str]:
    """Print a document and download it: the text of its pages in single spaces, and its control code."""
    person = office.fasilitator.open("documents:document-print", kind, office.cycle).reads("dokumen sah")
    person.fill(reason="Arsip kelurahan").press("Cetak edisi").reads("Kode kendali")
    with person.page.expect_download() as download:
        person.follow("Unduh PDF")
    path = folder / f"{kind}.pdf"
    download.value.save_as(path)
    code = person.page.locator("a[href^='/cek/']").inner_text()
    return Printed(path.read_bytes()).text, code
