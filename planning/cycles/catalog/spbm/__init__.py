"""SPBM/SANIMAS: sanitation by and for a neighbourhood, in three stages, then building and running it.

Source: SPBM slides on participatory planning (stages, rounds of rembuk, duties of KSM, CSIAP and work plan); technical
guides Sanimas 2017 and 2021, SLBM 2010, DAK sanitation (checklists). What each round of rembuk decides and their
order are proposals (INF): the slides only name them.
"""

from __future__ import annotations

from planning.cycles.catalog.spbm.plans import PLANS
from planning.cycles.catalog.spbm.social import SOCIAL
from planning.cycles.catalog.words import TrackInfo
from planning.cycles.enums import Track

SPBM = TrackInfo(
    track=Track.SPBM,
    short="Sanitasi lingkungan oleh KSM bersama warga",
    repeat_after="S3.6",
    ends_with="CSIAP, Rencana Kerja Masyarakat, DED, RAB, sarana terbangun dan terpelihara",
    needs_decree=False,
    years=2,
    basis="Paparan perencanaan partisipatif SPBM; petunjuk teknis Sanimas 2017 dan 2021",
    steps=(*SOCIAL, *PLANS),
)
