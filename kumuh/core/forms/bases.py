"""Base classes of forms: plain Indonesian messages, a key for kept drafts, a guard against overwriting."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db import models
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kumuh.core.forms.conflicts import LockMixin
from kumuh.core.forms.fields import CountField, DateField, NumberField, RupiahField, TimeField
from kumuh.core.uploads import UploadRefused

SEEN = "dilihat"
CHOOSING = (forms.ChoiceField, forms.ModelChoiceField, forms.FileField)


def indonesian_formfield(column: models.Field, **options: Any) -> forms.Field | None:
    """The form field of a table column: our own for numbers, money, days and hours.

    A `BigIntegerField` whose name ends in "(Rp)" is money. Used by `ModelForm.Meta`.
    """
    if column.choices:
        return column.formfield(**options)
    if isinstance(column, models.DecimalField):
        return _own(column, NumberField, places=column.decimal_places, **options)
    if isinstance(column, models.BigIntegerField) and "(Rp)" in str(column.verbose_name):
        return _own(column, RupiahField, **options)
    if isinstance(column, models.IntegerField):
        lowest = 0 if column.get_internal_type().startswith("Positive") else None
        return _own(column, CountField, min_value=lowest, **options)
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        return _own(column, DateField, **options)
    if isinstance(column, models.TimeField):
        return _own(column, TimeField, **options)
    return column.formfield(**options)


def _own(column: models.Field, kind: type[forms.Field], **options: Any) -> forms.Field:
    defaults: dict[str, Any] = {
        "required": not column.blank,
        "label": str(column.verbose_name)[:1].upper() + str(column.verbose_name)[1:],
        "help_text": column.help_text,
    }
    if column.has_default():
        defaults["initial"] = column.default if callable(column.default) else column.get_default()
    return kind(**defaults | options)


class _HumanMixin:
    """What all our forms share. `draft_key` names the kept draft; empty means that none is kept."""

    fields: dict[str, forms.Field]
    instance: Any = None

    def __init__(self, *args: Any, draft_key: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.draft_key = draft_key or self._own_draft_key()
        for name, field in self.fields.items():
            label = field.label or name.replace("_", " ").capitalize()
            verb = "dipilih" if isinstance(field, CHOOSING) else "diisi"
            if field.error_messages.get("required") == type(field).default_error_messages.get(
                "required", forms.Field.default_error_messages["required"]
            ):
                field.error_messages["required"] = f"{label} belum {verb}."

    def add_error(self, field: str | None, error: Any) -> None:
        """Put a refused file at the one file field of the form, so that the summary leads there."""
        files = [name for name, kind in self.fields.items() if isinstance(kind, forms.FileField)]
        if field is None and isinstance(error, UploadRefused) and len(files) == 1:
            field = files[0]
        super().add_error(field, error)  # type: ignore[misc]  # the form behind this mixin has it

    def _own_draft_key(self) -> str:
        """Changing a row keeps its draft under the row; a new row needs a key from the view."""
        if self.instance is None or not self.instance.pk:
            return ""
        return f"{self.instance._meta.label_lower}/{self.instance.pk}/{type(self).__name__.lower()}"

    @cached_property
    def helper(self) -> FormHelper:
        """For `{% crispy form %}`; the page writes the `<form>` itself (docs/design.md)."""
        helper = FormHelper()
        helper.form_tag = False
        helper.include_media = False
        return helper

    @property
    def draft_attrs(self) -> SafeString:
        """Attributes of the `<form>` that keep the draft: `<form id="isian" method="post"{{ form.draft_attrs }}>`."""
        if not self.draft_key:
            return SafeString("")
        attributes = format_html(' data-draf="{}"', self.draft_key)
        version, saved = getattr(self.instance, "version", None), getattr(self.instance, "updated_at", None)
        if self.instance is not None and self.instance.pk and version:
            attributes += format_html(' data-draf-versi="{}"', version)
        if saved:
            attributes += format_html(' data-draf-disimpan="{}"', saved.isoformat())
        return attributes


class Form(_HumanMixin, forms.Form):
    """Base of forms without a table row behind them."""


class SeenForm(Form):
    """Carries the mark of what the page held when it was opened (a stamp of the stored values)."""

    dilihat = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def seen(self) -> str:
        return str(self.cleaned_data.get(SEEN, ""))

    def show_again(self, stamp: str) -> None:
        """After a conflict: the next save overwrites knowingly, because the person was told."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # what a browser sent is a QueryDict
        data[self.add_prefix(SEEN)] = stamp
        self.data = data


class ModelForm(_HumanMixin, forms.ModelForm):
    """Base of forms of a table row. Write `class Meta(ModelForm.Meta)` to get the Indonesian fields."""

    class Meta:
        formfield_callback = indonesian_formfield


class LockedForm(LockMixin, _HumanMixin, forms.Form):
    """A form for `instance` (a `Record`) whose fields carry the names of its columns.

    Nothing is written by the form; hand `cleaned_data` and `expected_version` to a verb.
    """

    def __init__(self, *args: Any, instance: models.Model, **options: Any) -> None:
        self.instance = instance
        columns = {column.name for column in instance._meta.get_fields() if column.concrete}
        stored = {name: column_value(instance, name) for name in self.base_fields if name in columns}
        options["initial"] = stored | (options.get("initial") or {})
        super().__init__(*args, **options)


class LockedModelForm(LockMixin, ModelForm):
    """A `ModelForm` that notices when somebody else saved the row since the page was opened."""


def column_value(instance: models.Model, name: str) -> Any:
    """Value of a column as a form shows it: primary keys for relations."""
    column = instance._meta.get_field(name)
    if isinstance(column, models.ManyToManyField):
        return list(getattr(instance, name).all()) if instance.pk else []
    return column.value_from_object(instance)  # type: ignore[union-attr]  # concrete columns only
