"""Words of printed documents."""

from django.db import models


class EditionState(models.TextChoices):
    DRAFT = "DRAF", "Draf"
    FINAL = "SAH", "Disahkan"
    REVOKED = "DICABUT", "Dicabut"


class Paper(models.TextChoices):
    F4 = "F4", "F4 (215 × 330 mm)"
    A4 = "A4", "A4 (210 × 297 mm)"


class SignatureKind(models.TextChoices):
    """What a signature is – and what the check page may claim."""

    WET = "BASAH", "Tanda tangan basah, pindaian diunggah"
    CERTIFIED = "TTE", "Tanda tangan elektronik tersertifikasi"


class SignatureState(models.TextChoices):
    """What the signatures of an edition are, as pages say it: plainly different kinds, never blurred."""

    NONE = "BELUM", "Belum ditandatangani"
    WET = "BASAH", "Tanda tangan basah (pindaian)"
    CERTIFIED = "TTE", "TTE tersertifikasi"
    BOTH = "CAMPUR", "Sebagian basah, sebagian TTE"
