"""The social map: what is drawn is stored, counted, carried on; the ground is the earth or a sketch."""

from decimal import Decimal

import pytest
from django.urls import reverse

from kumuh.core.uploads import UploadRefused
from kumuh.core.versions import ChangedMeanwhile
from planning.methods.enums import GroupKind, ResultKind
from planning.methods.errors import MethodRefused, SessionLocked
from planning.methods.models import MapBase, MapObject
from planning.methods.queries import reading_of
from planning.methods.queries.maps import base_of, base_stamp, ground_of, map_stamp
from planning.methods.services.maps import BaseText, ObjectText, set_base, write_objects
from tests.cast import make_rt
from tests.planning.methods.builders import (
    LAT,
    LON,
    agreed,
    filled_map,
    fresh,
    mapped,
    on_sketch,
    ring,
    started,
    usual_objects,
    with_group,
)
from tests.planning.rembuk.builders import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def rt(world):
    return make_rt(world.places.kelurahan, "007")


def only_group(session):
    return session.groups.get()


def write(world, session, texts, **more):
    return write_objects(group=only_group(session), texts=texts, by=world.cast.fasilitator, **more)


def text_of(row, **changes):
    corners = [tuple(spot) for spot in ([row.geometry["coordinates"]] if row.shape == "TITIK" else [])]
    return ObjectText(
        **{"kind": row.kind, "shape": row.shape, "corners": corners, "label": row.label, "pk": row.pk} | changes
    )


def test_what_is_drawn_is_stored_in_its_order_with_places(world, rt):
    session = filled_map(world, texts=usual_objects(rt.pk))
    rows = list(MapObject.objects.filter(group__session=session))
    assert [row.kind for row in rows][:3] == ["BATAS_RT", "RUMAH", "RUMAH_MISKIN"]
    assert rows[0].rt == rt
    assert rows[0].geometry["type"] == "Polygon"
    assert rows[1].geometry == {"type": "Point", "coordinates": [109.6802, -6.8797]}
    assert rows[4].history.count() == 1


def test_writing_again_changes_only_what_changed_and_keeps_the_history_of_what_goes(world):
    session = filled_map(world, texts=[mapped("RUMAH", (LON, LAT), label="No. 1"), mapped("AIR", (LON, LAT))])
    first, second = MapObject.objects.all()
    write(world, session, [text_of(first), text_of(first, pk=None, label="No. 2")])
    assert [row.label for row in MapObject.objects.all()] == ["No. 1", "No. 2"]
    assert MapObject.objects.get(pk=first.pk).version == 1
    assert MapObject.history.filter(id=second.pk, history_type="-").count() == 1


def test_a_page_that_shows_a_part_leaves_the_others_alone(world):
    session = filled_map(world)
    rows = list(MapObject.objects.all())
    write(world, session, [mapped("RUMAH", number=12)], removed=[rows[-1].pk])
    kept = list(MapObject.objects.all())
    assert len(kept) == len(rows)
    assert (kept[-1].number, kept[-1].geometry) == (12, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ObjectText("TARIAN", "TITIK"), "Pilih jenisnya dari daftar"),
        (ObjectText("JALAN", "TITIK", [(LON, LAT)]), "Digambar sebagai garis"),
        (ObjectText("JALAN", "GARIS", [(LON, LAT)]), r"Objek 1 \(Jalan dan gang\): Garis memerlukan paling sedikit 2"),
        (mapped("RUMAH", (LON, LAT), number=0), "Jumlahnya 1 sampai"),
        (mapped("RUMAH", (LON, LAT), welfare="KAYA"), "Pilih kelas keluarga"),
        (mapped("JALAN", size=Decimal(-3)), "lebih dari nol"),
        (mapped("RUMAH", (LON, LAT), rt=999_999), "bukan RT kelurahan ini"),
        (mapped("RUMAH", (LAT, LON)), "di luar Indonesia"),
    ],
)
def test_an_object_that_cannot_stand_is_named_and_nothing_is_stored(world, text, words):
    session = started(world, kind="PETA")
    with pytest.raises(MethodRefused, match=words):
        write(world, session, [text, mapped("AIR", (LON, LAT))])
    assert not MapObject.objects.exists()


def test_an_rt_has_one_boundary_on_a_map(world, rt):
    session = filled_map(world, texts=[mapped("BATAS_RT", *ring(), rt=rt.pk)])
    with pytest.raises(MethodRefused, match="Batas RT ini sudah digambar"):
        write(world, session, [mapped("BATAS_RT", *ring(LON + 0.002), rt=rt.pk)], removed=[])
    row = MapObject.objects.get()
    write(world, session, [mapped("BATAS_RT", *ring(LON + 0.002), rt=rt.pk, pk=row.pk)], removed=[])


def test_what_others_drew_meanwhile_is_not_overwritten(world):
    session = filled_map(world)
    seen = map_stamp(only_group(session))
    write(world, session, [mapped("RUMAH", number=3)], removed=[])
    with pytest.raises(ChangedMeanwhile):
        write(world, session, [], seen=seen)


def test_an_agreed_map_is_locked(world):
    session = agreed(world, filled_map(world))
    with pytest.raises(SessionLocked):
        write(world, session, [])
    with pytest.raises(SessionLocked):
        set_base(session=session, text=BaseText(), by=world.cast.fasilitator)


# --- Ground -------------------------------------------------------------------------------------------
def test_a_sketch_gets_its_scale_from_two_points_whose_distance_was_measured(world, media):
    ground = ground_of(base_of(on_sketch(world, north=90)))
    assert (ground.width, ground.height, ground.scale, ground.north) == (800, 600, 0.5, 90)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sketch": None}, "sketch"),
        ({"metres": None}, "metres"),
        ({"metres": Decimal("0.5")}, "metres"),
        ({"known": [(10, 10)]}, "known"),
        ({"known": [(10, 10), (12, 10)]}, "known"),
        ({"known": [(10, 10), (2000, 10)]}, "known"),
        ({"known": [(0, 0), (10, 10), (400, 10)]}, "known"),
    ],
)
def test_a_ground_that_cannot_stand_is_refused_at_its_field(world, media, changes, field):
    with pytest.raises(MethodRefused) as refusal:
        on_sketch(world, **changes)
    assert list(refusal.value.error_dict) == [field]
    assert not MapBase.objects.exists()


def test_a_pdf_is_no_sketch(world, media):
    import io

    with pytest.raises(UploadRefused, match="hanya foto"):
        on_sketch(world, sketch=io.BytesIO(b"%PDF-1.7"))


def test_the_ground_stays_once_something_was_placed_on_it(world, media):
    session = filled_map(world, texts=[mapped("RUMAH", (LON, LAT))])
    with pytest.raises(MethodRefused, match="di atas dasar yang lama"):
        on_sketch(world, session)
    session = on_sketch(world)
    write(world, session, [mapped("RUMAH", (20, 30))])
    with pytest.raises(MethodRefused, match="di atas dasar yang lama"):
        on_sketch(world, session, sketch=photo(size=(400, 300), colour="red"))
    on_sketch(world, session, sketch=None, metres=Decimal(800))
    assert ground_of(base_of(session)).scale == 1.0


def test_a_ground_that_others_changed_meanwhile_is_not_overwritten(world, media):
    session = on_sketch(world)
    seen = base_stamp(session)
    on_sketch(world, session, sketch=None, north=45)
    with pytest.raises(ChangedMeanwhile, match="dasar peta"):
        set_base(session=session, text=BaseText(), by=world.cast.fasilitator, seen=seen)


# --- What it says -------------------------------------------------------------------------------------
def test_a_map_tells_houses_lengths_and_areas_of_every_rt(world, rt):
    panel = reading_of(filled_map(world, texts=usual_objects(rt.pk))).panels[0]
    facts = dict(panel.facts)
    assert facts["Rumah"] == "3, di antaranya 1 miskin (33%)"
    assert facts["Jamban"] == "1 rumah belum punya, 1 bersama, dari 3 rumah yang ditanya"
    assert facts["Jalan dan gang"] == "111 m"
    bars = panel.figures[-1]
    told = dict(zip(bars.head, bars.rows[0], strict=True))
    assert (told["RT"], told["Rumah"], told["Miskin / sedang / mampu"]) == ("RT 007 / RW 001", "3", "1 / 0 / 1")
    assert (told["% miskin"], told["KK perempuan"], told["Belum ada jamban"]) == ("33%", "1", "1")


def test_the_page_of_a_map_counts_every_kind_per_rt(world, rt, as_user):
    session = filled_map(world, texts=[*usual_objects(rt.pk), mapped("SAMPAH", (LON + 0.0002, LAT + 0.0002))])
    url = reverse("methods:map-detail", args=[world.cycle.pk, session.pk, session.groups.get().pk])
    context = as_user(world.cast.fasilitator).get(url).context
    told = dict(zip(context["head"], context["rows"][0], strict=True))
    assert (told["Miskin"], told["Sedang"], told["Mampu"]) == ("1", "0", "1")
    assert (told["Titik sampah"], told["Fasilitas umum"], told["Genangan"]) == ("1", "1", "1")
    assert float(told["Genangan (m²)"]) > 0


def test_houses_typed_without_a_place_are_counted_in_their_rt(world, rt):
    panel = reading_of(filled_map(world, texts=[mapped("RUMAH_MISKIN", rt=rt.pk, number=12)])).panels[0]
    assert panel.figures[-1].rows[0][:4] == ("RT 007 / RW 001", "12", "12 / 0 / 0", "100%")


def test_the_common_drawing_shows_every_house_alike_and_names_none(world):
    panel = reading_of(filled_map(world)).panels[0]
    words = {label.text for label in panel.figures[0].wide.labels}
    assert "Rumah" in words
    assert "Musala Contoh" in words
    assert not words & {"Rumah keluarga miskin", "No. 1", "No. 2"}


def test_the_slum_class_of_an_rt_lies_below_what_was_drawn(world, rt):
    from kumuh.conditions.models import RtRecord

    survey = world.survey
    place = {"kelurahan": world.places.kelurahan, "neighbourhood": rt}
    RtRecord.objects.create(survey=survey, year=survey.year, ruleset=survey.ruleset, level="KS", **place)
    figures = reading_of(filled_map(world, texts=usual_objects(rt.pk))).panels[0].figures
    assert figures[1].title.startswith(f"Tingkat kekumuhan {survey.year}")
    assert figures[1].rows[0][:5] == ("RT 007 / RW 001", "Kumuh sedang", "3", "1", "1")
    assert "RT 007 / RW 001 · KS" in {label.text for label in figures[1].wide.labels}


def test_problems_users_potentials_and_institutions_are_passed_on_by_their_rt(world, rt):
    session = filled_map(world, texts=usual_objects(rt.pk))
    found = {(one.kind, one.text): one for one in reading_of(session).results}
    water = found[ResultKind.PROBLEM, "1 genangan di RT 007 / RW 001, 489 m²"]
    assert (water.key, water.aspect) == (f"genangan:{rt.pk}", 4)
    assert (ResultKind.PROBLEM, "1 keluarga di RT 007 / RW 001 belum mempunyai jamban") in found
    assert (ResultKind.USERS, "Calon pengguna jamban di RT 007 / RW 001: 1 keluarga") in found
    assert (ResultKind.POTENTIAL, "Fasilitas umum: Musala Contoh") in found
    assert (ResultKind.INSTITUTION, "Pos RW Contoh") in found
    assert len({one.key for one in found.values()}) == len(found)


def test_groups_are_compared_by_what_only_some_of_them_drew(world):
    session = filled_map(world)
    women = with_group(world, session, GroupKind.PEREMPUAN)
    filled_map(world, session, women, [mapped("SAMPAH", (LON, LAT)), mapped("GENANGAN", *ring())])
    said = reading_of(fresh(session)).differences
    assert "Titik sampah: Semua peserta 0, Perempuan 1." in said
    assert not any(one.startswith("Genangan") for one in said)


def test_an_empty_map_is_a_gap_with_its_form(world):
    session = started(world, kind="PETA")
    (gap,) = reading_of(session).gaps
    assert gap.text == "Peta Semua peserta belum digambar."
    assert gap.url.endswith(f"/peta/{only_group(session).pk}/")
