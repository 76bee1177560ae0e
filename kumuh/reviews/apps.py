from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "kumuh.reviews"
    label = "reviews"
    verbose_name = "Pemeriksaan dan pengesahan"
