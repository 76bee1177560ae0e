"""Usulan, decisions and survey data for the tests. People in them are invented and called "Contoh"."""

from datetime import date, time
from decimal import Decimal

from kumuh.conditions.ruleset import load_ruleset
from kumuh.conditions.services import save_rt_record
from planning.proposals import services
from planning.proposals.enums import AskedBy
from planning.proposals.services import CriterionText, Intake, ScoreText
from planning.rembuk.enums import DecisionMethod, MeetingStatus, MeetingType
from planning.rembuk.models import Decision, Meeting

DENOMINATORS = {
    "luas_verifikasi_ha": Decimal("2"),
    "jumlah_bangunan": 50,
    "jumlah_penduduk": 200,
    "jumlah_kk": 60,
    "panjang_jalan_ideal_m": Decimal(400),
    "panjang_drainase_ideal_m": Decimal(400),
}


def surveyed(world, rt=0, **volumes):
    """Complete data of one RT: everything in order but the named parameters."""
    version = load_ruleset(world.survey.ruleset.data)
    return save_rt_record(
        survey=world.survey,
        neighbourhood=world.rts[rt],
        denominators=DENOMINATORS,
        volumes=dict.fromkeys(version.criterion_by_key, 0) | volumes,
        by=world.cast.fasilitator,
    )


def met(world, status=MeetingStatus.CLOSED, title="Rembuk kelurahan tentang usulan", day=date(2026, 3, 1), cycle=None):
    return Meeting.objects.create(
        cycle=cycle or world.cycle,
        step="P3",
        type=MeetingType.REMBUK_KELURAHAN,
        title=title,
        held_on=day,
        starts_at=time(19, 30),
        place="Balai Kelurahan Krapyak",
        status=status,
    )


def decided(world, about="USULAN", meeting=None, number=1, **fields):
    return Decision.objects.create(
        meeting=meeting or met(world, **fields),
        number=number,
        text="Usulan yang dicentang disepakati.",
        about=about,
        method=DecisionMethod.CONSENSUS,
    )


def an_intake(**changes):
    values = {
        "title": "Paving gang melati",
        "criterion_key": "jalan_kualitas",
        "asked_by": AskedBy.WARGA,
        "asked_by_name": "Warga Contoh 1",
        "location": "Gang Melati, sebelah musala",
        "limits": "dari pos ronda sampai sungai",
        "volume": Decimal(150),
        "households": 40,
        "poor_households": 20,
        "women_households": 5,
    } | changes
    return Intake(**values)


def taken(world, rts=None, **changes):
    chosen = world.rts[:1] if rts is None else rts
    return services.take_proposal(cycle=world.cycle, intake=an_intake(**changes), rts=chosen, by=world.cast.fasilitator)


def agreed(world, *rows, decision=None):
    decision = decision or decided(world)
    return services.agree_proposals(cycle=world.cycle, proposals=rows, decision=decision, by=world.cast.fasilitator)


def agreed_usulan(world, decision, **changes):
    return agreed(world, taken(world, **changes), decision=decision)[0]


def started(world):
    return services.start_ranking(cycle=world.cycle, by=world.cast.fasilitator)


def scored(world, proposal, **values):
    """Scores by code, 3 where nothing is said."""
    ranking = started(world)
    codes = ranking.criteria.values_list("code", flat=True)
    rows = [ScoreText(proposal.pk, code, Decimal(str(values.get(code, 3)))) for code in codes]
    return services.save_scores(ranking=ranking, scores=rows, by=world.cast.fasilitator)


def criteria(*weights):
    """Criterion rows K1… with these weights."""
    return [CriterionText(f"Kriteria {number}", weight, f"K{number}") for number, weight in enumerate(weights, 1)]
