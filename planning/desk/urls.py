"""Addresses of the desk."""

from django.urls import path

from planning.desk.views import history

app_name = "desk"
urlpatterns = [
    path("riwayat/<str:kind>/<str:key>/", history.history_detail, name="history-detail"),
]
