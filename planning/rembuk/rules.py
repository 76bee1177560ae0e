"""Who may do what with a meeting. Names of attendees are for those who work with the list, nobody else."""

from __future__ import annotations

from typing import Any

from kumuh.accounts.enums import Role
from kumuh.core.rights import allow
from planning.rembuk.enums import MeetingStatus

WRITERS = frozenset({Role.FASILITATOR, Role.BKM, Role.ASKOT})
NAME_READERS = WRITERS | {Role.LURAH, Role.POKJA}
ONLY_WRITERS = "Hanya fasilitator kelurahan ini, BKM/TIPP atau Askot/Korkot yang dapat"


def _status(row: Any) -> str:
    return getattr(getattr(row, "meeting", row), "status", "")


def _not_final(row: Any) -> bool:
    return _status(row) not in (MeetingStatus.CLOSED, MeetingStatus.CANCELLED)


allow("rembuk.view_meeting", roles=(), sentence="Pertemuan ini hanya terbaca oleh orang yang bertugas di wilayahnya.")
allow(
    "rembuk.view_names",
    roles=NAME_READERS,
    sentence="Nama peserta dan bukti kertas hanya dapat dibaca fasilitator, BKM/TIPP, Askot/Korkot, "
    "Lurah dan Pokja PKP. Anda dapat melihat jumlahnya.",
)
allow("rembuk.add_meeting", roles=WRITERS, sentence=f"{ONLY_WRITERS} merencanakan pertemuan.")
allow(
    "rembuk.share_meeting",
    roles=WRITERS,
    sentence=f"{ONLY_WRITERS} memakai rembuk dari siklus lain di kelurahan yang sama.",
    when_text="rembuknya sudah ditutup; langkah yang memakainya terbuka",
)
allow(
    "rembuk.change_meeting",
    roles=WRITERS,
    sentence=f"{ONLY_WRITERS} mengisi pertemuan ini, dan hanya selama pertemuan belum ditutup atau dibatalkan.",
    when=_not_final,
    when_text="pertemuan belum ditutup atau dibatalkan",
)
allow(
    "rembuk.record_result",
    roles=WRITERS,
    sentence=f"{ONLY_WRITERS} menyimpan berita acara bertanda tangan, sesudah pertemuan ditutup.",
    when=lambda row: _status(row) == MeetingStatus.CLOSED,
    when_text="pertemuan sudah ditutup",
)
allow(
    "rembuk.reopen_meeting",
    roles=WRITERS,
    sentence=f"{ONLY_WRITERS} membuka kembali pertemuan yang sudah ditutup.",
    when=lambda row: _status(row) == MeetingStatus.CLOSED,
    when_text="pertemuan sudah ditutup",
)
allow(
    "rembuk.accept_participation",
    roles={Role.BKM},
    sentence="Hanya BKM/TIPP yang dapat menerima penjelasan fasilitator tentang keikutsertaan.",
    when=lambda row: _status(row) != MeetingStatus.CANCELLED,
    when_text="pertemuan tidak dibatalkan",
)
