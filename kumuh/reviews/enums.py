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
    CONSULT = "TIMBANG", "memberi pertimbangan"
    VERIFY = "VERIFIKASI", "memverifikasi"
    APPROVE = "SAHKAN", "mengesahkan"
    REOPEN = "BUKA", "membuka kembali"
    ACKNOWLEDGE = "KETAHUI", "menandai sudah diketahui"


class Opinion(models.TextChoices):
    """What a consulted body says; never a decision: what must change is written as a note."""

    AGREE = "SETUJU", "Setuju"
    WITH_NOTES = "CATATAN", "Setuju dengan catatan"


class Severity(models.TextChoices):
    REQUIRED = "WAJIB", "Wajib dijawab"
    ADVICE = "SARAN", "Saran"


class Party(models.TextChoices):
    """Whose turn it is: exactly one party at a time."""

    SUBMITTER = "PENGAJU", "Pengaju"
    ADVISER = "PENIMBANG", "Pemberi pertimbangan"
    VERIFIER = "PEMERIKSA", "Pemeriksa"
    APPROVER = "PENGESAH", "Pengesah"
    NOBODY = "SELESAI", "Tidak ada lagi"
