"""Addresses of the methods; every method keeps its own in a module here."""

from django.urls import path

from planning.methods.urls import calendar, dots, focus, maps, matrix, survey, transect, tree, venn, welfare
from planning.methods.views import guides, photos, sessions

ALL = "siklus/<int:cycle>/metode/"
ONE = f"{ALL}<int:pk>/"

app_name = "methods"
urlpatterns = [
    path(ALL, guides.session_list, name="session-list"),
    path(f"{ALL}pilih/", guides.method_choose, name="method-choose"),
    path(f"{ALL}panduan/<slug:method>/", guides.method_guide, name="method-guide"),
    path(f"{ALL}panduan/<slug:method>/lembar-kosong-<slug:paper>.pdf", guides.blank_file, name="blank-file"),
    path(f"{ALL}mulai/<slug:method>/", sessions.session_add, name="session-add"),
    path(ONE, sessions.session_detail, name="session-detail"),
    path(f"{ONE}ubah/", sessions.session_edit, name="session-edit"),
    path(f"{ONE}kelompok/", sessions.group_edit, name="group-edit"),
    path(f"{ONE}simpulan/", sessions.conclusion_edit, name="conclusion-edit"),
    path(f"{ONE}buka-lagi/", sessions.session_reopen, name="session-reopen"),
    path(f"{ONE}hapus/", sessions.session_drop, name="session-drop"),
    path(f"{ONE}foto/", photos.photo_list, name="photo-list"),
    path(f"{ONE}foto/<int:photo>/", photos.photo_file, name="photo-file"),
    path(f"{ONE}foto/<int:photo>/hapus/", photos.photo_delete, name="photo-delete"),
    *calendar.urlpatterns,
    *venn.urlpatterns,
    *focus.urlpatterns,
    *dots.urlpatterns,
    *maps.urlpatterns,
    *tree.urlpatterns,
    *welfare.urlpatterns,
    *transect.urlpatterns,
    *survey.urlpatterns,
    *matrix.urlpatterns,
]
