"""Addresses of the social map."""

from django.urls import path

from planning.methods.views import map_papers, maps

ONE = "siklus/<int:cycle>/metode/<int:pk>/"
GROUP = f"{ONE}peta/<int:group>/"

urlpatterns = [
    path("siklus/<int:cycle>/metode/cara-membuat-peta/", map_papers.map_help, name="map-help"),
    path(f"{ONE}dasar-peta/", maps.map_base, name="map-base"),
    path(f"{ONE}sketsa/", map_papers.map_sketch, name="map-sketch"),
    path(GROUP, maps.map_edit, name="map-edit"),
    path(f"{GROUP}tabel/", maps.map_table, name="map-table"),
    path(f"{GROUP}impor/", maps.map_import, name="map-import"),
    path(f"{GROUP}lihat/", map_papers.map_detail, name="map-detail"),
    path(f"{GROUP}unduh/peta.<slug:ending>", map_papers.map_file, name="map-file"),
    path(f"{GROUP}lembar.pdf", map_papers.map_sheet, name="map-sheet"),
]
