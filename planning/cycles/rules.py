"""Who may do what with a cycle."""

from kumuh.accounts.enums import Role
from kumuh.core.rights import allow

WRITERS = frozenset({Role.FASILITATOR, Role.BKM, Role.ASKOT})
CLOSERS = frozenset({Role.ASKOT, Role.POKJA})

allow("cycles.view_cycle", roles=(), sentence="Siklus ini hanya terbaca oleh orang yang ditugaskan di wilayahnya.")
allow(
    "cycles.start_cycle",
    roles={Role.FASILITATOR, Role.ASKOT, Role.POKJA},
    sentence="Hanya fasilitator kelurahan, Askot/Korkot atau Pokja PKP yang dapat memulai siklus.",
)
allow(
    "cycles.change_preparation",
    roles=WRITERS,
    sentence="Hanya fasilitator, BKM atau Askot/Korkot yang dapat mengisi persiapan.",
)
allow(
    "cycles.change_thresholds",
    roles=CLOSERS,
    sentence="Hanya Pokja PKP atau Askot/Korkot yang dapat mengubah ambang.",
)
allow(
    "cycles.close_step",
    roles=CLOSERS,
    sentence="Langkah ini ditutup oleh Pokja PKP atau Askot/Korkot.",
)
allow(
    "cycles.reopen_step",
    roles={Role.POKJA},
    sentence="Hanya Pokja PKP yang dapat membuka kembali langkah.",
)
allow(
    "cycles.change_record",
    roles=WRITERS | {Role.KSM, Role.POKJA},
    sentence="Hanya fasilitator, BKM, KSM, Askot/Korkot atau Pokja PKP yang dapat mengisi catatan langkah.",
    when_text="langkahnya terbuka",
)
allow(
    "cycles.view_paper",
    roles=WRITERS | {Role.KSM, Role.LURAH, Role.CAMAT, Role.POKJA, Role.DINAS},
    sentence="Lembar bertanda tangan hanya terbuka bagi pelaku program di wilayahnya.",
)
