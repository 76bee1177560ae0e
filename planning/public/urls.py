from django.urls import path

from planning.public.views import papers, places

app_name = "public"
urlpatterns = [
    path("robots.txt", places.robots_text, name="robots-text"),
    path("publik/", places.place_search, name="place-search"),
    path("publik/<str:code>/", places.place_detail, name="place-detail"),
    path("cek/", papers.document_find, name="document-find"),
    path("cek/<str:code>/", papers.document_check, name="document-check"),
]
