"""Addresses of the seasonal calendar."""

from django.urls import path

from planning.methods.views import calendar

ONE = "siklus/<int:cycle>/metode/<int:pk>/"

urlpatterns = [
    path(f"{ONE}kalender/<int:group>/", calendar.calendar_edit, name="calendar-edit"),
    path(f"{ONE}musim/", calendar.season_edit, name="season-edit"),
]
