"""Keberpihakan in numbers: shares, RT represented, quorum."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.rembuk.participation import Limits, RtPresence, Totals, Verdict, assess

PLAIN = Limits(quorum_percent=None)


def rts(*present):
    return tuple(RtPresence(number, f"RT {number:03d}", count) for number, count in enumerate(present, 1))


def judge(men, women, poor=0, vulnerable=0, *, limits=PLAIN, present=(), invited=None):
    return assess(Totals(men, women, poor, vulnerable), rts=rts(*present), invited=invited, limits=limits)


@pytest.mark.parametrize(
    ("men", "women", "verdict"),
    [
        (71, 29, Verdict.BELOW_MINIMUM),
        (70, 30, Verdict.BELOW_TARGET),
        (61, 39, Verdict.BELOW_TARGET),
        (60, 40, Verdict.REACHED),
        (0, 12, Verdict.REACHED),
        (0, 0, Verdict.NOT_MEASURED),
    ],
)
def test_women_below_30_percent_miss_the_minimum_and_below_40_the_target(men, women, verdict):
    assert judge(men, women, poor=men + women).women.verdict is verdict


def test_a_share_is_compared_exactly_and_rounded_only_for_reading():
    result = judge(701, 299, poor=1000)
    assert result.women.percent == Decimal("29.9")
    just_under = judge(70_001, 29_999, poor=100_000)
    assert just_under.women.percent == Decimal("30.0")
    assert just_under.women.verdict is Verdict.BELOW_MINIMUM


def test_every_shortfall_is_a_sentence_with_its_threshold():
    result = judge(9, 1, poor=1, limits=Limits(), present=(5, 0, 5, 0), invited=40)
    assert result.shortfalls == (
        "Perempuan 10% dari yang hadir, ambangnya 30%.",
        "MBR 10% dari yang hadir, ambangnya 20%.",
        "Kuorum kurang: hadir 10 orang, perlu 21 (50% + 1 dari 40 undangan).",
        "Belum terwakili: RT 002, RT 004.",
    )
    assert not result.passed


@pytest.mark.parametrize(
    ("invited", "present", "met"),
    [(40, 20, False), (40, 21, True), (41, 20, False), (41, 21, True), (1, 1, True), (0, 0, False), (0, 1, True)],
)
def test_the_quorum_is_half_of_those_invited_plus_one(invited, present, met):
    result = judge(0, present, poor=present, limits=Limits(), invited=invited)
    assert result.quorum.met is met


def test_enough_people_but_one_rt_without_anybody_is_no_quorum():
    full = judge(10, 15, poor=10, limits=Limits(), present=(12, 13, 0), invited=30)
    assert full.quorum.enough_people
    assert not full.quorum.met
    assert [rt.label for rt in full.quorum.absent_rts] == ["RT 003"]


def test_without_the_number_of_those_invited_the_quorum_cannot_be_counted():
    result = judge(10, 15, poor=10, limits=Limits(), present=(25,))
    assert result.shortfalls == ("Kuorum tidak dapat dihitung: jumlah yang diundang belum diisi.",)


def test_a_small_group_without_thresholds_passes_as_soon_as_somebody_came():
    free = Limits(women_min=0, poor_min=0, quorum_percent=None)
    assert judge(6, 0, limits=free).passed
    assert not judge(0, 0, limits=free).passed


def test_a_meeting_of_vulnerable_people_needs_them_to_be_the_larger_part():
    own = Limits(women_min=0, poor_min=0, vulnerable_min=50, quorum_percent=None)
    assert judge(5, 5, vulnerable=5, limits=own).passed
    assert judge(5, 5, vulnerable=4, limits=own).shortfalls == ("Kelompok rentan 40% dari yang hadir, ambangnya 50%.",)


@pytest.mark.parametrize("wrong", [(-1, 5, 0, 0), (2, 2, 5, 0), (2, 2, 0, 5), (2, 2, -1, 0)])
def test_impossible_counts_are_refused(wrong):
    with pytest.raises(ValueError, match=r"negative|parts"):
        judge(*wrong)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 800))
def test_one_more_woman_never_lowers_the_judgement_and_one_more_person_never_breaks_the_quorum(men, women, invited):
    order = [Verdict.NOT_MEASURED, Verdict.BELOW_MINIMUM, Verdict.BELOW_TARGET, Verdict.REACHED]
    before = judge(men, women, limits=Limits(), invited=invited)
    after = judge(men, women + 1, limits=Limits(), invited=invited)
    assert order.index(after.women.verdict) >= order.index(before.women.verdict)
    assert after.quorum.met >= before.quorum.met
