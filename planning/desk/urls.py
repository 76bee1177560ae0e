"""Addresses of the desk."""

from django.urls import path

from planning.desk.views import city, history, search, start, stuck

app_name = "desk"
urlpatterns = [
    path("", start.start_page, name="start-page"),
    path("cari/", search.search_results, name="search-results"),
    path("kota/<str:code>/", city.city_detail, name="city-detail"),
    path("kota/<str:code>/unduh/", city.city_export, name="city-export"),
    path("kota/<str:code>/tertahan/", stuck.stuck_detail, name="stuck-detail"),
    path("kota/<str:code>/tertahan/unduh/", stuck.stuck_export, name="stuck-export"),
    path("kota/<str:code>/<str:place>/", city.city_place, name="city-place"),
    path("riwayat/<str:kind>/<str:key>/", history.history_detail, name="history-detail"),
    path("kunci/<int:pk>/perubahan/", history.late_change_list, name="late-change-list"),
    path("tentang-data/", start.source_list, name="source-list"),
]
