"""The documents that can be printed: code, title, paper, template, subject and chain of signatures.

Signer roles follow the summary of signatories kept with the programme's document forms; a role marked
with an asterisk there (proposed, not seen in a source) is printed as well and may be left empty.
"""

from __future__ import annotations

from planning.documents.enums import Paper
from planning.documents.registry.words import DocumentKind, Orientation, SignerRole, SubjectKind


def _role(label: str, office: str, side: str) -> SignerRole:
    return SignerRole(label=label, office=office, side=side)


_COMPILED = _role("Disusun oleh", "Koordinator TIPP", "left")
_CHECKED = _role("Diperiksa oleh", "Senior Fasilitator", "left")
_VERIFIED = _role("Diverifikasi oleh", "Ketua Pokja PKP", "left")
_KSM = _role("Disusun oleh", "Ketua KSM", "left")
_TECHNICAL_TEAM = (
    _role("Diperiksa oleh", "Fasilitator (TFL)", "left"),
    _role("Diperiksa oleh", "TAMK (tim teknis)", "left"),
)
_DPIU = _role("Diverifikasi oleh", "DPIU", "left")
_HEARD = _role("Dikonsultasikan dengan", "Bappeda/dinas teknis", "left")
_BKM = _role("Disahkan oleh", "Koordinator BKM", "right")
_LURAH = _role("Disahkan oleh", "Lurah", "right")
#: Who brings the items to a Musrenbang: the KSM of sanitation, or the BKM.
_ASKING = (_role("Diajukan oleh", "Ketua KSM", "left"), _role("Diajukan oleh", "Koordinator BKM", "left"))
_CAMAT = _role("Mengetahui", "Camat", "below")
_CHAIR = _role("Pimpinan rembuk", "Pimpinan Rembuk", "right")
_SECRETARY = _role("Notulis", "Notulis", "left")

DECLARED = (
    DocumentKind(
        code="profil-kumuh",
        title="Profil Permukiman Kumuh",
        template="documents/profil-kumuh/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(_COMPILED, _CHECKED, _VERIFIED, _BKM, _LURAH, _CAMAT),
        step="P2",
        also=("K2.3", "L2.2"),
        letter="PKP",
    ),
    DocumentKind(
        code="rumusan-masalah",
        title="Rumusan Permasalahan per 7 Indikator",
        template="documents/rumusan-masalah/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(_COMPILED, _CHECKED, _BKM, _LURAH),
        orientation=Orientation.LANDSCAPE,
        step="P2",
        also=("K2.3", "L2.2"),
        letter="RM",
    ),
    DocumentKind(
        code="renta-pip",
        title="Rencana Tahunan Pembangunan Infrastruktur Permukiman (Renta PIP)",
        template="documents/renta-pip/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(_COMPILED, _CHECKED, _VERIFIED, _BKM, _LURAH, _CAMAT),
        step="P3",
        renewed_by=("P4",),
        letter="RPIP",
    ),
    DocumentKind(
        code="prioritas-1m",
        title="Daftar Prioritas Dana Channeling 1 Milyar",
        template="documents/prioritas-1m/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(_COMPILED, _CHECKED, _VERIFIED, _BKM, _LURAH, _CAMAT),
        orientation=Orientation.LANDSCAPE,
        step="P4",
        letter="DP",
    ),
    DocumentKind(
        code="laporan-pelatihan",
        title="Laporan Pelatihan/KBIK",
        template="documents/laporan-pelatihan/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(_role("Disusun oleh", "Senior Fasilitator", "left"), _BKM, _role("Mengetahui", "Lurah", "below")),
        orientation=Orientation.LANDSCAPE,
        letter="LPL",
        names=True,
    ),
    DocumentKind(
        code="lembar-pelatihan",
        title="Lembar Hadir dan Penilaian Pelatihan",
        template="documents/lembar-pelatihan/dokumen.html",
        subject_kind=SubjectKind.TRAINING,
        signers=(_role("Pelatih", "Senior Fasilitator", "left"), _role("Mengetahui", "Koordinator BKM", "right")),
        orientation=Orientation.LANDSCAPE,
        names=True,
    ),
    DocumentKind(
        code="rplp",
        title="Rencana Penataan Lingkungan Permukiman (RPLP)",
        template="documents/rencana/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(_COMPILED, _CHECKED, _HEARD, _BKM, _LURAH, _CAMAT),
        step="K2.4c",
        also=("L2.3",),
        letter="RPLP",
    ),
    DocumentKind(
        code="rtplp",
        title="Rencana Tindak Penataan Lingkungan Permukiman (RTPLP)",
        template="documents/rencana/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(_COMPILED, _role("Diperiksa oleh", "Fasilitator Teknik", "left"), _VERIFIED, _BKM, _LURAH),
        step="K2.5b",
        also=("L2.4",),
        letter="RTPLP",
        record=True,
    ),
    DocumentKind(
        code="aturan-bersama",
        title="Aturan Bersama",
        template="documents/aturan-bersama/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(_COMPILED, _BKM, _LURAH, _CAMAT),
        step="K2.5c",
        also=("L2.4",),
        letter="AB",
        record=True,
    ),
    DocumentKind(
        code="csiap",
        title="Community Sanitation Improvement Action Plan (CSIAP)",
        template="documents/rencana/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(_KSM, *_TECHNICAL_TEAM, _DPIU, _LURAH, _CAMAT),
        step="S3.3",
        letter="CSIAP",
    ),
    DocumentKind(
        code="verifikasi-csiap",
        title="Lembar Verifikasi CSIAP",
        template="documents/verifikasi-csiap/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(_KSM, *_TECHNICAL_TEAM, _role("Memutuskan", "DPIU", "right")),
        step="S3.3",
        letter="VER",
    ),
    DocumentKind(
        code="rencana-kerja-masyarakat",
        title="Rencana Kerja Masyarakat",
        template="documents/rencana/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(_KSM, _role("Diperiksa oleh", "Fasilitator (TFL)", "left"), _DPIU, _LURAH),
        step="S3.4",
        letter="RK",
        record=True,
    ),
    DocumentKind(
        code="pernyataan-kesiapan",
        title="Surat Pernyataan Kesiapan",
        template="documents/pernyataan-kesiapan/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(_role("Yang menyatakan", "Koordinator BKM", "left"), _role("Yang menyatakan", "Lurah", "right")),
        step="K1.1",
        also=("L1.1",),
        letter="SP",
        record=True,
        signed_first=True,
    ),
    DocumentKind(
        code="potensi-kebutuhan",
        title="Daftar Potensi dan Kebutuhan",
        template="documents/potensi-kebutuhan/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(*_ASKING, _role("Mengetahui", "Lurah", "right")),
        step="S3.5",
        also=("K2.6",),
        letter="DPK",
        signed_first=True,
    ),
    DocumentKind(
        code="hasil-musrenbang-kelurahan",
        title="Hasil Musrenbang Kelurahan",
        template="documents/hasil-musrenbang-kelurahan/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(*_ASKING, _role("Disepakati oleh", "Lurah", "right")),
        orientation=Orientation.LANDSCAPE,
        step="S3.5",
        also=("K2.6",),
        letter="MKEL",
        signed_first=True,
    ),
    DocumentKind(
        code="daftar-prioritas-kecamatan",
        title="Daftar Prioritas Kecamatan",
        template="documents/daftar-prioritas-kecamatan/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(_role("Diajukan oleh", "Lurah", "left"), _role("Ditetapkan oleh", "Camat", "right")),
        orientation=Orientation.LANDSCAPE,
        step="S3.6",
        also=("K2.6",),
        letter="MKEC",
        signed_first=True,
    ),
    DocumentKind(
        code="profil-kota",
        title="Profil Kumuh Kota",
        template="documents/profil-kota/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(
            _role("Disusun oleh", "Askot/Korkot", "left"),
            _role("Disahkan oleh", "Ketua Pokja PKP", "right"),
            _role("Mengetahui", "Bupati/Wali Kota", "below"),
        ),
        step="C5",
        letter="PKK",
    ),
    DocumentKind(
        code="rp2kpkp",
        title="RP2KP-KP",
        template="documents/rp2kpkp/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(
            _role("Disusun oleh", "Ketua Pokja PKP", "left"),
            _role("Disahkan oleh", "Bupati/Wali Kota", "right"),
        ),
        step="C6",
        letter="RP2KPKP",
    ),
    DocumentKind(
        code="kesepakatan-daftar",
        title="Berita Acara Kesepakatan Daftar Akhir",
        template="documents/kesepakatan-daftar/dokumen.html",
        subject_kind=SubjectKind.CYCLE,
        signers=(
            _role("Pihak warga", "Koordinator BKM", "left"),
            _role("Pihak kota", "Ketua Pokja PKP", "right"),
            _role("Mengetahui", "Lurah", "below"),
        ),
        orientation=Orientation.LANDSCAPE,
        letter="BAK",
    ),
    DocumentKind(
        code="lembar-langkah",
        title="Lembar Langkah",
        template="documents/lembar-langkah/dokumen.html",
        subject_kind=SubjectKind.STEP,
        signers=(_COMPILED,),
        record=True,
    ),
    DocumentKind(
        code="undangan",
        title="Undangan Rembuk",
        template="documents/undangan/dokumen.html",
        subject_kind=SubjectKind.MEETING,
        signers=(_role("Pengundang", "Lurah", "right"),),
        letter="UND",
    ),
    DocumentKind(
        code="daftar-hadir-kosong",
        title="Daftar Hadir (kosong)",
        template="documents/daftar-hadir/dokumen.html",
        subject_kind=SubjectKind.MEETING,
        signers=(_SECRETARY, _CHAIR),
    ),
    DocumentKind(
        code="lembar-rembuk",
        title="Lembar Rembuk (kosong)",
        template="documents/lembar-rembuk/dokumen.html",
        subject_kind=SubjectKind.MEETING,
        signers=(_SECRETARY, _CHAIR),
        orientation=Orientation.LANDSCAPE,
    ),
    DocumentKind(
        code="usulan-rw",
        title="Daftar Usulan RW",
        template="documents/usulan-rw/dokumen.html",
        subject_kind=SubjectKind.MEETING,
        signers=(_role("Yang mengusulkan", "Ketua RW", "right"),),
        orientation=Orientation.LANDSCAPE,
    ),
    DocumentKind(
        code="daftar-hadir",
        title="Daftar Hadir",
        template="documents/daftar-hadir/dokumen.html",
        subject_kind=SubjectKind.MEETING,
        signers=(_SECRETARY, _CHAIR),
        names=True,
    ),
    DocumentKind(
        code="notulen",
        title="Notulen Rembuk",
        template="documents/notulen/dokumen.html",
        subject_kind=SubjectKind.MEETING,
        signers=(_SECRETARY, _CHAIR),
        orientation=Orientation.LANDSCAPE,
        letter="NOT",
        names=True,
    ),
    DocumentKind(
        code="berita-acara",
        title="Berita Acara Rembuk",
        template="documents/berita-acara/dokumen.html",
        subject_kind=SubjectKind.MEETING,
        signers=(
            _SECRETARY,
            _role("Fasilitator", "Fasilitator", "left"),
            _CHAIR,
            _role("Mengetahui", "Lurah", "below"),
        ),
        letter="BA",
    ),
    DocumentKind(
        code="sk",
        title="Keputusan tentang Lembaga (SK)",
        template="documents/sk/dokumen.html",
        subject_kind=SubjectKind.DECREE,
        signers=(_role("Menetapkan", "Lurah", "right"),),
        letter="SK",
    ),
    DocumentKind(
        code="hasil-metode",
        title="Hasil Metode Partisipatif",
        template="documents/hasil-metode/dokumen.html",
        subject_kind=SubjectKind.METHOD,
        signers=(
            _role("Pemandu", "Fasilitator", "left"),
            _role("Wakil warga", "Wakil Warga", "right"),
            _role("Mengetahui", "Lurah", "below"),
        ),
        letter="HM",
    ),
    DocumentKind(
        code="lembar-kosong-metode",
        title="Lembar Kosong Metode",
        template="documents/lembar-kosong-metode/dokumen.html",
        subject_kind=SubjectKind.METHOD,
        signers=(_role("Pemandu", "Fasilitator", "left"), _role("Wakil warga", "Wakil Warga", "right")),
        paper=Paper.A4,
    ),
)
