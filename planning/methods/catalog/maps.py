"""How a map is made: the guide for facilitators and residents, from walking to the printed sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class GuidePart:
    """One part of the guide: its heading, why it matters, and steps one after the other."""

    title: str
    lead: str
    steps: tuple[str, ...]


GUIDE: Final = (
    GuidePart(
        "Sebelum menggambar",
        "Peta yang baik dimulai dari kesepakatan, bukan dari garis.",
        (
            "Sepakati untuk apa petanya: semua rumah, hanya drainase, atau hanya tempat rawan.",
            "Sepakati batasnya. Bila batas RT sudah ada di aplikasi, cetak lembar 1:1.000 sebagai dasar.",
            "Sepakati tanda yang dipakai. Daftar tanda ada di bawah halaman ini; cetak dan tempel di dinding.",
            "Undang orang yang berbeda: ibu rumah tangga, pemuda, lansia, warga RT termiskin.",
        ),
    ),
    GuidePart(
        "Menggambar di kertas",
        "Gambar yang besar dahulu, yang kecil kemudian.",
        (
            "Tulis arah utara: hadap matahari terbit, utara ada di sebelah kiri.",
            "Gambar tempat yang dikenal semua orang: musala, sekolah, gapura, sungai.",
            "Gambar jalan dan gang, lalu saluran dengan arah alirannya.",
            "Gambar rumah satu per satu menurut urutan di lapangan; beri nomor, bukan nama.",
            "Tandai jamban umum, sumber air, titik sampah, genangan, dan tempat rawan.",
            "Tulis tanggal, tempat, kelompok, dan siapa yang menggambar.",
        ),
    ),
    GuidePart(
        "Mengukur",
        "Satu jarak yang diukur dengan meteran membuat seluruh sketsa dapat dihitung.",
        (
            "Pilih dua titik yang mudah dikenali pada gambar dan di lapangan, misalnya kedua ujung gang.",
            "Ukur jaraknya dengan meteran; tanpa meteran, hitung langkah lalu kalikan panjang satu langkah.",
            "Potret sketsa tegak lurus dari atas, seluruh kertas masuk gambar, tanpa bayangan.",
            "Di aplikasi pilih dasar peta Sketsa, kirim fotonya, ketuk kedua titik itu, tulis jaraknya.",
            "Skala 1:1.000 berarti 1 cm pada kertas sama dengan 10 m di lapangan; 1:5.000 sama dengan 50 m.",
        ),
    ),
    GuidePart(
        "Menggambar di aplikasi",
        "Dapat dengan jari di telepon, dengan tetikus, atau hanya dengan papan ketik. Tidak perlu internet cepat.",
        (
            "Pilih apa yang digambar, tekan Gambar, lalu ketuk peta. Titik: satu ketukan. Garis dan bidang: ketuk "
            "setiap sudutnya, lalu Selesai.",
            "Dengan papan ketik: geser peta dengan tombol panah, lalu tekan Taruh di tengah.",
            "Di lapangan: tekan Letak saya untuk menaruh titik di tempat Anda berdiri.",
            "Ketuk satu objek untuk menulis RT, nama, atau keterangannya; Geser untuk memindahkan sudutnya.",
            "Keliru? Tekan Urungkan. Isian yang belum disimpan tetap tersimpan sebagai draf.",
            "Tanpa skrip atau tanpa letak, isi lewat tabel: tulis jenis, RT, dan jumlahnya saja pun terhitung.",
        ),
    ),
    GuidePart(
        "Memeriksa dan memakai",
        "Peta selesai bila orang yang tidak ikut menggambar dapat membacanya.",
        (
            "Bacakan jumlah rumah, rumah miskin, dan jamban per RT; cocokkan dengan data RT.",
            "Minta kelompok perempuan memeriksa: apa yang belum tergambar?",
            "Bandingkan dengan tingkat kekumuhan RT: apakah masalah yang digambar berada di RT yang dinilai kumuh?",
            "Periksa di lapangan dengan transek, perbaiki, lalu sepakati.",
            "Cetak 1:1.000 untuk rencana kawasan (RTPLP) dan 1:5.000 untuk seluruh kelurahan (RPLP).",
        ),
    ),
)
MISTAKES: Final = (
    ("Arah utara lupa ditulis", "Peta tidak dapat dicocokkan dengan peta lain."),
    ("Menulis nama pemilik rumah", "Data pribadi; pakai nomor rumah. Letak rumah miskin tidak untuk diumumkan."),
    ("Bidang digambar bersilangan", "Luasnya keliru. Ketuk sudutnya berurutan mengelilingi bidang."),
    ("Foto sketsa miring", "Jarak di satu sisi menjadi lebih pendek. Potret ulang tegak lurus dari atas."),
    ("Skala dikira-kira", "Panjang dan luas ikut keliru. Ukur satu jarak dengan meteran."),
)
#: What still works when something is missing.
WITHOUT_TOOLS: Final = (
    ("Tanpa internet", "Peta digambar tanpa gambar latar dari internet; batas RT dan gambar warga cukup."),
    ("Tanpa batas wilayah", "Gambar di atas foto sketsa, atau gambar sendiri batas RT sebagai bidang."),
    ("Tanpa GPS", "Semua dapat dihitung dari sketsa dengan satu jarak yang diukur."),
    ("Tanpa telepon pintar", "Pakai lembar kosong, lalu ketik jumlahnya lewat tabel."),
)
