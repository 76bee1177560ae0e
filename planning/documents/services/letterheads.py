"""The letterhead of an office."""

from __future__ import annotations

from typing import IO, Any

from django.db import transaction

from kumuh.core.uploads import clean_upload
from planning.documents.models import Letterhead
from planning.documents.numbering import check_pattern


@transaction.atomic
def save_letterhead(
    *,
    region_code: str,
    body: str,
    lines: str,
    address: str,
    number_pattern: str,
    paper: str,
    logo: IO[bytes] | None = None,
    by: Any = None,
) -> Letterhead:
    """Set how the letters of `body` in the region look and are numbered; later editions use it, printed ones stay.

    Raises `PatternRefused` for a pattern that cannot be filled.
    """
    check_pattern(number_pattern)
    head, created = Letterhead.objects.select_for_update().get_or_create(region_id=region_code, body=body)
    head.lines, head.address = lines.strip(), address.strip()
    head.number_pattern, head.paper = number_pattern, paper
    if logo is not None:
        clean = clean_upload(logo, allow_pdf=False)
        head.logo.save(clean.name, clean.as_file(), save=False)
    head.version += 0 if created else 1
    head._history_user = by  # type: ignore[attr-defined]  # read by simple_history
    head.save()
    return head
