from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "kumuh.reviews"
    label = "reviews"
    verbose_name = "Pemeriksaan dan pengesahan"

    def ready(self) -> None:
        from kumuh.accounts.permissions import SECTIONS
        from kumuh.reviews.permissions import chains_section

        if chains_section not in SECTIONS:
            SECTIONS.append(chains_section)
