"""Addresses of people, offices and typed work."""

from django.urls import path

from kumuh.accounts.views import drafts

app_name = "accounts"

urlpatterns = [
    path("draf/<path:key>/", drafts.draft, name="draft"),
    path("isian-belum-dikirim/", drafts.draft_list, name="draft-list"),
    path("isian-belum-dikirim/<int:pk>/", drafts.draft_detail, name="draft-detail"),
    path("isian-belum-dikirim/<int:pk>/buang/", drafts.draft_drop, name="draft-drop"),
]
