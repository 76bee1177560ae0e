"""Who took part so far in one cycle: what the fasilitator watches (women, the poor, the worst slum RT)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kumuh.conditions.enums import Level
from kumuh.conditions.queries import records
from kumuh.core.formats import show_number
from planning.cycles.queries import decree_rts, thresholds
from planning.desk.figures import Figure
from planning.rembuk.enums import MeetingStatus
from planning.rembuk.participation import Share, Totals, Verdict
from planning.rembuk.queries import add_up, meetings, rts_present, separate_group_meetings, totals_of

#: Meetings that took place; a planned or cancelled one counts nobody.
TOOK_PLACE = (MeetingStatus.HELD, MeetingStatus.CLOSED)


@dataclass(frozen=True)
class Involvement:
    """Meetings held so far and who was there.

    `listed` is the number of RT in the SK; `absent` are those from which nobody came yet, `absent_heavy` those of
    them that are kumuh berat; `separate` counts closed meetings of women's and vulnerable groups.
    Rule: keberpihakan of the guide 100-0-100 (slum residents, worst-slum residents, women).
    """

    meetings: int
    totals: Totals
    women: Share
    poor: Share
    listed: int
    absent: tuple[str, ...]
    absent_heavy: tuple[str, ...]
    separate: int
    separate_needed: int

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The four key figures of participation."""
        heavy = f", {len(self.absent_heavy)} di antaranya kumuh berat" if self.absent_heavy else ""
        return (
            _share(self.women),
            _share(self.poor),
            Figure(
                "RT dalam SK yang pernah hadir",
                show_number(self.listed - len(self.absent)),
                f"dari {show_number(self.listed)} RT",
                f"{len(self.absent)} RT belum pernah hadir{heavy}" if self.absent else "",
                "warn" if self.absent and self.meetings else "",
            ),
            Figure(
                "Pertemuan yang sudah berlangsung",
                show_number(self.meetings),
                "kali",
                f"{show_number(self.totals.total)} orang hadir seluruhnya",
            ),
        )

    @property
    def tasks(self) -> tuple[str, ...]:
        """What the fasilitator still has to do for those who are not heard, as sentences."""
        found = []
        for share in (self.women, self.poor):
            if self.meetings and share.minimum and share.part * 100 < share.minimum * share.whole:
                found.append(
                    f"Ajak lebih banyak {share.label.lower()}: baru {share.part} dari {share.whole} yang hadir."
                )
        if self.absent_heavy:
            found.append(f"Datangi RT kumuh berat yang belum pernah hadir: {', '.join(self.absent_heavy)}.")
        if self.separate < self.separate_needed:
            found.append("Adakan pertemuan terpisah untuk kelompok perempuan atau kelompok rentan.")
        return tuple(found)


def involvement(cycle: Any) -> Involvement:
    """Figures of one cycle. A fixed number of queries."""
    limits = thresholds(cycle)
    held = list(meetings(cycle).filter(status__in=TOOK_PLACE))
    totals = add_up(totals_of(held).values())
    heavy = set(
        records(cycle.region_id, cycle.survey_year or 0)
        .filter(level=Level.KB)
        .values_list("neighbourhood_id", flat=True)
    )
    listed = list(decree_rts(cycle))
    present = rts_present(held)
    absent = [rt for rt in listed if rt.pk not in present]
    return Involvement(
        meetings=len(held),
        totals=totals,
        women=Share("Perempuan", totals.women, totals.total, limits["perempuan_min"], limits["perempuan_target"]),
        poor=Share("Warga miskin (MBR)", totals.poor, totals.total, limits["mbr_min"], limits["mbr_target"]),
        listed=len(listed),
        absent=tuple(rt.label for rt in absent),
        absent_heavy=tuple(rt.label for rt in absent if rt.pk in heavy),
        separate=len(separate_group_meetings(cycle)),
        separate_needed=limits["rembuk_kelompok_min"],
    )


def _share(share: Share) -> Figure:
    """A share against its threshold, in words."""
    if share.percent is None:
        return Figure(share.label, "–", note="belum ada yang hadir")
    tones = {Verdict.BELOW_MINIMUM: "bad", Verdict.BELOW_TARGET: "warn", Verdict.REACHED: "good"}
    note = f"{share.part} dari {share.whole} orang; paling sedikit {share.minimum}%, sasaran {share.target}%"
    return Figure(share.label, show_number(share.percent), "%", note, tones.get(share.verdict, ""))
