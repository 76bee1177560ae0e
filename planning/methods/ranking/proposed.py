"""Scores that follow from facts, each with the sentence that explains it.

These propose; people decide. Bands are those of the default criteria (reference data
`kriteria_peringkat.json`): K3 and K4 give 5 from 50%, 3 from 25%, else 1; K6 goes by thirds.
A fact that is not known gives no score, never a low one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kumuh.core.formats import rupiah, show_number
from planning.methods.ranking.matrix import Exact, exact
from planning.methods.ranking.standings import show_fraction

BANDS: tuple[tuple[int, int], ...] = ((50, 5), (25, 3), (0, 1))
"""(lower limit in percent, score), highest first."""


@dataclass(frozen=True)
class ProposedScore:
    """`score` is None when the facts do not carry one; `sentence` then says what is missing.

    `doubtful` asks somebody to look at the facts (for example more households affected than live there).
    """

    criterion: str
    score: int | None
    sentence: str
    doubtful: bool = False


def propose_severity(values: Mapping[str, int | None]) -> ProposedScore:
    """K1 kegawatan from the slum scores (0, 1, 3, 5) of the parameters the usulan repairs, by name.

    The worst parameter counts. A parameter that scores 0 is no slum problem and gives the lowest 1.
    """
    known = {name: value for name, value in values.items() if value is not None}
    if not known:
        return ProposedScore("K1", None, "Parameter terkait belum diukur, jadi kegawatan belum dapat diusulkan.")
    name, worst = max(sorted(known.items()), key=lambda item: item[1])
    if worst not in (0, 1, 3, 5):
        raise ValueError("Nilai parameter kumuh harus 0, 1, 3, atau 5.")
    return ProposedScore("K1", max(worst, 1), f"{name} bernilai {worst} pada penilaian kumuh.")


def propose_spread(affected: int | None, households: int | None) -> ProposedScore:
    """K3 penyebaran from the share of households (KK) of the RT that are affected."""
    if affected is None or not households or affected < 0 or households < 0:
        return ProposedScore("K3", None, "Jumlah KK terdampak atau jumlah KK di RT belum diketahui.")
    share = Fraction(affected * 100, households)
    sentence = f"{_count(affected)} dari {_count(households)} KK terdampak ({show_fraction(share)}%)."
    if share > 100:
        sentence += " KK terdampak melebihi KK di RT: periksa datanya."
    return ProposedScore("K3", _banded(share), sentence, doubtful=share > 100)


def propose_pro_poor(
    beneficiaries: int | None,
    *,
    poor: int | None = None,
    women_headed: int | None = None,
    vulnerable: int | None = None,
) -> ProposedScore:
    """K4 keberpihakan from the households that benefit and are poor, headed by women, or vulnerable.

    One household can be in several groups, so the largest group counts: a lower bound that counts
    nobody twice.
    """
    groups = {"miskin": poor, "dikepalai perempuan": women_headed, "rentan": vulnerable}
    known = {name: count for name, count in groups.items() if count is not None}
    if not beneficiaries or beneficiaries < 0 or not known or min(known.values()) < 0:
        return ProposedScore("K4", None, "Jumlah KK penerima manfaat atau KK miskin/rentan belum diketahui.")
    name, count = max(known.items(), key=lambda item: item[1])
    share = Fraction(count * 100, beneficiaries)
    sentence = f"{_count(count)} dari {_count(beneficiaries)} KK penerima {name} ({show_fraction(share)}%)"
    sentence += "; kelompok terbesar yang dihitung agar tidak ganda." if len(known) > 1 else "."
    if share > 100:
        sentence += " Melebihi jumlah penerima: periksa datanya."
    return ProposedScore("K4", _banded(share), sentence, doubtful=share > 100)


def propose_cost_efficiency(costs: Mapping[str, tuple[Exact | None, int | None]]) -> dict[str, ProposedScore]:
    """K6 efisiensi biaya: thirds of the cost per household among the usulan compared with each other.

    `costs` maps a key to (cost in rupiah, households). With c the number of strictly cheaper ones among n:
    5 if c < n/3, 3 if c < 2n/3, else 1; equal costs always get the same score.
    """
    each = {
        key: exact(cost) / households
        for key, (cost, households) in costs.items()
        if cost is not None and households is not None and cost > 0 and households > 0
    }
    return {key: _thirds(each.get(key), list(each.values())) for key in costs}


def _thirds(mine: Fraction | None, all_costs: Sequence[Fraction]) -> ProposedScore:
    if mine is None:
        return ProposedScore("K6", None, "Biaya atau jumlah KK penerima belum diketahui.")
    cheaper, compared = sum(cost < mine for cost in all_costs), len(all_costs)
    third = 5 if cheaper * 3 < compared else 3 if cheaper * 3 < compared * 2 else 1
    named = {5: "sepertiga termurah", 3: "sepertiga tengah", 1: "sepertiga termahal"}[third]
    rounded = (mine + Fraction(1, 2)).__floor__()
    return ProposedScore("K6", third, f"{rupiah(rounded)} per KK, {named} dari {compared} usulan.")


def _banded(share: Fraction) -> int:
    return next(score for limit, score in BANDS if share >= limit)


def _count(number: int) -> str:
    return show_number(number, 0)
