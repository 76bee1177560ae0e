"""Who may do what with people and offices, and where a role can be held."""

from kumuh.accounts.enums import Office, Role
from kumuh.areas.enums import RegionLevel
from kumuh.core.rights import allow

PROVINCE, CITY, DISTRICT, KELURAHAN = (
    RegionLevel.PROVINCE,
    RegionLevel.CITY,
    RegionLevel.DISTRICT,
    RegionLevel.KELURAHAN,
)
NATIONAL = 0

#: Levels of region at which a role can be held (0 = the whole country).
ROLE_LEVELS: dict[str, frozenset[int]] = {
    Role.FASILITATOR: frozenset({KELURAHAN}),
    Role.ASKOT: frozenset({CITY}),
    Role.BKM: frozenset({KELURAHAN}),
    Role.KSM: frozenset({KELURAHAN}),
    Role.LURAH: frozenset({KELURAHAN}),
    Role.CAMAT: frozenset({DISTRICT}),
    Role.POKJA: frozenset({CITY}),
    Role.DINAS: frozenset({CITY}),
    Role.TAMK: frozenset({CITY}),
    Role.PPK: frozenset({CITY}),
    Role.PEMANTAU: frozenset({NATIONAL, PROVINCE, CITY, DISTRICT, KELURAHAN}),
    Role.ADMIN: frozenset({NATIONAL, PROVINCE, CITY}),
}
#: Level of region at which an office signs.
OFFICE_LEVELS: dict[str, int] = {
    Office.LURAH: KELURAHAN,
    Office.BKM: KELURAHAN,
    Office.TIPP: KELURAHAN,
    Office.FASILITATOR: KELURAHAN,
    Office.FASILITATOR_TEKNIK: KELURAHAN,
    Office.CAMAT: DISTRICT,
    Office.POKJA: CITY,
    Office.SATKER: CITY,
}

allow(
    "accounts.view_people",
    roles={Role.ADMIN, Role.POKJA},
    sentence="Hanya admin atau Pokja PKP yang dapat melihat daftar pengguna wilayah ini.",
)
allow(
    "accounts.change_people",
    roles={Role.ADMIN},
    sentence="Hanya admin wilayah ini yang dapat mengatur akun dan penugasan.",
)
allow(
    "accounts.view_area_rights",
    roles=(),
    sentence="Halaman ini hanya terbaca oleh orang yang ditugaskan di wilayah ini.",
)
allow(
    "accounts.view_officials",
    roles=(),
    sentence="Daftar pejabat hanya terbaca oleh orang yang ditugaskan di wilayah ini.",
)
allow(
    "accounts.change_officials",
    roles={Role.ADMIN, Role.POKJA, Role.ASKOT, Role.FASILITATOR, Role.BKM},
    sentence="Hanya fasilitator, BKM, Askot/Korkot, Pokja PKP atau admin yang dapat mengubah pejabat penanda tangan.",
)
