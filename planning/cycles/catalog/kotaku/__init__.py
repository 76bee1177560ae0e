"""KOTAKU in a kelurahan: from readiness of the residents to results that last, in eighteen steps.

Source: technical guide KOTAKU kelurahan/desa 2016 (names and order of the steps from its contents pages), reading
material of KOTAKU, module on the action plan, KBIK notes of Kota Metro 2016. Gates that these do not spell out are
named "usulan" in `source`.
"""

from __future__ import annotations

from planning.cycles.catalog.kotaku.building import BUILDING
from planning.cycles.catalog.kotaku.mapping import MAPPING
from planning.cycles.catalog.kotaku.plans import PLANS
from planning.cycles.catalog.words import TrackInfo
from planning.cycles.enums import Track

KOTAKU = TrackInfo(
    track=Track.KOTAKU,
    short="Penataan kumuh kelurahan dari kesiapan warga sampai hasil terpelihara",
    repeat_after="K2.6",
    ends_with="RPLP, RTPLP, pekerjaan selesai dan terpelihara",
    years=5,
    basis="Petunjuk pelaksanaan KOTAKU kelurahan/desa 2016; catatan KBIK Kota Metro 2016",
    steps=(*MAPPING, *PLANS, *BUILDING),
)
