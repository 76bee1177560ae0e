from django.urls import path

from planning.documents.views import cycles, documents, editions, letterheads, signatures

ONE = "dokumen/<slug:kind>/<int:subject_id>/"
EDITION = "dokumen/edisi/<int:pk>/"

app_name = "documents"
urlpatterns = [
    path("siklus/<int:cycle>/dokumen/", cycles.cycle_documents, name="cycle-documents"),
    path("siklus/<int:cycle>/dokumen/kop/satker/", letterheads.satker_letterhead_edit, name="satker-letterhead-edit"),
    path("siklus/<int:cycle>/dokumen/kop/<slug:body>/", letterheads.letterhead_edit, name="letterhead-edit"),
    path(EDITION, editions.edition_detail, name="edition-detail"),
    path(f"{EDITION}berkas/", editions.edition_file, name="edition-file"),
    path(f"{EDITION}beda/", editions.edition_compare, name="edition-compare"),
    path(f"{EDITION}cabut/", editions.edition_revoke, name="edition-revoke"),
    path(f"{EDITION}tanda-tangan/", signatures.signature_add, name="signature-add"),
    path("dokumen/tanda-tangan/<int:pk>/", signatures.signature_file, name="signature-file"),
    path(ONE, documents.document_print, name="document-print"),
    path(f"{ONE}draf/", documents.document_preview, name="document-preview"),
    path(f"{ONE}proses/<uuid:job>/", documents.document_progress, name="document-progress"),
]
