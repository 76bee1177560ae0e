"""Files of the survey: forms that KoboToolbox and ODK open, and their answers taken over once."""

import re
from uuid import UUID

import pytest
from pyxform.xls2json_backends import xlsx_to_dict
from pyxform.xls2xform import convert

from kumuh.core.spreadsheets import Column, ColumnKind, Table, read_workbook, write_xlsx
from planning.methods.errors import MethodRefused, SessionLocked
from planning.methods.exports.survey import answers_workbook, xlsform
from planning.methods.imports.survey import apply_answers, try_answers
from planning.methods.models import AreaSheet, Household
from planning.methods.queries.survey import overview_of
from planning.methods.services.survey import write_household
from planning.methods.survey.questions import AREA, FORMS, HOUSEHOLD
from planning.methods.survey.xlsform import asked_words, rt_code
from tests.planning.methods.builders import agreed, fresh
from tests.planning.methods.surveyed import AREA as AREA_ANSWERS
from tests.planning.methods.surveyed import area, filled_survey, household, surveyed, written

pytestmark = pytest.mark.django_db
LABEL = "label::Bahasa Indonesia (id)"


# --- XLSForm ----------------------------------------------------------------------------------------------------
def sheets(session, letter):
    book = read_workbook(xlsform(session, letter), "formulir.xlsx")
    found = {}
    for sheet in book.sheets:
        head, *rows = sheet.rows
        found[sheet.name] = [dict(zip(head.values, row.values, strict=False)) for row in rows]
    return found


@pytest.mark.parametrize("letter", FORMS)
def test_the_form_is_an_xform_to_the_library_of_the_collecting_programs(world, letter, tmp_path):
    session = surveyed(world)
    path = tmp_path / "formulir.xlsx"
    path.write_bytes(xlsform(session, letter))
    assert set(xlsx_to_dict(str(path))) >= {"survey", "choices", "settings"}
    made = convert(str(path), validate=False)
    assert f'id="survei_swadaya_{letter.lower()}_{session.pk}"' in made.xform
    assert 'lang="Bahasa Indonesia (id)"' in made.xform
    for question in FORMS[letter].questions:
        assert re.search(rf'nodeset="/\w+/\w+/{question.key}"', made.xform), question.key
    assert not [warning for warning in made.warnings if "google" not in warning.lower()]


def test_types_relevance_constraints_and_choices_are_those_of_the_questions(world):
    session = surveyed(world)
    found = sheets(session, "A")
    rows = {row["name"]: row for row in found["survey"] if row["name"]}
    assert rows["jiwa_l"]["type"] == "integer"
    assert rows["panjang"]["type"] == "decimal"
    assert rows["tanggal"]["type"] == "date"
    assert rows["nama_kk"]["type"] == "text"
    assert rows["mbr"]["type"] == rows["akses_jalan"]["type"] == "select_one ya_tidak"
    assert rows["kloset"]["relevant"] == "${jamban} = 'SENDIRI' or ${jamban} = 'BERSAMA'"
    assert rows["angkut_seminggu"]["relevant"] == "${buang_sampah} = 'DIANGKUT'"
    assert rows["panjang"]["constraint"] == ". > 0 and . <= 200"
    assert rows["nik"]["constraint"] == "regex(., '^[0-9]{16}$')"
    assert rows["panjang"][LABEL] == "Panjang lantai (m)"
    choices = [(row["list_name"], row["name"], row[LABEL]) for row in found["choices"]]
    assert [one[1:] for one in choices if one[0] == "rt"] == [(rt_code(rt.pk), rt.label) for rt in world.rts]
    assert ("pilihan_jamban", "SENDIRI", "Jamban keluarga") in choices
    assert len(choices) == len(set(choices))
    parts = {row["name"]: row for row in sheets(session, "B")["survey"] if row["name"]}
    assert parts["jalan_rusak"]["constraint"].endswith("and (. <= ${jalan_ada} or ${jalan_ada} = '')")


def test_the_same_session_always_gives_the_same_form(world):
    session = surveyed(world)
    assert xlsform(session, "A") == xlsform(session, "A")


# --- Answers ----------------------------------------------------------------------------------------------------
GROUP = {question.key: section.key for form in (HOUSEHOLD, AREA) for section in form.sections
         for question in section.questions}  # fmt: skip


def exported(rows, *, labels=None, groups=True):
    """A workbook as KoboToolbox exports it: names with their groups (or labels), system columns at the end."""
    keys = list(dict.fromkeys(key for row in rows for key in row))

    def heading(key):
        if labels and key in labels:
            return labels[key]
        return f"bagian_{GROUP[key]}/{key}" if groups and key in GROUP else key

    columns = [Column(key, heading(key), ColumnKind.TEXT) for key in ("start", *keys, "_submission_time")]
    told = [{key: str(value) for key, value in row.items()} for row in rows]
    return write_xlsx([Table("Survei", columns, told, key_row=False)])


def sent(world, number, uuid="", rt=0, **changes):
    answers = household(str(number), **changes)
    uuid = uuid or f"0000-{number}"
    return {**answers, "rt": rt_code(world.rts[rt].pk), "_uuid": uuid}


def tried(world, session, rows, filename="kobo.xlsx", **how):
    content = rows if isinstance(rows, bytes) else exported(rows, **how)
    return try_answers(session=session, content=content, filename=filename, by=world.cast.fasilitator)


def taken(world, session, rows, **how):
    return apply_answers(trial=tried(world, session, rows, **how), by=world.cast.fasilitator)


def test_trying_changes_nothing_and_applying_keeps_every_row(world):
    session = surveyed(world)
    trial = tried(world, session, [sent(world, 1), sent(world, 2, sumber_air="SUNGAI")])
    assert trial.report["jumlah"] == {"baru": 2, "berubah": 0, "tetap": 0, "galat": 0}
    assert not Household.objects.exists()
    done = apply_answers(trial=trial, by=world.cast.fasilitator)
    assert (done.created, done.changed, done.same) == (2, 0, 0)
    assert [row.verdict for row in Household.objects.all()] == ["0" * 10, "0010000000"]
    assert {row.history.get().history_change_reason for row in Household.objects.all()} == {"Impor kobo.xlsx"}
    trial.refresh_from_db()
    assert trial.rows == []


def test_the_same_submissions_sent_twice_are_stored_once(world):
    session = surveyed(world)
    rows = [sent(world, 1), sent(world, 2)]
    taken(world, session, rows)
    again = taken(world, session, [*rows, sent(world, 3)])
    assert (again.created, again.changed, again.same) == (1, 0, 2)
    assert Household.objects.count() == 3


def test_a_file_that_was_taken_over_is_not_taken_over_again(world):
    session = surveyed(world)
    trial = tried(world, session, [sent(world, 1)])
    apply_answers(trial=trial, by=world.cast.fasilitator)
    with pytest.raises(MethodRefused, match="sudah diambil"):
        apply_answers(trial=trial, by=world.cast.fasilitator)


def test_a_corrected_submission_replaces_its_answers_with_history(world):
    session = surveyed(world)
    taken(world, session, [sent(world, 1)])
    done = taken(world, session, [sent(world, 1, sumber_air="SUNGAI")])
    row = Household.objects.get()
    assert (done.changed, row.verdict, row.version) == (1, "0010000000", 2)
    assert [one.verdict for one in row.history.all()] == ["0010000000", "0" * 10]


def test_a_correction_made_here_survives_the_same_submission(world):
    session = surveyed(world)
    taken(world, session, [sent(world, 1)])
    row = Household.objects.get()
    write_household(
        session=session, rt=world.rts[0], answers=household("1", jiwa_l=5), by=world.cast.fasilitator, household=row
    )
    assert taken(world, session, [sent(world, 1)]).same == 1
    assert Household.objects.get().men == 5


def test_wrong_rows_are_told_with_their_cell_and_the_others_are_taken(world):
    session = surveyed(world)
    rows = [
        sent(world, 1, jamban="EMAS"),
        sent(world, 2, jiwa_l="tiga"),
        sent(world, 3) | {"rt": "rt_999999"},
        sent(world, 4, nik="77"),
        sent(world, 5),
        sent(world, 5),
    ]
    trial = tried(world, session, rows)
    assert trial.report["jumlah"] == {"baru": 1, "berubah": 0, "tetap": 0, "galat": 5}
    told = {item["baris"]: item for item in trial.report["galat"]}
    assert (told[2]["kolom"], told[2]["isi"]) == ("Jamban yang dipakai", "EMAS")
    assert "bukan salah satu jawaban" in told[2]["alasan"]
    assert told[3]["kolom"] == "Anggota keluarga laki-laki"
    assert told[4]["alasan"] == "RT ini tidak ada di kelurahan ini."
    assert (told[5]["kolom"], told[5]["isi"]) == ("NIK kepala keluarga", "")  # what is private is not repeated
    assert told[7]["alasan"] == "Sama dengan baris 6 dalam berkas ini."
    assert apply_answers(trial=trial, by=world.cast.fasilitator).created == 1


def test_labels_csv_and_the_prefix_of_odk_are_understood(world):
    session = surveyed(world)
    labels = {question.key: f"{GROUP[question.key]}/{asked_words(question)}" for question in HOUSEHOLD.questions}
    row = sent(world, 1, jamban="Jamban keluarga") | {"rt": world.rts[0].label}
    assert tried(world, session, [row], labels=labels).report["jumlah"]["baru"] == 1
    odk = sent(world, 2, uuid="") | {"KEY": "uuid:abc-2"}
    odk.pop("_uuid")
    heads = [f"bagian_{GROUP[key]}-{key}" if key in GROUP else key for key in odk]
    text = ",".join(heads) + "\r\n" + ",".join(str(value) for value in odk.values()) + "\r\n"
    trial = tried(world, session, text.encode(), filename="odk.csv")
    assert trial.report["jumlah"]["baru"] == 1
    assert trial.rows[0]["uuid"] == "abc-2"
    kobo = ";".join(f'"{head}"' for head in odk) + "\n" + ";".join(f'"{value}"' for value in odk.values()) + "\n"
    assert tried(world, session, kobo.encode(), filename="kobo.csv").report["jumlah"]["baru"] == 1


def test_form_b_is_known_by_its_headings_and_replaces_the_sheet_of_its_rt(world):
    session = surveyed(world)
    row = {**AREA_ANSWERS, "rt": rt_code(world.rts[0].pk), "_uuid": "b-1"}
    taken(world, session, [row])
    assert AreaSheet.objects.get().answers["jalan_ada"] == "200"
    done = taken(world, session, [row | {"jalan_ada": "220", "_uuid": "b-2"}])
    assert (done.changed, AreaSheet.objects.get().answers["jalan_ada"]) == (1, "220")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"a,b\n1,2\n", "Judul kolomnya bukan dari formulir"), (b"%PDF-1.4", "bukan lembar kerja")],
)
def test_a_file_of_something_else_is_refused(world, content, sentence):
    with pytest.raises(MethodRefused, match=sentence):
        tried(world, surveyed(world), content, filename="x.csv")


def test_a_submission_of_another_survey_is_refused(world):
    session = surveyed(world)
    trial = tried(world, session, [sent(world, 1) | {"pendataan": str(session.pk + 1)}])
    assert trial.report["galat"][0]["alasan"] == "Kiriman ini milik survei lain."


def test_a_nik_that_is_there_already_is_told_and_never_stored_twice(world):
    session = surveyed(world)
    written(world, session, "1", nik="3375030000000001")
    trial = tried(world, session, [sent(world, 2, nik="3375030000000001")])
    assert trial.report["galat"][0]["alasan"] == "NIK ini sudah ada pada keluarga lain."
    later = tried(world, session, [sent(world, 3, nik="3375030000000002")])
    written(world, session, "9", nik="3375030000000002")
    with pytest.raises(MethodRefused, match="NIK"):
        apply_answers(trial=later, by=world.cast.fasilitator)


def test_an_agreed_survey_takes_nothing_over(world):
    session = filled_survey(world)
    trial = tried(world, session, [sent(world, 7)])
    agreed(world, session)
    with pytest.raises(SessionLocked):
        apply_answers(trial=trial, by=world.cast.fasilitator)


def test_our_own_export_comes_back_unchanged(world):
    session = filled_survey(world, panjang=None)
    area(world, session, rt=world.rts[1], luas="0.125")
    for letter in FORMS:
        trial = tried(world, session, answers_workbook(session, letter), filename=f"jawaban-{letter}.xlsx")
        assert trial.report["jumlah"]["tetap"] == {"A": 3, "B": 2}[letter]
        assert trial.report["jumlah"]["baru"] + trial.report["jumlah"]["galat"] == 0
    assert UUID(Household.objects.first().uuid)


def test_many_submissions_ask_few_queries(world, django_assert_max_num_queries):
    session = surveyed(world)
    rows = [sent(world, number, rt=number % 3) for number in range(400)]
    trial = tried(world, session, rows)
    with django_assert_max_num_queries(40):  # the database takes a limited number of values at once
        apply_answers(trial=trial, by=world.cast.fasilitator)
    assert overview_of(fresh(session)).tally.households == 400
