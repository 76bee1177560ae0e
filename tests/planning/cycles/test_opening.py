"""A partial return: only the marked rows of a step open again, everywhere a person writes."""

import pytest
from django.urls import reverse

from kumuh.conditions.errors import SurveyLocked
from kumuh.conditions.registry import lock_reason
from kumuh.reviews import services as reviews
from kumuh.reviews.errors import UnansweredNotes
from kumuh.reviews.models import Review
from kumuh.reviews.registry import CHAINS
from planning.cycles import queries, services
from planning.cycles.errors import StepLocked
from planning.programs import services as programs
from planning.programs.queries import amounts_of, predicted, priority
from planning.programs.values import values_from
from planning.proposals import services as proposals
from planning.proposals.errors import ProposalRefused
from planning.proposals.services import CriterionText, ProblemText, ScoreText
from planning.rembuk import services as rembuk
from tests.planning.cycles.test_gates import open_gates  # noqa: F401  # a fixture
from tests.planning.programs.builders import MILLION, a_work, listed, ranked_works, repairs, slum, the_fund, usulan
from tests.planning.proposals.builders import agreed, an_intake, decided, met, surveyed, taken
from tests.planning.rembuk.builders import closed, minuted, planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_gates")]

ONLY = "yang terbuka hanya yang diberi catatan"


def review_of(world, step) -> Review:
    """The review of a step of the world's cycle, made when it is not there yet."""
    state = world.cycle.steps.get(step=step)
    chain = next(code for code in CHAINS if code.startswith(step.lower()))
    return reviews.open_review(chain=chain, subject_id=state.pk, region=world.cycle.region, title=f"Langkah {step}")


@pytest.fixture
def returned(world):
    """`returned("P3", "usulan:7/volume")`: submitted and sent back with these notes; `reason` is a general one."""
    world.cycle.steps.filter(step="P1").update(status="SELESAI")

    def send_back(step, *pins, reason=""):
        world.cycle.steps.filter(step__lt=step).update(status="SELESAI")
        review = review_of(world, step)
        reviews.submit(review=review, by=world.cast.fasilitator)
        for pin in pins:
            text = f"Periksa {pin}."
            reviews.add_note(review=review, by=world.cast.pokja, text=text, pin=pin, pin_label=f"Letak {pin}")
        return reviews.return_for_completion(review=review, by=world.cast.pokja, reason=reason)

    return send_back


def saved_usulan(world, row, **changes):
    row.refresh_from_db()
    return proposals.change_proposal(
        proposal=row, intake=an_intake(**changes), rts=list(row.rts.all()), by=world.cast.fasilitator
    )


def saved_work(world, work, **changes):
    work.refresh_from_db()
    names = ("name", "location", "volume", "unit", "unit_price", "quarter", "households", "executor")
    kept = {name: getattr(work, name) for name in names} | changes
    return programs.save_work(
        work=work,
        values=values_from(work.proposal, **kept),
        rts=list(work.rts.all()),
        allocations={} if "unit_price" in changes else amounts_of(work),
        by=world.cast.fasilitator,
    )


def text_of(browser, name, *args):
    return browser.get(reverse(name, args=args)).content.decode()


# --- What opens -----------------------------------------------------------------------------------------------
def test_the_marked_usulan_saves_and_another_is_refused_with_what_to_do(world, returned):
    marked, other = taken(world), taken(world, title="Saluran gang mawar")
    returned("P3", f"usulan:{marked.pk}/volume")

    assert saved_usulan(world, marked, volume=90).volume == 90
    with pytest.raises(StepLocked) as refusal:
        saved_usulan(world, other, title="Saluran lain")

    [sentence] = refusal.value.messages
    assert f"{ONLY}: Letak usulan:{marked.pk}/volume." in sentence
    assert "minta Pokja PKP memberi catatan pada isian itu, atau membuka seluruh langkah" in sentence


def test_rows_are_added_only_when_the_whole_step_is_open(world, returned):
    marked = taken(world)
    returned("P3", f"usulan:{marked.pk}")

    for adding in (
        lambda: taken(world, title="Usulan baru"),
        lambda: planned(world, step="P3"),
        lambda: proposals.start_ranking(cycle=world.cycle, by=world.cast.fasilitator),
    ):
        with pytest.raises(StepLocked, match=ONLY):
            adding()


@pytest.mark.parametrize("whole", [{"reason": "Tambahkan usulan dari RT 003."}, {"pins": [""]}])
def test_a_general_reason_or_a_note_on_the_whole_opens_everything(world, returned, whole):
    marked, other = taken(world), taken(world, title="Saluran gang mawar")
    returned("P3", f"usulan:{marked.pk}/volume", *whole.get("pins", ()), reason=whole.get("reason", ""))

    assert saved_usulan(world, other, title="Saluran lain").title == "Saluran lain"
    assert taken(world, title="Usulan baru").pk
    assert queries.opening(world.cycle, "P3").whole


def test_only_the_notes_of_the_present_round_open(world, returned):
    first, second = taken(world), taken(world, title="Saluran gang mawar")
    review = returned("P3", f"usulan:{first.pk}")
    reviews.answer_note(note=review.notes.get(), by=world.cast.fasilitator, text="Sudah.")
    returned("P3", f"usulan:{second.pk}")

    with pytest.raises(StepLocked, match="Letak usulan"):
        saved_usulan(world, first, title="Lain")
    assert saved_usulan(world, second, title="Lain").title == "Lain"


def test_a_later_note_opens_a_further_row_at_once(world, returned):
    marked, other = taken(world), taken(world, title="Saluran gang mawar")
    review = returned("P3", f"usulan:{marked.pk}")

    reviews.add_note(review=review, by=world.cast.pokja, text="Ini juga.", pin=f"usulan:{other.pk}/volume")
    assert saved_usulan(world, other, title="Saluran lain").title == "Saluran lain"
    reviews.add_note(review=review, by=world.cast.lurah, text="Tambahkan usulan RT 003.")

    assert taken(world, title="Usulan baru").pk


def test_a_returned_step_is_not_submitted_again_while_a_note_is_unanswered(world, returned):
    row = taken(world)
    review = returned("P3", f"usulan:{row.pk}/volume")
    saved_usulan(world, row, volume=90)

    with pytest.raises(UnansweredNotes):
        reviews.submit(review=review, by=world.cast.fasilitator)
    reviews.answer_note(note=review.notes.get(), by=world.cast.fasilitator, text="Diukur lagi, 90 m.")

    assert reviews.submit(review=review, by=world.cast.fasilitator).state == "DIAJUKAN"


# --- What answers which note ------------------------------------------------------------------------------------
def test_a_note_on_a_cause_opens_that_indicator(world, returned):
    rows = proposals.prepare_matrix(cycle=world.cycle, by=world.cast.fasilitator)
    returned("P2", f"masalah:{rows[3].pk}/akar_penyebab")
    text = ProblemText(state="ADA", statement="Saluran tersumbat.", cause="Sampah.")

    saved = proposals.describe_problem(problem=rows[3], text=text, sources=(), by=world.cast.fasilitator)

    assert saved.cause == "Sampah."
    with pytest.raises(StepLocked, match=ONLY):
        proposals.describe_problem(problem=rows[4], text=text, sources=(), by=world.cast.fasilitator)


def test_a_note_on_the_volume_of_an_usulan_in_use_opens_it_with_its_work(world, returned):
    work = a_work(world)
    with pytest.raises(ProposalRefused, match="sudah dibuat dari usulan ini"):
        saved_usulan(world, work.proposal, volume=75)
    returned("P3", f"usulan:{work.proposal_id}/volume")

    assert saved_usulan(world, work.proposal, volume=75).volume == 75
    assert saved_work(world, work, volume=75, unit_price=2 * MILLION).cost == 150 * MILLION
    with pytest.raises(ProposalRefused, match="sudah dibuat dari usulan ini"):
        saved_usulan(world, work.proposal, volume=75, criterion_key="drainase_ketersediaan")


def test_a_note_on_a_cost_opens_that_work_and_the_list_follows(world, returned):
    first, second = ranked_works(world, 300 * MILLION, 200 * MILLION)
    listed(world)
    returned("P3", f"kegiatan:{first.pk}/biaya")

    saved_work(world, first, unit_price=2 * MILLION)

    assert priority(world.cycle, the_fund()).total == 200 * MILLION  # the changed work has no source yet
    with pytest.raises(StepLocked, match=ONLY):
        saved_work(world, second, unit_price=2 * MILLION)
    with pytest.raises(StepLocked, match=ONLY):
        a_work(world, second.proposal)
    assert programs.postpone_work(work=first, reason="Menunggu lahan", by=world.cast.fasilitator).status_reason


def test_a_note_on_an_outcome_opens_it_and_the_predicted_scores_follow(world, returned):
    slum(world)
    work = a_work(world, outcomes=[repairs(world.rts[0], volume=1)])
    returned("P3", f"kegiatan:{work.pk}/hasil")
    before = predicted(world.cycle)

    programs.save_outcomes(work=work, outcomes=[repairs(world.rts[0], volume=320)], by=world.cast.fasilitator)

    assert predicted(world.cycle).rts[0] != before.rts[0]


def test_the_scores_of_a_marked_usulan_change_and_the_ranking_is_adopted_again(world, returned):
    first, second = ranked_works(world, 10 * MILLION, 20 * MILLION)
    ranking = proposals.adopt_ranking(
        ranking=world.cycle.ranking,
        decision=decided(world, about="RENTA_PIP"),
        by=world.cast.fasilitator,
    )
    returned("P3", f"usulan:{first.proposal_id}/kk")
    by = world.cast.fasilitator
    with pytest.raises(StepLocked, match=ONLY):
        proposals.adopt_ranking(ranking=ranking, decision=ranking.decision, by=by)

    decision = ranking.decision
    saved_usulan(world, first.proposal, title=first.proposal.title, households=41)
    assert proposals.save_scores(ranking=ranking, scores=[ScoreText(first.proposal_id, "K3", 2)], by=by) == 1
    with pytest.raises(StepLocked, match=ONLY):
        proposals.save_scores(ranking=ranking, scores=[ScoreText(second.proposal_id, "K3", 2)], by=by)
    ranking.refresh_from_db()

    assert ranking.decision is None
    assert proposals.adopt_ranking(ranking=ranking, decision=decision, by=by).decision == decision


def test_a_note_on_the_ranking_opens_its_criteria_and_all_scores(world, returned):
    first, second = ranked_works(world, 10 * MILLION, 20 * MILLION)
    returned("P3", f"peringkat:{world.cycle.pk}/urutan")
    ranking, by = world.cycle.ranking, world.cast.fasilitator
    rows = [CriterionText(row.name, row.weight, row.code) for row in ranking.criteria.all()]

    assert proposals.save_scores(ranking=ranking, scores=[ScoreText(second.proposal_id, "K3", 2)], by=by) == 1
    assert proposals.save_criteria(ranking=ranking, rows=rows, by=by).criteria.count() == len(rows)
    with pytest.raises(StepLocked, match=ONLY):
        saved_usulan(world, first.proposal, title="Lain")


def test_an_answer_is_withdrawn_and_given_again_only_for_marked_usulan(world, returned):
    decision = decided(world)
    marked, other = agreed(world, taken(world), taken(world, title="Saluran gang mawar"), decision=decision)
    late = taken(world, title="Gapura", volume=1)
    returned("P3", f"usulan:{marked.pk}/usulan")
    by = world.cast.fasilitator

    row = proposals.withdraw_answer(proposal=marked, reason="Salah centang.", by=by)
    with pytest.raises(StepLocked, match=ONLY):
        proposals.agree_proposals(cycle=world.cycle, proposals=[row, late], decision=decision, by=by)
    assert agreed(world, row, decision=decision)[0].status == "DISEPAKATI"
    with pytest.raises(StepLocked, match=ONLY):
        proposals.withdraw_answer(proposal=other, reason="Salah centang.", by=by)


def test_a_note_on_the_minutes_of_a_closed_meeting_opens_that_meeting(world, returned):
    meeting, other = closed(world), closed(world, title="Rembuk lain")
    returned("P2", f"rembuk:{meeting.pk}/notulen")
    by = world.cast.fasilitator

    again = rembuk.reopen_meeting(meeting=meeting, by=by, reason="Notulen kurang.")
    minuted(world, again, summary="Disepakati, dengan catatan warga RT 002.")
    done = rembuk.close_meeting(meeting=again, by=by)

    assert (done.status, done.summary) == ("SELESAI", "Disepakati, dengan catatan warga RT 002.")
    with pytest.raises(StepLocked, match=ONLY):
        rembuk.reopen_meeting(meeting=other, by=by, reason="Notulen kurang.")


def test_a_note_on_the_data_of_an_rt_opens_that_rt(world, returned):
    marked, other = world.rts[0], world.rts[1]
    surveyed(world, 0)
    surveyed(world, 1)
    returned("P2", f"rt:{marked.pk}")

    assert surveyed(world, 0, jalan_kualitas=120).volumes != {}
    with pytest.raises(SurveyLocked, match=ONLY):
        surveyed(world, 1, jalan_kualitas=120)
    where = (world.cycle.region_id, world.cycle.survey_year)
    assert lock_reason(*where, marked.pk) is None
    assert ONLY in lock_reason(*where, other.pk)
    assert ONLY in lock_reason(*where)


def test_a_note_on_the_priority_list_opens_the_list(world, returned):
    work = ranked_works(world, 300 * MILLION)[0]
    listed(world)
    returned("P4", f"prioritas:{world.cycle.pk}/daftar")

    assert listed(world, ceiling=400 * MILLION).ceiling == 400 * MILLION
    row = programs.exclude_work(
        cycle=world.cycle, fund=the_fund(), work=work, reason="Lahan belum siap", by=world.cast.fasilitator
    )
    assert row.excluded == {str(work.pk): "Lahan belum siap"}


# --- Pages -------------------------------------------------------------------------------------------------------
def test_pages_offer_the_form_of_the_marked_row_only(world, returned, as_user):
    marked, other = taken(world), taken(world, title="Saluran gang mawar")
    returned("P3", f"usulan:{marked.pk}/volume")
    browser, cycle = as_user(world.cast.fasilitator), world.cycle.pk

    open_page, locked_page = (text_of(browser, "proposals:proposal-detail", cycle, row.pk) for row in (marked, other))
    assert (">Ubah<" in open_page, ONLY in open_page) == (True, False)
    assert (">Ubah<" in locked_page, ONLY in locked_page) == (False, True)
    table = text_of(browser, "proposals:proposal-list", cycle)
    assert "Catat usulan" not in table
    assert ONLY in table
    assert "Simpan usulan" not in text_of(browser, "proposals:proposal-add", cycle)
    forms = [text_of(browser, "proposals:proposal-edit", cycle, row.pk) for row in (marked, other)]
    assert ["Simpan usulan" in form or ">Simpan<" in form for form in forms] == [True, False]


def test_pages_of_works_meetings_and_rt_follow_the_same_rule(world, returned, as_user):
    first, second = ranked_works(world, 10 * MILLION, 20 * MILLION)
    returned("P3", f"kegiatan:{first.pk}/biaya")
    browser, cycle = as_user(world.cast.fasilitator), world.cycle.pk

    assert "Isi hasilnya" in text_of(browser, "programs:work-detail", cycle, first.pk)
    page = text_of(browser, "programs:work-detail", cycle, second.pk)
    assert ("Isi hasilnya" in page, ONLY in page) == (False, True)
    assert "Simpan kegiatan" in text_of(browser, "programs:work-edit", cycle, first.pk)
    assert "Simpan kegiatan" not in text_of(browser, "programs:work-edit", cycle, second.pk)
    meeting = met(world)
    assert "Buka kembali</a>" not in text_of(browser, "rembuk:meeting-detail", cycle, meeting.pk)


def test_an_rt_and_a_meeting_can_be_marked_from_their_pages_and_lead_back_to_their_forms(world, as_user):
    surveyed(world)
    meeting = closed(world)
    review = review_of(world, "P2")
    world.cycle.steps.filter(step="P1").update(status="SELESAI")
    reviews.submit(review=review, by=world.cast.fasilitator)
    browser, rt = as_user(world.cast.pokja), world.rts[0]
    where = (world.cycle.region_id, world.cycle.survey_year, rt.pk)

    assert f"letak=rt%3A{rt.pk}" in text_of(browser, "conditions:rt-record", *where)
    assert f"letak=rembuk%3A{meeting.pk}%2Fnotulen" in text_of(
        browser, "rembuk:meeting-detail", world.cycle.pk, meeting.pk
    )
    for pin in (f"rt:{rt.pk}", f"rembuk:{meeting.pk}/notulen"):
        reviews.add_note(review=review, by=world.cast.pokja, text="Periksa.", pin=pin, pin_label=pin)
    reviews.return_for_completion(review=review, by=world.cast.pokja)
    form, page = (reverse(f"conditions:rt-record{end}", args=where) for end in ("-edit", ""))
    assert f'href="{page}#letak-rt-{rt.pk}"' in text_of(browser, "reviews:review-detail", review.pk)
    mine = text_of(as_user(world.cast.fasilitator), "reviews:review-detail", review.pk)
    assert f'href="{form}#letak-rt-{rt.pk}"' in mine
    assert f"/rembuk/{meeting.pk}/#letak-rembuk-{meeting.pk}-notulen" in mine


@pytest.mark.parametrize("count", [1, 3])
def test_the_review_asks_as_often_for_three_pinned_rows_as_for_one(
    world, returned, as_user, count, django_assert_max_num_queries
):
    rows = [usulan(world, title=f"Usulan {number}") for number in range(count)]
    review = returned("P3", *(f"usulan:{row.pk}/volume" for row in rows))
    browser = as_user(world.cast.fasilitator)
    with django_assert_max_num_queries(25):
        page = text_of(browser, "reviews:review-detail", review.pk)
    assert page.count("/ubah/#letak-usulan-") == count


@pytest.mark.parametrize("count", [1, 3])
def test_asking_what_is_open_costs_the_same_for_one_and_three_notes(world, returned, count, django_assert_num_queries):
    returned("P3", *(f"usulan:{number}" for number in range(1, count + 1)))
    with django_assert_num_queries(4):
        found = queries.opening(world.cycle, "P3")
    assert len(found.pins) == count
    assert services.is_open(cycle=world.cycle, step="P3", pins=("usulan:1",))
    assert not services.is_open(cycle=world.cycle, step="P3", pins=("usulan:9",))
    assert not services.is_open(cycle=world.cycle, step="P3")
