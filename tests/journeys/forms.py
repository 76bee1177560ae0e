"""How each kind of form is filled: one function per page, with the words of the example cycles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

from planning.cycles.catalog import Entry, EntryKind, reflected_principles
from planning.demo.catalog import read
from planning.demo.pictures import signed_sheet
from planning.demo.programs import answers_for, filled
from planning.institutions.catalog import Body, body_of
from planning.institutions.models import Institution
from tests.journeys.people import Person, tick
from tests.journeys.walker import Filler, Sentence, Walk

BOARD = "Papan pengumuman kelurahan (contoh)"
#: Men, women and of them MBR from each RT, and women from elsewhere; meetings of women are for women.
MEN, WOMEN, POOR, GUESTS = 3, 4, 3, 2


def scan(walk: Walk, title: str = "LEMBAR BERTANDA TANGAN") -> Path:
    """The example of a signed sheet as a photo on the device."""
    path = walk.files / "lembar.jpg"
    if not path.exists():
        path.write_bytes(signed_sheet(title=title, number="", names=("Penanda tangan (contoh)",)).getvalue())
    return path


def there(page: Page, name: str) -> Locator:
    """The fields with this name that people see."""
    return page.locator(f"main [name='{name}']:not([type=hidden])")


def refused(person: Person, name: str, words: str, **kept: Any) -> None:
    """The form came back: the error stands at its field and above the form, and what was typed is still there."""
    page = person.page
    expect(page.locator(f"[id='div_id_{name}'] .field-error")).to_have_text(words)
    expect(page.locator(".error-summary").first).to_contain_text(words)
    for field, value in kept.items():
        expect(there(page, field)).to_have_value(str(value))


# --- Catatan, keluaran, refleksi --------------------------------------------------------------------
def fill_record(walk: Walk, person: Person, sentence: Sentence) -> None:
    """Everything that the step captures: fields, and tables row by row."""
    rts = tuple({"rt": rt.label} for rt in walk.rts)
    told = answers_for(walk.cycle.track, walk.step)
    for entry in walk.step.entries:
        value = filled(told.get(entry.key, ""), words=walk.words, first=walk.day, rts=rts)
        if entry.kind == EntryKind.TABLE:
            _fill_table(person, entry, value or [])
        elif value:
            person.fill(**{entry.key: typed(entry, value)})
    person.press("Simpan").reads("Catatan langkah tersimpan.")


def _fill_table(person: Person, entry: Entry, rows: list[dict[str, Any]]) -> None:
    for number, row in enumerate(rows):
        if not there(person.page, f"{entry.key}-{number}-{entry.columns[0].key}").count():
            person.page.locator(f"[data-formset='{entry.key}'] [data-formset-add]").click()
        for column in entry.columns:
            if row.get(column.key):
                person.fill(**{f"{entry.key}-{number}-{column.key}": typed(column, row[column.key])})


def typed(entry: Entry, value: Any) -> Any:
    """A stored value as people type it: decimals with a comma."""
    return str(value).replace(".", ",") if entry.kind == EntryKind.DECIMAL else value


def keep_paper(walk: Walk, person: Person, sentence: Sentence) -> None:
    """Number, day, photo, and where it hangs, as far as the paper has them."""
    day = walk.next_day()
    values = {"number": f"01/{walk.code}/{day.year} (contoh)", "dated_on": day, "scan": scan(walk)}
    values |= {"published_on": day, "published_at": BOARD}
    person.fill(**{name: value for name, value in values.items() if there(person.page, name).count()})
    person.press("Simpan").reads("tersimpan.")


def reflect(walk: Walk, person: Person, sentence: Sentence) -> None:
    """One short answer per principle of the stage."""
    asked, kept = reflected_principles(walk.step), read("program/prinsip.json")
    assert asked is not None
    person.fill(**{f"{one.code}-kept": kept[one.code] for one in asked.principles})
    person.press("Simpan refleksi").reads("Refleksi tersimpan")


# --- Pertemuan --------------------------------------------------------------------------------------
def plan_and_hold(walk: Walk, person: Person, sentence: Sentence) -> None:
    """Invitation, attendance per RT, minutes, decision, closing: through the stages of the meeting."""
    page = person.page
    women_only = page.locator("main [name=type]").input_value() == "KELOMPOK_PEREMPUAN"
    person.fill(held_on=walk.next_day(), starts_at="19:30", place="Balai warga (contoh)", invited_count=14)
    boxes = page.locator("main [name=invited_rts]")
    if not any(box.is_checked() for box in boxes.all()):
        tick(boxes.first)
    person.press("Simpan rencana").reads("Pertemuan direncanakan.")
    walk.look(person, "rembuk:meeting-detail")
    _attend(walk, person, women_only)
    _write_minutes(walk, person)
    if page.locator(".stages a[href$='/keputusan/']").count():
        _decide(walk, person, sentence)
    _close(walk, person)


def _stage(person: Person, page: str) -> Page:
    """The stage of the meeting under this address, unless it is on the screen already."""
    if person.page.url.endswith(f"/{page}/"):
        return person.page
    person.page.locator(f".stages a[href$='/{page}/']").click()
    person.page.wait_for_url(f"**/{page}/**")
    return person.page


def _attend(walk: Walk, person: Person, women_only: bool) -> None:
    person.page.goto(f"{person.page.url}hadir/jumlah/")
    walk.look(person, "rembuk:attendance-counts")
    men = 0 if women_only else MEN
    names = person.page.locator("main [name$='-men']").evaluate_all("fields => fields.map(field => field.name)")
    places = [name.removesuffix("-men") for name in names if name != "rt-0-men"]
    for place in places:
        person.fill(**{f"{place}-men": men, f"{place}-women": WOMEN, f"{place}-poor": POOR})
    person.fill(**{"rt-0-women": GUESTS}, paper_total=(men + WOMEN) * len(places) + GUESTS)
    person.press("Simpan kehadiran").reads("Kehadiran tersimpan.")


def _write_minutes(walk: Walk, person: Person) -> None:
    page = _stage(person, "notulen")
    walk.look(person, "rembuk:minutes-edit")
    page.locator("main [name^='bahas-']").first.fill("Pokok acara dibacakan dan ditanggapi warga.")
    person.fill(**{"isi-0-text": "Saluran di depan rumah perlu tutup.", "isi-0-raised_by": "Wakil warga (contoh)"})
    person.fill(**{"isi-0-answer": "Dicatat."}, summary="Peserta menyepakati hasil yang dibacakan.")
    person.press("Simpan notulen").reads("Notulen tersimpan.")


def _decide(walk: Walk, person: Person, sentence: Sentence) -> None:
    """About what the sentence asks, else about what the form proposes."""
    page = _stage(person, "keputusan")
    walk.look(person, "rembuk:decision-list")
    about = page.locator("main [name=about]")
    for label in about.locator("option").all_inner_texts():
        if label.lower() in sentence.text.lower():
            about.select_option(label=label)
    person.fill(text="Peserta menyepakati hasil yang dibacakan.").press("Simpan keputusan")
    person.reads("Yang sudah dicatat")


def _close(walk: Walk, person: Person) -> None:
    page = _stage(person, "penutup")
    walk.look(person, "rembuk:closing-edit")
    person.fill(chair_name="Pimpinan (contoh)", secretary_name="Notulis (contoh)")
    for field in page.locator("main [name^='wakil-']").all():
        field.fill("Wakil warga (contoh)")
    person.press("Simpan dan tutup pertemuan").reads("Pertemuan ditutup.")


def keep_result(walk: Walk, person: Person, sentence: Sentence) -> None:
    """The signed berita acara, and where the result hangs."""
    person.fill(scan=scan(walk), published_on=walk.next_day(), published_at=BOARD).press("Simpan")
    person.page.wait_for_url(re.compile(r"/rembuk/\d+/$"))


# --- Lembaga dan pelatihan --------------------------------------------------------------------------
def form_body(walk: Walk, person: Person, sentence: Sentence) -> None:
    """A body with its formation, articles and account, then its members."""
    body, on = body_of(parse_qs(urlsplit(person.page.url).query)["jenis"][0]), walk.next_day()
    values = {
        "name": f"{body.short} {walk.cycle.region.name} (contoh)",
        "formed_on": on,
        "formation_number": f"01/BA/{on.year} (contoh)",
        "formation_place": "Balai warga (contoh)",
        "articles_on": on,
        "naskah": scan(walk),
        "bank": "Bank daerah (contoh)",
        "account_number": "0-000-0 (contoh)",
        "account_name": f"{body.short} (contoh)",
        "account_opened_on": on,
        "opening_balance": "750.000",
    }
    person.fill(**{name: value for name, value in values.items() if there(person.page, name).count()})
    person.press("Simpan, lalu isi anggota").page.wait_for_url("**/anggota/")
    write_members(walk, person, body)


def write_members(walk: Walk, person: Person, body: Body) -> None:
    """As many people as the body needs, women and men in turns, one in each position, team and signature."""
    walk.look(person, "institutions:members-edit")
    size = max(body.members, len(body.needed), len(body.staffed))
    for number in range(size):
        row = {
            "name": f"Anggota {body.short} {number + 1} (contoh)",
            "sex": "P" if number % 2 else "L",
            "rt_id": walk.rts[number % len(walk.rts)].pk,
            "since": walk.day,
        }
        row |= {"position": body.needed[number]} if number < len(body.needed) else {}
        row |= {"team": body.staffed[number]} if number < len(body.staffed) else {}
        if body.account and number < len(SIGNATURES):
            row["account_role"] = SIGNATURES[number]
        person.fill(**{f"anggota-{number}-{name}": value for name, value in row.items()})
    person.press("Simpan anggota").reads("Daftar anggota tersimpan.")


SIGNATURES = ("KETUA", "PENGURUS", "PENGGUNA")


def complete_members(walk: Walk, person: Person, sentence: Sentence) -> None:
    """The list of members of a body that is there already."""
    found = int(person.page.url.rstrip("/").split("/")[-2])
    write_members(walk, person, Institution.objects.get(pk=found).body)


def keep_decree(walk: Walk, person: Person, sentence: Sentence) -> None:
    """The SK with its number and day, who signed it, and the signed sheet."""
    person.fill(sequence=1, dated_on=walk.next_day(), signer_name="Lurah (contoh)", pindaian=scan(walk))
    if there(person.page, "funding").count():
        person.fill(funding="Dana kelurahan (contoh)")
    person.press("Simpan SK").reads("SK tersimpan.")


def train(walk: Walk, person: Person, sentence: Sentence) -> None:
    """All topics of the set, everybody of the bodies and two officials, everybody understood."""
    page = person.page
    for box in page.locator("main [name=topics]").all():
        tick(box)
    person.fill(held_on=walk.next_day(), place="Balai warga (contoh)", trainers="Tim fasilitator (contoh)")
    person.fill(pindaian=scan(walk)).press("Simpan, lalu pilih peserta").page.wait_for_url("**/peserta/")
    walk.look(person, "institutions:training-people")
    for box in page.locator("main [name=pilih]").all():
        tick(box)
    for number, sex in enumerate("PL"):
        person.fill(**{f"baru-{number}-name": f"Aparat {number + 1} (contoh)", f"baru-{number}-sex": sex})
        person.fill(**{f"baru-{number}-rt_id": "0", f"baru-{number}-element": "APARAT"})
        person.fill(**{f"baru-{number}-origin": "Kantor kelurahan"})
    person.press("Simpan, lalu isi nilai").page.wait_for_url("**/nilai/")
    walk.look(person, "institutions:training-scores")
    for line in page.locator("tr[data-orang]").all():
        line.get_by_label("Nilai sebelum").fill("50")
        line.get_by_label("Nilai sesudah").fill("80")
        line.get_by_role("button", name="Semua paham").click()
    person.press("Simpan nilai").reads("Kehadiran dan nilai tersimpan.")


# --- Dokumen ----------------------------------------------------------------------------------------
def print_paper(walk: Walk, person: Person, sentence: Sentence) -> None:
    """Print the paper and see the edition; a large one is printed by the worker while people wait."""
    person.fill(reason="Arsip kelurahan").press("Cetak edisi").page.wait_for_url(re.compile("/(edisi|proses)/"))
    if "/proses/" in person.page.url:
        call_command("db_worker", batch=True, interval=0, verbosity=0)
    person.reads("Kode kendali")
    walk.look(person, "documents:edition-detail")


def sign_paper(walk: Walk, person: Person, sentence: Sentence) -> None:
    """The signed sheet of an edition: everybody who signs is ticked, and named where the name is not known."""
    for box in person.page.locator("main [name^='ada_']").all():
        tick(box)
    for name in person.page.locator("main [name^='nama_']").all():
        name.fill("Penanda tangan (contoh)")
    person.fill(scan=scan(walk)).press("Unggah").reads("tanda tangan tercatat")


FORMS: dict[str, Filler] = {
    "cycles:record-edit": fill_record,
    "cycles:paper-edit": keep_paper,
    "cycles:reflection-edit": reflect,
    "rembuk:meeting-add": plan_and_hold,
    "rembuk:result-edit": keep_result,
    "institutions:institution-add": form_body,
    "institutions:members-edit": complete_members,
    "institutions:decree-add": keep_decree,
    "institutions:decree-edit": keep_decree,
    "institutions:training-add": train,
    "documents:document-print": print_paper,
    "documents:signature-add": sign_paper,
}

#: Pages that one role fills whatever the step: meetings are the facilitator's, an SK is the Lurah's.
HANDS = {
    "rembuk:meeting-add": "fasilitator",
    "rembuk:result-edit": "fasilitator",
    "institutions:decree-add": "lurah",
    "institutions:decree-edit": "lurah",
}
#: Pages that rest on what other sentences ask for.
LATER = (
    "documents:document-print", "proposals:proposal-list", "proposals:proposal-agree", "proposals:ranking-detail",
    "programs:work-list", "programs:scenario-detail",
)  # fmt: skip
