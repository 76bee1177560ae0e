"""Addresses of the scoring matrix."""

from django.urls import path

from planning.methods.views import matrix, ratings

ONE = "siklus/<int:cycle>/metode/<int:pk>/"
GROUP = f"{ONE}nilai/<int:group>/"

urlpatterns = [
    path(f"{ONE}cara-menilai/", matrix.matrix_edit, name="matrix-edit"),
    path(f"{ONE}kriteria/", matrix.criterion_edit, name="criterion-edit"),
    path(f"{ONE}yang-dibandingkan/", matrix.alternative_edit, name="alternative-edit"),
    path(f"{ONE}ambil/<slug:source>/", matrix.alternative_take, name="alternative-take"),
    path(f"{ONE}lembar-nilai-<slug:paper>.pdf", matrix.matrix_sheet, name="matrix-sheet"),
    path(f"{ONE}lihat-saja/", ratings.rating_look, name="rating-look"),
    path(GROUP, ratings.rating_list, name="rating-list"),
    path(f"{GROUP}saya/", ratings.rating_own, name="rating-own"),
    path(f"{GROUP}kertas/", ratings.rating_add, name="rating-add"),
    path(f"{GROUP}kertas/<int:rater>/", ratings.rating_edit, name="rating-edit"),
    path(f"{GROUP}hapus/<int:rater>/", ratings.rating_drop, name="rating-drop"),
]
