"""Addresses of the transect."""

from django.urls import path

from planning.methods.views import transect

urlpatterns = [
    path("siklus/<int:cycle>/metode/<int:pk>/transek/<int:group>/", transect.transect_edit, name="transect-edit"),
]
