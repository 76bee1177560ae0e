"""Meetings of RT and RW, and the rounds of SPBM.

The SPBM slides only name the rounds; what each decides is a proposal. Their order (Kelurahan I, RT/RW I, II, III,
Kelurahan II) follows from what they decide: problems before ranks before users, and all of them before the location.
"""

from __future__ import annotations

from typing import Final

from planning.rembuk.catalog.words import (
    BERITA_ACARA,
    COMMUNITY,
    GUIDANCE,
    MAIN_SUBJECT,
    NEIGHBOURS,
    OPENING,
    RESULTS,
    MeetingKind,
    Signers,
    Topic,
)
from planning.rembuk.enums import Element, MeetingType, Subject

#: The head of the RT/RW signs the round of his neighbourhood.
HEAD: Final = Signers(elements=(Element.RTRW,), acknowledged=())
ROUNDS: Final = "Paparan SPBM hanya menyebut nama rembuknya; acara, lamanya dan urutannya usulan."


def _round(
    kind: MeetingType,
    step: str,
    purpose: str,
    topics: tuple[Topic, ...],
    subjects: tuple[Subject, ...],
    outputs: tuple[str, ...],
    after: MeetingType,
) -> MeetingKind:
    """One of the three rounds in an RT/RW."""
    return MeetingKind(
        kind,
        purpose,
        NEIGHBOURS,
        (OPENING, GUIDANCE, *topics, RESULTS),
        outputs=(*BERITA_ACARA, *outputs),
        steps=(step,),
        subjects=subjects,
        signers=HEAD,
        decides=True,
        measured=True,
        quorum=True,
        after=(after,),
        per_rt=True,
        basis=ROUNDS,
    )


def _of_kelurahan(
    kind: MeetingType,
    step: str,
    purpose: str,
    topics: tuple[Topic, ...],
    subjects: tuple[Subject, ...],
    after: tuple[MeetingType, ...] = (),
) -> MeetingKind:
    """The first or the last round, of the whole kelurahan."""
    return MeetingKind(
        kind,
        purpose,
        COMMUNITY,
        (OPENING, GUIDANCE, *topics, RESULTS),
        outputs=BERITA_ACARA,
        steps=(step,),
        subjects=subjects,
        decides=True,
        measured=True,
        quorum=True,
        after=after,
        basis=f"{ROUNDS} Tujuh unsur penanda tangan menurut formulir DAK sanitasi.",
    )


NEIGHBOURHOODS: Final = (
    _of_kelurahan(
        MeetingType.REMBUK_KEL_1,
        "S1.1",
        "Menyepakati aturan program, jadwal, RT/RW yang didatangi dan panitia.",
        (
            Topic("Aturan program dan jadwal", 30),
            Topic("Memilih RT/RW yang didatangi", 30),
            Topic("Membentuk panitia", 20),
        ),
        (Subject.PROGRAM, Subject.LOKASI),
    ),
    _round(
        MeetingType.REMBUK_RTRW_1,
        "S1.2",
        "Mengenali masalah dan kebutuhan: peta sosial, kalender musim, penelusuran lokasi.",
        (
            Topic("Peta sosial dan penelusuran lokasi", 45),
            Topic("Kalender musim", 20),
            Topic("Masalah dan kebutuhan", 35),
        ),
        (Subject.MASALAH,),
        ("Peta sosial", "Kalender musim"),
        MeetingType.REMBUK_KEL_1,
    ),
    _round(
        MeetingType.REMBUK_RTRW_2,
        "S1.3",
        "Mengurutkan masalah dan calon lokasi: matriks skoring dan diagram Venn.",
        (Topic("Diagram Venn lembaga", 25), Topic("Matriks skoring", 45), Topic("Menyepakati peringkat", 20)),
        (Subject.PERINGKAT_RT, Subject.LOKASI),
        ("Matriks skoring", "Diagram Venn"),
        MeetingType.REMBUK_RTRW_1,
    ),
    _round(
        MeetingType.REMBUK_RTRW_3,
        "S1.4",
        "Menetapkan calon pengguna, kesediaan berkontribusi, lahan dan utusan untuk KSM.",
        (
            Topic("Daftar calon pengguna", 30),
            Topic("Kontribusi uang, bahan dan tenaga", 30),
            Topic("Pernyataan lahan", 15),
            Topic("Memilih utusan untuk KSM", 15),
        ),
        (Subject.PENGGUNA, Subject.LOKASI, Subject.KSM),
        ("Daftar calon pengguna", "Daftar kontribusi", "Pernyataan lahan"),
        MeetingType.REMBUK_RTRW_2,
    ),
    _of_kelurahan(
        MeetingType.REMBUK_KEL_2,
        "S1.5",
        "Menetapkan lokasi, mengesahkan calon KSM dan mengumumkan hasilnya.",
        (
            Topic("Hasil rembuk setiap RT/RW", 30),
            Topic("Menetapkan lokasi", 30),
            Topic("Mengesahkan calon KSM", 20),
            Topic("Cara mengumumkan hasil", 10),
        ),
        (Subject.LOKASI, Subject.KSM, Subject.PENGGUNA),
        (MeetingType.REMBUK_RTRW_3,),
    ),
    MeetingKind(
        MeetingType.REMBUK_RW,
        "Warga satu RT/RW menyampaikan masalah dan usulan lingkungannya.",
        NEIGHBOURS,
        (OPENING, GUIDANCE, Topic("Mengenali masalah dan potensi", 30), Topic(MAIN_SUBJECT, 45), RESULTS),
        outputs=BERITA_ACARA,
        steps=("P2", "P3", "K2.3", "K2.4b", "L2.2"),
        subjects=(Subject.MASALAH, Subject.USULAN, Subject.ATURAN),
        decides=True,
        measured=True,
        quorum=True,
    ),
    MeetingKind(
        MeetingType.RPK,
        "Warga satu RW melihat sendiri mengapa lingkungannya kumuh dan apa yang dapat dicegahnya.",
        (*NEIGHBOURS, "Relawan dan TIPP"),
        (
            OPENING,
            GUIDANCE,
            Topic("Ciri kumuh di lingkungan kita", 30),
            Topic("Sebab setiap indikator: pohon masalah", 45),
            Topic("Ancaman kumuh baru dan tanggung jawab bersama", 25),
            Topic("Yang dapat kita lakukan sendiri", 15),
            RESULTS,
        ),
        outputs=("Laporan RPK tiap RW", "Pohon masalah", "Daftar hadir"),
        steps=("K2.2",),
        subjects=(Subject.SEBAB, Subject.KOMITMEN),
        signers=HEAD,
        inviter="Koordinator BKM",
        measured=True,
        per_rt=True,
    ),
)
