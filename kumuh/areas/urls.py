"""Addresses of places."""

from django.urls import path

from kumuh.areas.views import boundaries, decrees, neighbourhoods, regions

app_name = "areas"
urlpatterns = [
    path("wilayah/", regions.region_list, name="region-list"),
    path("wilayah/<str:code>/", regions.region_detail, name="region-detail"),
    path("wilayah/<str:code>/rt/baru/", neighbourhoods.neighbourhood_new, name="neighbourhood-new"),
    path("wilayah/<str:code>/rt/gabung/", neighbourhoods.neighbourhood_merge, name="neighbourhood-merge"),
    path("wilayah/<str:code>/rt/<int:pk>/ubah/", neighbourhoods.neighbourhood_rename, name="neighbourhood-rename"),
    path("wilayah/<str:code>/rt/<int:pk>/pecah/", neighbourhoods.neighbourhood_split, name="neighbourhood-split"),
    path("wilayah/<str:code>/kawasan/", neighbourhoods.settlement_assign, name="settlement-assign"),
    path("wilayah/<str:code>/batas/", boundaries.boundary_import, name="boundary-import"),
    path("wilayah/<str:code>/batas/periksa/<str:key>/", boundaries.boundary_check, name="boundary-check"),
    path("wilayah/<str:code>/batas/<int:pk>/hapus/", boundaries.boundary_delete, name="boundary-delete"),
    path("sk-kumuh/", decrees.decree_list, name="decree-list"),
    path("sk-kumuh/baru/", decrees.decree_new, name="decree-new"),
    path("sk-kumuh/<int:pk>/", decrees.decree_detail, name="decree-detail"),
    path("sk-kumuh/<int:pk>/ubah/", decrees.decree_change, name="decree-change"),
    path("sk-kumuh/<int:pk>/rt/", decrees.decree_rts, name="decree-rts"),
    path("sk-kumuh/<int:pk>/cabut/", decrees.decree_revoke, name="decree-revoke"),
    path("sk-kumuh/<int:pk>/salinan/", decrees.decree_scan, name="decree-scan"),
]
