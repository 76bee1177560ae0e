"""Methods that look at the place: map, transect, calendar of the seasons."""

from __future__ import annotations

from planning.methods.catalog.words import Method
from planning.methods.enums import MethodKind

PLACES = (
    Method(
        kind=MethodKind.PETA,
        purpose="Warga menggambar sendiri lingkungannya, sehingga terlihat siapa tinggal di mana dan apa yang kurang.",
        when="Pada awal, sebelum merumuskan masalah; diperiksa lagi setelah transek.",
        materials=("Kertas plano atau cetakan batas RT", "Spidol empat warna", "Biji, kancing atau kertas tempel"),
        minutes=(90, 150),
        people=(8, 15),
        steps=(
            "Sepakati batas wilayah dan tandai tempat yang dikenal semua orang: musala, sekolah, gapura.",
            "Gambar jalan, gang dan saluran, lalu rumah satu per satu.",
            "Tandai rumah keluarga miskin, yang dikepalai perempuan, lansia dan difabel dengan tanda yang disepakati.",
            "Tandai jamban, sumber air, titik sampah, genangan dan tempat rawan bencana.",
            "Minta kelompok perempuan memeriksa: apa yang belum tergambar?",
            "Tulis keterangan tanda, arah utara, tanggal, dan siapa yang menggambar.",
        ),
        questions=(
            "Rumah mana yang tergenang bila hujan satu jam?",
            "Keluarga mana yang memakai jamban bersama atau belum mempunyai jamban?",
            "Ke mana anak-anak bermain, dan apakah tempat itu aman?",
        ),
        gives=("jumlah rumah dan fasilitas per RT", "masalah", "potensi"),
        source="Buku panduan pemetaan sosial dan pedoman teknis perencanaan partisipatif",
        icon="map",
    ),
    Method(
        kind=MethodKind.TRANSEK,
        purpose="Berjalan bersama menyusuri satu lintasan untuk melihat sendiri keadaan setiap ruas.",
        when="Sesudah peta digambar, untuk memeriksa kebenarannya di lapangan.",
        materials=("Peta hasil warga", "Meteran atau telepon untuk mengukur jarak", "Papan tulis kecil dan kamera"),
        minutes=(60, 120),
        people=(5, 10),
        steps=(
            "Sepakati lintasan yang melewati bagian terbaik dan terburuk wilayah.",
            "Bagi tugas: pemandu jalan, pencatat, pengukur jarak, juru foto.",
            "Berhenti setiap kali keadaan berubah; catat jarak ruasnya.",
            "Pada setiap ruas catat bangunan, jalan, drainase, air limbah, sampah, masalah dan potensi.",
            "Tanyai warga yang ditemui, terutama yang jarang hadir dalam rembuk.",
            "Gambar ulang hasilnya bersama sebagai potongan memanjang.",
        ),
        questions=(
            "Sejak kapan keadaannya seperti ini?",
            "Apa yang sudah dicoba warga sendiri?",
            "Siapa yang memelihara ruas ini?",
        ),
        gives=("masalah", "potensi", "usulan"),
        source="Panduan penelusuran wilayah dalam kumpulan metode PRA",
        icon="signpost-split",
    ),
    Method(
        kind=MethodKind.KALENDER,
        purpose="Melihat dalam satu gambar apa yang terjadi setiap bulan, agar pekerjaan dan rembuk tepat waktunya.",
        when="Sebelum menyusun jadwal pekerjaan dan sebelum menetapkan swadaya tenaga.",
        materials=("Kertas plano dengan 12 kolom", "Biji jagung atau kancing: makin banyak makin kuat", "Spidol"),
        minutes=(60, 90),
        people=(6, 12),
        steps=(
            "Sepakati bulan-bulannya, atau musim menurut sebutan setempat.",
            "Tulis hal yang berubah sepanjang tahun, satu baris satu hal: hujan, banjir, penyakit, pekerjaan.",
            "Untuk setiap hal letakkan 0 sampai 3 biji pada setiap bulan: 0 tidak ada, 3 paling kuat.",
            "Tanyakan hubungan antarbaris: bila banjir, apakah pekerjaan berkurang?",
            "Sepakati bulan untuk bekerja bersama dan bulan untuk rembuk.",
            "Ulangi dengan kelompok perempuan; bandingkan barisnya.",
        ),
        questions=(
            "Bulan apa gang ini tidak dapat dilewati?",
            "Bulan apa warga paling mudah diajak kerja bakti?",
            "Bulan apa pengeluaran keluarga paling berat?",
        ),
        gives=("masalah", "bulan pelaksanaan"),
        source="Panduan kalender musim dalam kumpulan metode PRA",
        icon="calendar3",
    ),
)
