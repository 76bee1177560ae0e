"""The application's addresses and one empty page of any size, to measure pages against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kumuh.urls import urlpatterns as own


def empty(request: HttpRequest, size: int) -> HttpResponse:
    return HttpResponse(" " * size)


urlpatterns = [*own, path("kosong/<int:size>/", empty)]
