"""Methods that explain and choose: problem tree, scoring matrix, dot voting."""

from __future__ import annotations

from planning.methods.catalog.words import Method
from planning.methods.enums import MethodKind

CHOICES = (
    Method(
        kind=MethodKind.POHON,
        purpose="Mencari akar suatu masalah, bukan hanya gejalanya, dan apa yang dapat diubah warga sendiri.",
        when="Sesudah masalah dikenali, sebelum menulis usulan.",
        materials=("Kertas kecil dua warna", "Kertas plano", "Selotip"),
        minutes=(60, 120),
        people=(6, 12),
        steps=(
            "Tulis masalah inti pada batang pohon dengan satu kalimat.",
            "Tanyakan “mengapa?” berulang kali; tempelkan sebabnya sebagai akar.",
            "Tanyakan “apa akibatnya?”; tempelkan sebagai ranting dan buah.",
            "Untuk setiap akar tulis apa yang dapat dilakukan warga sendiri.",
            "Ubah setiap kalimat menjadi keadaan yang diinginkan: itulah pohon tujuan.",
            "Pilih akar yang akan ditangani.",
        ),
        questions=("Mengapa hal itu terjadi?", "Bila sebab ini hilang, apakah masalahnya hilang?"),
        gives=("sebab per indikator", "usulan"),
        source="Panduan refleksi perkara kritis (RPK) dan pohon masalah",
        icon="tree",
    ),
    Method(
        kind=MethodKind.MATRIKS,
        purpose="Membandingkan beberapa pilihan dengan ukuran yang sama, sehingga urutannya dapat dijelaskan.",
        when="Bila ada lebih banyak pilihan daripada yang dapat dikerjakan.",
        materials=("Kertas plano dengan kolom kriteria", "Biji atau stiker", "Kalkulator"),
        minutes=(60, 120),
        people=(6, 15),
        steps=(
            "Tulis semua pilihan, lalu buang yang sama.",
            "Sepakati kriteria, bobotnya dan arti setiap nilai.",
            "Setiap penilai memberi nilai sendiri dahulu, baru melihat nilai orang lain.",
            "Bahas nilai yang berbeda jauh; boleh diubah dengan alasan.",
            "Hitung jumlahnya dan susun urutannya.",
            "Periksa: apakah urutan berubah bila bobot diubah sedikit?",
        ),
        questions=("Pilihan mana yang menolong paling banyak keluarga miskin?", "Apa arti nilai 5 untuk kriteria ini?"),
        gives=("peringkat", "usulan"),
        source="Panduan matriks peringkat dan teknik GMP untuk perencanaan partisipatif",
        icon="list-ol",
    ),
    Method(
        kind=MethodKind.DOT,
        purpose="Setiap orang memberi titik pada pilihannya, sehingga suara yang diam pun terhitung.",
        when="Bila banyak orang harus memilih dalam waktu singkat.",
        materials=("Stiker bulat dua warna: perempuan dan laki-laki", "Lembar pilihan di dinding"),
        minutes=(15, 30),
        people=(10, 100),
        steps=(
            "Tempel lembar pilihan di dinding, jelaskan satu per satu.",
            "Bagikan titik yang sama banyaknya kepada setiap orang.",
            "Minta semua menempel titik bersama-sama, tanpa bicara.",
            "Hitung titik perempuan dan laki-laki terpisah.",
            "Bacakan hasilnya; bahas bila perempuan dan laki-laki memilih berbeda.",
        ),
        questions=("Mengapa pilihan ini mendapat banyak titik perempuan?",),
        gives=("peringkat", "usulan"),
        source="Panduan pemungutan suara terbuka dalam musyawarah warga",
        icon="record-circle",
    ),
)
