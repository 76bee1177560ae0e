"""Records whose change history has a page: the word in the address, the table, and the rows that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ANYBODY = "desk.view_history"
PEOPLE = "desk.view_people_history"


#: Fields of a meeting and its minutes that hold names of people.
PEOPLE_OF_MEETING: Final = frozenset(
    {
        "chair_name",
        "secretary_name",
        "facilitator_name",
        "participation_note_by",
        "participation_accepted_by",
        "raised_by",
        "follow_up_by",
    }
)


@dataclass(frozen=True)
class Belonging:
    """Rows of `table` whose column `via` points to the record.

    `counted` rows are told as numbers only: names of attendees and photos never leave the meeting's own pages.
    """

    table: str
    via: str
    counted: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of record. `page` is the address of the record itself, `arguments` its fields in order.

    `private` fields of it and of its rows hold names of residents: told only to those with the right `names_right`.
    `own_name`: the record's name needs no word before it. `many_places`: its RT lie in many kelurahan.
    """

    slug: str
    table: str
    title: str
    belonging: tuple[Belonging, ...] = ()
    hidden: frozenset[str] = frozenset()
    page: str = ""
    arguments: tuple[str, ...] = ("pk",)
    right: str = ANYBODY
    private: frozenset[str] = frozenset()
    names_right: str = ""
    own_name: bool = False
    many_places: bool = False


def _rows(via: str, *tables: str, counted: bool = False) -> tuple[Belonging, ...]:
    return tuple(Belonging(table, via, counted) for table in tables)


_KINDS = (
    Kind("wilayah", "areas.region", "Wilayah", hidden=frozenset({"search_name"}), page="areas:region-detail"),
    Kind(
        "rt-rw",
        "areas.neighbourhood",
        "RT/RW",
        page="areas:region-detail",
        arguments=("kelurahan_id",),
        own_name=True,
    ),
    Kind("kawasan", "areas.settlement", "Kawasan", page="areas:region-detail", arguments=("city_id",)),
    Kind(
        "sk-kumuh",
        "areas.decree",
        "SK Kumuh",
        _rows("decree", "areas.decreeneighbourhood"),
        page="areas:decree-detail",
        many_places=True,
    ),
    Kind("batas", "areas.boundary", "Batas wilayah", hidden=frozenset({"geometry", "west", "south", "east", "north"})),
    Kind("penugasan", "accounts.assignment", "Penugasan", right=PEOPLE),
    Kind("pejabat", "accounts.official", "Pejabat penanda tangan"),
    Kind(
        "pemeriksaan",
        "reviews.review",
        "Pemeriksaan",
        hidden=frozenset({"chain", "subject_type", "subject_id"}),
        page="reviews:review-detail",
    ),
    Kind(
        "catatan",
        "reviews.note",
        "Catatan pemeriksaan",
        hidden=frozenset({"pin"}),
        page="reviews:review-detail",
        arguments=("review_id",),
    ),
    Kind("versi-aturan", "conditions.ruleset", "Versi aturan", page="conditions:ruleset-detail"),
    Kind(
        "survei",
        "conditions.survey",
        "Survei",
        _rows("survey", "conditions.rtrecord", counted=True),
        page="conditions:survey-detail",
        arguments=("kelurahan_id", "year"),
    ),
    Kind(
        "data-rt",
        "conditions.rtrecord",
        "Data RT",
        page="conditions:rt-record",
        arguments=("kelurahan_id", "year", "neighbourhood_id"),
    ),
    Kind(
        "siklus",
        "cycles.cycle",
        "Siklus",
        _rows(
            "cycle",
            "cycles.stepstate",
            "cycles.teammember",
            "cycles.scheduleitem",
            "cycles.sourcedocument",
            "cycles.principlenote",
            "cycles.stepanswer",
            "cycles.steppaper",
            "cycles.stepunlock",
            "cycles.carriedover",
            "rembuk.meetinguse",
        ),
        page="cycles:cycle-detail",
    ),
    Kind("pengaturan-program", "cycles.programmesetting", "Pengaturan program", own_name=True),
    Kind(
        "lembaga",
        "institutions.institution",
        "Lembaga",
        _rows("institution", "institutions.member", "institutions.election", "institutions.formationdecree"),
        hidden=frozenset({"account_number"}),
        page="institutions:institution-detail",
    ),
    Kind(
        "bahan-pelatihan",
        "institutions.material",
        "Bahan pelatihan",
        page="institutions:material-list",
        arguments=("region_id",),
        own_name=True,
    ),
    Kind(
        "pelatihan",
        "institutions.training",
        "Pelatihan",
        _rows("training", "institutions.participant"),
        page="institutions:training-detail",
    ),
    Kind(
        "pemilihan",
        "institutions.election",
        "Pemilihan",
        _rows("election", "institutions.candidate"),
        page="institutions:election-edit",
        arguments=("institution_id", "pk"),
    ),
    Kind(
        "rembuk",
        "rembuk.meeting",
        "Rembuk",
        (
            *_rows("meeting", "rembuk.agendaitem", "rembuk.attendancecount", "rembuk.minuteentry", "rembuk.decision"),
            *_rows("meeting", "rembuk.attendee", "rembuk.representative", "rembuk.evidence", counted=True),
        ),
        page="rembuk:meeting-detail",
        arguments=("cycle_id", "pk"),
        private=PEOPLE_OF_MEETING,
        names_right="rembuk.view_names",
    ),
    Kind(
        "metode",
        "methods.methodsession",
        "Hasil metode",
        (
            *_rows("session", "methods.methodgroup", "methods.calendarseason"),
            *_rows("session", "methods.focusquestion", "methods.dotballot", "methods.dotoption"),
            *_rows("group__session", "methods.focuspoint", "methods.dotcount"),
            *_rows("group__session", "methods.treenode", "methods.treereflection"),
            *_rows("session", "methods.welfareclass"),
            *_rows("group__session", "methods.welfarepiles"),
            *_rows("session", "methods.welfarecard", counted=True),
            *_rows("group__session", "methods.welfaresort", counted=True),
            *_rows("session", "methods.matrixsetup", "methods.matrixcriterion", "methods.matrixalternative"),
            *_rows("session", "methods.matrixrater", counted=True),
            *_rows("rater__session", "methods.matrixscore", "methods.matrixpair", "methods.matrixpick", counted=True),
            *_rows("session", "methods.mapbase"),
            *_rows("group__session", "methods.mapobject", counted=True),
            *_rows("group__session", "methods.transectpath", "methods.transectstretch"),
            *_rows("group__session", "methods.calendarfactor", "methods.vennbody"),
            *_rows("first__group__session", "methods.vennlink"),
            *_rows("session", "methods.areasheet", "methods.surveydecision"),
            *_rows("session", "methods.household", counted=True),
            *_rows("session", "methods.methodphoto", counted=True),
        ),
        page="methods:session-detail",
        arguments=("cycle_id", "pk"),
        private=frozenset({"representative"}),
        names_right="methods.view_names",
    ),
    Kind(
        "masalah",
        "proposals.problem",
        "Rumusan masalah",
        _rows("problem", "proposals.problemsource", "proposals.resultuse"),
        page="proposals:problem-detail",
        arguments=("cycle_id", "aspect"),
    ),
    Kind(
        "sebab-rw",
        "proposals.rwcause",
        "Sebab menurut warga",
        page="proposals:cause-list",
        arguments=("cycle_id",),
    ),
    Kind(
        "potensi-kebutuhan",
        "proposals.localfact",
        "Potensi atau kebutuhan",
        page="proposals:fact-list",
        arguments=("cycle_id",),
    ),
    Kind(
        "usulan",
        "proposals.proposal",
        "Usulan",
        _rows("proposal", "proposals.score", "proposals.rankoverride", "proposals.resultuse"),
        page="proposals:proposal-detail",
        arguments=("cycle_id", "pk"),
    ),
    Kind(
        "peringkat",
        "proposals.ranking",
        "Peringkat usulan",
        _rows("ranking", "proposals.rankingcriterion", "proposals.rankoverride"),
        page="proposals:ranking-detail",
        arguments=("cycle_id",),
    ),
    Kind("dana", "programs.fund", "Dana"),
    Kind("pengaturan-dana", "programs.fundsetting", "Pengaturan dana kota"),
    Kind("harga-satuan", "programs.unitprice", "Harga satuan"),
    Kind(
        "kegiatan",
        "programs.work",
        "Kegiatan",
        _rows("work", "programs.allocation", "programs.outcome", "programs.forumanswer"),
        page="programs:work-detail",
        arguments=("cycle_id", "pk"),
    ),
    Kind("penanganan", "programs.investment", "Penanganan terlaksana"),
    Kind(
        "daftar-prioritas",
        "programs.prioritylist",
        "Daftar prioritas",
        page="programs:priority-detail",
        arguments=("cycle_id",),
    ),
    Kind(
        "program-kawasan",
        "city.areaprogramme",
        "Program kawasan",
        _rows("programme", "city.programmecost"),
        page="city:programme-detail",
        arguments=("cycle_id", "pk"),
    ),
    Kind("jawaban-butir", "city.answer", "Jawaban butir"),
    Kind(
        "penjelasan-luas", "city.areanote", "Penjelasan luas", page="city:register-detail", arguments=("kelurahan_id",)
    ),
    Kind("kesepakatan-kota", "city.agreement", "Kesepakatan daftar akhir", hidden=frozenset({"list_digest"})),
    Kind("kop", "documents.letterhead", "Kop surat"),
    Kind(
        "dokumen",
        "documents.document",
        "Dokumen",
        hidden=frozenset({"kind", "subject_id"}),
        page="documents:document-print",
        arguments=("kind", "subject_id"),
    ),
    Kind("tanda-tangan", "documents.signature", "Tanda tangan", hidden=frozenset({"scan_digest"})),
)

#: Names of fields that have none in their table; the test of history keeps the list complete.
FIELD_WORDS: Final = {
    "abstain": "abstain",
    "agenda_item": "acara",
    "answered_at": "dijawab tanggal",
    "answered_by": "dijawab oleh",
    "area_code": "kode wilayah",
    "author": "penulis catatan",
    "bank": "bank",
    "city": "kota",
    "closed_at": "ditutup tanggal",
    "closed_by": "ditutup oleh",
    "criterion": "kriteria",
    "cycle": "siklus",
    "data": "isi aturan",
    "decided_by": "diputuskan oleh",
    "digest": "sidik berkas",
    "edition": "edisi",
    "election": "pemilihan",
    "fund": "dana",
    "group": "kelompok",
    "imported_by": "dimuat oleh",
    "institution": "lembaga",
    "kelurahan": "kelurahan",
    "label": "sebutan",
    "logo": "logo",
    "meeting": "rembuk",
    "merged_into": "digabung ke",
    "neighbourhood": "RT/RW",
    "opened_at": "dibuka tanggal",
    "participation_accepted_at": "penjelasan diterima tanggal",
    "participation_note_by": "penjelasan ditulis oleh",
    "problem": "rumusan masalah",
    "programme": "program kawasan",
    "proposal": "usulan",
    "ranking": "peringkat",
    "recorded_by": "dicatat oleh",
    "region": "wilayah",
    "review": "pemeriksaan",
    "rt": "RT",
    "ruleset": "versi aturan",
    "settlement": "kawasan",
    "started_by": "dimulai oleh",
    "subject_id": "nomor yang diperiksa",
    "subject_type": "yang diperiksa",
    "survey": "survei",
    "user": "akun",
    "volume": "volume",
    "work": "kegiatan",
    "written_by": "ditulis oleh",
}

KINDS: Final = {kind.slug: kind for kind in _KINDS}
