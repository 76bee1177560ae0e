"""How the forms of a plan are filled: problems, usulan, ranking, kegiatan, the results of a Musrenbang."""

from __future__ import annotations

from planning.proposals.catalog import ASPECTS
from tests.journeys.forms import plan_and_hold, there
from tests.journeys.people import Person, tick
from tests.journeys.walker import Filler, Sentence, Walk

#: What is asked for on paper: title, parameter, volume in its unit, price in rupiah per unit.
WISHES = (
    ("Tangki septik bersama gang Melati", "limbah_sarpras", 12, 7_000_000),
    ("Saluran tertutup gang Mawar", "drainase_konstruksi", 60, 900_000),
)


def describe_problem(walk: Walk, person: Person, sentence: Sentence) -> None:
    """The indicators one after the other, from the one that the sentence names to the last."""
    first = int(person.page.url.rstrip("/").split("/")[-2])
    for aspect in range(first, len(ASPECTS) + 1):
        person.page.wait_for_url(f"**/masalah/{aspect}/ubah/")
        person.fill(state="ADA", statement=f"Masalah indikator {aspect}.", cause="Sebabnya.", effect="Akibatnya.")
        person.fill(households=20, poor_households=10, women_households=3, need="Penanganannya.")
        person.press("Tambah sumber")
        person.fill(**{"sumber-1-kind": "OBSERVASI", "sumber-1-note": "Penelusuran jalan bersama warga"})
        last = aspect == len(ASPECTS)
        person.press("Simpan" if last else "Simpan, lanjut ke indikator berikutnya")
    person.reads("tersimpan")


def take_wishes(walk: Walk, person: Person, sentence: Sentence) -> None:
    """Every usulan of the paper list, with who asks, why and how much."""
    for title, criterion, volume, _ in WISHES:
        if not person.page.url.endswith("/usulan/baru/"):
            person.open("proposals:proposal-list", walk.cycle.pk).follow("Catat usulan")
            person.page.wait_for_url("**/usulan/baru/")
        walk.look(person, "proposals:proposal-add")
        person.fill(title=title, criterion_key=criterion, rts=[walk.rts[0].pk], asked_by="PEREMPUAN")
        person.fill(asked_by_name="Kader posyandu (contoh)", location="Gang Melati", limits="Pos ronda sampai sungai")
        person.fill(volume=volume, households=18, poor_households=10, women_households=4)
        person.fill(reason="Limbah mengalir ke saluran terbuka.").press("Simpan usulan").reads("tercatat")


def agree(walk: Walk, person: Person, sentence: Sentence) -> None:
    """Tick all usulan under the newest decision of the rembuk that may carry them."""
    if not person.page.url.split("?")[0].endswith("/sepakati/"):
        person.page.get_by_role("link", name="Sepakati dengan keputusan rembuk").click()
        person.page.wait_for_url("**/sepakati/")
    walk.look(person, "proposals:proposal-agree")
    decision = there(person.page, "decision")
    decision.select_option(index=1)
    for box in person.page.locator("main [name=rows]").all():
        tick(box)
    person.press("Sepakati yang dicentang").reads("disepakati")


def rank(walk: Walk, person: Person, sentence: Sentence) -> None:
    """Start the matrix and fill every cell."""
    person.press("Mulai peringkat").reads("Peringkat dimulai")
    walk.look(person, "proposals:scores-edit")
    for place, (title, *_) in enumerate(WISHES):
        for cell in person.page.get_by_label(f": {title}").all():
            cell.fill(str(5 - place))
    person.press("Simpan nilai").reads("nilai tersimpan")


def plan_works(walk: Walk, person: Person, sentence: Sentence) -> None:
    """From usulan to kegiatan. Where nothing was asked for yet, the page leads to the list of usulan first."""
    page, writer = person.page, person
    if not page.get_by_role("link", name="Buat kegiatan").count():
        person.follow("Buka usulan").page.wait_for_url("**/usulan/")
        take_wishes(walk, person, sentence)
        deciding = walk.company["fasilitator"].open("proposals:proposal-list", walk.cycle.pk)
        agree(walk, deciding, sentence)
        writer.open("programs:work-list", walk.cycle.pk)
    for title, _, volume, price in WISHES:
        if not page.url.endswith("/kegiatan/"):
            person.open("programs:work-list", walk.cycle.pk)
        person.follow(f"Buat kegiatan dari {title}").page.wait_for_url("**/kegiatan/baru/**")
        walk.look(person, "programs:work-add")
        person.fill(unit_price=price, quarter=2, land_ready=True, drawing_ready=True, responsible="Ketua KSM (contoh)")
        year = there(page, "year")
        if year.count():
            year.select_option(index=1)
        person.fill(dana_apbn_channeling=volume * price).press("Simpan kegiatan").reads("Kegiatan tersimpan")


def tell_outcome(walk: Walk, person: Person, sentence: Sentence) -> None:
    """What the work puts in order in its RT."""
    person.page.locator("main input[name^='hasil_']").first.fill("12")
    person.press("Simpan hasil").reads("tersimpan")


def take_results_down(walk: Walk, person: Person, sentence: Sentence) -> None:
    """A Musrenbang accepts every item; the button fills what nobody answered, in the order of the plan.

    Where the page says that no such Musrenbang was held, the facilitator follows its link and holds it.
    """
    if there(person.page, "meeting").locator("option").count() < 2:
        facilitator = walk.company["fasilitator"]
        facilitator.page.goto(person.page.url)
        facilitator.follow("Catat pertemuannya").page.wait_for_url("**/rembuk/baru/**")
        plan_and_hold(walk, facilitator, sentence)
        person.page.reload()
    assert there(person.page, "meeting").input_value(), "the latest Musrenbang is not proposed"
    person.press("Isi “Diterima” pada semua yang belum")
    person.page.wait_for_function("document.querySelector('main select[name^=status-]').value !== ''")
    person.press("Simpan hasil").reads("tersimpan")


PLAN_FORMS: dict[str, Filler] = {
    "proposals:problem-edit": describe_problem,
    "proposals:proposal-add": take_wishes,
    "proposals:proposal-list": agree,
    "proposals:proposal-agree": agree,
    "proposals:ranking-detail": rank,
    "programs:work-list": plan_works,
    "programs:outcome-edit": tell_outcome,
    "programs:forum-edit": take_results_down,
}
