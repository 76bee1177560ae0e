"""Who may do what with works, money and finished works."""

from __future__ import annotations

from kumuh.accounts.enums import Role
from kumuh.core.rights import allow

WRITERS = frozenset({Role.FASILITATOR, Role.BKM, Role.ASKOT})
#: In SPBM the KSM drafts the action plan (CSIAP) itself, so it writes what the plan is made of.
DRAFTERS = WRITERS | {Role.KSM}
RECORDERS = frozenset({Role.FASILITATOR, Role.ASKOT, Role.POKJA})
CITY = frozenset({Role.POKJA, Role.ASKOT})
#: Who takes the results of a Musrenbang down: those who bring the items (KSM, BKM, kelurahan) and those who decide.
FORUM = frozenset({Role.FASILITATOR, Role.BKM, Role.KSM, Role.LURAH, Role.CAMAT, Role.ASKOT, Role.POKJA})
ONLY_WRITERS = "Hanya fasilitator kelurahan ini, BKM/TIPP atau Askot/Korkot yang dapat"
ONLY_DRAFTERS = "Hanya fasilitator kelurahan ini, BKM/TIPP, KSM atau Askot/Korkot yang dapat"

allow("programs.view_work", roles=(), sentence="Kegiatan ini hanya terbaca oleh orang yang bertugas di wilayahnya.")
allow("programs.change_work", roles=DRAFTERS, sentence=f"{ONLY_DRAFTERS} mengisi kegiatan.")
allow("programs.change_priority", roles=WRITERS, sentence=f"{ONLY_WRITERS} menyusun daftar prioritas.")
allow(
    "programs.finish_work",
    roles=WRITERS | RECORDERS,
    sentence="Hanya fasilitator, BKM/TIPP, Askot/Korkot atau Pokja PKP yang dapat mencatat kegiatan selesai.",
)
allow("programs.view_forum", roles=(), sentence="Hasil Musrenbang hanya terbaca di wilayah tugasnya.")
allow(
    "programs.change_forum",
    roles=FORUM,
    sentence="Hanya fasilitator, BKM, KSM, Lurah, Camat, Askot/Korkot atau Pokja PKP yang mengisi hasil Musrenbang.",
)
allow("programs.view_fund", roles=(), sentence="Pagu dana hanya terbaca oleh orang yang bertugas di kota ini.")
allow(
    "programs.change_fund",
    roles={Role.POKJA},
    sentence="Hanya Pokja PKP kota ini yang dapat mengatur pagu dana.",
)
allow("programs.view_price", roles=(), sentence="Harga satuan hanya terbaca oleh orang yang bertugas di kota ini.")
allow(
    "programs.change_price",
    roles=CITY,
    sentence="Hanya Pokja PKP atau Askot/Korkot kota ini yang dapat mengubah harga satuan.",
)
allow(
    "programs.view_investment",
    roles=(),
    sentence="Penanganan yang sudah terlaksana hanya terbaca oleh orang yang bertugas di wilayahnya.",
)
allow(
    "programs.record_investment",
    roles=RECORDERS,
    sentence="Hanya fasilitator, Askot/Korkot atau Pokja PKP wilayah ini yang dapat mencatat penanganan terlaksana.",
)
