"""Who may read which history and overview. The desk changes nothing."""

from kumuh.accounts.enums import Role
from kumuh.core.rights import allow

allow(
    "desk.view_history",
    roles=(),
    sentence="Riwayat perubahan hanya terbaca oleh orang yang bertugas di wilayahnya.",
)
allow(
    "desk.view_people_history",
    roles={Role.ADMIN, Role.POKJA},
    sentence="Riwayat penugasan hanya dapat dibaca admin atau Pokja PKP.",
)
allow(
    "desk.view_city",
    roles=(),
    sentence="Perbandingan ini hanya terbaca oleh orang yang bertugas di wilayah itu.",
)
