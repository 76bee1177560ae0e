"""The letterhead of an office."""

from __future__ import annotations

from typing import IO, Any

from django.db import transaction

from kumuh.core.models import save_by
from kumuh.core.uploads import clean_upload
from kumuh.core.versions import claim_version
from planning.documents.errors import PrintRefused
from planning.documents.models import Letterhead
from planning.documents.numbering import PatternRefused, check_pattern


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
    expected_version: int | None = None,
) -> Letterhead:
    """Set how the letters of `body` in the region look and are numbered; later editions use it, printed ones stay.

    `expected_version` is the version the form was opened with. Refuses (`PrintRefused`) empty lines and a pattern
    that cannot be filled; raises `StaleRecord` when somebody saved in between.
    """
    if not lines.strip():
        raise PrintRefused("Tuliskan sedikitnya nama lembaga pada kop surat.")
    try:
        check_pattern(number_pattern)
    except PatternRefused as refusal:
        raise PrintRefused(str(refusal)) from None
    head, created = Letterhead.objects.select_for_update().get_or_create(region_id=region_code, body=body)
    if not created:
        claim_version(head, expected_version)
    head.lines, head.address = lines.strip(), address.strip()
    head.number_pattern, head.paper = number_pattern, paper
    if logo:
        clean = clean_upload(logo, allow_pdf=False)
        head.logo.save(clean.name, clean.as_file(), save=False)
    save_by(head, by)
    return head
