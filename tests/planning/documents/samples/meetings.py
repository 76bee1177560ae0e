"""Undangan, daftar hadir, notulen, berita acara."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planning.documents.kinds import attendance_list, invitation, minutes, official_report
from planning.documents.kinds.common import (
    Gap,
    Representative,
    SignatureBlock,
    Signer,
)
from tests.planning.documents.samples.base import (
    BKM_HEAD,
    FACTS,
    KELURAHAN_HEAD,
    LONG_NAME,
    LURAH,
    meta,
)


def invitation_letter(**changes: object) -> invitation.Invitation:
    """Return an invitation."""
    view = invitation.Invitation(
        meta=meta("Undangan Rembuk Kelurahan", number="027/UND/CS/XI/2019"),
        letterhead=KELURAHAN_HEAD,
        signatures=SignatureBlock(
            place="Contohsari", on=date(2019, 11, 8), right=(replace(LURAH, role_label="Pengundang"),)
        ),
        written_at="Contohsari",
        written_on=date(2019, 11, 8),
        subject="Undangan Rembuk Kelurahan Penetapan Prioritas",
        recipients=("Ketua RT dan RW se-Kelurahan Contohsari", "Pengurus PKK, karang taruna, dan posyandu", "Warga"),
        recipients_at="Contohsari",
        purpose="Dalam rangka menetapkan prioritas kegiatan infrastruktur permukiman tahun 2020, akan diadakan rembuk.",
        meeting=FACTS,
        agenda=("Pembukaan", "Paparan rumusan masalah tujuh indikator", "Penilaian usulan", "Penetapan prioritas"),
        annex="1 (satu) lembar",
        bring="Usulan tertulis RT/RW",
        copies=("Camat Contoh Barat", "Pokja PKP Kota Contoh"),
    )
    return replace(view, **changes)


ELEMENTS = (
    "Warga",
    "Warga miskin/MBR",
    "Tokoh masyarakat",
    "Kader PKK",
    "Pemuda",
    "Difabel",
    "Pengurus RT/RW",
    "Aparat",
)


def attendance(count: int = 0, blank: int = 0, **changes: object) -> attendance_list.AttendanceList:
    """Return a list with `count` people, the third with a 121-letter name, and `blank` empty lines."""
    rows = tuple(
        attendance_list.AttendanceRow(
            name=LONG_NAME if index == 2 else f"Warga Contoh {index + 1}",
            sex="P" if index % 3 else "L",
            address=f"RT {index % 9 + 1:03d}/RW {index % 4 + 1:03d}",
            element=ELEMENTS[index % 7],
            position="Ketua RT" if index % 7 == 6 else "",
            phone="0800-0000-0000" if index % 4 == 0 else "",
        )
        for index in range(count)
    )
    view = attendance_list.AttendanceList(
        meta=meta("Daftar Hadir Rembuk Kelurahan", number="05/DH/CS/XI/2019"),
        letterhead=KELURAHAN_HEAD,
        signatures=meeting_signatures(),
        meeting=FACTS,
        rows=rows,
        blank_rows=blank,
        elements=ELEMENTS,
    )
    return replace(view, **changes)


def blank_attendance(**changes: object) -> attendance_list.BlankAttendanceList:
    """Return the list that is signed at the meeting: twenty empty lines."""
    view = attendance_list.BlankAttendanceList(
        meta=replace(meta("Daftar Hadir (kosong)"), numbered=False),
        letterhead=KELURAHAN_HEAD,
        signatures=meeting_signatures(),
        meeting=FACTS,
        blank_rows=20,
        elements=ELEMENTS,
    )
    return replace(view, **changes)


def meeting_signatures() -> SignatureBlock:
    """Return notulis and chair."""
    return SignatureBlock(
        place="Contohsari",
        on=date(2019, 11, 16),
        left=(Signer(role_label="Notulis", office="Sekretaris TIPP", name="Contoh Wulandari"),),
        right=(Signer(role_label="Pimpinan rembuk", office="Koordinator BKM", name="Contoh Suryati"),),
    )


def meeting_minutes(items: int = 4, **changes: object) -> minutes.Minutes:
    """Return minutes with `items` agenda items."""
    made = tuple(
        minutes.MinutesItem(
            topic=f"Acara {index + 1}: penilaian usulan RW {index % 4 + 1:03d}",
            discussion="Fasilitator memaparkan angka profil dan usulan tiap RT. " * 3,
            opinions=tuple(
                minutes.Opinion(
                    text="Saluran di depan musala perlu didahulukan karena tergenang setiap hujan lebat.",
                    raised_by=f"Ibu Contoh {number + 1}, RT 00{number + 1}",
                    answer="Diterima dan dinilai bersama usulan lain." if number != 1 else "",
                )
                for number in range(3)
            ),
            conclusion="Usulan dinilai dengan tujuh kriteria dan disepakati urutannya.",
            follow_ups=(minutes.FollowUp(text="Mengukur ulang panjang saluran", who="TIPP", until=date(2019, 11, 23)),),
        )
        for index in range(items)
    )
    view = minutes.Minutes(
        meta=meta("Notulen Rembuk Kelurahan Penetapan Prioritas", number="05/NOT/CS/XI/2019"),
        letterhead=BKM_HEAD,
        signatures=meeting_signatures(),
        meeting=FACTS,
        chair="Contoh Suryati",
        secretary="Contoh Wulandari",
        men=41,
        women=38,
        items=made,
        summary="Dua belas usulan disepakati urutannya dan lima masuk daftar dana channeling.",
    )
    return replace(view, **changes)


def official(decisions: int = 4, **changes: object) -> official_report.OfficialReport:
    """Return a berita acara with `decisions` decisions and seven representatives."""
    made = tuple(
        official_report.Decided(
            text=f"Menyepakati urutan usulan kegiatan nomor {index + 1} sebagaimana matriks skoring terlampir.",
            by_consensus=index % 3 != 1,
            agree=60 if index % 3 == 1 else None,
            against=12 if index % 3 == 1 else None,
            abstain=7 if index % 3 == 1 else None,
            dissent="Wakil RT 004 meminta saluran didahulukan." if index % 3 == 1 else "",
        )
        for index in range(decisions)
    )
    block = replace(
        meeting_signatures(),
        left=(
            Signer(role_label="Notulis", office="Sekretaris TIPP", name="Contoh Wulandari"),
            Signer(role_label="Fasilitator", office="Senior Fasilitator", name="Contoh Ratna, S.T."),
        ),
        below=(replace(LURAH, role_label="Mengetahui", mandate="Plt."),),
        representatives=tuple(
            Representative(name=name, element=element, location=f"RT 00{index + 1}/RW 001")
            for index, (name, element) in enumerate(
                (
                    ("Contoh Aminah", "Perempuan"),
                    ("Contoh Slamet", "Warga miskin/MBR"),
                    ("Contoh Joko", "Pemuda"),
                    (Gap("wakil difabel"), "Difabel"),
                    ("Contoh Partini", "Kader PKK"),
                    ("Contoh Haji Umar", "Tokoh masyarakat"),
                    (LONG_NAME, "Pengurus RT/RW"),
                )
            )
        ),
    )
    view = official_report.OfficialReport(
        meta=meta("Berita Acara Rembuk Kelurahan Penetapan Prioritas", number="05/BA/CS/XI/2019"),
        letterhead=BKM_HEAD,
        signatures=block,
        area="Kelurahan Contohsari, Kecamatan Contoh Barat, Kota Contoh",
        meeting=FACTS,
        chair="Contoh Suryati",
        secretary="Contoh Wulandari",
        men=41,
        women=38,
        poor=29,
        vulnerable=None,
        agenda=("Pembukaan", "Paparan rumusan masalah", "Penilaian usulan", "Penetapan prioritas"),
        decisions=made,
        annexes=("Daftar hadir", "Matriks skoring", "Notulen"),
    )
    return replace(view, **changes)
