"""Addresses of the city's plan."""

from django.urls import path

from planning.city.views import agreements, answers, lights, profile, programmes, progress, register

CYCLE = "siklus/<int:cycle>/"
ONE = f"{CYCLE}program-kawasan/<int:pk>/"

app_name = "city"
urlpatterns = [
    path("luas-kumuh/<str:code>/", register.register_detail, name="register-detail"),
    path("luas-kumuh/<str:code>/unduh/", register.register_export, name="register-export"),
    path(f"{CYCLE}profil-kota/", profile.profile_detail, name="profile-detail"),
    path(f"{CYCLE}profil-kota/<str:place>/jelaskan/", profile.area_explain, name="area-explain"),
    path(f"{CYCLE}jawaban-butir/", answers.item_list, name="item-list"),
    path(f"{CYCLE}jawaban-kota/", answers.place_answers, name="place-answers"),
    path(f"{CYCLE}program-kawasan/", programmes.programme_list, name="programme-list"),
    path(f"{CYCLE}program-kawasan/unduh/", programmes.programme_export, name="programme-export"),
    path(f"{CYCLE}program-kawasan/baru/", programmes.programme_add, name="programme-add"),
    path(ONE, programmes.programme_detail, name="programme-detail"),
    path(f"{ONE}ubah/", programmes.programme_edit, name="programme-edit"),
    path(f"{ONE}hapus/", programmes.programme_remove, name="programme-remove"),
    path(f"{CYCLE}kemajuan-program/", progress.progress_list, name="progress-list"),
    path(f"{CYCLE}kemajuan-program/<int:pk>/", progress.progress_edit, name="progress-edit"),
    path(f"{CYCLE}kesepakatan/", agreements.agreement_list, name="agreement-list"),
    path(f"{CYCLE}kesepakatan/<int:plan>/", agreements.agreement_edit, name="agreement-edit"),
    path(f"{CYCLE}kesepakatan/<int:plan>/berkas/", agreements.agreement_file, name="agreement-file"),
    path(f"{CYCLE}lima-makna/", lights.light_list, name="light-list"),
]
