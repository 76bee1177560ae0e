"""What differs when a meeting is held for the whole kota: no RT, but institutions and kelurahan sit at the table.

Who is invited follows the steps of the city track (SKPD, DPRD, camat and lurah, delegates of the kelurahan,
consultants, concerned groups); agenda and signatures are proposals.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from planning.rembuk.catalog.words import OPENING, RESULTS, Signers, Topic
from planning.rembuk.enums import MeetingType

CITY_TRACK: Final = "C"
POKJA: Final = "Ketua Pokja PKP"
BY_POKJA: Final = Signers(elements=(), acknowledged=(POKJA,))
SKPD: Final = "Perangkat daerah (SKPD) anggota Pokja PKP"
CITY_ACTORS: Final = (
    "Bappeda dan Sekretaris Daerah",
    SKPD,
    "DPRD (komisi yang membidangi permukiman)",
    "Camat dan Lurah wilayah kumuh",
    "Koordinator BKM/LKM dan utusan kelurahan",
    "Konsultan dan tenaga ahli",
    "Kelompok peduli, usaha, perguruan tinggi",
)
WORKING: Final[dict[str, Any]] = {"inviter": POKJA, "signers": BY_POKJA, "measured": True, "quorum": False}

#: Type → what is said differently in a cycle of the kota.
CITY_WORDS: Final[Mapping[MeetingType, Mapping[str, Any]]] = {
    MeetingType.SOSIALISASI: WORKING
    | {
        "purpose": "Pelaku kota mengenal program, jadwal dan perannya.",
        "invited": CITY_ACTORS,
    },
    MeetingType.LOKAKARYA: WORKING | {"invited": CITY_ACTORS},
    MeetingType.PEMBENTUKAN: WORKING
    | {
        "purpose": "Membentuk atau menguatkan Pokja PKP: anggota, pengurus, tugas dan rencana kerjanya.",
        "invited": ("Bappeda dan Sekretaris Daerah", SKPD, "Wakil camat dan lurah", "Askot/Korkot"),
        "agenda": (
            OPENING,
            Topic("Tinjauan Pokja PKP yang sudah ada", 20),
            Topic("Anggota, pengurus dan pembagian tugas", 45),
            Topic("Rencana kerja", 40),
            RESULTS,
        ),
        "quorum": True,
    },
    MeetingType.KOORDINASI: WORKING | {"invited": (SKPD, "Askot/Korkot", "Konsultan dan tenaga ahli")},
    MeetingType.FGD: WORKING | {"invited": (SKPD, "Utusan kelurahan", "Konsultan dan tenaga ahli")},
    MeetingType.UJI_PUBLIK: WORKING
    | {
        "purpose": "Kelurahan dan pelaku kota memeriksa rancangan; setiap tanggapan dicatat dan dijawab.",
        "invited": CITY_ACTORS,
        "agenda": (
            OPENING,
            Topic("Paparan rancangan", 40),
            Topic("Tanggapan kelurahan dan lembaga", 50),
            Topic("Jawaban dan perubahan yang disepakati", 25),
            RESULTS,
        ),
    },
    MeetingType.KONSULTASI: WORKING | {"invited": ("Bappeda", SKPD, "Provinsi", "Konsultan dan tenaga ahli")},
    MeetingType.MUSRENBANG_KEC: {
        "invited": ("Utusan setiap kelurahan", "Camat dan Lurah", SKPD, "DPRD daerah pemilihan", "Pokja PKP"),
        "measured": True,
    },
}
