"""The programmes against the list of steps of their guides: nothing is missing, the numbers stand, the order holds."""

import csv
from pathlib import Path

import pytest

from kumuh.accounts.enums import Role
from kumuh.reviews.registry import CHAINS
from planning.cycles.catalog import TRACKS, EntryKind, find_step
from planning.cycles.record import shortcomings
from planning.programs.catalog import BLM_PHYSICAL, BLM_PLANNING, packaged_funds
from planning.proposals.catalog import ASPECTS
from planning.rembuk.catalog import KINDS

with (Path(__file__).parent / "data/steps.csv").open(encoding="utf-8", newline="") as rows:
    LISTED = list(csv.DictReader(rows))


def entry(track, step, key):
    return next(entry for entry in find_step(track, step).entries if entry.key == key)


def asks(track, step, check):
    """Settings of every question of this name that the gate of the step asks."""
    return [dict(need.options) for need in find_step(track, step).needs if need.check == check]


def rows_of(entry, column, *codes):
    """One filled row per code in `column`; every other column holds a 1."""
    return [{other.key: "1" for other in entry.columns} | {column: code} for code in codes]


# --- Nothing is missing -----------------------------------------------------------------------------------------
def test_all_54_steps_are_declared_in_the_order_of_the_guides():
    declared = [(step.code, track) for track, info in TRACKS.items() for step in info.steps]
    assert len(LISTED) == 54
    assert sorted(declared) == sorted((row["id"], row["track"]) for row in LISTED)
    for track, info in TRACKS.items():
        assert [step.code for step in info.steps] == [row["id"] for row in LISTED if row["track"] == track]


def test_what_a_guide_does_not_say_is_named_a_proposal():
    guessed = [row["id"] for row in LISTED if "INF" in row["conf"] and row["track"] in "KSL"]
    assert guessed
    steps = {step.code: step for info in TRACKS.values() for step in info.steps}
    assert [code for code in guessed if "usulan" not in steps[code].source] == []


#: Checks whose answers are captured on pages of their own, not in the record of the step.
CAPTURED_ELSEWHERE = {"musrenbang", "rencana-lima-tahun", "dijawab"}


def test_every_step_of_the_kelurahan_programmes_captures_something_and_names_its_phase():
    for track in "KSL":
        steps = TRACKS[track].steps
        assert [step.code for step in steps if not step.phase] == []
        silent = [step for step in steps if not step.entries]
        assert [step.code for step in silent if CAPTURED_ELSEWHERE.isdisjoint(n.check for n in step.needs)] == []


def test_only_the_rounds_of_rembuk_may_change_their_place():
    movable = {step.code for info in TRACKS.values() for step in info.steps if step.movable}
    assert movable == {"S1.1", "S1.2", "S1.3", "S1.4", "S1.5"}


def test_only_the_accompanying_step_of_kotaku_runs_through_the_whole_cycle():
    assert [step.code for info in TRACKS.values() for step in info.steps if step.continuous] == ["K5"]


# --- Order ------------------------------------------------------------------------------------------------------
def before(track, code):
    """Every step that must come before `code`, directly or through another."""
    direct = find_step(track, code).after
    return set(direct).union(*(before(track, earlier) for earlier in direct))


def test_the_rounds_of_rembuk_come_one_after_the_other():
    assert before("S", "S1.2") == {"S1.1"}
    assert before("S", "S1.3") == {"S1.1", "S1.2"}
    assert before("S", "S1.5") == {"S1.1", "S1.2", "S1.3", "S1.4"}
    assert "S1.5" in before("S", "S2")


def test_people_are_trained_before_they_plan():
    assert all("L1.3" in before("L", code) for code in ("L2.1", "L2.2", "L2.3", "L2.4"))
    assert all("K1.2" in before("K", step.code) for step in TRACKS["K"].steps if step.code.startswith("K2"))


def test_sanitation_is_mapped_then_planned_then_chosen_then_taken_to_musrenbang():
    assert before("S", "S3.6") >= {"S3.1", "S3.2", "S3.3", "S3.4", "S3.5"}


def test_the_stages_of_spbm_and_plpbk_come_in_their_order():
    assert phases("S")[:3] == ["Persiapan sosial", "Pelembagaan", "Perencanaan"]
    assert phases("L")[1:4] == ["Perencanaan partisipatif", "Pemasaran", "Pelaksanaan pembangunan"]


def phases(track):
    return list(dict.fromkeys(step.phase for step in TRACKS[track].steps))


def test_assistance_of_plpbk_goes_from_training_and_commitment_to_construction():
    commitment_and_training, survey, plan, works = {"L1.1", "L1.3"}, "L2.2", "L2.4", "L4"
    assert commitment_and_training <= before("L", survey)
    assert survey in before("L", plan)
    assert plan in before("L", works)


# --- What the steps capture -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("step", "key"),
    [
        ("S1.1", "rt_sasaran"),
        ("S3.2", "rencana-lima-tahun"),
        ("S3.3", "tanggapan"),
        ("S3.4", "opsi"),
        ("S3.5", "musrenbang"),
        ("S3.6", "musrenbang"),
    ],
)
def test_each_of_the_seven_duties_of_a_ksm_has_its_step_and_its_form(step, key):
    assert asks("S", step, key) or entry("S", step, key).required


def test_telling_everybody_is_shown_by_who_came_and_not_by_a_typed_table():
    step = find_step("S", "S1.0")
    assert [entry.key for entry in step.entries] == ["cara", "refleksi_tfl"]
    columns = {column.kind for entry in step.entries for column in entry.columns}
    assert columns == {EntryKind.TEXT, EntryKind.LONG}  # words about the work of TFL: no RT, no counts
    assert [need.check for need in step.needs] == ["jangkauan"]


@pytest.mark.parametrize(
    ("step", "key"),
    [
        ("K2.3", "delineasi"),
        ("K2.4b", "skenario-0-ha"),
        ("K2.7", "calon_mitra"),
        ("K2.6", "konsolidasi"),
        ("K3.1", "proposal"),
        ("K5", "monev"),
        ("K2.4a", "pencegahan"),
    ],
)
def test_each_of_the_seven_roles_of_a_bkm_has_its_step_and_its_form(step, key):
    assert asks("K", step, key) or entry("K", step, key).required


def test_residents_choose_a_technical_option_before_work_plan_ded_and_rab():
    options = entry("S", "S3.4", "opsi")
    assert shortcomings(options, rows_of(options, "hasil", "TIDAK", "TIDAK")) == ["belum memuat Dipilih"]
    chosen = wish("S", "S3.4", "OPSI_TEKNIK")
    assert chosen["bertanda_tangan"]
    assert [chosen["sebelum"]] == [paper.code for paper in find_step("S", "S3.4").papers]


@pytest.mark.parametrize(
    ("kind", "track", "own", "asking"),
    [
        ("rplp", "K", "K2.4c", "K2.6"),
        ("rplp", "L", "L2.3", "L2.4"),
        ("rtplp", "K", "K2.5b", "K2.5c"),
        ("rtplp", "L", "L2.4", "L3"),
        ("aturan-bersama", "K", "K2.5c", "K3.1"),
        ("aturan-bersama", "L", "L2.4", "L3"),
        ("csiap", "S", "S3.3", "S3.4"),
        ("verifikasi-csiap", "S", "S3.3", "S3.4"),
        ("rencana-kerja-masyarakat", "S", "S3.4", "S4"),
    ],
)
def test_a_ratified_plan_is_printed_and_the_next_step_asks_for_its_signatures(kind, track, own, asking):
    wanted = [need.options for need in find_step(track, asking).needs if need.options.get("jenis") == kind]
    assert wanted == [{"jenis": kind, "bertanda_tangan": True}]
    assert kind not in [paper.code for paper in find_step(track, own).papers]
    order = [step.code for step in TRACKS[track].steps]
    assert order.index(own) < order.index(asking)


def test_the_results_of_the_last_rembuk_are_made_known():
    assert [need.options["jenis"] for need in find_step("S", "S1.5").needs if need.check == "diumumkan"] == [
        "REMBUK_KEL_2"
    ]


@pytest.mark.parametrize(
    ("track", "step", "kind"),
    [
        ("S", "S1.1", "REMBUK_KEL_1"),
        ("S", "S1.2", "REMBUK_RTRW_1"),
        ("S", "S1.3", "REMBUK_RTRW_2"),
        ("S", "S1.4", "REMBUK_RTRW_3"),
        ("S", "S1.5", "REMBUK_KEL_2"),
        ("S", "S3.5", "MUSRENBANG_KEL"),
        ("K", "K1.1", "RKM_KESIAPAN"),
        ("K", "K2.4c", "UJI_PUBLIK"),
        ("K", "K2.4c", "KONSULTASI"),
        ("K", "K2.5a", "REMBUK_KELURAHAN"),
        ("K", "K2.6", "MUSRENBANG_KEL"),
        ("L", "L2.1", "REMBUK_KELURAHAN"),
        ("L", "L2.3", "KONSULTASI"),
    ],
)
def test_the_signed_berita_acara_is_asked_at_its_meeting_and_nowhere_else(track, step, kind):
    assert wish(track, step, kind)["bertanda_tangan"]
    assert not [paper.code for paper in find_step(track, step).papers if paper.code.startswith("ba-")]


def wish(track, step, kind):
    """Settings of the first need of a meeting of this type."""
    return next(need.options for need in find_step(track, step).needs if need.options.get("jenis") == kind)


def test_each_item_of_the_csiap_has_its_answer_in_kelurahan_and_kecamatan():
    for step, level, closer in (("S3.5", "KELURAHAN", Role.LURAH), ("S3.6", "KECAMATAN", Role.CAMAT)):
        assert asks("S", step, "musrenbang") == [{"tingkat": level}]
        assert find_step("S", step).closers == {closer}


def test_common_rules_say_something_about_disasters():
    for track, step in (("K", "K2.5c"), ("L", "L2.4")):
        articles = entry(track, step, "pasal")
        assert shortcomings(articles, rows_of(articles, "topik", "SAMPAH")) == ["belum memuat Kebencanaan"]


def test_every_planning_step_of_plpbk_after_the_vision_asks_for_a_meeting_of_women_or_the_vulnerable():
    asking = [step.code for step in TRACKS["L"].steps if any(n.check == "kelompok-terpisah" for n in step.needs)]
    assert asking == ["L2.2", "L2.3", "L2.4"]


def test_a_detailed_plan_leaves_drawings_prices_and_land_letters():
    assert find_step("L", "L2.4").paper("dtpl").required
    assert {"persil", "gambar"} <= {entry.key for entry in find_step("L", "L2.4").entries}


def test_a_workshop_shared_by_several_kelurahan_may_be_recorded_but_nobody_must_have_one():
    workshop = entry("L", "L4", "bengkel")
    labels = [column.label for column in workshop.columns]
    assert labels == ["Tempat", "Kelurahan yang memakai", "Layanan atau bahan", "Harga bahan"]
    assert not workshop.required


def test_the_city_sends_officials_and_experts_accompany_the_residents():
    team = entry("L", "L1.2", "anggota")
    assert shortcomings(team, rows_of(team, "tim", "TEKNIS", "TEKNIS")) == ["belum memuat Tenaga ahli"]
    assert find_step("L", "L1.2").paper("kontrak-ahli").required


@pytest.mark.parametrize("objective", ["SELARAS", "BUDAYA", "KREATIF", "LEMBAGA"])
def test_the_evaluation_of_plpbk_judges_each_of_its_four_objectives(objective):
    judged = entry("L", "L5", "evaluasi")
    others = [code for code in ("SELARAS", "BUDAYA", "KREATIF", "LEMBAGA") if code != objective]
    words = dict(judged.column("tujuan").choices)[objective]
    assert shortcomings(judged, rows_of(judged, "tujuan", *others, others[0])) == [f"belum memuat {words}"]


def test_residents_supervise_the_works_of_every_programme():
    assert entry("K", "K3.2", "pengawasan") is entry("S", "S4", "pengawasan") is entry("L", "L4", "pengawasan")


def test_both_ceilings_of_the_blm_are_one_milyar_together():
    codes = [asked["kode"] for asked in asks("L", "L4", "dana")]
    assert codes == [BLM_PLANNING, BLM_PHYSICAL]
    assert sum(packaged_funds()[code]["pagu"] for code in codes) == 1_000_000_000


# --- Who decides ------------------------------------------------------------------------------------------------
def test_the_csiap_goes_from_ksm_through_tfl_and_tamk_to_dpiu():
    approval = find_step("S", "S3.3").approval
    assert approval.drafted_by == {Role.KSM}
    assert approval.consulted == ({Role.FASILITATOR}, {Role.TAMK})
    assert approval.verified_by == {Role.DINAS}


def test_bappeda_and_dinas_are_heard_before_lurah_and_bkm_ratify_an_rplp():
    for track, step in (("K", "K2.4c"), ("L", "L2.3")):
        approval = find_step(track, step).approval
        assert approval.consulted == ({Role.DINAS},)
        assert approval.signed_by == ({Role.BKM}, {Role.LURAH})
        assert approval.informed == {Role.CAMAT}


def test_nobody_is_consulted_on_a_draft_of_his_own():
    approvals = [step.approval for info in TRACKS.values() for step in info.steps if step.approval]
    assert [a for a in approvals if any(not asked.isdisjoint(a.drafted_by) for asked in a.consulted)] == []


def test_pokja_can_open_every_step_again():
    chains = [step.chain for info in TRACKS.values() for step in info.steps if step.chain]
    assert [chain for chain in chains if Role.POKJA not in CHAINS[chain].may_reopen] == []


# --- Numbers ----------------------------------------------------------------------------------------------------
def test_the_blm_of_plpbk_has_four_uses_for_planning_and_two_for_works():
    assert len(entry("L", "L4", "blm_perencanaan").column("penggunaan").choices) == 4
    assert [code for code, _ in entry("L", "L4", "blm_fisik").column("penggunaan").choices] == ["FISIK", "DED"]


@pytest.mark.parametrize(("track", "step"), [("S", "S2"), ("K", "K3.1"), ("L", "L4")])
def test_a_ksm_has_three_members_with_chair_secretary_and_treasurer_and_its_sk(track, step):
    asked = asked_of_bodies(track, step)
    assert (asked["jenis"], asked["anggota"], asked["sk"]) == ("KSM", 3, True)
    assert asked["jabatan"] == ("KETUA", "SEKRETARIS", "BENDAHARA")


def test_the_ksm_of_sanitation_also_has_articles_teams_and_an_account_with_three_signatories():
    asked = asked_of_bodies("S", "S2")
    assert all(asked[what] for what in ("ad_art", "pokja", "rekening"))


@pytest.mark.parametrize(("track", "step"), [("K", "K4"), ("S", "S5")])
def test_what_was_built_is_kept_by_a_kpp_with_its_sk(track, step):
    assert (asked_of_bodies(track, step)["jenis"], asked_of_bodies(track, step)["sk"]) == ("KPP", True)


def asked_of_bodies(track, step):
    """Settings of the question that the step asks about a body."""
    (found,) = [need.options for need in find_step(track, step).needs if need.check == "lembaga"]
    return found


def test_readiness_is_signed_by_lurah_bkm_and_five_residents():
    signers = entry("L", "L1.1", "penanda_tangan")
    assert shortcomings(signers, rows_of(signers, "sebagai", "LURAH", "BKM", *["WARGA"] * 5)) == []
    assert shortcomings(signers, rows_of(signers, "sebagai", "LURAH", "BKM", "BKM", *["WARGA"] * 4)) == [
        "Wakil warga baru 4 dari 5"
    ]


@pytest.mark.parametrize(
    ("track", "step", "kind", "residents"),
    [("K", "K1.1", "RKM_KESIAPAN", 5), ("S", "S1.1", "REMBUK_KEL_1", 7), ("S", "S1.5", "REMBUK_KEL_2", 7)],
)
def test_the_residents_who_sign_are_named_at_the_meeting(track, step, kind, residents):
    assert wish(track, step, kind)["wakil"]
    assert len(KINDS[kind].signers.slots) == residents
    assert "Lurah" in KINDS[kind].signers.acknowledged


def test_all_seven_indicators_have_a_pokja_and_a_cause():
    tipp = asked_of_bodies("K", "K1.2")
    assert (tipp["jenis"], tipp["pokja"], tipp["sk"]) == ("TIPP", True, True)
    assert asks("K", "K2.2", "sebab")
    assert len(ASPECTS) == 7


def test_the_work_plan_has_its_18_points_and_each_must_be_ticked():
    points = [entry for entry in find_step("S", "S3.4").entries if entry.key.startswith("butir_")]
    assert len(points) == 18
    assert {text for point in points for text in shortcomings(point, "")} == {"belum dicentang"}


def test_a_number_of_a_row_outside_its_bounds_is_named_with_its_row():
    areas = entry("K", "K2.5a", "calon_kawasan")
    scored = rows_of(areas, "hasil", "TERPILIH", "CADANGAN")
    scored[1]["lahan"] = "6"
    assert shortcomings(areas, scored) == ["baris 2: Kesiapan lahan lebih dari 5"]


def test_works_are_handed_over_only_when_they_are_finished():
    for track, step in (("K", "K3.3"), ("S", "S4"), ("L", "L4")):
        assert shortcomings(entry(track, step, "fisik_akhir"), "99.5")
        assert shortcomings(entry(track, step, "fisik_akhir"), "100") == []


def test_a_tfl_who_guided_last_year_says_what_was_done_and_what_changes_but_a_new_team_is_not_held_up():
    told = entry("S", "S1.0", "refleksi_tfl")
    assert [column.key for column in told.columns] == ["nama", "tugas", "dikerjakan", "diperbaiki"]
    assert not told.required
    half = [{"nama": "TFL Contoh", "tugas": "Mendampingi rembuk", "dikerjakan": "", "diperbaiki": ""}]
    assert shortcomings(told, half)
