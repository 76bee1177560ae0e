"""Meetings of bodies and small groups: forming, workshop, women, vulnerable people, focus group, coordination."""

from __future__ import annotations

from typing import Final

from planning.rembuk.catalog.words import (
    BERITA_ACARA,
    CITY,
    COMMUNITY,
    GUIDANCE,
    KELURAHAN,
    MAIN_SUBJECT,
    NOBODY,
    OPENING,
    RESULTS,
    MeetingKind,
    Topic,
)
from planning.rembuk.enums import MeetingType, Subject

GROUPS: Final = (
    MeetingKind(
        MeetingType.PEMBENTUKAN,
        "Membentuk atau menguatkan lembaga: memilih anggota, pengurus dan tugasnya.",
        (*COMMUNITY, "Calon anggota", "Camat dan pegawai dinas bila perlu"),
        (
            OPENING,
            GUIDANCE,
            Topic("Tinjauan lembaga yang sudah ada", 20),
            Topic("Kriteria anggota dan tata cara pemilihan", 20),
            Topic("Pemilihan dan penghitungan suara", 40),
            Topic("Tugas dan rencana kerja", 20),
            RESULTS,
        ),
        outputs=("Berita acara pembentukan", "Daftar anggota dan pengurus", "Daftar hadir"),
        steps=("K1.2", "K3.1", "K4", "S2", "S5", "L1.2", "C2"),
        tracks=frozenset("P"),
        subjects=(Subject.LEMBAGA, Subject.KSM, Subject.RENCANA_KERJA),
        decides=True,
        measured=True,
        quorum=True,
    ),
    MeetingKind(
        MeetingType.LOKAKARYA,
        "Para pihak menyamakan pemahaman dan menyatakan komitmennya.",
        ("Pemda dan perangkat daerah", "Camat dan Lurah", "BKM/LKM dan relawan", "Kelompok peduli, usaha, kampus"),
        (
            OPENING,
            Topic("Paparan program dan peran para pihak", 60),
            Topic("Diskusi kelompok", 60),
            Topic("Komitmen dan tindak lanjut", 30),
            RESULTS,
        ),
        outputs=("Catatan komitmen", "Daftar hadir", "Notulen"),
        steps=("L0", "L1.3", "K5", "C1"),
        tracks=CITY,
        subjects=(Subject.KOMITMEN, Subject.PROGRAM),
        signers=NOBODY,
    ),
    MeetingKind(
        MeetingType.KELOMPOK_PEREMPUAN,
        "Perempuan berbicara tersendiri, supaya masalah dan usulannya tidak tenggelam.",
        ("Perempuan RT kumuh dan terkumuh", "Perempuan kepala keluarga", "Kader PKK", "Kader posyandu"),
        (OPENING, GUIDANCE, Topic("Masalah lingkungan menurut perempuan", 40), Topic(MAIN_SUBJECT, 40), RESULTS),
        outputs=BERITA_ACARA,
        tracks=KELURAHAN,
        subjects=(Subject.MASALAH, Subject.USULAN, Subject.OPSI_TEKNIK),
        majority_of="perempuan",
    ),
    MeetingKind(
        MeetingType.KELOMPOK_RENTAN,
        "Difabel, lansia dan warga paling miskin berbicara tersendiri.",
        ("Difabel dan pendampingnya", "Lansia", "Warga miskin/MBR", "Kader posyandu"),
        (OPENING, GUIDANCE, Topic("Kesulitan sehari-hari di lingkungan", 40), Topic(MAIN_SUBJECT, 40), RESULTS),
        outputs=BERITA_ACARA,
        tracks=KELURAHAN,
        subjects=(Subject.MASALAH, Subject.USULAN, Subject.OPSI_TEKNIK),
        majority_of="rentan",
    ),
    MeetingKind(
        MeetingType.FGD,
        "Kelompok kecil mendalami satu pokok bahasan.",
        ("Orang yang mengenal pokok bahasan (6 sampai 12 orang)",),
        (OPENING, Topic("Pertanyaan pokok dan pendapat peserta", 60), Topic("Kesimpulan kelompok", 15)),
        outputs=("Notulen", "Daftar hadir"),
        tracks=KELURAHAN | CITY,
        subjects=(Subject.MASALAH, Subject.SEBAB, Subject.USULAN),
        signers=NOBODY,
    ),
    MeetingKind(
        MeetingType.KOORDINASI,
        "Tim dan lembaga menyelaraskan pekerjaan.",
        ("BKM/TIPP", "Perangkat kelurahan", "Fasilitator"),
        (OPENING, Topic("Kemajuan pekerjaan", 30), Topic("Hambatan dan pembagian tugas", 30)),
        outputs=("Notulen", "Daftar hadir"),
        tracks=KELURAHAN | CITY,
        subjects=(Subject.RENCANA_KERJA,),
        signers=NOBODY,
    ),
)
