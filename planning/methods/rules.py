"""Who may do what with the sessions of a method. Names of residents are for those who work with them."""

from __future__ import annotations

from typing import Any

from kumuh.accounts.enums import Role
from kumuh.core.rights import allow
from planning.methods.enums import SessionState

WRITERS = frozenset({Role.FASILITATOR, Role.BKM, Role.ASKOT})
NAME_READERS = WRITERS | {Role.LURAH, Role.POKJA}
RATERS = WRITERS | {Role.KSM, Role.LURAH, Role.POKJA, Role.TAMK}
ONLY_WRITERS = "Hanya fasilitator kelurahan ini, BKM/TIPP atau Askot/Korkot yang dapat"


def _state(row: Any) -> str:
    return getattr(getattr(row, "session", row), "state", "")


allow(
    "methods.view_session", roles=(), sentence="Hasil metode ini hanya terbaca oleh orang yang bertugas di wilayahnya."
)
allow(
    "methods.view_names",
    roles=NAME_READERS,
    sentence="Nama warga dan foto yang memuatnya hanya dapat dibaca fasilitator, BKM/TIPP, Askot/Korkot, Lurah dan "
    "Pokja PKP. Anda dapat melihat gambar dan jumlahnya.",
)
allow("methods.add_session", roles=WRITERS, sentence=f"{ONLY_WRITERS} memakai metode partisipatif.")
allow(
    "methods.change_session",
    roles=WRITERS,
    sentence=f"{ONLY_WRITERS} mengisi hasil metode, dan hanya selama hasilnya belum disepakati.",
    when=lambda row: _state(row) != SessionState.AGREED,
    when_text="hasilnya belum disepakati",
)
allow(
    "methods.add_rating",
    roles=RATERS,
    sentence="Hanya fasilitator, BKM/TIPP, Askot/Korkot, KSM, Lurah, Pokja PKP dan TAMK di wilayah ini yang dapat "
    "memberi nilai, dan hanya selama hasilnya belum disepakati. Nilai warga lain diketik dari kertas.",
    when=lambda row: _state(row) != SessionState.AGREED,
    when_text="hasilnya belum disepakati",
)
allow(
    "methods.reopen_session",
    roles=WRITERS,
    sentence=f"{ONLY_WRITERS} membuka kembali hasil yang sudah disepakati.",
    when=lambda row: _state(row) == SessionState.AGREED,
    when_text="hasilnya sudah disepakati",
)
