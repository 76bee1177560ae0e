"""The main job from the SK Kumuh to the signed list, by four people through the pages of the site."""

from dataclasses import replace

import pytest

from planning.cycles.models import Cycle
from planning.programs.models import Work
from planning.programs.services import load_reference_funds
from tests.cast import World, make_ruleset
from tests.journeys import main_job as job
from tests.journeys.people import Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(open_page, live_server):
    world = World()
    world.decree  # noqa: B018 - an SK in force that lists the RT
    make_ruleset()
    load_reference_funds()
    cast = world.cast
    people = [cast.fasilitator, cast.bkm, cast.lurah, cast.pokja]
    return job.Office(world, *(Person(open_page(), user, live_server.url) for user in people))


CEILING = 800_000_000


def test_from_the_decree_to_the_approved_priority_list(office, tmp_path, media):
    office = replace(office, cycle=job.start(office.fasilitator))
    prepare_and_map(office, tmp_path)
    plan_and_review(office)
    cycle = Cycle.objects.get(pk=office.cycle)
    plan, _ = job.print_final(office, "renta-pip", tmp_path)
    shown = office.fasilitator.open("programs:work-list", office.cycle).text
    for amount in ("960.000.000", "540.000.000", "320.000.000", "100.000.000"):
        assert amount in shown, amount
        assert amount in plan, amount
    choose_and_review(office)
    cycle.refresh_from_db()
    assert cycle.finished_on is not None
    listed, code = job.print_final(office, "prioritas-1m", tmp_path)
    shown = office.lurah.open("programs:priority-detail", office.cycle).text
    for words in (*(wish.title for wish in job.WISHES), "800.000.000", "320.000.000"):
        assert words in shown, words
        assert words in listed, words
    assert code in listed
    office.lurah.open("public:document-check", code).reads("Tercatat sebagai dokumen sah")


def prepare_and_map(office, folder):
    """P1 and P2: data of three RT, problems that a rembuk confirmed, approved."""
    job.prepare(office.fasilitator, office.cycle)
    job.import_baseline(office.fasilitator, folder)
    job.survey_one_rt(office)
    office.pokja.open("cycles:cycle-detail", office.cycle).press("Tutup langkah Persiapan")
    office.pokja.reads("Langkah Persiapan selesai.")
    job.hold_meeting(office, "P2", kind="KELOMPOK_PEREMPUAN", men=0)
    job.describe_problems(office)
    job.hold_meeting(office, "P2", "MASALAH")
    job.submit(office, "P2")
    job.verify_and_approve(office, "P2")


def plan_and_review(office):
    """P3: usulan to works, returned once with a note, approved after the price was corrected."""
    job.take_wishes(office)
    meeting = job.hold_meeting(office, "P3", "USULAN", "RENTA_PIP")
    job.agree_and_rank(office, meeting)
    job.plan_works(office)
    job.submit(office, "P3")
    work = job.return_with_note(office, "Harga paving melebihi standar kota.")
    job.answer_and_change_price(office, work, 1_687_500)
    job.submit(office, "P3")
    job.verify_and_approve(office, "P3")
    assert Work.objects.get(pk=work.pk).cost == 540_000_000


def choose_and_review(office):
    """P4: the list under the ceiling, decided in a rembuk, approved."""
    meeting = job.hold_meeting(office, "P4", "PRIORITAS")
    job.set_priority(office, meeting, CEILING)
    job.submit(office, "P4")
    job.verify_and_approve(office, "P4")
