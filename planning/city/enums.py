"""Words of the city's plan."""

from django.db import models


class AnswerStatus(models.TextChoices):
    """What the city answers to one item of a ratified kelurahan plan (KBIK Kota Metro: macro meets micro)."""

    ACCEPTED = "DITERIMA", "Diterima sebagai program sendiri"
    MERGED = "DIGABUNG", "Digabung ke program kawasan"
    POSTPONED = "DITUNDA", "Ditunda"
    DECLINED = "DITOLAK", "Ditolak"


#: Answers that bring an item into the plan of the city, and those that need a reason.
TAKEN = (AnswerStatus.ACCEPTED, AnswerStatus.MERGED)
SET_ASIDE = (AnswerStatus.POSTPONED, AnswerStatus.DECLINED)

#: The answers in one word, in the order in which they are offered.
SHORT_ANSWERS = {
    AnswerStatus.ACCEPTED: "Diterima",
    AnswerStatus.MERGED: "Digabung",
    AnswerStatus.POSTPONED: "Ditunda",
    AnswerStatus.DECLINED: "Ditolak",
}


class Intent(models.TextChoices):
    """The two kinds of handling (KBIK Kota Metro): keeping slums from growing, and making places better."""

    IMPROVEMENT = "PENINGKATAN", "Peningkatan kualitas"
    PREVENTION = "PENCEGAHAN", "Pencegahan"


class LightState(models.TextChoices):
    """How one of the five meanings of integrated planning stands."""

    GREEN = "HIJAU", "Terpenuhi"
    YELLOW = "KUNING", "Sebagian"
    RED = "MERAH", "Belum"
