"""SPBM from the sosialisasi to the list of the kecamatan, by its people on phones, sentence by sentence."""

import pytest

from planning.cycles.enums import StepStatus, Track
from planning.programs.enums import ForumLevel, ForumStatus
from planning.programs.models import ForumAnswer
from planning.programs.services import load_reference_funds
from tests.cast import World, make_rt, make_ruleset
from tests.journeys.conftest import PHONE
from tests.journeys.forms import FORMS, HANDS, LATER, refused
from tests.journeys.plan_forms import PLAN_FORMS, WISHES
from tests.journeys.walker import Walk, arriving, start

pytestmark = pytest.mark.django_db(transaction=True)
NOT_A_PHOTO = "Berkas ini bukan foto atau PDF. Kirim JPG, PNG, WEBP, HEIC atau PDF."


@pytest.fixture
def company(world, open_page, live_server, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    make_ruleset()
    load_reference_funds()
    return arriving(open_page, live_server, world.cast, PHONE)


@pytest.fixture
def world(transactional_db):
    world = World()
    world.rts = tuple(make_rt(world.places.kelurahan, number) for number in ("001", "002"))
    return world


def writer(step):
    """Who fills the forms of a step: the facilitator until the KSM stands, then the KSM."""
    return "ksm" if step.startswith("S3") else "fasilitator"


def plans_an_end_before_the_start(walk, person, sentence):
    """A slip of the thumb on the invitation."""
    person.fill(starts_at="19:30", ends_at="18:00", place="Mushola (contoh)").press("Simpan rencana")
    refused(person, "ends_at", "Jam selesai harus sesudah jam mulai.", place="Mushola (contoh)", starts_at="19:30")
    person.fill(ends_at="21:30")


def sends_the_wrong_file(walk, person, sentence):
    """A note instead of the photo of the sheet."""
    wrong = walk.files / "catatan.txt"
    wrong.write_text("Bukan foto.", encoding="utf-8")
    day = walk.day.isoformat()
    person.fill(dated_on=day, scan=wrong).press("Simpan")
    refused(person, "scan", NOT_A_PHOTO, dated_on=day)


def test_from_the_sosialisasi_to_the_list_of_the_kecamatan(world, company, tmp_path, media):
    cycle = start(company["fasilitator"], Track.SPBM, "SPBM")
    walk = Walk(cycle, company, FORMS | PLAN_FORMS, writer, HANDS, LATER, world.rts, tmp_path)
    walk.mistakes = {
        "rembuk:meeting-add": plans_an_end_before_the_start,
        "cycles:paper-edit": sends_the_wrong_file,
    }
    walk.until("S3.6")
    assert not walk.mistakes
    states = {state.step: state.status for state in cycle.steps.all()}
    assert [step for step, status in states.items() if status != StepStatus.CLOSED] == ["S4", "S5"]
    answers = ForumAnswer.objects.filter(work__cycle=cycle, level=ForumLevel.KECAMATAN)
    assert {row.work.name: row.status for row in answers} == dict.fromkeys(
        (title for title, *_ in WISHES), ForumStatus.ACCEPTED
    )
    assert sorted(row.rank for row in answers) == [1, 2]
