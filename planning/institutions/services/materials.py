"""The library of training materials."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from kumuh.areas.models import Region
from kumuh.core.formats import plain
from kumuh.core.models import delete_by, save_by
from kumuh.core.uploads import CleanFile
from planning.institutions.catalog import TOPIC_SETS
from planning.institutions.errors import InstitutionRefused
from planning.institutions.models import Material


@transaction.atomic
def keep_material(
    *,
    region: Region,
    topic_set: str,
    topic: str,
    title: str,
    by: Any,
    link: str = "",
    file: CleanFile | None = None,
) -> Material:
    """Put a handout (PDF or photo) or an address on the shelf of a topic.

    Refuses (InstitutionRefused) an unknown topic, no title, and neither file nor address.
    """
    found = TOPIC_SETS.get(topic_set)
    if found is None or found.topic(topic) is None:
        raise InstitutionRefused({"topic": "Pilih materinya."})
    if not title.strip():
        raise InstitutionRefused({"title": "Tulis judul bahan ini."})
    if file is None and not link:
        raise InstitutionRefused("Unggah berkas atau tulis alamatnya.")
    row = Material(region=region, topic_set=topic_set, topic=topic, title=plain(title), link=link)
    if file is not None:
        row.file.save(f"{region.pk}/{file.name}", file.as_file(), save=False)
    save_by(row, by)
    return row


@transaction.atomic
def drop_material(*, material: Material, by: Any) -> None:
    """Take a material off the shelf; its history stays."""
    delete_by(material, by)
