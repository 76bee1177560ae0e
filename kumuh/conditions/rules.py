"""Who may do what with surveys and regulation versions."""

from kumuh.accounts.enums import Role
from kumuh.core.rights import allow

WRITERS = frozenset({Role.FASILITATOR, Role.BKM, Role.ASKOT})
IMPORTERS = frozenset({Role.FASILITATOR, Role.ASKOT, Role.POKJA})

allow(
    "conditions.view_survey", roles=(), sentence="Data baseline ini hanya terbaca oleh orang yang ditugaskan di sana."
)
allow(
    "conditions.change_survey",
    roles=WRITERS,
    sentence="Hanya fasilitator, BKM/TIPP atau Askot/Korkot wilayah ini yang dapat mengisi data baseline.",
)
allow(
    "conditions.import_survey",
    roles=IMPORTERS,
    sentence="Hanya fasilitator, Askot/Korkot atau Pokja PKP wilayah ini yang dapat mengimpor data baseline.",
)
allow(
    "conditions.change_ruleset",
    roles={Role.ADMIN},
    sentence="Hanya admin aplikasi yang dapat menambah versi aturan atau mengganti versi bawaan.",
)
