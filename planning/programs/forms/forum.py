"""The grid of one Musrenbang level: a row for each item, typed like a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms

from kumuh.core.forms import CountField, SeenForm, YearField
from planning.cycles.models import Cycle
from planning.programs import queries
from planning.programs.enums import ForumLevel, ForumStatus
from planning.programs.queries import ForumItem
from planning.programs.services import ForumText
from planning.rembuk.models import Meeting

#: Columns of each level, left to right, besides status and reason.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    ForumLevel.KELURAHAN: ("department", "year", "reference", "rank"),
    ForumLevel.KECAMATAN: ("rank", "department", "year", "reference"),
    ForumLevel.CITY: ("department", "code", "year", "reference"),
}
LABELS: Final = {
    "status": "Keadaan",
    "reason": "Alasan atau catatan",
    "merged_into_id": "Digabung dengan",
    "department": "SKPD",
    "code": "Kode RPJMD/RKPD",
    "year": "Tahun",
    "reference": "Nomor rujukan (SIPD)",
    "rank": "Urutan",
}
#: Usual departments, as suggestions beside those that the city used before.
DEPARTMENTS: Final = (
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Dinas Perumahan dan Kawasan Permukiman",
    "Dinas Lingkungan Hidup",
    "Dinas Kesehatan",
    "Dinas Sosial",
    "Dinas Pemadam Kebakaran",
    "Kecamatan",
    "Kelurahan",
)
MOST_RANK = 999


@dataclass(frozen=True)
class Cell:
    """One field of a row; `column` is its name without the key of the work."""

    column: str
    label: str
    field: forms.BoundField


@dataclass(frozen=True)
class Line:
    """One item with its fields in the order of the page."""

    item: ForumItem
    status: Cell
    reason: Cell
    merged: Cell
    cells: tuple[Cell, ...]


class ForumForm(SeenForm):
    """Answers of one level. What an earlier level or the plan already knows stands in the empty fields."""

    def __init__(
        self, *args: Any, cycle: Cycle, level: str, items: Sequence[ForumItem], stamp: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.cycle, self.level, self.items, self.columns = cycle, level, items, COLUMNS[level]
        self.initial["dilihat"] = stamp
        if kind := queries.MEETING_TYPES.get(level):
            self.fields["meeting"] = forms.ModelChoiceField(
                label=f"Diputuskan pada {kind.label}",
                queryset=Meeting.objects.none(),
                empty_label="— pilih pertemuan —",
            )
        for item in items:
            self._add(item)

    def offer_meetings(self, held: Any) -> None:
        """Meetings to choose from; the one that was chosen before, else the latest, is chosen."""
        if "meeting" not in self.fields:
            return
        cast(forms.ModelChoiceField, self.fields["meeting"]).queryset = held
        known = [row.meeting_id for item in self.items if (row := item.answer(self.level)) is not None]
        latest = held.first()
        self.initial["meeting"] = next(iter(known), None) or (latest.pk if latest else None)

    def _add(self, item: ForumItem) -> None:
        key, name = item.work.pk, item.work.name
        others = [(other.work.pk, other.work.name) for other in self.items if other.work.pk != key]
        made: dict[str, forms.Field] = {
            "status": forms.ChoiceField(choices=[("", "— belum —"), *ForumStatus.choices], required=False),
            "reason": forms.CharField(max_length=500, required=False),
            "merged_into_id": forms.TypedChoiceField(
                coerce=int, empty_value=None, required=False, choices=[("", "— digabung dengan … —"), *others]
            ),
            "department": forms.CharField(max_length=120, required=False),
            "code": forms.CharField(max_length=60, required=False),
            "year": YearField(required=False),
            "reference": forms.CharField(max_length=60, required=False),
            "rank": CountField(required=False, min_value=1, max_value=MOST_RANK),
        }
        start = self._start(item)
        for column in ("status", "reason", "merged_into_id", *self.columns):
            field = made[column]
            field.label = f"{LABELS[column]}: {name}"
            self.fields[f"{column}-{key}"] = field
            self.initial[f"{column}-{key}"] = start.get(column)

    def _start(self, item: ForumItem) -> dict[str, Any]:
        """What is stored, else department, year and number of the level before, else the year of the plan."""
        row = item.answer(self.level)
        if row is not None:
            return {name: getattr(row, name) for name in LABELS}
        before = item.answer(queries.level_before(self.level) or "")
        if before is not None:
            return {name: getattr(before, name) for name in ("department", "year", "reference", "rank")}
        return {"year": queries.year_of(item.work, self.cycle)}

    def _cell(self, column: str, key: int) -> Cell:
        return Cell(column, LABELS[column], self[f"{column}-{key}"])

    @property
    def lines(self) -> list[Line]:
        return [
            Line(
                item,
                self._cell("status", item.work.pk),
                self._cell("reason", item.work.pk),
                self._cell("merged_into_id", item.work.pk),
                tuple(self._cell(column, item.work.pk) for column in self.columns),
            )
            for item in self.items
        ]

    @property
    def heads(self) -> list[str]:
        return [LABELS[column] for column in self.columns]

    @property
    def texts(self) -> list[ForumText]:
        """The rows as they were typed; after `is_valid()`."""
        columns = ("status", "reason", "merged_into_id", *self.columns)
        return [
            ForumText(work=item.work.pk, **{name: self.cleaned_data[f"{name}-{item.work.pk}"] for name in columns})
            for item in self.items
        ]

    def accept_the_rest(self) -> None:
        """For the button without script: rows that nobody answered become accepted, everything typed stays."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # what a browser sent is a QueryDict
        ranks = [int(text) for name, text in data.items() if name.startswith("rank-") and text.isdigit()]
        free = max(ranks, default=0) + 1
        for item in self.items:
            key = item.work.pk
            if not data.get(f"status-{key}"):
                data[f"status-{key}"] = ForumStatus.ACCEPTED.value
                if "rank" in self.columns and not data.get(f"rank-{key}"):
                    data[f"rank-{key}"], free = str(free), free + 1
        self.data = data


def departments(used: Iterable[str]) -> list[str]:
    """Suggestions for the department: those of the city first."""
    return list(dict.fromkeys([*used, *DEPARTMENTS]))
