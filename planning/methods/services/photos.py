"""Photos of the paper original and of the group at work."""

from __future__ import annotations

from typing import IO, Any

from django.db import transaction

from kumuh.core.models import delete_by, save_by
from kumuh.core.uploads import clean_upload
from planning.methods.errors import MethodRefused
from planning.methods.models import MethodGroup, MethodPhoto, MethodSession
from planning.methods.services.guard import writable


def add_photo(
    *,
    session: MethodSession,
    file: IO[bytes],
    by: Any,
    caption: str = "",
    group: MethodGroup | None = None,
    has_people: bool = True,
) -> MethodPhoto:
    """Keep a photo or PDF scan, cleaned of place and camera data, under its content hash.

    Sending the same file twice keeps one. Raises UploadRefused, SessionLocked, StepLocked, MethodRefused (a group of
    another session).
    """
    clean = clean_upload(file, allow_pdf=True)
    with transaction.atomic():
        current = writable(session=session)
        if group is not None and group.session_id != current.pk:
            raise MethodRefused("Kelompok ini bukan bagian dari hasil ini.")
        found = current.photos.filter(digest=clean.digest).first()
        if found is not None:
            return found
        row = MethodPhoto(
            session=current, group=group, caption=caption.strip(), has_people=has_people, digest=clean.digest
        )
        row.file.save(f"{current.pk}/{clean.name}", clean.as_file(), save=False)
        try:
            save_by(row, by)
        except BaseException:
            row.file.storage.delete(str(row.file.name))
            raise
    return row


@transaction.atomic
def drop_photo(*, photo: MethodPhoto, by: Any) -> None:
    """Take back a photo sent by mistake; the history keeps that it was there, the file goes.

    Raises SessionLocked, StepLocked.
    """
    writable(session=photo.session)
    storage, name = photo.file.storage, str(photo.file.name)
    delete_by(photo, by)
    transaction.on_commit(lambda: storage.delete(name))
