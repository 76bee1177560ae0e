"""Addresses of the problem tree."""

from django.urls import path

from planning.methods.views import tree

ONE = "siklus/<int:cycle>/metode/<int:pk>/"

urlpatterns = [
    path(f"{ONE}pohon/<int:group>/", tree.tree_edit, name="tree-edit"),
    path(f"{ONE}pohon/<int:group>/tujuan/", tree.goal_edit, name="goal-edit"),
]
