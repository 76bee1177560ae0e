from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "planning.documents"
    label = "documents"
    verbose_name = "Dokumen"

    def ready(self) -> None:
        from planning.cycles.registry import register_page
        from planning.documents import checks, tasks
        from planning.documents.kinds.catalogue import register

        register()
        checks.register()
        tasks.register()
        register_page("Dokumen", "documents:cycle-documents", order=80)
