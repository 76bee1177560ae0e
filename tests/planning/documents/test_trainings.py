"""Laporan pelatihan/KBIK and the sheet that is filled by hand: what they say follows from what was recorded."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.printing import document_html, document_pdf
from tests.cast import make_cycle
from tests.planning.documents import samples
from tests.planning.documents.paper import Printed
from tests.planning.institutions.builders import founded, member, scored, staffed, trained

pytestmark = pytest.mark.django_db
REPORT, SHEET = "laporan-pelatihan", "lembar-pelatihan"


def of_plpbk(world):
    return make_cycle(world.places.kelurahan, world.cast.pokja, track="L", survey_year=None)


def a_class(world, cycle, *names):
    body = founded(world, "BKM", "BKM Contoh")
    staffed(world, body, *(member(name) for name in names), member("Belum Dilatih Contoh"))
    return trained(world, *((name, body, "WARGA") for name in names), cycle=cycle)


def test_the_report_tells_topics_people_scores_grasp_gaps_and_whom_to_train_again(world):
    cycle = of_plpbk(world)
    scored(world, a_class(world, cycle, "Satu Contoh", "Dua Contoh"), DANA="B", RPP="")
    (found,) = draft_of(REPORT, cycle.pk).view.sets
    (held,) = found.trainings
    assert [(one.name, one.before, one.after, one.marks) for one in held.learners] == [
        (name, 40, 80, ("paham", "paham", "paham", "paham", "–", "belum")) for name in ("Satu Contoh", "Dua Contoh")
    ]
    assert (held.mean_before, held.mean_after, held.men, held.women) == (40, 80, 0, 2)
    (body,) = found.bodies
    assert (body.people, body.understood) == (3, (2, 2, 2, 2, 0, 0))
    assert body.gaps == ("Penyusunan RPP", "Pendanaan BLM PLPBK")
    assert [(one.topic, one.people) for one in found.repeats] == [
        ("Pendanaan BLM PLPBK", ("Dua Contoh", "Satu Contoh")),
    ]


def test_the_report_is_a_draft_until_the_step_of_the_training_is_closed(world):
    cycle = of_plpbk(world)
    a_class(world, cycle, "Satu Contoh")
    assert draft_of(REPORT, cycle.pk).state == "DRAF"
    cycle.steps.filter(step="L1.3").update(status="SELESAI")
    assert draft_of(REPORT, cycle.pk).state == "SAH"


def test_without_a_training_there_is_nothing_to_report(world):
    assert "Belum ada pelatihan" in draft_of(REPORT, of_plpbk(world).pk).facts.refusal


def test_the_sheet_has_the_expected_people_and_lines_for_a_class_of_thirty(world):
    training = a_class(world, world.cycle, "Satu Contoh", "Dua Contoh")
    view = draft_of(SHEET, training.pk).view
    assert [one.name for one in view.people] == ["Satu Contoh", "Dua Contoh"]
    assert len(view.people) + view.blank_rows == 30
    assert '<td class="t">30</td>' in document_html(view)


def test_a_training_without_cycle_says_what_to_do_before_printing(world):
    with pytest.raises(LookupError, match="pilih dahulu siklus"):
        draft_of(SHEET, trained(world).pk)


def test_both_papers_read_well_on_paper():
    report = Printed(document_pdf(samples.training_report(30))).text
    assert "Perlu dilatih lagi" in report
    assert "Peserta Contoh 29" in report
    sheet = Printed(document_pdf(samples.training_sheet())).text
    assert "Tanda tangan" in sheet


def test_the_papers_of_a_cycle_list_report_and_sheets_for_those_who_see_names(world, as_user):
    a_class(world, world.cycle, "Satu Contoh")
    url = reverse("documents:cycle-documents", args=[world.cycle.pk])
    assert "Lembar hadir dan penilaian" in as_user(world.cast.fasilitator).get(url).content.decode()
    assert "Lembar hadir dan penilaian" not in as_user(world.cast.pemantau).get(url).content.decode()


def test_the_report_asks_as_often_for_three_people_as_for_one(world):
    cycle = of_plpbk(world)

    def asked(*names):
        trained(world, *((name, None, "APARAT") for name in names), cycle=cycle)
        with CaptureQueriesContext(connection) as found:
            draft_of(REPORT, cycle.pk)
        return len(found)

    assert asked("Satu Contoh") == asked("Dua Contoh", "Tiga Contoh", "Empat Contoh")
