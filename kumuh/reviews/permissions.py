"""The section of `docs/permissions.md` about chains: who may do which verb in which state."""

from kumuh.accounts.enums import role_names
from kumuh.accounts.permissions import table
from kumuh.reviews.registry import CHAINS
from kumuh.reviews.rules import TRANSITIONS, verb_roles


def chains_section() -> list[str]:
    """Chain × state × verb → roles, from the transition table."""
    rows = [
        [f"`{chain.code}`", state.label, verb.label, role_names(verb_roles(chain, state, verb)), target.label]
        for chain in sorted(CHAINS.values(), key=lambda chain: chain.code)
        for (state, verb), target in TRANSITIONS.items()
        if verb_roles(chain, state, verb)
    ]
    words = (
        "Mengesahkan memerlukan semua peran yang disebut, masing-masing oleh orang yang berbeda; "
        "siapa yang mengajukan, menjawab catatan, atau sudah memutuskan pada putaran itu tidak memutuskan lagi. "
        "Memberi pertimbangan memerlukan setiap pihak yang disebut, sebelum ada yang memverifikasi; pertimbangan gugur "
        "bila dikembalikan. Yang menandai sudah diketahui tidak menahan apa pun."
    )
    head = ["Rantai", "Keadaan", "Tindakan", "Peran", "Menjadi"]
    return ["## Rantai pemeriksaan", "", words, "", *table(head, rows)]
