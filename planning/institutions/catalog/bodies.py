"""The bodies: members, positions, teams, who signs the SK, what else must be there.

Sources: notes on community institutions in the programme guides (BKM, UP, TIPP with a pokja for each of the seven
slum indicators), articles of a BKM (KSM of at least three members), formation and account checklists of Sanimas and
DAK sanitation (three signatories, opening balance by the future users), POS on operation and maintenance (KPP),
KBIK notes of Kota Metro (Pokja PKP). Numbers that no source gives are proposals (INF) and only shown, never forced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planning.institutions.enums import InstitutionKind, Issuer, MemberElement, Position, Team

INDICATOR_TEAMS: Final = (
    Team.BANGUNAN, Team.JALAN, Team.AIR_MINUM, Team.DRAINASE, Team.AIR_LIMBAH, Team.PERSAMPAHAN, Team.KEBAKARAN,
)  # fmt: skip
#: Elements that every body of residents should have; a missing one is shown, not forbidden.
LEFT_BEHIND: Final = (MemberElement.MBR, MemberElement.PEMUDA, MemberElement.DIFABEL)
COMMUNITY: Final = (*LEFT_BEHIND, MemberElement.TOKOH, MemberElement.PKK)
#: Least share of women that the page speaks of (proposal; the same figure as the threshold of a rembuk).
WOMEN_PERCENT: Final = 30
#: Opening balance of the account of a KSM, in rupiah, paid by its future users (checklist of DAK sanitation).
OPENING_BALANCE: Final = 500_000


@dataclass(frozen=True)
class Body:
    """One kind of body.

    `level`: of what region it is (kelurahan, kota, or empty for both). `needed` positions and `staffed` teams must be
    filled; `members` is the least number of people. `wanted` elements are shown when missing. `issuers` may sign its
    SK, the usual one first; none where no SK is made. `below` names the kind it works under. `elected`: members are
    usually elected. `articles`: it has AD/ART; `account`: a bank account with three signatories. `charge` completes
    "tentang …" of its SK. `duties_source` says where its duties come from.
    """

    kind: InstitutionKind
    purpose: str
    charge: str
    source: str
    duties_source: str = "pedoman program; rinciannya usulan"
    level: str = "kelurahan"
    members: int = 1
    positions: tuple[Position, ...] = (
        Position.KETUA, Position.WAKIL, Position.SEKRETARIS, Position.BENDAHARA, Position.ANGGOTA,
    )  # fmt: skip
    needed: tuple[Position, ...] = ()
    teams: tuple[Team, ...] = ()
    staffed: tuple[Team, ...] = ()
    wanted: tuple[MemberElement, ...] = ()
    issuers: tuple[Issuer, ...] = (Issuer.LURAH,)
    below: InstitutionKind | None = None
    elected: bool = False
    articles: bool = False
    account: bool = False

    @property
    def short(self) -> str:
        """The name in a sentence: "TIPP", "KSM", "panitia pemilihan"."""
        name = str(self.kind.label).split(" (")[0]
        return name[:1].lower() + name[1:] if self.kind == InstitutionKind.PANITIA else name


_UNIT = {
    "positions": (Position.MANAJER, Position.SEKRETARIS, Position.BENDAHARA, Position.ANGGOTA),
    "needed": (Position.MANAJER,),
    "below": InstitutionKind.BKM,
    "issuers": (),
}

_BODIES = (
    Body(
        kind=InstitutionKind.BKM,
        purpose="Memimpin warga, mengendalikan program dan bertanggung jawab kepada warga kelurahan.",
        charge="Pengukuhan Badan Keswadayaan Masyarakat/Lembaga Keswadayaan Masyarakat",
        source="Bahan bacaan KOTAKU dan anggaran dasar BKM; anggota paling sedikit usulan",
        duties_source="catatan KBIK Kota Metro 2016 (tujuh peran BKM)",
        members=9,
        positions=(Position.KOORDINATOR, Position.SEKRETARIS, Position.BENDAHARA, Position.ANGGOTA),
        needed=(Position.KOORDINATOR,),
        wanted=COMMUNITY,
        elected=True,
        articles=True,
    ),
    Body(
        kind=InstitutionKind.UPK,
        purpose="Mengelola keuangan BKM dan membukukannya.",
        charge="Pengangkatan Unit Pengelola Keuangan",
        source="Bahan pelatihan PLPBK (UP-UP); tugas usulan",
        **_UNIT,  # type: ignore[arg-type]  # values of differing fields
    ),
    Body(
        kind=InstitutionKind.UPL,
        purpose="Memeriksa usulan dan mengawasi kegiatan lingkungan.",
        charge="Pengangkatan Unit Pengelola Lingkungan",
        source="Bahan pelatihan PLPBK (UP-UP); tugas usulan",
        **_UNIT,  # type: ignore[arg-type]  # values of differing fields
    ),
    Body(
        kind=InstitutionKind.UPS,
        purpose="Mengelola kegiatan sosial dan sosialisasi.",
        charge="Pengangkatan Unit Pengelola Sosial",
        source="Bahan pelatihan PLPBK (UP-UP); tugas usulan",
        **_UNIT,  # type: ignore[arg-type]  # values of differing fields
    ),
    Body(
        kind=InstitutionKind.TIPP,
        purpose="Menyusun rencana bersama warga, dengan pokja paling sedikit untuk tujuh indikator kumuh.",
        charge="Pembentukan Tim Inti Perencanaan Partisipatif",
        source="Bahan bacaan KOTAKU (pokja tujuh indikator); pembentukan TIPP PLPBK",
        members=7,
        positions=(Position.KOORDINATOR, Position.SEKRETARIS, Position.BENDAHARA, Position.ANGGOTA),
        needed=(Position.KOORDINATOR,),
        teams=(*INDICATOR_TEAMS, Team.SOSIAL, Team.EKONOMI, Team.PEMASARAN),
        staffed=INDICATOR_TEAMS,
        wanted=COMMUNITY,
    ),
    Body(
        kind=InstitutionKind.KSM,
        purpose="Menyusun rencana sanitasi atau melaksanakan pekerjaan bersama warga.",
        charge="Pembentukan Kelompok Swadaya Masyarakat",
        source="Anggaran dasar BKM (paling sedikit 3 orang); petunjuk Sanimas 2017 dan 2021; daftar periksa DAK",
        duties_source="paparan SPBM (tujuh tugas KSM)",
        members=3,
        needed=(Position.KETUA, Position.SEKRETARIS, Position.BENDAHARA),
        teams=(Team.PERENCANAAN, Team.PELAKSANAAN, Team.PENGAWASAN),
        staffed=(Team.PERENCANAAN, Team.PELAKSANAAN, Team.PENGAWASAN),
        wanted=(MemberElement.MBR, MemberElement.PENGGUNA),
        issuers=(Issuer.LURAH, Issuer.KPA),
        elected=True,
        articles=True,
        account=True,
    ),
    Body(
        kind=InstitutionKind.KPP,
        purpose="Mengoperasikan dan memelihara prasarana yang sudah diserahterimakan.",
        charge="Pembentukan Kelompok Pemanfaat dan Pemelihara",
        source="POS operasi dan pemeliharaan 2019; petunjuk Sanimas 2021",
        duties_source="POS operasi dan pemeliharaan 2019",
        members=3,
        needed=(Position.KETUA, Position.BENDAHARA),
        teams=(Team.OPERASI, Team.IURAN, Team.PENYULUHAN),
        wanted=(MemberElement.PENGGUNA,),
        issuers=(Issuer.LURAH,),
        articles=True,
    ),
    Body(
        kind=InstitutionKind.TIM_TEKNIS,
        purpose="Memberi masukan teknis pada rencana: tenaga fasilitator lapangan (TFL) dan TAMK.",
        charge="Penugasan Tim Teknis",
        source="Bahan SPBM (Tim Teknis: TFL dan TAMK)",
        level="",
        members=2,
        positions=(Position.TFL, Position.TAMK, Position.ANGGOTA),
        needed=(Position.TFL, Position.TAMK),
        issuers=(Issuer.KPA,),
    ),
    Body(
        kind=InstitutionKind.PANITIA,
        purpose="Menyelenggarakan pemilihan anggota lembaga; bubar setelah hasilnya disahkan.",
        charge="Pembentukan Panitia Pemilihan",
        source="Pembentukan BKM (paling sedikit 3 orang tiap RW, banyak warga miskin dan perempuan)",
        members=3,
        needed=(Position.KETUA,),
        wanted=(MemberElement.MBR,),
    ),
    Body(
        kind=InstitutionKind.POKJA_PKP,
        purpose="Mengoordinasi penanganan permukiman kumuh seluruh kota.",
        charge="Pembentukan Kelompok Kerja Perumahan dan Kawasan Permukiman",
        source="Catatan KBIK Kota Metro 2016; bahan bacaan KOTAKU (langkah kota)",
        level="kota",
        members=3,
        needed=(Position.KETUA, Position.SEKRETARIS),
        wanted=(MemberElement.DINAS,),
        issuers=(Issuer.WALIKOTA,),
    ),
)

BODIES: Final = {body.kind: body for body in _BODIES}


def body_of(kind: str) -> Body:
    """The declared body of a kind; KeyError for an unknown one."""
    return BODIES[InstitutionKind(kind)]


def bodies_at(level: str) -> tuple[Body, ...]:
    """The bodies that a kelurahan or a kota can have, in the order of the catalogue."""
    return tuple(body for body in _BODIES if body.level in ("", level))
