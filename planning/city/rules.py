"""Who may do what with the plan of a city: Pokja PKP writes, its area reads."""

from kumuh.accounts.enums import Role
from kumuh.core.rights import allow

POKJA = frozenset({Role.POKJA})

allow(
    "city.view_register",
    roles=(),
    sentence="Daftar SK dan luas hanya terbaca oleh orang yang bertugas di wilayah itu.",
)
allow(
    "city.view_plan",
    roles=(),
    sentence="Rencana kota hanya terbaca oleh orang yang bertugas di kota ini.",
)
allow(
    "city.view_answers",
    roles=(),
    sentence="Jawaban kota hanya terbaca oleh orang yang bertugas di kelurahan ini.",
)
allow(
    "city.view_papers",
    roles={
        Role.POKJA,
        Role.ASKOT,
        Role.FASILITATOR,
        Role.BKM,
        Role.LURAH,
        Role.CAMAT,
        Role.DINAS,
    },
    sentence="Lembar kesepakatan bertanda tangan hanya terbuka bagi pelaku program di wilayahnya.",
)
allow(
    "city.explain_area",
    roles=POKJA,
    sentence="Hanya Pokja PKP kota ini yang dapat menjelaskan perbedaan luas.",
)
allow("city.answer_item", roles=POKJA, sentence="Hanya Pokja PKP kota ini yang dapat menjawab butir rencana kelurahan.")
allow("city.change_programme", roles=POKJA, sentence="Hanya Pokja PKP kota ini yang dapat mengisi program kawasan.")
allow(
    "city.record_agreement",
    roles=POKJA,
    sentence="Hanya Pokja PKP kota ini yang dapat mencatat kesepakatan daftar akhir.",
)
