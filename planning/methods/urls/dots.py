"""Addresses of dot voting."""

from django.urls import path

from planning.methods.views import dots

ONE = "siklus/<int:cycle>/metode/<int:pk>/"

urlpatterns = [
    path(f"{ONE}pilihan/", dots.option_edit, name="option-edit"),
    path(f"{ONE}titik/<int:group>/", dots.dot_edit, name="dot-edit"),
]
