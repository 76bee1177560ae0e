"""A session of a method: begun in a rembuk or alone, answered by groups, agreed, locked, opened again."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kumuh.core.versions import ChangedMeanwhile, StaleRecord
from planning.cycles.catalog import find_step
from planning.methods import queries, services
from planning.methods.catalog import METHODS
from planning.methods.checks import rows_of
from planning.methods.enums import GroupKind, MethodKind, SessionState
from planning.methods.errors import MethodRefused, SessionIncomplete, SessionLocked
from planning.methods.models import MethodPhoto, MethodSession
from planning.methods.registry import TOOLS
from planning.methods.services import GroupText
from tests.cast import make_cycle
from tests.planning.methods.builders import (
    DAY,
    agreed_calendar,
    concluded,
    filled_calendar,
    fresh,
    head,
    started,
    with_group,
)
from tests.planning.rembuk import builders as rembuk
from tests.planning.rembuk.builders import photo

pytestmark = pytest.mark.django_db


def gaps(session):
    return [gap.text for gap in queries.gaps_of(fresh(session), queries.reading_of(fresh(session)))]


def test_every_method_has_a_guide_with_steps_questions_materials_and_a_source():
    assert list(METHODS) == list(MethodKind)
    for method in METHODS.values():
        assert method.purpose.endswith(".")
        assert len(method.steps) >= 5
        assert method.questions
        assert method.materials
        assert method.source
        assert method.minutes[0] < method.minutes[1]
        assert method.people[0] < method.people[1]


def test_a_session_begins_with_one_group_of_all_participants(world):
    session = started(world)
    assert (session.state, [group.label for group in session.groups.all()]) == (SessionState.DRAFT, ["Semua peserta"])


def test_inside_a_rembuk_day_place_and_people_are_those_of_the_rembuk(world):
    meeting = rembuk.led(world, rembuk.planned(world))
    session = started(world, meeting=meeting, held_on=date(2020, 1, 1), place="", facilitator="", recorder="")
    assert session.held_on is None
    assert (session.day, session.where) == (meeting.held_on, "Balai Kelurahan Krapyak")
    assert (session.led_by, session.written_by) == ("Fasilitator Contoh", "Notulis Contoh")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"held_on": None}, "held_on"),
        ({"held_on": timezone.localdate() + timedelta(days=1)}, "held_on"),
        ({"title": " "}, "title"),
        ({"aspect": 9}, "aspect"),
    ],
)
def test_a_head_that_cannot_stand_is_refused_at_its_field(world, changes, field):
    with pytest.raises(MethodRefused) as refusal:
        started(world, **changes)
    assert list(refusal.value.error_dict) == [field]
    assert not MethodSession.objects.exists()


def test_a_rembuk_of_another_cycle_is_refused(world):
    meeting = rembuk.planned(world)
    world.cycle = make_cycle(world.places.next_kelurahan, world.cast.askot)
    with pytest.raises(MethodRefused) as refusal:
        started(world, meeting=meeting)
    assert "meeting" in refusal.value.error_dict


def test_a_method_without_a_tool_cannot_be_begun(world):
    missing = next((kind for kind in MethodKind if kind not in TOOLS), None)
    if missing is not None:
        with pytest.raises(MethodRefused, match="belum dapat diisi"):
            started(world, kind=missing)
    with pytest.raises(MethodRefused, match="belum dapat diisi"):
        started(world, kind="TARIAN")


def test_a_result_is_agreed_only_when_nothing_is_missing(world):
    session = started(world, counted=False, place="", facilitator="")
    assert gaps(session) == [
        "Tempatnya belum diisi.",
        "Nama pemandu belum diisi.",
        "Jumlah orang belum diisi: Semua peserta.",
        "Kesimpulan belum ditulis.",
        "Kalender Semua peserta belum diisi.",
    ]
    with pytest.raises(SessionIncomplete) as refusal:
        services.agree_session(session=session, by=world.cast.fasilitator)
    assert all(gap.url.startswith(f"/siklus/{world.cycle.pk}/metode/{session.pk}/") for gap in refusal.value.gaps)
    assert fresh(session).state == SessionState.DRAFT


def test_an_agreed_result_is_locked_in_every_part(world):
    session = agreed_calendar(world)
    assert (session.state, session.agreed_on) == (SessionState.AGREED, DAY)
    group, by = session.groups.get(), world.cast.fasilitator
    for verb in (
        lambda: services.change_session(session=session, text=head(), by=by),
        lambda: services.add_group(session=session, text=GroupText(GroupKind.PEMUDA), by=by),
        lambda: services.change_group(group=group, text=GroupText(GroupKind.PEMUDA), by=by),
        lambda: services.drop_group(group=group, by=by),
        lambda: concluded(world, session),
        lambda: filled_calendar(world, session),
        lambda: services.add_photo(session=session, file=photo(), by=by),
        lambda: services.drop_session(session=session, by=by),
    ):
        with pytest.raises(SessionLocked):
            verb()


def test_an_agreed_result_is_opened_again_only_with_a_reason_that_the_history_keeps(world):
    session = agreed_calendar(world)
    with pytest.raises(MethodRefused):
        services.reopen_session(session=session, by=world.cast.fasilitator, reason=" ")
    services.reopen_session(session=session, by=world.cast.bkm, reason="Kelompok pemuda belum ditanya")
    opened = fresh(session)
    assert (opened.state, opened.agreed_on, opened.agreed_by) == (SessionState.DRAFT, None, None)
    entry = session.history.latest()
    assert (entry.history_user, entry.reopened_reason) == (world.cast.bkm, "Kelompok pemuda belum ditanya")


def test_two_people_who_change_the_head_do_not_overwrite_each_other(world):
    session = started(world)
    services.change_session(session=session, text=head(title="Kalender RW 002"), by=world.cast.bkm)
    with pytest.raises(StaleRecord):
        services.change_session(session=session, text=head(title="Lain"), by=world.cast.fasilitator)
    assert fresh(session).title == "Kalender RW 002"


def test_two_people_who_change_the_groups_do_not_overwrite_each_other(world):
    session = started(world)
    seen = queries.group_stamp(session)
    with_group(world, session)
    with pytest.raises(ChangedMeanwhile):
        services.save_groups(session=session, texts=[], removed=[], by=world.cast.fasilitator, seen=seen)


def test_the_same_group_cannot_answer_twice_and_another_group_needs_a_name(world):
    session = started(world)
    with_group(world, session)
    with pytest.raises(MethodRefused, match="sudah ada"):
        with_group(world, session)
    with pytest.raises(MethodRefused, match="nama kelompoknya"):
        with_group(world, session, kind=GroupKind.LAIN)
    assert with_group(world, session, kind=GroupKind.LAIN, name="Pedagang pasar").label == "Pedagang pasar"


def test_a_group_that_answered_stays_and_so_does_the_last_one(world):
    session = filled_calendar(world)
    with pytest.raises(MethodRefused, match="Paling sedikit satu"):
        services.drop_group(group=session.groups.get(), by=world.cast.fasilitator)
    silent = with_group(world, session)
    with pytest.raises(MethodRefused, match="sudah menjawab"):
        services.drop_group(group=session.groups.first(), by=world.cast.fasilitator)
    services.drop_group(group=silent, by=world.cast.fasilitator)
    assert [group.label for group in fresh(session).groups.all()] == ["Semua peserta"]


def test_only_an_empty_draft_can_be_taken_away(world):
    empty, full = started(world), filled_calendar(world, started(world, title="Kedua"))
    with pytest.raises(MethodRefused, match="sudah berisi"):
        services.drop_session(session=full, by=world.cast.fasilitator)
    services.drop_session(session=empty, by=world.cast.fasilitator)
    assert list(MethodSession.objects.values_list("title", flat=True)) == ["Kedua"]


def test_a_method_of_a_rembuk_cannot_change_while_the_step_of_the_rembuk_is_closed(world):
    from planning.cycles.errors import StepLocked
    from planning.cycles.models import StepState

    session = started(world, meeting=rembuk.planned(world))
    StepState.objects.filter(cycle=world.cycle, step="P2").update(status="SELESAI", closed_at=timezone.now())
    with pytest.raises(StepLocked):
        concluded(world, session)
    concluded(world, started(world, title="Di luar rembuk"))


def test_a_method_of_a_shared_rembuk_follows_the_step_of_the_cycle_that_uses_it(world):
    from planning.cycles.errors import StepLocked
    from planning.cycles.models import StepState
    from planning.rembuk.services import use_meeting

    meeting = rembuk.closed(world)
    beside = make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, track="K")
    use_meeting(meeting=meeting, cycle=beside, step="K2.3", by=world.cast.fasilitator)
    session = services.start_session(
        cycle=beside, kind=MethodKind.KALENDER, text=head(meeting=meeting), by=world.cast.fasilitator
    )
    StepState.objects.filter(cycle=world.cycle, step=meeting.step).update(status="SELESAI", closed_at=timezone.now())
    concluded(world, session)
    in_its_step = rows_of(beside, find_step("K", "K2.3"))
    for table in (MethodSession.objects, MethodSession.history):
        assert set(table.filter(**in_its_step).values_list("title", flat=True)) == {session.title}
        assert not table.filter(**rows_of(beside, find_step("K", "K2.4a"))).exists()
        assert not table.filter(**rows_of(world.cycle, find_step("P", meeting.step))).exists()
    StepState.objects.filter(cycle=beside, step="K2.3").update(status="SELESAI", closed_at=timezone.now())
    with pytest.raises(StepLocked):
        concluded(world, session)


def test_the_same_photo_is_kept_once_and_a_photo_with_people_is_not_for_everybody(world, media):
    session = started(world)
    for _ in range(2):
        services.add_photo(session=session, file=photo(), by=world.cast.fasilitator)
    services.add_photo(session=session, file=photo(colour="teal"), by=world.cast.fasilitator, has_people=False)
    session = fresh(session)
    assert MethodPhoto.objects.count() == 2
    assert len(queries.photos_shown(session, people=True)) == 2
    assert [row.has_people for row in queries.photos_shown(session, people=False)] == [False]
