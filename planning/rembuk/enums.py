"""Words of meetings."""

from django.db import models


class MeetingType(models.TextChoices):
    """Meeting types of all programmes; what each is for stands in `rembuk.catalog`."""

    SOSIALISASI = "SOSIALISASI", "Sosialisasi"
    LOKAKARYA = "LOKAKARYA", "Lokakarya"
    RKM_KESIAPAN = "RKM_KESIAPAN", "Rembug Kesiapan Masyarakat"
    PEMBENTUKAN = "PEMBENTUKAN", "Rembuk pembentukan lembaga"
    RPK = "RPK", "Refleksi Perkara Kritis (RPK)"
    FGD_DELINEASI = "FGD_DELINEASI", "FGD delineasi kawasan"
    REMBUK_KELURAHAN = "REMBUK_KELURAHAN", "Rembuk kelurahan"
    REMBUK_KEL_1 = "REMBUK_KEL_1", "Rembuk Kelurahan I"
    REMBUK_KEL_2 = "REMBUK_KEL_2", "Rembuk Kelurahan II"
    REMBUK_RTRW_1 = "REMBUK_RTRW_1", "Rembuk RT/RW I"
    REMBUK_RTRW_2 = "REMBUK_RTRW_2", "Rembuk RT/RW II"
    REMBUK_RTRW_3 = "REMBUK_RTRW_3", "Rembuk RT/RW III"
    REMBUK_RW = "REMBUK_RW", "Rembuk RT/RW"
    PLENO_TIPP = "PLENO_TIPP", "Pleno TIPP"
    UJI_PUBLIK = "UJI_PUBLIK", "Uji publik"
    KONSULTASI = "KONSULTASI", "Konsultasi dengan dinas"
    OPSI_TEKNIK = "OPSI_TEKNIK", "Rembuk opsi teknik"
    MUSRENBANG_KEL = "MUSRENBANG_KEL", "Musrenbang kelurahan"
    MUSRENBANG_KEC = "MUSRENBANG_KEC", "Musrenbang kecamatan"
    PERTANGGUNGJAWABAN = "PERTANGGUNGJAWABAN", "Rembuk pertanggungjawaban"
    KELOMPOK_PEREMPUAN = "KELOMPOK_PEREMPUAN", "Rembuk kelompok perempuan"
    KELOMPOK_RENTAN = "KELOMPOK_RENTAN", "Rembuk kelompok rentan"
    FGD = "FGD", "Diskusi kelompok terarah (FGD)"
    KOORDINASI = "KOORDINASI", "Rapat koordinasi"


class Subject(models.TextChoices):
    """What a decision is about; usulan, rankings, lists and gates rest on decisions of their subject."""

    PROGRAM = "PROGRAM", "Aturan dan jadwal program"
    KOMITMEN = "KOMITMEN", "Komitmen dan kesiapan warga"
    LEMBAGA = "LEMBAGA", "Pembentukan lembaga"
    KSM = "KSM", "KSM dan pengurusnya"
    RENCANA_KERJA = "RENCANA_KERJA", "Rencana kerja tim"
    SEBAB = "SEBAB", "Sebab masalah kumuh"
    DELINEASI = "DELINEASI", "Batas kawasan"
    MASALAH = "MASALAH", "Rumusan masalah"
    PERINGKAT_RT = "PERINGKAT_RT", "Peringkat masalah RT/RW"
    LOKASI = "LOKASI", "Lokasi"
    PENGGUNA = "PENGGUNA", "Pengguna dan kontribusi"
    VISI = "VISI", "Visi kawasan"
    USULAN = "USULAN", "Usulan kegiatan"
    RENTA_PIP = "RENTA_PIP", "Renta PIP"
    PRIORITAS = "PRIORITAS", "Daftar prioritas"
    RPLP = "RPLP", "RPLP"
    KAWASAN = "KAWASAN", "Kawasan prioritas"
    RTPLP = "RTPLP", "RTPLP"
    ATURAN = "ATURAN", "Aturan bersama"
    CSIAP = "CSIAP", "CSIAP"
    OPSI_TEKNIK = "OPSI_TEKNIK", "Opsi teknik"
    MUSRENBANG = "MUSRENBANG", "Hasil Musrenbang"
    LPJ = "LPJ", "Laporan pertanggungjawaban"
    LAIN = "LAIN", "Lain-lain"


class MeetingStatus(models.TextChoices):
    PLANNED = "DIRENCANAKAN", "Direncanakan"
    HELD = "BERLANGSUNG", "Sudah berlangsung, hasil sedang diketik"
    CLOSED = "SELESAI", "Selesai"
    CANCELLED = "DIBATALKAN", "Dibatalkan"


class AttendanceMode(models.TextChoices):
    NAMES = "NAMA", "Nama satu per satu"
    COUNTS = "JUMLAH", "Jumlah dari daftar hadir kertas"


class Sex(models.TextChoices):
    MALE = "L", "Laki-laki"
    FEMALE = "P", "Perempuan"


class Element(models.TextChoices):
    """Unsur: what part of the community an attendee stands for (daftar hadir)."""

    WARGA = "WARGA", "Warga"
    MBR = "MBR", "Warga miskin/MBR"
    TOKOH = "TOKOH", "Tokoh masyarakat"
    AGAMA_L = "AGAMA_L", "Tokoh agama laki-laki"
    AGAMA_P = "AGAMA_P", "Tokoh agama perempuan"
    PKK = "PKK", "Kader PKK"
    POSYANDU = "POSYANDU", "Kader posyandu"
    PEMUDA = "PEMUDA", "Pemuda"
    DIFABEL = "DIFABEL", "Difabel"
    LANSIA = "LANSIA", "Lansia"
    RTRW = "RTRW", "Pengurus RT/RW"
    BKM = "BKM", "BKM/TIPP"
    APARAT = "APARAT", "Aparat kelurahan"
    LUAR = "LUAR", "Undangan dari luar kelurahan"
    PEMDA = "PEMDA", "Perangkat daerah (SKPD)"
    DPRD = "DPRD", "DPRD"
    KONSULTAN = "KONSULTAN", "Konsultan/tenaga ahli"
    PEDULI = "PEDULI", "Kelompok peduli, usaha, kampus"


class DecisionMethod(models.TextChoices):
    CONSENSUS = "MUFAKAT", "Musyawarah mufakat"
    VOTE = "SUARA", "Suara terbanyak"


class EvidenceKind(models.TextChoices):
    ATTENDANCE_SCAN = "DAFTAR_HADIR", "Foto/pindaian daftar hadir"
    PHOTO = "FOTO", "Foto kegiatan"
    MINUTES_SCAN = "NOTULEN", "Foto/pindaian notulen kertas"
    BERITA_ACARA_SCAN = "BERITA_ACARA", "Pindaian berita acara bertanda tangan"
