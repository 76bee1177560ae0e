from django.apps import AppConfig


class CityConfig(AppConfig):
    name = "planning.city"
    label = "city"
    verbose_name = "Rencana kota"

    def ready(self) -> None:
        from kumuh.areas.registry import register_doors
        from planning.city import checks
        from planning.cycles.enums import Track
        from planning.cycles.registry import register_page

        checks.register()
        city = frozenset({Track.CITY})
        register_page("Profil kota", "city:profile-detail", order=20, tracks=city)
        register_page("Jawaban butir RPLP", "city:item-list", order=30, tracks=city)
        register_page("Program kawasan", "city:programme-list", order=40, tracks=city)
        register_page("Kesepakatan akhir", "city:agreement-list", order=50, tracks=city)
        register_page("Lima makna terpadu", "city:light-list", order=60, tracks=city)
        register_page("Jawaban kota", "city:place-answers", order=70)
        register_doors(checks.doors, order=60)
