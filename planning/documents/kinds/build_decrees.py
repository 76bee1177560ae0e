"""How the SK of a body is built from what was recorded about its formation and its members."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from kumuh.accounts.enums import Office
from kumuh.core.formats import tanggal
from planning.documents.kinds import frame
from planning.documents.kinds.build_cycles import LAW
from planning.documents.kinds.builders import Builder, SubjectFacts
from planning.documents.kinds.common import DocumentMeta, Gap, SignatureBlock, Signer, Text
from planning.documents.kinds.formation_decree import Dictum, FormationPaper, SeatHeld
from planning.documents.registry import SignerRole
from planning.institutions.catalog import duties_of
from planning.institutions.enums import InstitutionKind, Issuer, Position, Team
from planning.institutions.queries import decree_for_print

CODE: Final = "sk"
ORDINALS: Final = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA")
POSITIONS: Final = tuple(Position)
TEAMS: Final = ("", *Team)
#: Programme guides that the SK of these bodies name besides the law.
GUIDES: Final = {
    "K": "Pedoman Program Kota Tanpa Kumuh (KOTAKU) yang berlaku;",
    "L": "Pedoman Penataan Lingkungan Permukiman Berbasis Komunitas (PLPBK) yang berlaku;",
    "S": "Petunjuk teknis sanitasi berbasis masyarakat yang berlaku;",
    "P": "Panduan Perencanaan Partisipatif Program 100-0-100 (2015);",
}


def read_decree(pk: int) -> Any:
    """The SK with its body and members; LookupError with a sentence when it is not printed here."""
    try:
        row = decree_for_print(pk)
    except ObjectDoesNotExist:
        raise LookupError(f"Tidak ada SK lembaga dengan nomor {pk}.") from None
    if row.institution.cycle_id is None:
        raise LookupError("SK ini belum dapat dicetak: pilih dahulu siklus pada data lembaganya.")
    if not row.is_printable:
        raise LookupError("SK Bupati/Wali Kota dibuat bagian hukum kota; di sini hanya dicatat.")
    return row


def describe(row: Any) -> SubjectFacts:
    """Facts of the SK: final once the office gave number and day."""
    body = row.institution
    return SubjectFacts(
        region_code=body.region_id,
        body=letterhead_body(row),
        title=f"Keputusan {_office(row)} tentang {row.about}",
        final=bool(row.number and row.dated_on),
        file_stem=frame.file_stem(CODE, body.name, body.region.name, row.pk),
        cycle_id=body.cycle_id,
        own_number=row.number,
        refusal="" if _serving(row) else "Isi dahulu anggota lembaganya; SK memuat namanya dalam lampiran.",
    )


def letterhead_body(row: Any) -> str:
    """Whose letterhead the SK carries."""
    return frame.KELURAHAN if row.issuer == Issuer.LURAH else frame.SATKER


def _office(row: Any) -> str:
    name = "Lurah" if row.issuer == Issuer.LURAH else "Kuasa Pengguna Anggaran"
    return frame.office_title(name, row.institution.region)


def _day(row: Any) -> date:
    return row.dated_on or timezone.localdate()


def _serving(row: Any) -> list[Any]:
    """Members of the day of the SK; before it is dated, of today."""
    day = _day(row)
    held = [member for member in row.institution.members.all() if member.serves_on(day)]
    return sorted(held, key=lambda one: (POSITIONS.index(one.position), TEAMS.index(one.team), one.pk))


def build(row: Any, meta: DocumentMeta) -> FormationPaper:
    """The SK as it would be signed."""
    body = row.institution
    seats = tuple(_seat(member) for member in _serving(row))
    return FormationPaper(
        meta=meta,
        letterhead=frame.letterhead_of(body.region, letterhead_body(row)),
        signatures=_signatures(row),
        place=frame.place_of(body.region),
        office=_office(row),
        about=row.about,
        body_name=body.name,
        considering=_considering(row),
        recalling=_recalling(row),
        noting=(_formation(body),),
        dicta=_dicta(row),
        seats=seats,
        decided_on=row.dated_on,
        copies=tuple(line.strip() for line in row.copies.splitlines() if line.strip()),
        with_teams=any(seat.team for seat in seats),
        annexes=(f"Susunan {body.name}",),
    )


def _seat(member: Any) -> SeatHeld:
    return SeatHeld(
        name=member.name,
        sex=member.sex,
        element=member.get_element_display(),
        origin=member.rt.label if member.rt else (member.origin or Gap("asal")),
        position=member.get_position_display(),
        team=member.get_team_display() if member.team else "",
    )


def _signatures(row: Any) -> SignatureBlock:
    region = row.institution.region
    role = SignerRole(label="", office=Office.LURAH.label, side="right")
    if row.issuer == Issuer.LURAH and not row.signer_name:
        codes = [region.code]
        signer = frame.signer(role, region, frame.officials(codes, _day(row)))
    else:
        signer = Signer(role_label="", office=_office(row), name=row.signer_name or Gap(f"nama {_office(row)}"))
    return SignatureBlock(place=_town(row), on=row.dated_on, right=(signer,))


def _town(row: Any) -> str:
    """Where the SK is decided: the kelurahan of the lurah, the town of the KPA without its level."""
    region = row.institution.region
    if row.issuer == Issuer.LURAH:
        return str(region.name)
    return frame.place_of(region).city.removeprefix("Kota ").removeprefix("Kabupaten ")


def _considering(row: Any) -> tuple[Text, ...]:
    """Menimbang: why the body is needed, that residents agreed on it, that the office therefore decides."""
    body = row.institution
    purpose = body.body.purpose.rstrip(".")
    return (
        f"bahwa dalam rangka penanganan permukiman kumuh di {body.region.title} diperlukan {body.body.short} untuk "
        f"{purpose[:1].lower()}{purpose[1:]};",
        "bahwa nama-nama yang tercantum dalam Lampiran keputusan ini diusulkan dan disepakati dalam rapat pembentukan "
        "dan dipandang mampu melaksanakan tugasnya;",
        f"bahwa berdasarkan pertimbangan tersebut perlu menetapkan Keputusan {_office(row)} tentang {row.about};",
    )


def _recalling(row: Any) -> tuple[Text, ...]:
    """Mengingat: the law, the SK Kumuh where the cycle stands on one, the guide of the programme."""
    cycle = row.institution.cycle
    decree = frame.decree_ref(cycle) if cycle.decree_id else None
    found: list[Text] = [f"{LAW.rstrip('.')};"]
    if decree is not None and not isinstance(decree, Gap):
        found.append(f"Keputusan {decree.signer} Nomor {decree.number} tanggal {tanggal(decree.on)} (SK Kumuh);")
    if cycle.track in GUIDES:
        found.append(GUIDES[cycle.track])
    return tuple(found)


def _formation(body: Any) -> Text:
    """Memperhatikan: the berita acara of the meeting that formed the body."""
    if not body.formed_on:
        return Gap("nomor dan tanggal berita acara pembentukan")
    number = f" Nomor {body.formation_number}" if body.formation_number else ""
    place = f" di {body.formation_place}" if body.formation_place else ""
    return f"Berita Acara{number} tanggal {tanggal(body.formed_on)} tentang pembentukan {body.name}{place}."


def _dicta(row: Any) -> tuple[Dictum, ...]:
    body = row.institution
    until = f" sampai dengan tanggal {tanggal(row.ends_on)}" if row.ends_on else ""
    duties = tuple(duty.text for duty in duties_of(body.kind))
    funding: Text = f"Biaya yang timbul akibat keputusan ini dibebankan pada {row.funding}."
    verb = "Mengukuhkan" if body.kind == InstitutionKind.BKM else "Membentuk"
    texts: tuple[tuple[Text, tuple[str, ...]], ...] = (
        (f"{verb} {body.name} di {body.region.title}.", ()),
        (f"Susunan {body.name} sebagaimana tercantum dalam Lampiran yang tidak terpisahkan dari keputusan ini.", ()),
        (f"{body.name} bertugas:", duties),
        (funding if row.funding else Gap("sumber biaya"), ()),
        (f"Keputusan ini berlaku sejak tanggal ditetapkan{until}.", ()),
    )
    return tuple(
        Dictum(ordinal=ordinal, text=text, lines=lines) for ordinal, (text, lines) in zip(ORDINALS, texts, strict=True)
    )


DECREE_BUILDER = Builder(read=read_decree, describe=describe, build=build)
