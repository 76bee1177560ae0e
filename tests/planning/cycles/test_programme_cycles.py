"""A cycle of each programme on its pages: it starts, its forms open, its own people close its steps."""

from datetime import date

import pytest
from django.urls import reverse

from kumuh.core.uploads import clean_upload
from planning.cycles import queries, registry, services
from planning.cycles.catalog import TRACKS, find_step
from planning.cycles.models import Cycle
from planning.rembuk.enums import MeetingStatus
from planning.rembuk.models import Meeting
from tests.cast import FISCAL_YEAR, SURVEY_YEAR
from tests.planning.rembuk.builders import photo

pytestmark = pytest.mark.django_db


def start(world, track):
    region = world.places.city if TRACKS[track].level == "kota" else world.places.kelurahan
    return services.start_cycle(
        track=track,
        region=region,
        decree=world.decree,
        fiscal_year=FISCAL_YEAR,
        survey_year=SURVEY_YEAR,
        by=world.cast.pokja,
    )


@pytest.mark.parametrize("track", TRACKS)
def test_every_programme_starts_from_its_page_and_shows_its_way(world, as_user, track):
    info = TRACKS[track]
    region = world.places.city if info.level == "kota" else world.decree and world.places.kelurahan
    browser, url = as_user(world.cast.pokja), f"{reverse('cycles:cycle-start')}?program={track}"

    assert f"{len(info.steps)} langkah" in browser.get(url).content.decode()
    answer = browser.post(url, {"region": region.pk, "fiscal_year": "2026", "survey_year": "2025"})

    cycle = Cycle.objects.get(track=track)
    assert answer["Location"] == reverse("cycles:cycle-detail", args=[cycle.pk])
    page = browser.get(answer["Location"]).content.decode()
    assert [step.code for step in info.steps if f'id="{step.code}"' not in page] == []
    assert f"Langkah 1 dari {len(info.steps)}" in page


@pytest.mark.parametrize("track", ["K", "S", "L"])
def test_every_record_and_paper_of_a_programme_has_a_form_that_opens(world, as_user, track):
    cycle, browser = start(world, track), as_user(world.cast.fasilitator)
    for step in TRACKS[track].steps:
        answer = browser.get(reverse("cycles:record-edit", args=[cycle.pk, step.code]))
        assert answer.status_code == (200 if step.entries else 404)
        for paper in step.papers[:1]:
            address = reverse("cycles:paper-edit", args=[cycle.pk, step.code, paper.code])
            assert browser.get(address).status_code == 200


def lacking(cycle, code):
    found = registry.parts_of(find_step(cycle.track, code), Cycle.objects.get(pk=cycle.pk))
    return [gap.text for part in found for gap in part.missing]


def chosen_on(cycle, day):
    """A meeting that chose the technical option and was closed."""
    return Meeting.objects.create(
        cycle=cycle,
        type="OPSI_TEKNIK",
        step="S3.4",
        title="Rembuk opsi teknik RT 001",
        held_on=day,
        starts_at="09:00",
        place="Balai RW",
        status=MeetingStatus.CLOSED,
    )


def drawn_on(cycle, day):
    services.keep_paper(cycle=cycle, step="S3.4", code="ded-rab", dated_on=day, scan=clean_upload(photo()))


def test_drawings_are_not_dated_on_or_before_the_day_residents_chose_the_option(world, media):
    cycle = start(world, "S")
    chosen_on(cycle, date(2026, 3, 9)).decisions.create(
        number=1, text="Dipilih.", about="OPSI_TEKNIK", method="MUFAKAT"
    )
    wrong = (
        "DED dan RAB bertanggal 9 Maret 2026, padahal harus sesudah “Rembuk opsi teknik RT 001” "
        "(9 Maret 2026). Perbaiki tanggal yang keliru, atau tetapkan ulang sesudahnya."
    )

    drawn_on(cycle, date(2026, 3, 9))
    assert wrong in lacking(cycle, "S3.4")

    drawn_on(cycle, date(2026, 3, 10))
    assert not [text for text in lacking(cycle, "S3.4") if "padahal harus sesudah" in text]


def test_a_choice_typed_after_the_drawings_still_has_to_be_dated_before_them(world, media):
    cycle = start(world, "S")
    drawn_on(cycle, date(2026, 3, 9))
    meeting = chosen_on(cycle, date(2026, 3, 20))
    meeting.decisions.create(number=1, text="Dipilih.", about="OPSI_TEKNIK", method="MUFAKAT")
    assert [text for text in lacking(cycle, "S3.4") if "padahal harus sesudah" in text]

    Meeting.objects.filter(pk=meeting.pk).update(held_on=date(2026, 3, 8))
    assert not [text for text in lacking(cycle, "S3.4") if "padahal harus sesudah" in text]


def test_an_rplp_waits_for_its_consultation_before_anybody_can_ratify_it(world):
    cycle = start(world, "K")
    assert "Konsultasi dengan dinas belum diadakan." in lacking(cycle, "K2.4c")


def test_a_step_is_closed_by_those_it_names_and_by_nobody_else(world, as_user, media, monkeypatch):
    monkeypatch.setitem(registry.CHECKS, "jangkauan", lambda *asked: ())  # has its own tests in rembuk
    cycle = start(world, "S")
    services.save_record(cycle=cycle, step="S1.0", values={"cara": "Arisan dan pengajian di setiap RT."})
    services.keep_paper(
        cycle=cycle, step="S1.0", code="laporan-sosialisasi", dated_on=date(2026, 2, 3), scan=clean_upload(photo())
    )
    url = reverse("cycles:step-close", args=[cycle.pk, "S1.0"])

    refused = as_user(world.cast.pokja).post(url)
    assert (refused.status_code, "ditutup oleh Lurah" in refused.content.decode()) == (403, True)
    assert as_user(world.cast.lurah).post(url).status_code == 302
    assert queries.step_states(Cycle.objects.get(pk=cycle.pk))["S1.0"].status == "SELESAI"


def test_a_programme_without_an_sk_is_about_every_rt_of_its_kelurahan(world):
    rts = world.rts
    cycle = services.start_cycle(
        track="S",
        region=world.places.kelurahan,
        fiscal_year=FISCAL_YEAR,
        survey_year=SURVEY_YEAR,
        by=world.cast.fasilitator,
    )
    assert list(queries.decree_rts(cycle)) == list(rts)


def test_the_accompanying_step_is_open_from_the_start_and_never_in_the_way(world):
    states = {state.step: state.status for state in start(world, "K").steps.all()}
    assert (states["K1.1"], states["K1.2"], states["K5"]) == ("BERJALAN", "BELUM", "BERJALAN")


# --- The pages of a cycle ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("track", ["K", "S", "L"])
def test_every_page_in_the_menu_of_a_cycle_opens(world, as_user, track):
    cycle, browser = start(world, track), as_user(world.cast.fasilitator)
    addresses = [reverse(page.url_name, args=[cycle.pk]) for page in registry.pages(track)]
    addresses.append(reverse("proposals:problem-edit", args=[cycle.pk, 1]))
    assert {address: browser.get(address, follow=True).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )


@pytest.mark.parametrize(
    ("track", "steps"),
    [
        ("P", {"survei": "P2", "masalah": "P2", "usulan": "P3", "kegiatan": "P3", "prioritas-1m": "P4"}),
        ("K", {"survei": "K2.3", "masalah": "K2.3", "usulan": "K2.4b", "kegiatan": "K2.4b", "prioritas-1m": ""}),
        ("L", {"survei": "L2.2", "masalah": "L2.2", "usulan": "L2.3", "kegiatan": "L2.3", "prioritas-1m": ""}),
    ],
)
def test_data_is_locked_with_the_step_that_asks_for_it(world, track, steps):
    cycle = start(world, track)
    assert {check: queries.step_asking(cycle, check) for check in steps} == steps


def test_a_closed_mapping_step_of_kotaku_locks_its_problems_and_nothing_later(world):
    cycle = start(world, "K")
    cycle.steps.filter(step="K2.3").update(status="SELESAI")

    assert not services.is_open(cycle=cycle, step=queries.step_asking(cycle, "masalah"))
    assert services.is_open(cycle=cycle, step=queries.step_asking(cycle, "usulan"))


def test_the_page_of_a_long_programme_unfolds_only_the_phase_where_the_cycle_stands(world, as_user):
    cycle = start(world, "K")
    cycle.steps.filter(step__in=["K1.1", "K1.2", "K2.1"]).update(status="SELESAI")

    page = as_user(world.cast.fasilitator).get(reverse("cycles:cycle-detail", args=[cycle.pk])).content.decode()

    unfolded = page[page.index('class="phase is-here"') :].partition("</section>")[0]
    assert [step.code for step in TRACKS["K"].steps if f'id="{step.code}"' in unfolded] == ["K2.1", "K2.2", "K2.3"]
    assert "Langkah 4 dari 18" in page
    assert "2 dari 2 langkah selesai" in page
    assert "Berjalan sepanjang siklus" in page
