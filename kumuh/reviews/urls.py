"""Addresses of reviews."""

from django.urls import path

from kumuh.reviews import views

app_name = "reviews"

urlpatterns = [
    path("giliran-saya/", views.inbox, name="inbox"),
    path("periksa/<int:pk>/", views.review_detail, name="review-detail"),
    path("periksa/<int:pk>/ajukan/", views.review_submit, name="review-submit"),
    path("periksa/<int:pk>/pertimbangan/", views.review_consult, name="review-consult"),
    path("periksa/<int:pk>/kembalikan/", views.review_return, name="review-return"),
    path("periksa/<int:pk>/verifikasi/", views.review_verify, name="review-verify"),
    path("periksa/<int:pk>/sahkan/", views.review_approve, name="review-approve"),
    path("periksa/<int:pk>/buka-kembali/", views.review_reopen, name="review-reopen"),
    path("periksa/<int:pk>/diketahui/", views.review_acknowledge, name="review-acknowledge"),
    path("periksa/<int:pk>/catatan/", views.note_add, name="note-add"),
    path("periksa/catatan/<int:pk>/jawab/", views.note_answer, name="note-answer"),
]
