"""Sessions of methods for the tests, made through the verbs. Every person in them is invented and called "Contoh"."""

from datetime import date
from decimal import Decimal

from planning.methods import services
from planning.methods.enums import GroupKind, MethodKind
from planning.methods.legend import KINDS
from planning.methods.queries import session_for_print
from planning.methods.services import Conclusion, GroupText, SessionText
from planning.methods.services.calendar import FactorText, write_calendar
from planning.methods.services.maps import BaseText, ObjectText, set_base, write_objects
from planning.methods.services.transect import PathText, StretchText, write_transect
from planning.methods.services.venn import BodyText, write_venn
from tests.planning.rembuk.builders import photo

DAY = date(2026, 2, 14)


def head(**changes):
    values = {
        "title": "Kalender musim RW 001",
        "held_on": DAY,
        "place": "Balai Kelurahan Krapyak",
        "facilitator": "Pemandu Contoh",
        "recorder": "Pencatat Contoh",
    } | changes
    return SessionText(**values)


def started(world, kind=MethodKind.KALENDER, *, counted=True, **changes):
    """A draft with one group of all participants, eight of them counted."""
    session = services.start_session(cycle=world.cycle, kind=kind, text=head(**changes), by=world.cast.fasilitator)
    if counted:
        services.change_group(
            group=session.groups.get(), text=GroupText(GroupKind.CAMPURAN, men=4, women=4), by=world.cast.fasilitator
        )
    return fresh(session)


def fresh(session):
    """The session as a page loads it."""
    return session_for_print(session.pk)


def with_group(world, session, kind=GroupKind.PEREMPUAN, men=0, women=7, name=""):
    text = GroupText(kind, name, men, women)
    return services.add_group(session=fresh(session), text=text, by=world.cast.fasilitator)


def concluded(world, session, **changes):
    text = Conclusion(**{"conclusion": "Pekerjaan pada musim kemarau.", "representative": "Warga Contoh"} | changes)
    return services.conclude_session(session=fresh(session), text=text, by=world.cast.fasilitator)


def agreed(world, session):
    concluded(world, session)
    return services.agree_session(session=fresh(session), by=world.cast.fasilitator)


#: Rain from January to March and again from October; the other rows are an example of ours.
RAIN = (3, 3, 3, 1, 1, 0, 0, 0, 0, 2, 2, 3)
FLOOD = (3, 3, 2, 0, 0, 0, 0, 0, 0, 0, 1, 2)
HANDS = (1, 1, 1, 2, 2, 2, 3, 3, 2, 1, 1, 1)


def factor(kind, levels, name="", **notes):
    return FactorText(kind, levels, name, {int(at.removeprefix("c")): words for at, words in notes.items()})


def usual_rows():
    return [
        factor("HUJAN", RAIN),
        factor("BANJIR", FLOOD, c0="gang 3 setinggi lutut"),
        factor("TENAGA", HANDS),
        factor("ADAT", (0, 0, 1, 3, 0, 0, 0, 2, 0, 0, 0, 1)),
    ]


def filled_calendar(world, session=None, group=None, rows=None):
    """A calendar in which one group (the first) has answered."""
    session = session or started(world)
    group = group or session.groups.first()
    write_calendar(group=group, texts=rows or usual_rows(), by=world.cast.fasilitator)
    return fresh(session)


def agreed_calendar(world, rows=None):
    return agreed(world, filled_calendar(world, rows=rows))


# --- Venn diagram -----------------------------------------------------------------------------------------------
def body(name, size=3, closeness=3, kind="LOKAL", partners=(), **values):
    return BodyText(name, kind, size, closeness, partners=partners, **values)


def usual_bodies():
    return [
        body("Posyandu Contoh", 5, 5, women="YA", poor="YA", decides="Kader"),
        body("Puskesmas Contoh", 5, 2, "PEMERINTAH", partners=(1,), women="YA", poor="SEBAGIAN"),
        body("Koperasi Contoh", 2, 3, "SWASTA", women="TIDAK"),
    ]


def filled_venn(world, session=None, group=None, rows=None):
    """A Venn diagram in which one group (the first) has answered."""
    session = session or started(world, kind=MethodKind.VENN, title="Lembaga di RW 001")
    group = group or session.groups.first()
    write_venn(group=group, texts=rows or usual_bodies(), by=world.cast.fasilitator)
    return fresh(session)


# --- Social map -----------------------------------------------------------------------------------
#: Lower left corner of a ground of about 110 m × 110 m in the kelurahan of the tests.
LON, LAT = 109.68, -6.88


def ring(west=LON, south=LAT, side=0.001):
    return [(west, south), (west + side, south), (west + side, south + side), (west, south + side)]


def mapped(kind, *corners, shape="", **more):
    """An object of a map as it is typed; without corners it has no place."""
    return ObjectText(kind, shape or KINDS[kind].shapes[0], corners, **more)


def usual_objects(rt=None):
    """The boundary of an RT with three houses, a lane, a drain, standing water and named places in it."""
    inside = [(LON + 0.0002 * step, LAT + 0.0003) for step in range(1, 5)]
    return [
        mapped("BATAS_RT", *ring(), rt=rt),
        mapped("RUMAH", inside[0], label="No. 1", welfare="MAMPU", latrine="SENDIRI"),
        mapped("RUMAH_MISKIN", inside[1], label="No. 2", latrine="TIDAK"),
        mapped("RUMAH_PEREMPUAN", inside[2], label="No. 3", latrine="BERSAMA"),
        mapped("JALAN", (LON, LAT + 0.0005), (LON + 0.001, LAT + 0.0005), label="Gang Contoh"),
        mapped("DRAINASE", (LON, LAT + 0.0006), (LON + 0.0005, LAT + 0.0006)),
        mapped("GENANGAN", *ring(LON + 0.0001, LAT + 0.0007, 0.0002)),
        mapped("FASILITAS", inside[3], label="Musala Contoh"),
        mapped("LEMBAGA", (LON + 0.0007, LAT + 0.0008), label="Pos RW Contoh"),
    ]


def filled_map(world, session=None, group=None, texts=None):
    """A map that one group (the first) drew."""
    session = session or started(world, kind=MethodKind.PETA, title="Peta sosial RW 001")
    rows = usual_objects() if texts is None else texts
    write_objects(group=group or session.groups.first(), texts=rows, by=world.cast.fasilitator)
    return fresh(session)


def on_sketch(world, session=None, **changes):
    """A map session on a picture of 800 × 600, 400 m wide; `changes` of the ground."""
    session = session or started(world, kind=MethodKind.PETA, title="Sketsa RW 001")
    text = {"kind": "SKETSA", "sketch": photo(size=(800, 600)), "known": [(0, 300), (800, 300)], "metres": Decimal(400)}
    set_base(session=session, text=BaseText(**text | changes), by=world.cast.fasilitator)
    return fresh(session)


# --- Transect -------------------------------------------------------------------------------------
def usual_stretches():
    """The published example of 100, 350 and 200 m, with words of ours."""
    return [
        StretchText("Gapura", Decimal(100), Decimal(6), "JARANG", {"JALAN": "beton", "POTENSI": "musala untuk rembuk"}),
        StretchText(
            "Gang Contoh", Decimal(350), Decimal(20), "PADAT",
            {"DRAINASE": "tersumbat", "MASALAH": "saluran meluap", "USULAN": "pengerukan saluran"}, 4,
        ),
        StretchText("Tepi sungai", Decimal(200), None, "AIR", {"BAHAYA": "banjir", "MASALAH": "jembatan rusak"}, 2),
    ]  # fmt: skip


def filled_transect(world, session=None, group=None, texts=None, **path):
    """A transect that one group (the first) walked."""
    session = session or started(world, kind=MethodKind.TRANSEK, title="Transek RW 001")
    values = {"start": "Gapura", "finish": "Sungai", "start_height": Decimal(5)} | path
    write_transect(
        group=group or session.groups.first(),
        path=PathText(**values),
        texts=usual_stretches() if texts is None else texts,
        by=world.cast.fasilitator,
    )
    return fresh(session)
