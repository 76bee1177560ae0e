"""Methods that look at people and their bodies: Venn diagram, FGD, welfare ranking, household survey."""

from __future__ import annotations

from planning.methods.catalog.words import Method
from planning.methods.enums import MethodKind

PEOPLE = (
    Method(
        kind=MethodKind.VENN,
        purpose="Menunjukkan lembaga mana yang besar manfaatnya dan mana yang dekat dengan warga.",
        when="Sebelum membentuk lembaga baru dan sebelum membagi tugas pemeliharaan.",
        materials=(
            "Lingkaran kertas lima ukuran",
            "Kertas plano dengan satu lingkaran tengah bertulis “Masyarakat”",
            "Lem atau selotip",
        ),
        minutes=(60, 90),
        people=(6, 12),
        steps=(
            "Sebutkan semua lembaga yang ada atau datang ke sini, resmi maupun tidak.",
            "Untuk setiap lembaga pilih ukuran lingkaran: makin besar manfaatnya, makin besar lingkarannya.",
            "Letakkan lingkaran: makin mudah dihubungi warga, makin dekat ke tengah.",
            "Lembaga yang bekerja bersama diletakkan bertumpang tindih.",
            "Tanyakan untuk setiap lembaga: apakah perempuan dan warga miskin dapat memakainya?",
            "Ulangi dengan kelompok perempuan dan warga RT termiskin, lalu bandingkan.",
        ),
        questions=(
            "Bila ada masalah air, lembaga mana yang pertama didatangi?",
            "Siapa yang mengambil keputusan di lembaga ini?",
            "Lembaga mana yang seharusnya lebih dekat?",
        ),
        gives=("daftar lembaga", "potensi", "masalah"),
        source="Panduan diagram Venn kelembagaan dalam kumpulan metode PRA",
        icon="diagram-2",
    ),
    Method(
        kind=MethodKind.FGD,
        purpose="Menggali satu topik secara mendalam dengan kelompok kecil yang mengalaminya sendiri.",
        when="Bila angka survei belum menjelaskan sebabnya, atau suara satu kelompok jarang terdengar.",
        materials=("Panduan pertanyaan", "Kertas plano", "Alat perekam bila peserta setuju"),
        minutes=(60, 120),
        people=(4, 12),
        steps=(
            "Pilih satu topik dan undang hanya orang yang mengalaminya.",
            "Jelaskan tujuan; sepakati bahwa nama pembicara tidak ditulis.",
            "Ajukan pertanyaan satu per satu, beri waktu yang diam untuk bicara.",
            "Tulis setiap pokok pikiran, lalu hitung berapa peserta yang setuju.",
            "Bedakan hal yang disepakati dan hal yang tetap berbeda.",
            "Bacakan kesimpulan dan sepakati tindak lanjutnya.",
        ),
        questions=(
            "Apa yang paling menyulitkan sehari-hari?",
            "Mengapa hal itu terjadi?",
            "Apa yang dapat dilakukan warga sendiri, apa yang tidak?",
        ),
        gives=("masalah", "kebutuhan", "usulan"),
        source="Panduan diskusi kelompok terarah untuk fasilitator",
        icon="chat-square-text",
    ),
    Method(
        kind=MethodKind.KESEJAHTERAAN,
        purpose="Warga menetapkan sendiri arti miskin, sedang dan mampu, lalu mengelompokkan keluarga.",
        when="Sebelum menetapkan penerima manfaat dan besarnya swadaya.",
        materials=("Kartu bernomor, satu keluarga satu kartu", "Kotak atau amplop tertutup", "Kertas plano"),
        minutes=(90, 150),
        people=(4, 8),
        steps=(
            "Jelaskan bahwa nama keluarga tidak akan diumumkan.",
            "Sepakati ciri keluarga miskin, sedang dan mampu menurut warga.",
            "Setiap kelompok menyortir kartu ke dalam tumpukan.",
            "Hitung nilai setiap kartu dari semua kelompok.",
            "Sepakati batas kelas; bahas kartu yang nilainya berbeda jauh.",
            "Simpan daftar nama; umumkan hanya jumlahnya.",
        ),
        questions=(
            "Apa tanda bahwa sebuah keluarga kekurangan?",
            "Apa yang paling dahulu dilepas keluarga bila uangnya kurang?",
        ),
        gives=("jumlah keluarga per kelas", "calon pengguna"),
        source="Panduan klasifikasi kesejahteraan (MPA/PHAST) untuk air minum dan sanitasi",
        icon="people",
    ),
    Method(
        kind=MethodKind.SURVEI,
        purpose="Warga mendata sendiri rumah dan sarana setiap keluarga sebagai dasar nilai kumuh RT.",
        when="Pada pendataan dasar dan setiap tahun sesudah pekerjaan.",
        materials=("Formulir rumah tangga", "Formulir kawasan", "Daftar rumah per RT", "Papan jalan"),
        minutes=(10, 20),
        people=(1, 3),
        steps=(
            "Latih pencacah dengan dua rumah contoh.",
            "Datangi setiap rumah menurut daftar; tulis yang dilihat, bukan yang dikira.",
            "Isi formulir kawasan sambil berjalan: jalan, drainase, sampah, kebakaran.",
            "Periksa formulir pada hari yang sama; tanyakan lagi yang meragukan.",
            "Bandingkan jumlahnya dengan data RT; bila selisih lebih dari 10 persen, periksa bersama pengurus RT.",
        ),
        questions=(
            "Dari mana air untuk minum dan masak sehari-hari?",
            "Ke mana air limbah jamban dibuang?",
            "Siapa yang mengangkut sampah dan berapa kali seminggu?",
        ),
        gives=("data RT", "masalah", "calon pengguna"),
        source="Petunjuk pendataan tujuh indikator kekumuhan",
        icon="clipboard-data",
    ),
)
