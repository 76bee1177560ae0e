"""Example content of the style gallery: made-up numbers, no people."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import QueryDict


class ExampleForm(forms.Form):
    """One field of every kind that the forms of the application use."""

    name = forms.CharField(
        label="Nama kegiatan",
        help_text="Sebut jenis dan tempatnya, misalnya “Perbaikan saluran Gang 3 RT 002”.",
    )
    area = forms.CharField(
        label="Luas verifikasi",
        help_text="Koma atau titik boleh dipakai untuk desimal.",
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "data-angka": "ukuran", "data-unit": "ha", "data-desimal": "2"}
        ),
    )
    cost = forms.CharField(
        label="Perkiraan biaya",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-angka": "uang", "data-unit": "rupiah"}),
    )
    indicator = forms.ChoiceField(
        label="Indikator",
        choices=[("", "Pilih indikator"), ("2", "Jalan lingkungan"), ("4", "Drainase lingkungan")],
    )
    executor = forms.ChoiceField(
        label="Pelaksana",
        choices=[("MASYARAKAT", "Masyarakat (KSM)"), ("KONTRAKTOR", "Kontraktor"), ("DINAS", "Dinas")],
        widget=forms.RadioSelect(attrs={"data-boxes": "1"}),
    )
    sources = forms.MultipleChoiceField(
        label="Dasar temuan",
        required=False,
        choices=[("SURVEI", "Survei/baseline"), ("FGD", "FGD"), ("REMBUK", "Rembuk")],
        help_text="Dua sumber atau lebih membuat temuan lebih kuat.",
        widget=forms.CheckboxSelectMultiple,
    )
    day = forms.DateField(label="Tanggal rembuk", widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label="Alasan", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    photo = forms.FileField(
        label="Foto lokasi",
        required=False,
        help_text="Foto dikecilkan di HP sebelum dikirim.",
        widget=forms.FileInput(attrs={"accept": "image/*", "data-unggah": "1600"}),
    )
    unmeasured = forms.BooleanField(label="Belum diukur", required=False)


class AttendanceRow(forms.Form):
    """A row of the entry grid: counts from a paper list."""

    place = forms.CharField(label="RT asal", max_length=20)
    women = forms.IntegerField(label="Perempuan", widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    men = forms.IntegerField(label="Laki-laki", widget=forms.TextInput(attrs={"inputmode": "numeric"}))


AttendanceRows = forms.formset_factory(AttendanceRow, extra=0, can_delete=True, max_num=20)

STEPS: list[dict[str, Any]] = [
    {"title": "Persiapan", "state": "done", "url": "#jalan", "status": "SELESAI", "text": "Dasar SK dan profil."},
    {
        "title": "Pemetaan swadaya",
        "state": "open",
        "here": True,
        "url": "#jalan",
        "text": "Tujuh indikator dirumuskan bersama warga.",
        "missing": "3 hal",
        "turn": "Fasilitator kelurahan",
        "action_url": "#yang-belum",
    },
    {
        "title": "Renta PIP",
        "state": "waiting",
        "url": "#jalan",
        "text": "Menunggu rumusan.",
        "turn": "BKM/TIPP",
    },
    {"title": "Prioritas 1 miliar", "state": "blocked", "text": "Terbuka setelah Renta PIP disepakati."},
]

MISSING = [
    {"text": "RT 004 RW 02: panjang drainase belum diisi", "url": "#formulir", "count": "2 isian"},
    {"text": "Rembuk kelurahan belum punya daftar hadir", "url": "#formulir"},
    {"text": "Catatan Pokja pada luas RT 007 belum dijawab", "url": "#catatan", "count": "1 catatan"},
]

WORKS = [
    {"rank": 1, "name": "Perbaikan saluran Gang 3", "place": "RT 002 RW 01", "volume": "180,00", "unit": "m",
     "level": "KS", "cost": 216_000_000, "status": "TERPILIH"},
    {"rank": 2, "name": "Pavingisasi jalan lingkungan", "place": "RT 005 RW 03", "volume": "412,50", "unit": "m",
     "level": "KR", "cost": 371_250_000, "status": "TERPILIH"},
    {"rank": 3, "name": "Tangki septik komunal", "place": "RT 004 RW 02", "volume": "2", "unit": "unit",
     "level": "KB", "cost": 540_000_000, "status": "MELEBIHI_PAGU"},
    {"rank": 4, "name": "Sambungan air minum", "place": "RT 007 RW 03", "volume": "36", "unit": "KK",
     "level": None, "cost": None, "status": "BELUM_SIAP"},
]  # fmt: skip

NOTES = [
    {
        "author": "Pokja PKP", "at": "12 November 2026, 09.15", "target": "Luas verifikasi RT 007",
        "text": "Luas naik dua kali lipat dari tahun lalu. Mohon dilengkapi dengan dasar pengukurannya.",
        "answer_url": "#catatan",
    },
    {
        "author": "Pokja PKP", "at": "12 November 2026, 09.20", "target": "Jumlah KK RT 002",
        "text": "Jumlah KK lebih kecil daripada jumlah bangunan.",
        "answer": "Sudah diperiksa: dua bangunan kosong, dicatat pada keterangan.",
        "answered_by": "Fasilitator", "answered_at": "13 November 2026",
    },
]  # fmt: skip

HISTORY = [
    {"who": "Fasilitator kelurahan", "what": "mengubah RT 007", "at": "13 November 2026, 10.02",
     "changes": [("Luas verifikasi", "1,07 ha", "0,98 ha"), ("Jumlah KK", "", "51")]},
    {"who": "Pokja PKP", "what": "mengembalikan hasil pendataan", "at": "12 November 2026, 09.22",
     "reason": "dua isian perlu dilengkapi"},
]  # fmt: skip

#: four neighbouring squares near Pekalongan, degrees WGS 84
MAP = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": f"RT 00{number}", "level": level, "note": "contoh", "url": "#peta"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, -6.88], [x + 0.002, -6.88], [x + 0.002, -6.8775], [x, -6.8775], [x, -6.88]]],
            },
        }
        for number, (level, x) in enumerate(
            zip(["TK", "KR", "KS", "KB", None], [109.67, 109.672, 109.674, 109.676, 109.678], strict=True), 1
        )
    ],
}

TABS = [
    {"label": "Hasil", "url": "#tab", "active": True, "count": None},
    {"label": "Catatan", "url": "#tab", "active": False, "count": 2},
    {"label": "Riwayat", "url": "#tab", "active": False, "count": 14},
]


def cycle_bar() -> dict[str, Any]:
    """The bar of a cycle that stands at its second step."""
    return {
        "name": "P2KP 100-0-100, Kelurahan Contoh, 2026", "url": "#jalan", "steps": STEPS, "step_count": len(STEPS),
        "missing_count": len(MISSING), "missing_url": "#yang-belum", "turn": "Fasilitator kelurahan",
        "current_number": 2, "current_title": "Pemetaan swadaya", "finished_on": None,
        "notes_count": 1, "notes_url": "#catatan",
    }  # fmt: skip


def faulty_form() -> ExampleForm:
    """The form as it looks after an incomplete post."""
    form = ExampleForm(
        QueryDict("galat-area=sembilan&galat-executor=MASYARAKAT&galat-reason=Tetap+seperti+diketik"), prefix="galat"
    )
    form.add_error("area", "“sembilan” bukan angka. Tulis misalnya 9,7.")
    return form


def example_rows() -> forms.BaseFormSet:
    """Two filled rows of the entry grid."""
    counts = [("RT 001", 12, 9), ("RT 002", 7, 11)]
    return AttendanceRows(
        prefix="hadir", initial=[{"place": place, "women": women, "men": men} for place, women, men in counts]
    )


def example_page() -> Page[int]:
    return Paginator(range(1, 412), 25).page(7)


def gallery_context() -> dict[str, Any]:
    """Everything the gallery template shows."""
    return {
        "form": ExampleForm(initial={"area": "9,7", "cost": "1.250.000", "executor": "MASYARAKAT"}),
        "faulty": faulty_form(), "rows": example_rows(), "bar": cycle_bar(), "steps": STEPS,
        "missing": MISSING, "works": WORKS,
        "notes": NOTES, "entries": HISTORY, "map": MAP, "tabs": TABS, "page_obj": example_page(),
        "statuses": ["DRAF", "DIAJUKAN", "DIKEMBALIKAN", "DIVERIFIKASI", "DISAHKAN", "USULAN", "DISEPAKATI",
                     "DIGABUNG", "DITUNDA", "DITOLAK", "TERPILIH", "MELEBIHI_PAGU", "BELUM_SIAP", "CONTOH"],
        "levels": ["TK", "KR", "KS", "KB", None],
        "crumbs": [("Awal", "/"), ("Kelurahan Contoh", "#"), ("Galeri tampilan", "")],
        "chart_head": ["Tahun", "Luas kumuh (ha)"],
        "chart_rows": [("2019", "24,72"), ("2020", "23,10"), ("2021", "21,44"), ("2022", "20,62")],
        "facts": [("Dasar", "SK Wali Kota Nomor 00/2020 (contoh)"), ("Luas kumuh", "20,62 ha"), ("Ditinjau", None)],
    }  # fmt: skip
