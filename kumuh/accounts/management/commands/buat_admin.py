"""The first administrator of a fresh installation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kumuh.accounts.services import create_first_admin


class Command(BaseCommand):
    help = "Membuat admin nasional pertama dan mencetak tautan sekali pakai untuk membuat kata sandinya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nama_akun")
        parser.add_argument("--nama", required=True, help="Nama lengkap.")
        parser.add_argument("--email", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            link = create_first_admin(username=options["nama_akun"], name=options["nama"], email=options["email"])
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from refusal
        self.stdout.write(link)
