"""Numbers that a programme sets for itself: the city of an admin fixes them for cycles that start later, a cycle
may depart from them. The guides name none of them for certain, therefore they are data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from planning.cycles.enums import Track

MEETING_TRACKS: Final = frozenset({Track.P2KP, Track.KOTAKU, Track.SPBM, Track.PLPBK})
TRAINING_TRACKS: Final = frozenset({Track.KOTAKU, Track.PLPBK})
PUBLIC_TESTS: Final = "uji_publik_putaran"
KEY_DAYS: Final = "kunci_hari"


@dataclass(frozen=True)
class Setting:
    """A whole number with its bounds; `tracks` are the programmes that use it."""

    key: str
    label: str
    default: int
    least: int = 0
    most: int = 100
    tracks: frozenset[str] = field(default=MEETING_TRACKS)


#: Shares in percent are common programme figures that the visible guides do not fix; two public tests are usual and
#: a key of at most two weeks is a proposal of ours, as is who and how many must know a topic and for how long it lasts.
SETTINGS: Final[tuple[Setting, ...]] = (
    Setting("perempuan_min", "Perempuan paling sedikit (%)", 30),
    Setting("perempuan_target", "Sasaran perempuan (%)", 40),
    Setting("mbr_min", "Warga miskin/MBR paling sedikit (%)", 20),
    Setting("mbr_target", "Sasaran warga miskin/MBR (%)", 40),
    Setting("rembuk_kelompok_min", "Rembuk terpisah perempuan atau kelompok rentan, paling sedikit (kali)", 1, most=20),
    Setting("kuorum_persen", "Kuorum: lebih dari … % undangan hadir", 50),
    Setting(
        PUBLIC_TESTS,
        "Putaran uji publik rencana, paling sedikit (kali)",
        2,
        least=1,
        most=6,
        tracks=frozenset({Track.KOTAKU, Track.PLPBK}),
    ),
    Setting(
        "pelatihan_hadir_min",
        "Pelatihan: wakil tiap lembaga pada tiap materi, paling sedikit (orang)",
        1,
        least=1,
        most=30,
        tracks=TRAINING_TRACKS,
    ),
    Setting(
        "pelatihan_paham_persen",
        "Pelatihan: peserta yang paham tiap materi, paling sedikit (%)",
        50,
        tracks=TRAINING_TRACKS,
    ),
    Setting(
        "pelatihan_berlaku_bulan",
        "Pelatihan sebelum siklus dimulai masih dihitung selama (bulan)",
        12,
        most=60,
        tracks=TRAINING_TRACKS,
    ),
    Setting(KEY_DAYS, "Kunci sementara paling lama (hari)", 14, least=1, most=14, tracks=frozenset(Track.values)),
)

DEFAULT_THRESHOLDS: Final[Mapping[str, int]] = {setting.key: setting.default for setting in SETTINGS}


def settings_of(track: str) -> tuple[Setting, ...]:
    """The settings that a programme uses, in their order."""
    return tuple(setting for setting in SETTINGS if track in setting.tracks)
