from django.urls import path

from planning.cycles import views

app_name = "cycles"
urlpatterns = [
    path("siklus/", views.cycle_list, name="cycle-list"),
    path("siklus/baru/", views.cycle_start, name="cycle-start"),
    path("siklus/<int:pk>/", views.cycle_detail, name="cycle-detail"),
    path("siklus/<int:pk>/peta/", views.map_detail, name="map-detail"),
    path("siklus/<int:pk>/sebab/", views.cause_detail, name="cause-detail"),
    path("siklus/<int:pk>/persiapan/", views.preparation_edit, name="preparation-edit"),
    path("siklus/<int:pk>/persiapan/usul-jadwal/", views.schedule_propose, name="schedule-propose"),
    path("siklus/<int:pk>/refleksi/", views.reflection_list, name="reflection-list"),
    path("siklus/<int:pk>/langkah/<str:step>/refleksi/", views.reflection_edit, name="reflection-edit"),
    path("siklus/<int:pk>/ambang/", views.thresholds_edit, name="thresholds-edit"),
    path("siklus/<int:pk>/langkah/<str:step>/catatan/", views.record_edit, name="record-edit"),
    path("siklus/<int:pk>/langkah/<str:step>/keluaran/<slug:code>/", views.paper_edit, name="paper-edit"),
    path("siklus/<int:pk>/langkah/<str:step>/keluaran/<slug:code>/berkas/", views.paper_file, name="paper-file"),
    path("siklus/<int:pk>/langkah/<str:step>/tutup/", views.step_close, name="step-close"),
    path("siklus/<int:pk>/langkah/<str:step>/buka/", views.step_reopen, name="step-reopen"),
    path("siklus/<int:pk>/langkah/<str:step>/kunci/", views.step_unlock, name="step-unlock"),
    path("siklus/<int:pk>/langkah/<str:step>/kunci/akhiri/", views.unlock_end, name="unlock-end"),
    path("siklus/<int:pk>/ulang/", views.cycle_repeat, name="cycle-repeat"),
    path("siklus/<int:pk>/urutan/", views.cycle_order, name="cycle-order"),
    path("program/", views.programme_list, name="programme-list"),
    path("program/<str:city>/<str:track>/", views.programme_edit, name="programme-edit"),
]
