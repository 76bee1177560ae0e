"""The form that gives a key to a locked step."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone

from kumuh.accounts.models import User
from kumuh.core.forms import DateField, Form
from planning.cycles import queries
from planning.cycles.catalog.settings import KEY_DAYS
from planning.cycles.models import StepState
from planning.cycles.queries.unlocks import possible_holders


class UnlockForm(Form):
    """For whom, until when, why. Only people who fill steps here and have not judged this one are offered."""

    person = forms.ModelChoiceField(label="Dibuka untuk", queryset=User.objects.none(), empty_label="— pilih orang —")
    until = DateField(label="Terbuka sampai")
    reason = forms.CharField(
        label="Untuk apa", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, help_text="Tampak bagi semua."
    )

    def __init__(self, *args: Any, state: StepState, giver: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people = possible_holders(state.cycle, queries.review_of_step(state), giver)
        chosen = cast(forms.ModelChoiceField, self.fields["person"])
        chosen.queryset = User.objects.filter(pk__in=[person.pk for person in people]).order_by("name", "pk")
        chosen.help_text = "Yang sudah memverifikasi atau mengesahkan langkah ini tidak dapat diberi kunci."
        days = queries.thresholds(state.cycle)[KEY_DAYS]
        self.fields["until"].initial = timezone.localdate() + timedelta(days=min(days, 7))
        self.fields["until"].help_text = f"Paling lama {days} hari; berakhir sendiri sesudah hari itu."
