"""Verbs of typed but unsaved forms: the server keeps them for their writer and for nobody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from kumuh.accounts.models import FormDraft, User
from kumuh.accounts.typed import MAX_TITLE, NotKept, clean_fields, clean_key, own_page, plain

#: The oldest drafts of a person give way above this number.
MOST_DRAFTS = 100


class NewerDraft(ValueError):
    """Another device already keeps a draft that was begun on a later version of the record."""

    def __init__(self, draft: FormDraft) -> None:
        self.draft = draft
        super().__init__("Draf ini diubah di perangkat lain.")


@transaction.atomic
def keep_draft(
    *,
    user: User,
    key: str,
    fields: Mapping[str, Sequence[str]],
    page: str = "",
    title: str = "",
    version: int | None = None,
) -> FormDraft:
    """Keep what `user` typed under `key`, replacing the person's earlier words there.

    `page` is the path of the form's page. Raises NotKept (shape, size, key) or NewerDraft (`version` older than that
    of the kept draft).
    """
    values = {"fields": clean_fields(fields.items()), "page": own_page(page), "title": plain(title)[:MAX_TITLE]}
    kept = FormDraft.objects.select_for_update().filter(user=user, key=clean_key(key)).first()
    if kept and version is not None and kept.base_version is not None and version < kept.base_version:
        raise NewerDraft(kept)
    draft, _ = FormDraft.objects.update_or_create(user=user, key=key, defaults=values | {"base_version": version})
    old = FormDraft.objects.filter(user=user).order_by("-saved_at", "-pk").values_list("pk", flat=True)[MOST_DRAFTS:]
    FormDraft.objects.filter(pk__in=list(old)).delete()
    return draft


def drop_draft(*, user: User, key: str) -> bool:
    """Forget the person's draft under `key`, because it was saved or thrown away; tells whether there was one."""
    return bool(FormDraft.objects.filter(user=user, key=key).delete()[0])


__all__ = ["NewerDraft", "NotKept", "drop_draft", "keep_draft"]
