"""Addresses of the survey of households."""

from django.urls import path

from planning.methods.views import survey, survey_files, survey_results

ONE = "siklus/<int:cycle>/metode/<int:pk>/survei/"
RT = f"{ONE}rt/<int:rt>/"

urlpatterns = [
    path(ONE, survey_results.survey_desk, name="survey-desk"),
    path(RT, survey_results.survey_rt, name="survey-rt"),
    path(f"{RT}putuskan/", survey_results.survey_settle, name="survey-settle"),
    path(f"{RT}kawasan/", survey.area_edit, name="survey-area"),
    path(f"{RT}keluarga/", survey.household_list, name="household-list"),
    path(f"{RT}keluarga/tambah/", survey.household_add, name="household-add"),
    path(f"{ONE}keluarga/<int:household>/", survey.household_edit, name="household-edit"),
    path(f"{ONE}keluarga/<int:household>/hapus/", survey.household_drop, name="household-drop"),
    path(f"{ONE}formulir-<slug:letter>.xlsx", survey_files.survey_form_file, name="survey-form-file"),
    path(f"{ONE}jawaban-<slug:letter>.xlsx", survey_files.survey_answers_file, name="survey-answers-file"),
    path(f"{ONE}impor/", survey_files.survey_import, name="survey-import"),
    path(f"{ONE}impor/<int:trial>/", survey_files.survey_trial, name="survey-trial"),
    path(f"{ONE}impor/<int:trial>/ambil/", survey_files.survey_apply, name="survey-apply"),
]
