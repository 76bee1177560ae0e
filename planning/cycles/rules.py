"""Who may do what with a cycle."""

from kumuh.accounts.enums import Role
from kumuh.core.rights import allow
from kumuh.reviews.rules import REOPENERS
from planning.cycles.catalog import TRACKS

WRITERS = frozenset({Role.FASILITATOR, Role.BKM, Role.ASKOT})
CLOSERS = frozenset({Role.ASKOT, Role.POKJA})
#: Who fills steps, and so may be given a key to a locked one.
KEY_HOLDERS = WRITERS | {Role.KSM, Role.POKJA}
#: Everybody who closes some step; which step, its `closers` in the catalogue say.
STEP_CLOSERS = frozenset[str]().union(*(step.closers for info in TRACKS.values() for step in info.steps))

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
    roles=STEP_CLOSERS,
    sentence="Langkah ini ditutup oleh orang yang disebut pada langkahnya.",
    when_text="perannya disebut pada langkah itu",
)
allow(
    "cycles.reopen_step",
    roles={Role.POKJA},
    sentence="Hanya Pokja PKP yang dapat membuka kembali langkah.",
)
allow(
    "cycles.unlock_step",
    roles=REOPENERS,
    sentence="Hanya yang boleh membuka kembali langkah (Pokja PKP, verifikator dinas atau Askot/Korkot pada rantainya) "
    "yang dapat memberi atau mengakhiri kunci sementara.",
    when_text="rantai langkahnya menyebut perannya; langkahnya selesai atau sedang diperiksa; dengan alasan",
)
allow(
    "cycles.change_record",
    roles=KEY_HOLDERS,
    sentence="Hanya fasilitator, BKM, KSM, Askot/Korkot atau Pokja PKP yang dapat mengisi catatan langkah.",
    when_text="langkahnya terbuka",
)
allow(
    "cycles.view_paper",
    roles=WRITERS | {Role.KSM, Role.LURAH, Role.CAMAT, Role.POKJA, Role.DINAS, Role.TAMK, Role.PPK},
    sentence="Lembar bertanda tangan hanya terbuka bagi pelaku program di wilayahnya.",
)
allow(
    "cycles.change_programme",
    roles={Role.ADMIN},
    sentence="Hanya admin kota ini yang dapat mengatur urutan langkah dan angka program.",
    when_text="urutan hanya bagi langkah yang tempatnya usulan",
)
allow(
    "cycles.change_order",
    roles={Role.ADMIN},
    sentence="Hanya admin kota ini yang dapat mengubah urutan langkah siklus.",
    when_text="langkah yang berpindah belum dimulai",
)
