"""Who may do what with a body. Positions stand in a public SK; account numbers and scans do not."""

from kumuh.accounts.enums import Role
from kumuh.core.rights import allow

WRITERS = frozenset({Role.FASILITATOR, Role.BKM, Role.KSM, Role.ASKOT, Role.POKJA})
OFFICES = frozenset({Role.FASILITATOR, Role.BKM, Role.ASKOT, Role.LURAH, Role.POKJA, Role.PPK})

allow(
    "institutions.view_institution",
    roles=(),
    sentence="Lembaga ini hanya terbaca oleh orang yang bertugas di wilayahnya.",
)
allow(
    "institutions.change_institution",
    roles=WRITERS,
    sentence="Hanya fasilitator, BKM, KSM, Askot/Korkot atau Pokja PKP di wilayah ini yang dapat mengisi data lembaga.",
)
allow(
    "institutions.record_decree",
    roles=OFFICES,
    sentence="Hanya fasilitator, BKM, Askot/Korkot, Lurah, PPK atau Pokja PKP yang dapat mencatat SK lembaga.",
)
allow(
    "institutions.view_papers",
    roles=WRITERS | OFFICES | {Role.CAMAT, Role.DINAS, Role.TAMK},
    sentence="SK bertanda tangan, AD/ART dan nomor rekening hanya terbuka bagi pelaku program di wilayahnya.",
)
TRAINERS = frozenset({Role.FASILITATOR, Role.BKM, Role.ASKOT, Role.POKJA})
SCORE_READERS = TRAINERS | {Role.LURAH}

allow(
    "institutions.view_training",
    roles=(),
    sentence="Pelatihan ini hanya terbaca oleh orang yang bertugas di wilayahnya.",
)
allow(
    "institutions.change_training",
    roles=TRAINERS,
    sentence="Hanya fasilitator, BKM, Askot/Korkot atau Pokja PKP di wilayah ini yang dapat mengisi pelatihan.",
)
allow(
    "institutions.view_scores",
    roles=SCORE_READERS,
    sentence="Nilai dan pemahaman tiap orang hanya terbuka bagi fasilitator, BKM, Askot/Korkot, Lurah dan Pokja PKP.",
)
