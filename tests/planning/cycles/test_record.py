"""What a step captures and leaves behind: typed once, missing until it is there, safe from somebody else's save."""

from datetime import date

import pytest
from django.urls import reverse

from kumuh.core.uploads import clean_upload
from kumuh.core.versions import ChangedMeanwhile
from planning.cycles import queries, registry, services
from planning.cycles.catalog import Entry, EntryKind, Output, find_step
from planning.cycles.errors import CycleRefused, GateShort, StepLocked
from planning.cycles.forms.record import table_formset
from planning.cycles.models import Cycle
from planning.cycles.record import is_answered, paper_lacks
from tests.cast import FISCAL_YEAR
from tests.planning.rembuk.builders import photo

pytestmark = pytest.mark.django_db
ROWS = [{"lembaga": "Bappeda", "isi": "Menyediakan data", "penanggung_jawab": ""}]


@pytest.fixture
def city_cycle(world) -> Cycle:
    return services.start_cycle(track="C", region=world.places.city, fiscal_year=FISCAL_YEAR, by=world.cast.pokja)


def lacking(cycle, code):
    return [gap.text for part in registry.parts_of(find_step("C", code), cycle) for gap in part.missing]


@pytest.mark.parametrize(("typed", "complete"), [("0", True), ("", False)])
def test_a_zero_that_was_typed_fills_its_column(typed, complete):
    entry = next(one for one in find_step("S", "S3.4").entries if one.key == "kontribusi")
    row = {"kegiatan": "Pelatihan pengguna", "blm": "6.000.000", "apbd": typed, "tunai": "0", "natura": "500.000"}
    sent = {"kontribusi-TOTAL_FORMS": "1", "kontribusi-INITIAL_FORMS": "0"}
    rows = table_formset(entry, {}, sent | {f"kontribusi-0-{key}": value for key, value in row.items()})

    assert rows.is_valid() is complete
    assert rows.errors[0] == ({} if complete else {"apbd": ["Isi juga kolom ini, atau kosongkan seluruh barisnya."]})
    if complete:
        assert [rows.stored()[0][key] for key in ("blm", "apbd", "tunai", "natura")] == ["6000000", "0", "0", "500000"]


def test_a_city_cycle_needs_no_sk_and_covers_five_years(city_cycle):
    assert city_cycle.decree is None
    assert city_cycle.years == f"{FISCAL_YEAR}–{FISCAL_YEAR + 4}"
    assert [state.step for state in city_cycle.steps.all()] == ["C1", "C2", "C5", "C6", "C7", "C8"]


def test_a_step_lacks_its_record_and_its_papers_until_they_are_there(city_cycle, media):
    assert lacking(city_cycle, "C1") == [
        "Komitmen para pihak belum diisi.",
        "Nota atau surat komitmen: belum ada tanggal, berkas pindaian.",
    ]

    services.save_record(cycle=city_cycle, step="C1", values={"komitmen": ROWS})
    services.keep_paper(
        cycle=city_cycle, step="C1", code="naskah-komitmen", dated_on=date(2026, 2, 3), scan=clean_upload(photo())
    )

    assert lacking(city_cycle, "C1") == []


def test_a_step_closes_when_its_record_is_complete_and_opens_the_next(world, city_cycle, media):
    with pytest.raises(GateShort, match="Komitmen para pihak belum diisi"):
        services.close_step(cycle=city_cycle, step="C1", by=world.cast.pokja)
    services.save_record(cycle=city_cycle, step="C1", values={"komitmen": ROWS})
    services.keep_paper(
        cycle=city_cycle, step="C1", code="naskah-komitmen", dated_on=date(2026, 2, 3), scan=clean_upload(photo())
    )

    services.close_step(cycle=city_cycle, step="C1", by=world.cast.pokja)

    assert [state.status for state in city_cycle.steps.all()][:3] == ["SELESAI", "BERJALAN", "BELUM"]
    with pytest.raises(StepLocked):
        services.save_record(cycle=city_cycle, step="C1", values={"komitmen": []})


def test_an_emptied_entry_is_taken_away_and_its_history_stays(city_cycle):
    services.save_record(cycle=city_cycle, step="C6", values={"sisa_luas": "Luas peta lebih kecil 0,2 ha."})
    answer = city_cycle.answers.get()
    services.save_record(cycle=city_cycle, step="C6", values={"sisa_luas": ""})

    assert queries.answers(city_cycle, "C6") == {}
    assert [row.history_type for row in type(answer).history.order_by("history_id")] == ["+", "-"]


def test_an_entry_that_the_step_does_not_have_is_refused(city_cycle):
    with pytest.raises(CycleRefused, match="mengarang"):
        services.save_record(cycle=city_cycle, step="C6", values={"mengarang": "x"})


def test_a_record_that_somebody_else_saved_meanwhile_is_not_overwritten_silently(city_cycle):
    opened = queries.record_stamp(city_cycle, "C6")
    services.save_record(cycle=city_cycle, step="C6", values={"sisa_luas": "dari orang lain"}, seen=opened)

    with pytest.raises(ChangedMeanwhile, match="orang lain menyimpan"):
        services.save_record(cycle=city_cycle, step="C6", values={"sisa_luas": "isian saya"}, seen=opened)
    assert queries.answers(city_cycle, "C6") == {"sisa_luas": "dari orang lain"}


def test_a_paper_is_not_made_known_before_it_was_signed(city_cycle):
    with pytest.raises(CycleRefused, match="lebih awal"):
        services.keep_paper(
            cycle=city_cycle, step="C6", code="rp2kpkp", dated_on=date(2026, 3, 2), published_on=date(2026, 3, 1)
        )


# --- Rules ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "value", "answered"),
    [
        (EntryKind.LONG, "ada", True),
        (EntryKind.LONG, "   ", False),
        (EntryKind.LONG, None, False),
        (EntryKind.COUNT, "0", True),
        (EntryKind.YES, True, True),
        (EntryKind.YES, "true", False),
    ],
)
def test_what_counts_as_answered(kind, value, answered):
    assert is_answered(Entry("isi", "Isi", kind), value) is answered


def test_a_table_is_answered_by_enough_rows_that_hold_what_is_required():
    entry = Entry(
        "wakil", "Wakil", EntryKind.TABLE, columns=(Entry("nama", "Nama"), Entry("hp", "HP", required=False)), rows=2
    )
    assert not is_answered(entry, [{"nama": "A", "hp": ""}])
    assert not is_answered(entry, [{"nama": "A"}, {"nama": " ", "hp": "08"}])
    assert is_answered(entry, [{"nama": "A"}, {"nama": "B"}])


def test_a_paper_says_everything_it_lacks():
    paper = Output("sk", "SK", numbered=True, published=True)
    assert paper_lacks(paper, None) == ["nomor", "tanggal", "berkas pindaian", "tanggal diumumkan"]


# --- Pages ------------------------------------------------------------------------------------------------------
def rows_typed(**first):
    return {
        "komitmen-TOTAL_FORMS": "2",
        "komitmen-INITIAL_FORMS": "0",
        **{f"komitmen-0-{key}": value for key, value in first.items()},
    }


def test_a_record_is_typed_and_comes_back_in_the_form(world, city_cycle, as_user):
    browser, url = as_user(world.cast.pokja), reverse("cycles:record-edit", args=[city_cycle.pk, "C1"])

    answer = browser.post(url, rows_typed(lembaga="Bappeda", isi="Menyediakan data"))

    assert answer.status_code == 302
    assert queries.answers(city_cycle, "C1") == {"komitmen": ROWS}
    assert 'value="Bappeda"' in browser.get(url).content.decode()


def test_a_half_filled_row_is_answered_at_its_field_and_nothing_is_lost(world, city_cycle, as_user):
    browser, url = as_user(world.cast.pokja), reverse("cycles:record-edit", args=[city_cycle.pk, "C1"])

    page = browser.post(url, rows_typed(lembaga="Bappeda")).content.decode()

    table = next(one.label for one in find_step("C", "C1").entries if one.key == "komitmen")
    assert f"Belum tersimpan: {table}, ada baris yang perlu dilengkapi" in page
    assert "Isi juga kolom ini, atau kosongkan seluruh barisnya." in page
    assert 'value="Bappeda"' in page
    assert queries.answers(city_cycle, "C1") == {}


def test_a_paper_is_sent_and_opens_again(world, city_cycle, as_user, media):
    browser, place = as_user(world.cast.pokja), [city_cycle.pk, "C2", "sk-pokja-pkp"]
    typed = {"number": "648/12 Tahun 2026", "dated_on": "2026-02-03", "scan": photo()}

    assert browser.post(reverse("cycles:paper-edit", args=place), typed).status_code == 302

    shown = browser.get(reverse("cycles:paper-file", args=place))
    assert shown["Content-Type"] == "image/jpeg"
    assert b"".join(shown.streaming_content)
    for close in shown._resource_closers:  # only the file; `close()` would end the database too
        close()
    paper = queries.papers(city_cycle, "C2")["sk-pokja-pkp"]
    assert (paper.number, paper.dated_on) == ("648/12 Tahun 2026", date(2026, 2, 3))


def test_a_step_without_a_record_or_paper_has_no_such_page(world, as_user):
    browser = as_user(world.cast.fasilitator)

    assert browser.get(reverse("cycles:record-edit", args=[world.cycle.pk, "P1"])).status_code == 404
    assert browser.get(reverse("cycles:paper-edit", args=[world.cycle.pk, "P1", "sk"])).status_code == 404


def test_the_programme_is_chosen_before_the_place(world, as_user):
    browser, url = as_user(world.cast.pokja), reverse("cycles:cycle-start")

    assert "Mulai Kota (Pokja PKP)" in browser.get(url).content.decode()
    answer = browser.post(f"{url}?program=C", {"region": world.places.city.pk, "fiscal_year": "2026"})

    cycle = Cycle.objects.get(track="C")
    assert answer["Location"] == reverse("cycles:cycle-detail", args=[cycle.pk])
    assert "Sosialisasi awal kota" in browser.get(answer["Location"]).content.decode()
