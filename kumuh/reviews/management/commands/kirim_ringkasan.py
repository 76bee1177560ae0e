"""`manage.py kirim_ringkasan`: the one mail of the day to everybody who has news; meant for cron."""

from typing import Any

from django.core.management.base import BaseCommand

from kumuh.reviews.services import send_digests


class Command(BaseCommand):
    help = "Kirim ringkasan harian dan pengingat batas waktu; dijalankan lagi pada hari yang sama tidak mengirim ulang."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Ringkasan terkirim: {send_digests()}.")
