"""Addresses of baseline data, its imports, and the regulation versions."""

from django.urls import path

from kumuh.conditions.views import areas, drafts, imports, records, rulesets, surveys

app_name = "conditions"
SURVEY = "baseline/<str:code>/<int:year>/"
RT = f"{SURVEY}rt/<int:pk>/"

urlpatterns = [
    path("baseline/", areas.kelurahan_list, name="kelurahan-list"),
    path("baseline/impor/<int:pk>/", imports.import_trial, name="import-trial"),
    path("baseline/impor/<int:pk>/terapkan/", imports.import_apply, name="import-apply"),
    path("baseline/impor/<int:pk>/galat/", imports.import_errors, name="import-errors"),
    path("baseline/<str:code>/", areas.survey_list, name="survey-list"),
    path("baseline/<str:code>/baru/", surveys.survey_new, name="survey-new"),
    path("baseline/<str:code>/perkembangan/", areas.area_trajectory, name="area-trajectory"),
    path("baseline/<str:code>/impor/", imports.import_new, name="import-new"),
    path("baseline/<str:code>/templat/<str:kind>/", imports.template_download, name="template-download"),
    path(SURVEY, surveys.survey_detail, name="survey-detail"),
    path(f"{SURVEY}ubah/", surveys.survey_edit, name="survey-edit"),
    path(f"{SURVEY}ekspor/<str:kind>/", surveys.survey_export, name="survey-export"),
    path(f"{SURVEY}rancangan/", drafts.survey_draft, name="survey-draft"),
    path(RT, records.rt_record, name="rt-record"),
    path(f"{RT}isi/", records.rt_record_edit, name="rt-record-edit"),
    path(f"{RT}hitung/", records.rt_record_preview, name="rt-record-preview"),
    path(f"{RT}status/", records.rt_status_edit, name="rt-status-edit"),
    path(f"{RT}rancangan/", drafts.rt_draft_confirm, name="rt-draft-confirm"),
    path("aturan/", rulesets.ruleset_list, name="ruleset-list"),
    path("aturan/bawaan/", rulesets.ruleset_default, name="ruleset-default"),
    path("aturan/tambah/", rulesets.ruleset_add, name="ruleset-add"),
    path("aturan/terapkan/", rulesets.ruleset_apply, name="ruleset-apply"),
    path("aturan/<str:code>/unduh/", rulesets.ruleset_download, name="ruleset-download"),
    path("aturan/<str:code>/", rulesets.ruleset_detail, name="ruleset-detail"),
]
