"""Who may do what with problems, usulan and their ranking."""

from kumuh.accounts.enums import Role
from kumuh.core.rights import allow

WRITERS = frozenset({Role.FASILITATOR, Role.BKM, Role.ASKOT})
#: In SPBM the KSM drafts the action plan (CSIAP) itself, so it writes what the plan is made of.
DRAFTERS = WRITERS | {Role.KSM}
ONLY_WRITERS = "Hanya fasilitator kelurahan ini, BKM/TIPP atau Askot/Korkot yang dapat"
ONLY_DRAFTERS = "Hanya fasilitator kelurahan ini, BKM/TIPP, KSM atau Askot/Korkot yang dapat"

allow("proposals.view_problem", roles=(), sentence="Rumusan masalah ini hanya terbaca di wilayah tugasnya.")
allow("proposals.change_problem", roles=WRITERS, sentence=f"{ONLY_WRITERS} merumuskan masalah.")
allow("proposals.view_proposal", roles=(), sentence="Usulan ini hanya terbaca di wilayah tugasnya.")
allow("proposals.add_proposal", roles=DRAFTERS, sentence=f"{ONLY_DRAFTERS} mencatat usulan.")
allow("proposals.change_proposal", roles=DRAFTERS, sentence=f"{ONLY_DRAFTERS} mengubah usulan.")
allow("proposals.answer_proposal", roles=WRITERS, sentence=f"{ONLY_WRITERS} menjawab usulan.")
allow("proposals.view_ranking", roles=(), sentence="Peringkat ini hanya terbaca di wilayah tugasnya.")
allow("proposals.change_ranking", roles=WRITERS, sentence=f"{ONLY_WRITERS} menilai dan mengurutkan usulan.")
