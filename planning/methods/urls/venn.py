"""Address of the Venn diagram."""

from django.urls import path

from planning.methods.views import venn

urlpatterns = [
    path("siklus/<int:cycle>/metode/<int:pk>/venn/<int:group>/", venn.venn_edit, name="venn-edit"),
]
