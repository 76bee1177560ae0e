"""States, verbs and severities of a review."""

from django.db import models


class ReviewState(models.TextChoices):
    """The one way from draft to approved; only `reviews.services` moves along it."""

    DRAFT = "DRAF", "Draf"
    SUBMITTED = "DIAJUKAN", "Diajukan"
    RETURNED = "DIKEMBALIKAN", "Perlu dilengkapi"
    VERIFIED = "DIVERIFIKASI", "Diverifikasi"
    APPROVED = "DISAHKAN", "Disahkan"


class ReviewVerb(models.TextChoices):
    SUBMIT = "AJUKAN", "mengajukan"
    RETURN = "KEMBALIKAN", "mengembalikan"
    VERIFY = "VERIFIKASI", "memverifikasi"
    APPROVE = "SAHKAN", "mengesahkan"
    REOPEN = "BUKA", "membuka kembali"


class Severity(models.TextChoices):
    REQUIRED = "WAJIB", "Wajib dijawab"
    ADVICE = "SARAN", "Saran"


class Party(models.TextChoices):
    """Whose turn it is: exactly one party per state."""

    SUBMITTER = "PENGAJU", "Pengaju"
    VERIFIER = "PEMERIKSA", "Pemeriksa"
    APPROVER = "PENGESAH", "Pengesah"
    NOBODY = "SELESAI", "Tidak ada lagi"
