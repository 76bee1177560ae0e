"""What a decider or an author types on a review."""

from __future__ import annotations

from django import forms

from kumuh.reviews.enums import Opinion, Severity


class MoveForm(forms.Form):
    """Words beside a decision; `version` is the review that was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Keterangan", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, reason_label: str = "", reason_required: bool = False, **kwargs) -> None:  # type: ignore[no-untyped-def]  # Django's own signature
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = reason_label or "Keterangan"
        self.fields["reason"].required = reason_required


class OpinionForm(MoveForm):
    """The opinion of a consulted body, in one choice and its words."""

    field_order = ("version", "opinion", "reason")

    opinion = forms.ChoiceField(label="Pertimbangan", choices=Opinion.choices, widget=forms.RadioSelect)


class NoteForm(forms.Form):
    """A note pinned to a field or row; place and label come with the link that led here."""

    pin = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    pin_label = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Catatan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sebut apa yang perlu dilengkapi dan dari mana datanya dapat diambil.",
    )
    severity = forms.ChoiceField(label="Sifat", choices=Severity.choices, initial=Severity.REQUIRED)
    internal = forms.BooleanField(
        label="Catatan dalam", required=False, help_text="Hanya terbaca pemeriksa, tidak pernah tercetak."
    )

    def __init__(self, *args, may_write_internal: bool = True, **kwargs) -> None:  # type: ignore[no-untyped-def]  # Django's own signature
        super().__init__(*args, **kwargs)
        if not may_write_internal:
            del self.fields["internal"]


class AnswerForm(forms.Form):
    """The answer to one note."""

    text = forms.CharField(label="Jawaban", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
