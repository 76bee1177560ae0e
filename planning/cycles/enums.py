"""Words of cycles and steps."""

from django.db import models


class Track(models.TextChoices):
    """Programme tracks (domain: STAGES)."""

    P2KP = "P", "P2KP 100-0-100"
    KOTAKU = "K", "KOTAKU kelurahan"
    SPBM = "S", "SPBM/SANIMAS"
    PLPBK = "L", "PLPBK"
    CITY = "C", "Kota (Pokja PKP)"


class StepStatus(models.TextChoices):
    NOT_STARTED = "BELUM", "Belum mulai"
    OPEN = "BERJALAN", "Berjalan"
    CLOSED = "SELESAI", "Selesai"
