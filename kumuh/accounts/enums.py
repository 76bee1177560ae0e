"""Roles and offices, in the words of the kelurahan office."""

from collections.abc import Iterable

from django.db import models


class Role(models.TextChoices):
    """What a person does in an area for a period."""

    FASILITATOR = "FASILITATOR", "Fasilitator kelurahan/TFL"
    ASKOT = "ASKOT", "Askot/Korkot"
    BKM = "BKM", "BKM/TIPP"
    KSM = "KSM", "KSM"
    LURAH = "LURAH", "Lurah"
    CAMAT = "CAMAT", "Camat"
    POKJA = "POKJA", "Pokja PKP"
    DINAS = "DINAS", "Verifikator dinas/DPIU"
    TAMK = "TAMK", "TAMK (tim teknis)"
    PPK = "PPK", "Satker/PPK"
    PEMANTAU = "PEMANTAU", "Pemantau (hanya membaca)"
    ADMIN = "ADMIN", "Admin aplikasi"


def role_names(roles: Iterable[str]) -> str:
    """The roles in words and in the order above: "Lurah atau Pokja PKP"."""
    wanted = set(roles)
    *first, last = [role.label for role in Role if role in wanted] or ["tidak seorang pun"]
    return f"{', '.join(first)} atau {last}" if first else last


class Office(models.TextChoices):
    """Offices that sign printed documents."""

    LURAH = "LURAH", "Lurah"
    CAMAT = "CAMAT", "Camat"
    BKM = "BKM", "Koordinator BKM"
    TIPP = "TIPP", "Koordinator TIPP"
    FASILITATOR = "FASILITATOR", "Senior Fasilitator"
    FASILITATOR_TEKNIK = "FASTEK", "Fasilitator Teknik"
    POKJA = "POKJA", "Ketua Pokja PKP"
    SATKER = "SATKER", "Kepala Satker"


class Mandate(models.TextChoices):
    """On whose behalf an official signs."""

    NONE = "", "Pejabat tetap"
    PLT = "PLT", "Plt. (pelaksana tugas)"
    PLH = "PLH", "Plh. (pelaksana harian)"
    AN = "AN", "a.n. (atas nama)"


#: How a mandate stands before an office on papers and in the history.
MANDATE_PREFIXES = {Mandate.PLT: "Plt.", Mandate.PLH: "Plh.", Mandate.AN: "a.n."}
