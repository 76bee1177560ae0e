"""PLPBK: planning, marketing and building a neighbourhood by its residents, with up to one milyar of BLM.

Source: technical guide on the PLPBK cycle, notes of the training in Desa Bajur (six topics before planning, three
stages), "Serba-serbi PLP-BK" 2010 (ceilings of the BLM, order of assistance), formation of TIPP in five steps.
"""

from __future__ import annotations

from planning.cycles.catalog.plpbk.building import BUILDING
from planning.cycles.catalog.plpbk.planning import PLANS
from planning.cycles.catalog.plpbk.preparing import STARTING
from planning.cycles.catalog.words import TrackInfo
from planning.cycles.enums import Track

PLPBK = TrackInfo(
    track=Track.PLPBK,
    short="Penataan lingkungan oleh warga dengan kawasan prioritas",
    repeat_after="L2.4",
    ends_with="RPLP, RTPLP, aturan bersama, pemasaran, pekerjaan",
    needs_decree=False,
    years=3,
    basis="Petunjuk siklus PLPBK; catatan pelatihan Desa Bajur; Serba-serbi PLP-BK 2010",
    steps=(*STARTING, *PLANS, *BUILDING),
)
