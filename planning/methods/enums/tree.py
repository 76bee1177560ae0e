"""Words of the problem tree."""

from django.db import models


class NodeKind(models.TextChoices):
    """The trunk, the roots below it, the branches above it."""

    CORE = "INTI", "Masalah inti"
    CAUSE = "SEBAB", "Sebab"
    EFFECT = "AKIBAT", "Akibat"
