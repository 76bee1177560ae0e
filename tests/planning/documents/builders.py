"""What the papers are about: a closed meeting, a surveyed kelurahan, officials who sign. All people are examples."""

from datetime import date
from decimal import Decimal

from kumuh.accounts.enums import Mandate, Office
from kumuh.accounts.models import Official
from kumuh.conditions.services import save_rt_record
from planning.rembuk.enums import Element
from planning.rembuk.services import AttendeeRow, EntryRow
from tests.kumuh.conditions.cases import HEADER, NOTHING_WRONG
from tests.kumuh.conditions.test_records import SLUM
from tests.planning.rembuk import builders as rembuk

PHONE = "0812-0000-7777"
LURAH, CAMAT, POKJA = "Lurah Contoh, S.STP.", "Camat Contoh, M.Si.", "Ketua Pokja Contoh, M.T."


def officials(world, since=date(2026, 1, 1), **mandate):
    """Everybody who signs a plan, in office since `since`."""
    places = world.places
    people = (
        (Office.LURAH, places.kelurahan, LURAH, "19700101 199501 1 001"),
        (Office.BKM, places.kelurahan, "Koordinator BKM Contoh", ""),
        (Office.TIPP, places.kelurahan, "Koordinator TIPP Contoh", ""),
        (Office.FASILITATOR, places.kelurahan, "Fasilitator Contoh, S.T.", ""),
        (Office.CAMAT, places.district, CAMAT, ""),
        (Office.POKJA, places.city, POKJA, ""),
    )
    return [
        Official.objects.create(region=region, office=office, name=name, nip=nip, valid_from=since, **mandate)
        for office, region, name, nip in people
    ]


def with_mandate(world, mandate=Mandate.PLT):
    """The lurah signs on a mandate from now on."""
    return Official.objects.create(
        region=world.places.kelurahan, office=Office.LURAH, name="Pelaksana Contoh", mandate=mandate,
        valid_from=date(2026, 2, 1),
    )  # fmt: skip


def held_meeting(world, **changes):
    """A meeting with names, a phone number, minutes and a vote, ready to be closed."""
    meeting = rembuk.planned(world, invited="Ketua RT dan RW\nKader PKK", **changes)
    guest = AttendeeRow("Warga Contoh Berponsel", "P", None, Element.PKK, address="Jalan Contoh 3", phone=PHONE)
    rembuk.named(world, meeting, [*rembuk.people(world), guest])
    agenda = list(meeting.agenda.all())
    entries = [
        EntryRow(
            "Saluran di gang 3 tersumbat.",
            "Warga Contoh 1",
            answer="Diterima sebagai usulan.",
            follow_up="Mengukur panjang saluran",
            follow_up_by="TIPP",
            follow_up_on=date(2026, 2, 28),
            agenda_item_id=agenda[1].pk,
        ),
        EntryRow("Jalan RT 002 becek.", "Warga Contoh 2"),
    ]
    rembuk.minuted(world, meeting, entries=entries)
    rembuk.decided(world, meeting)
    rembuk.decided(world, meeting, text="RT 002 didahulukan.", method="SUARA", agree=6, against=2, abstain=1)
    rembuk.led(world, meeting, representatives={Element.TOKOH: "Tokoh Contoh", Element.PKK: "Kader Contoh"})
    return meeting


def closed_meeting(world, **changes):
    from planning.rembuk import services

    meeting = held_meeting(world, **changes)
    return services.close_meeting(meeting=meeting, by=world.cast.fasilitator)


def surveyed(world):
    """Three RT: one slum, one not, one with a parameter that nobody measured."""
    survey = world.survey
    survey.source, survey.total_area_ha = "Pendataan Contoh 2025", Decimal("84.21")
    survey.save()
    volumes = (SLUM, NOTHING_WRONG, SLUM | {"jalan_cakupan": None})
    return [
        save_rt_record(survey=survey, neighbourhood=rt, denominators=HEADER, volumes=row, by=None)
        for rt, row in zip(world.rts, volumes, strict=True)
    ]
