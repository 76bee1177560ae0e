"""Usulan, works, ranking and priority list of the example cycles; volumes are shares of the real needs per RT."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kumuh.accounts.models import User
from kumuh.areas.models import Neighbourhood
from kumuh.areas.naming import city_code
from kumuh.conditions.queries import RtOutcome
from planning.demo.pictures import place_photo
from planning.demo.services.facts import Place
from planning.demo.stories import part_of
from planning.programs.budget import line_cost
from planning.programs.enums import SourceOfMoney
from planning.programs.models import PriorityList, UnitPrice, Work
from planning.programs.queries import fund_of
from planning.programs.services import create_work_from_proposal, set_priority_rule
from planning.programs.values import values_from
from planning.proposals.models import Proposal, Ranking
from planning.proposals.queries import agreed, proposed_scores
from planning.proposals.services import (
    Intake,
    ScoreText,
    adopt_ranking,
    agree_proposals,
    decline_proposal,
    merge_proposal,
    postpone_proposal,
    save_scores,
    start_ranking,
    take_proposal,
)
from planning.rembuk.models import Decision, Meeting

Told = Mapping[str, Any]
#: Units that are counted, never divided.
COUNTED = ("unit", "KK")
AGREED = "sepakat"
POOR, WOMEN = 0.4, 0.12
#: Score of a person where the data has none to suggest.
MIDDLE = Decimal(3)
SPOKEN = "Kesepakatan rembuk."
PART_OF_THOUSAND = 1000


def take_proposals(*, place: Place, told: tuple[Told, ...], meeting: Meeting, by: User) -> dict[str, Proposal]:
    """Keep every usulan of the story as put forward in `meeting`; returns them by their name in the story.

    Who measured the limits also brought a photo.
    """
    return {
        row["id"]: take_proposal(
            cycle=place.cycle,
            intake=_intake(place, row, meeting),
            rts=_rts(place, row),
            by=by,
            photo=place_photo(row["judul"]) if row.get("batas") else None,
            is_example=True,
        )
        for row in told
    }


def _rts(place: Place, row: Told) -> list[Neighbourhood]:
    return [place.rts[number] for number in row["rt"]]


def _intake(place: Place, row: Told, meeting: Meeting) -> Intake:
    living = sum(place.households[rt.pk] for rt in _rts(place, row))
    households = max(1, round(living * row["bagian_kk"]))
    return Intake(
        title=row["judul"],
        criterion_key=row["parameter"],
        asked_by=row["oleh"],
        location=row["lokasi"],
        limits=row.get("batas", ""),
        volume=_volume(place, row),
        unit=row.get("satuan", place.unit(row["parameter"])),
        households=households,
        poor_households=round(households * POOR),
        women_households=round(households * WOMEN),
        asked_by_name=row["nama"],
        reason=row["alasan"],
        benefit=row["manfaat"],
        source_meeting=meeting,
    )


def _volume(place: Place, row: Told) -> Decimal:
    """The volume of the story, else a share of what is not in order in its RT."""
    if "volume" in row:
        return Decimal(str(row["volume"]))
    need = sum((place.need(rt, row["parameter"]) for rt in _rts(place, row)), Decimal(0))
    whole = place.unit(row["parameter"]) in COUNTED
    return part_of(need, row.get("bagian", 1), whole=whole).quantize(Decimal("0.001"))


def answer_proposals(
    *, place: Place, told: tuple[Told, ...], rows: Mapping[str, Proposal], decision: Decision, by: User
) -> None:
    """Answer every usulan: agreed by the decision, joined to another, later, or no; each with its reason."""
    chosen = [rows[row["id"]] for row in told if row["jawaban"] == AGREED]
    agree_proposals(cycle=place.cycle, proposals=chosen, decision=decision, by=by)
    for row in told:
        answer, proposal = row["jawaban"], rows[row["id"]]
        if answer == AGREED:
            continue
        if "gabung" in answer:
            merge_proposal(proposal=proposal, into=rows[answer["gabung"]], by=by)
        elif "tunda" in answer:
            postpone_proposal(proposal=proposal, reason=answer["tunda"], by=by)
        else:
            decline_proposal(proposal=proposal, reason=answer["tolak"], by=by)


def make_works(*, place: Place, told: tuple[Told, ...], rows: Mapping[str, Proposal], by: User) -> dict[str, Work]:
    """Make one work of every agreed usulan, with price, sources of money and outcomes per RT."""
    return {row["id"]: _work(place, row, rows[row["id"]], by) for row in told if "kegiatan" in row}


def _work(place: Place, row: Told, proposal: Proposal, by: User) -> Work:
    proposal.refresh_from_db()
    work = row["kegiatan"]
    price = UnitPrice.objects.filter(city_id=city_code(place.cycle.region_id), name=work["harga"]).latest("year")
    cost = line_cost(proposal.volume or 0, price.price)
    own = cost * work["swadaya_persen"] // (100 * PART_OF_THOUSAND) * PART_OF_THOUSAND
    money = {SourceOfMoney.SWADAYA: own, SourceOfMoney(work["sumber"]): cost - own}
    divisible = work.get("dapat_dibagi", False)
    values = values_from(
        proposal,
        unit_price=price.price,
        quarter=work["triwulan"],
        unit=price.unit if price.unit in ("SR", "unit") else proposal.unit,
        executor=work["pelaksana"],
        year=work.get("tahun"),
        responsible=work.get("penanggung_jawab", ""),
        divisible=divisible,
        minimum_volume=part_of(proposal.volume or Decimal(0), 0.5, whole=True) if divisible else None,
        land_ready=work["lahan"],
        drawing_ready=work["gambar"],
        note=work.get("catatan", ""),
    )
    return create_work_from_proposal(
        proposal=proposal,
        values=values,
        by=by,
        allocations={source: amount for source, amount in money.items() if amount},
        outcomes=_outcomes(place, row),
        is_example=True,
    )


def _outcomes(place: Place, row: Told) -> list[RtOutcome]:
    """What the work repairs per RT: its own parameter first, then the others that the story names."""
    shares = {row["parameter"]: row.get("bagian", 1)} | row["kegiatan"]["hasil"]
    return [
        RtOutcome(rt.pk, key, part_of(need, share, whole=place.unit(key) in COUNTED))
        for key, share in shares.items()
        for rt in _rts(place, row)
        if (need := place.need(rt, key)) > 0
    ]


def rank_proposals(
    *, place: Place, told: tuple[Told, ...], rows: Mapping[str, Proposal], decision: Decision, by: User
) -> Ranking:
    """Score the agreed usulan – what the data suggests, and the words of the meeting – and adopt the ranking."""
    ranking = start_ranking(cycle=place.cycle, by=by)
    suggested = proposed_scores(place.cycle, list(agreed(place.cycle)))
    codes = list(ranking.criteria.values_list("code", flat=True))
    spoken = {rows[row["id"]].pk: row.get("nilai", {}) for row in told}
    scores = [
        ScoreText(
            pk, code, _score(spoken[pk].get(code), found.get(code)), "" if code in found else "Kesepakatan rembuk"
        )
        for pk, found in suggested.items()
        for code in codes
    ]
    save_scores(ranking=ranking, scores=scores, by=by)
    ranking.refresh_from_db()
    return adopt_ranking(ranking=ranking, decision=decision, by=by)


def _score(spoken: int | None, suggestion: Any) -> Decimal:
    if spoken is not None:
        return Decimal(spoken)
    return Decimal(suggestion.score) if suggestion is not None and suggestion.score is not None else MIDDLE


def cut_fund(*, place: Place, told: Told, decision: Decision, by: User) -> PriorityList:
    """Choose rule and ceiling of the channeling fund and name the decision that adopted the list."""
    fund = fund_of()
    if fund is None:
        raise LookupError("Dana belum dimuat: jalankan `python manage.py muat_acuan` dahulu.")
    return set_priority_rule(
        cycle=place.cycle, fund=fund, rule=told["aturan"], ceiling=told["pagu"], decision=decision, by=by
    )
