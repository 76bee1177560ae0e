"""Addresses of the welfare ranking."""

from django.urls import path

from planning.methods.views import welfare

ONE = "siklus/<int:cycle>/metode/<int:pk>/"

urlpatterns = [
    path(f"{ONE}kelas/", welfare.class_edit, name="class-edit"),
    path(f"{ONE}kartu/", welfare.card_edit, name="card-edit"),
    path(f"{ONE}tumpukan/<int:group>/", welfare.sort_edit, name="sort-edit"),
    path(f"{ONE}daftar-nama/", welfare.name_list, name="name-list"),
]
