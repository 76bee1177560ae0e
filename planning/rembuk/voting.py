"""When a decision stands: mufakat without open objection, or a majority vote whose counts add up.

Rule (METHODS of the field reference, "Voting/musyawarah", and the democratic principle of participatory
planning): consensus first, otherwise a majority vote with counts; dissent is kept.
"""

from __future__ import annotations


def vote_faults(
    *,
    consensus: bool,
    present: int,
    agree: int | None,
    against: int | None,
    abstain: int | None,
    dissent: str,
) -> dict[str, str]:
    """What is wrong with how a decision was taken: field name → sentence; empty when it stands.

    Mufakat has no open objection and no counts; suara terbanyak needs agree > against, and nobody votes twice:
    agree + against + abstain ≤ present.
    """
    if consensus:
        return _consensus_faults(agree, against, abstain, dissent)
    missing = {
        name: "Isi jumlah suaranya; tulis 0 bila tidak ada."
        for name, votes in (("agree", agree), ("against", against))
        if votes is None
    }
    if agree is None or against is None:
        return missing
    cast = agree + against + (abstain or 0)
    if not present:
        return {"agree": "Kehadiran belum diisi, jadi jumlah suara belum dapat diperiksa. Isi kehadiran dahulu."}
    if cast > present:
        return {"agree": f"Jumlah suara {cast} melebihi yang hadir ({present} orang). Hitung kembali."}
    if agree <= against:
        return {"agree": f"Usulan tidak diterima: setuju {agree}, tidak setuju {against}. Catat di notulen."}
    return {}


def _consensus_faults(agree: int | None, against: int | None, abstain: int | None, dissent: str) -> dict[str, str]:
    if dissent.strip():
        return {
            "dissent": "Masih ada keberatan, jadi belum mufakat. Pilih suara terbanyak, "
            "atau kosongkan bila keberatan sudah diselesaikan dalam rembuk (catat di notulen)."
        }
    if any((agree, against, abstain)):
        return {"method": "Ada jumlah suara. Pilih suara terbanyak, atau kosongkan jumlah suaranya."}
    return {}
