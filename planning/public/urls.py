from django.urls import path

from planning.public import views

app_name = "public"
urlpatterns = [
    path("cek/", views.document_find, name="document-find"),
    path("cek/<str:code>/", views.document_check, name="document-check"),
]
