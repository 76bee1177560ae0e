"""Sessions of methods for the tests, made through the verbs. Every person in them is invented and called "Contoh"."""

from datetime import date

from planning.methods import services
from planning.methods.enums import GroupKind, MethodKind
from planning.methods.queries import session_for_print
from planning.methods.services import Conclusion, GroupText, SessionText
from planning.methods.services.calendar import FactorText, write_calendar
from planning.methods.services.venn import BodyText, write_venn

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
