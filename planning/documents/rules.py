"""Who may read, print, sign, revoke, and set a letterhead."""

from __future__ import annotations

from typing import Any

from kumuh.accounts.enums import Role
from kumuh.core.rights import allow
from planning.documents.enums import EditionState

WRITERS = frozenset({Role.FASILITATOR, Role.BKM, Role.ASKOT})
OFFICES = WRITERS | {Role.LURAH}
NAME_READERS = OFFICES | {Role.POKJA}
#: Everybody who has a part in a programme; who only looks on has none.
RECORD_READERS = NAME_READERS | {Role.KSM, Role.CAMAT, Role.DINAS, Role.TAMK, Role.PPK}


def _is_final(row: Any) -> bool:
    return getattr(row, "state", EditionState.FINAL) == EditionState.FINAL


allow("documents.view_document", roles=(), sentence="Dokumen ini hanya terbaca oleh orang yang bertugas di wilayahnya.")
allow(
    "documents.view_names",
    roles=NAME_READERS,
    sentence="Daftar hadir dan notulen memuat nama warga, jadi hanya dapat dibuka fasilitator, BKM/TIPP, "
    "Askot/Korkot, Lurah dan Pokja PKP.",
)
allow(
    "documents.view_record",
    roles=RECORD_READERS,
    sentence="Dokumen ini memuat nama warga dari catatan langkah, jadi hanya terbuka bagi pelaku program di "
    "wilayahnya.",
)
allow(
    "documents.print_document",
    roles=NAME_READERS | {Role.KSM},
    sentence="Hanya fasilitator, BKM/TIPP, KSM, Askot/Korkot, Lurah atau Pokja PKP yang dapat mencetak dokumen.",
)
allow(
    "documents.sign_document",
    roles=OFFICES | {Role.KSM, Role.POKJA},
    sentence="Hanya fasilitator, BKM/TIPP, KSM, Askot/Korkot, Lurah atau Pokja PKP yang dapat mengunggah lembar "
    "bertanda tangan, dan hanya untuk edisi yang sudah disahkan.",
    when=_is_final,
    when_text="edisi disahkan, belum dicabut",
)
allow(
    "documents.revoke_edition",
    roles={Role.LURAH, Role.BKM, Role.POKJA},
    sentence="Hanya Lurah, BKM/TIPP atau Pokja PKP yang dapat mencabut edisi.",
    when=lambda row: getattr(row, "state", "") != EditionState.REVOKED,
    when_text="edisi belum dicabut",
)
allow(
    "documents.change_letterhead",
    roles=OFFICES,
    sentence="Hanya fasilitator, BKM/TIPP, Askot/Korkot atau Lurah yang dapat mengubah kop surat.",
)
allow(
    "documents.change_satker_letterhead",
    roles={Role.PPK, Role.ASKOT},
    sentence="Hanya Satker/PPK atau Askot/Korkot yang dapat mengubah kop surat KPA/Satker; kop itu berlaku sekota.",
)
