"""Addresses of people, offices and typed work."""

from django.urls import path

from kumuh.accounts.views import drafts, officials, people, profile

app_name = "accounts"

urlpatterns = [
    path("draf/<path:key>/", drafts.draft, name="draft-store"),
    path("isian-belum-dikirim/", drafts.draft_list, name="draft-list"),
    path("isian-belum-dikirim/<int:pk>/", drafts.draft_detail, name="draft-detail"),
    path("isian-belum-dikirim/<int:pk>/buang/", drafts.draft_drop, name="draft-drop"),
    path("profil/", profile.profile_detail, name="profile-detail"),
    path("profil/keluar-dari-semua/", profile.session_end_all, name="session-end"),
    path("orang/", people.people_home, name="people-home"),
    path("orang/baru/", people.person_create, name="person-create-national"),
    path("orang/wilayah/<str:code>/", people.people_list, name="people-list"),
    path("orang/wilayah/<str:code>/baru/", people.person_create, name="person-create"),
    path("orang/<int:pk>/", people.person_detail, name="person-detail"),
    path("orang/<int:pk>/tautan/", people.person_invite, name="person-invite"),
    path("orang/<int:pk>/tutup/", people.person_block, name="person-block"),
    path("orang/<int:pk>/buka/", people.person_unblock, name="person-unblock"),
    path("orang/<int:pk>/tugaskan/", people.assignment_create, name="assignment-create-national"),
    path("orang/<int:pk>/tugaskan/<str:code>/", people.assignment_create, name="assignment-create"),
    path("penugasan/<int:pk>/akhiri/", people.assignment_end, name="assignment-end"),
    path("siapa-boleh-apa/<str:code>/", people.area_rights_page, name="area-rights"),
    path("pejabat/<str:code>/", officials.official_list, name="official-list"),
    path("pejabat/<str:code>/baru/", officials.official_create, name="official-create"),
    path("pejabat/<int:pk>/ubah/", officials.official_edit, name="official-edit"),
]
