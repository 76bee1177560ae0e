"""The documents that can be printed: code, title, paper, template, subject and chain of signatures.

Signer roles follow the summary of signatories kept with the programme's document forms; a role marked
with an asterisk there (proposed, not seen in a source) is printed as well and may be left empty.
"""

from __future__ import annotations

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

    `step` is the step whose approval makes the paper final, `renewed_by` later steps after which it is printed
    again. `letter` is the short word in its number, empty for papers without a number of their own. `names`
    marks papers that carry the names of attendees: fewer people may open them.
    """

    code: str
    title: str
    template: str
    subject_kind: SubjectKind
    signers: tuple[SignerRole, ...]
    paper: Paper = Paper.F4
    orientation: Orientation = Orientation.PORTRAIT
    step: str = ""
    renewed_by: tuple[str, ...] = ()
    letter: str = ""
    names: bool = False


def _role(label: str, office: str, side: str) -> SignerRole:
    return SignerRole(label=label, office=office, side=side)


_COMPILED = _role("Disusun oleh", "Koordinator TIPP", "left")
_CHECKED = _role("Diperiksa oleh", "Senior Fasilitator", "left")
_VERIFIED = _role("Diverifikasi oleh", "Ketua Pokja PKP", "left")
_BKM = _role("Disahkan oleh", "Koordinator BKM", "right")
_LURAH = _role("Disahkan oleh", "Lurah", "right")
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
    return tuple(kind for kind in _KINDS if step and step in (kind.step, *kind.renewed_by))
