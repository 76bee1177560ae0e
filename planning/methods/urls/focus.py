"""Addresses of the focus group discussion."""

from django.urls import path

from planning.methods.views import focus

ONE = "siklus/<int:cycle>/metode/<int:pk>/"

urlpatterns = [
    path(f"{ONE}pertanyaan/", focus.question_edit, name="question-edit"),
    path(f"{ONE}pokok-pikiran/<int:group>/", focus.point_edit, name="point-edit"),
]
