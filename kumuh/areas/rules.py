"""Who may do what with places. Roles are named by their codes: accounts stand above this app."""

from kumuh.core.rights import allow

FIELD_TEAM = frozenset({"FASILITATOR", "ASKOT", "POKJA", "ADMIN"})
REGISTRARS = frozenset({"POKJA", "ADMIN"})

allow("areas.view_region", roles=(), sentence="Wilayah ini hanya terbaca oleh orang yang ditugaskan di sana.")
allow(
    "areas.change_neighbourhood",
    roles=FIELD_TEAM,
    sentence="Hanya fasilitator, Askot/Korkot, Pokja PKP atau admin yang dapat mengubah RT dan RW.",
)
allow(
    "areas.import_boundary",
    roles=FIELD_TEAM,
    sentence="Hanya fasilitator, Askot/Korkot, Pokja PKP atau admin yang dapat memasukkan batas wilayah.",
)
allow(
    "areas.delete_boundary",
    roles=FIELD_TEAM,
    sentence="Hanya fasilitator, Askot/Korkot, Pokja PKP atau admin yang dapat menghapus batas; batas kawasan hanya "
    "oleh yang ditugaskan untuk seluruh kotanya.",
)
allow("areas.view_decree", roles=(), sentence="SK Kumuh ini hanya terbaca oleh orang yang ditugaskan di kotanya.")
allow(
    "areas.change_decree",
    roles=REGISTRARS,
    sentence="Hanya Pokja PKP kota atau admin yang dapat mengisi dan mengubah daftar SK Kumuh.",
)
