"""Addresses of the core pages."""

from django.urls import path

from kumuh.core import views

app_name = "core"
urlpatterns = [path("gaya/", views.style_gallery, name="style-gallery")]
