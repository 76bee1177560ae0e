"""The documents that can be printed: code, title, paper, template, subject and chain of signatures.

Signer roles follow the summary of signatories kept with the programme's document forms; a role marked
with an asterisk there (proposed, not seen in a source) is printed as well and may be left empty.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from planning.documents.enums import Paper


class Orientation(StrEnum):
    """How most pages of a kind lie; wide tables turn their own pages."""

    PORTRAIT = "potret"
    LANDSCAPE = "lebar"


class SubjectKind(StrEnum):
    """What a document is about; its primary key is the document's subject."""

    CYCLE = "cycle"
    STEP = "step"
    MEETING = "meeting"
    DECREE = "decree"
    TRAINING = "training"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerRole:
    """One place in the chain: part played, office, and where it stands (left, right, below)."""

    label: str
    office: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """One entry of the catalogue of documents.

    `step` is the step whose approval makes the paper final, `also` the step that does so in other programmes (codes of
    steps are unique), `renewed_by` later steps after which it is printed again. `letter` is the short word in its
    number, empty for papers without a number of their own. `names` marks papers that carry the names of attendees,
    `record` those that carry names out of the record of a step: fewer people may open them. `signed_first` marks
    papers that people sign before their step is closed: final as soon as they are complete.
    """

    code: str
    title: str
    template: str
    subject_kind: SubjectKind
    signers: tuple[SignerRole, ...]
    paper: Paper = Paper.F4
    orientation: Orientation = Orientation.PORTRAIT
    step: str = ""
    also: tuple[str, ...] = ()
    renewed_by: tuple[str, ...] = ()
    letter: str = ""
    names: bool = False
    record: bool = False
    signed_first: bool = False

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that make the paper final, one per programme that has it."""
        return tuple(step for step in (self.step, *self.also) if step)

    @property
    def right(self) -> str:
        """The right that opening such a paper asks for."""
        if self.names:
            return "documents.view_names"
        return "documents.view_record" if self.record else "documents.view_document"

    def step_among(self, codes: Collection[str]) -> str:
        """The step that makes it final in a cycle with these steps; empty in a programme without this paper."""
        return next((step for step in self.steps if step in codes), "")


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

_KINDS = (
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
)

KINDS: dict[str, DocumentKind] = {kind.code: kind for kind in _KINDS}


def kind_named(code: str) -> DocumentKind:
    """Return a kind by its code; raises `LookupError` with the list of known codes."""
    try:
        return KINDS[code]
    except KeyError:
        raise LookupError(f"Jenis dokumen “{code}” tidak ada. Yang ada: {', '.join(KINDS)}") from None


def kinds_of(subject: SubjectKind) -> tuple[DocumentKind, ...]:
    """The kinds about one sort of subject, in the order of the catalogue."""
    return tuple(kind for kind in _KINDS if kind.subject_kind is subject)


def kinds_after(step: str) -> tuple[DocumentKind, ...]:
    """The kinds that are printed when a step is approved: its own and those that it completes."""
    return tuple(kind for kind in _KINDS if step and step in (*kind.steps, *kind.renewed_by))
