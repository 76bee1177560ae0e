from django.urls import path

from planning.programs.views import investments, outcomes, prices, priority, works

app_name = "programs"
urlpatterns = [
    path("siklus/<int:cycle>/kegiatan/", works.work_list, name="work-list"),
    path("siklus/<int:cycle>/kegiatan/baru/", works.work_add, name="work-add"),
    path("siklus/<int:cycle>/kegiatan/hitung/", works.work_compute, name="work-compute"),
    path("siklus/<int:cycle>/kegiatan/dampak/", works.effect_detail, name="effect-detail"),
    path("siklus/<int:cycle>/kegiatan/<int:pk>/", works.work_detail, name="work-detail"),
    path("siklus/<int:cycle>/kegiatan/<int:pk>/ubah/", works.work_edit, name="work-edit"),
    path("siklus/<int:cycle>/kegiatan/<int:pk>/hasil/", outcomes.outcome_edit, name="outcome-edit"),
    path("siklus/<int:cycle>/kegiatan/<int:pk>/hasil/hitung/", outcomes.outcome_compute, name="outcome-compute"),
    path("siklus/<int:cycle>/kegiatan/<int:pk>/tunda/", works.work_postpone, name="work-postpone"),
    path("siklus/<int:cycle>/kegiatan/<int:pk>/keluarkan/", works.work_decline, name="work-decline"),
    path("siklus/<int:cycle>/kegiatan/<int:pk>/ambil-lagi/", works.work_resume, name="work-resume"),
    path("siklus/<int:cycle>/kegiatan/<int:pk>/selesai/", works.work_finish, name="work-finish"),
    path("siklus/<int:cycle>/prioritas/", priority.priority_detail, name="priority-detail"),
    path("siklus/<int:cycle>/prioritas/atur/", priority.priority_edit, name="priority-edit"),
    path("siklus/<int:cycle>/prioritas/<int:pk>/keluarkan/", priority.priority_exclude, name="priority-exclude"),
    path("siklus/<int:cycle>/prioritas/<int:pk>/masukkan/", priority.priority_include, name="priority-include"),
    path("dana/<str:code>/", priority.fund_detail, name="fund-detail"),
    path("dana/<str:code>/atur/", priority.fund_edit, name="fund-edit"),
    path("harga-satuan/<str:code>/", prices.price_list, name="price-list"),
    path("harga-satuan/<str:code>/baru/", prices.price_add, name="price-add"),
    path("harga-satuan/<str:code>/<int:pk>/", prices.price_edit, name="price-edit"),
    path("penanganan/<str:code>/", investments.investment_list, name="investment-list"),
    path("penanganan/<str:code>/baru/", investments.investment_add, name="investment-add"),
    path("penanganan/<str:code>/templat/", investments.investment_template, name="investment-template"),
    path("penanganan/<str:code>/ekspor/", investments.investment_export, name="investment-export"),
    path("penanganan/<str:code>/impor/", investments.investment_import, name="investment-import"),
    path("penanganan/<str:code>/impor/<int:pk>/", investments.trial_detail, name="trial-detail"),
    path("penanganan/<str:code>/impor/<int:pk>/terapkan/", investments.trial_apply, name="trial-apply"),
]
