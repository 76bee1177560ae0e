"""Answers and sessions of the survey of households for the tests. Every household is invented and called "Contoh"."""

from datetime import date

from kumuh.conditions.services import save_rt_record
from planning.methods.enums import MethodKind
from planning.methods.services.survey import write_area, write_household
from tests.planning.methods.builders import fresh, started

DAY = date(2026, 2, 10)
#: A house in which everything is in order.
FINE = {
    "nama_kk": "Keluarga Contoh", "tanggal": DAY, "mbr": "TIDAK", "jiwa_l": 2, "jiwa_p": 2, "difabel": 0,
    "akses_jalan": "YA", "hadap": "JALAN", "atas_air": "TIDAK", "sempadan": "TIDAK", "zona_bahaya": "TIDAK",
    "panjang": "8", "lebar": "6", "lantai": 1, "atap": "BAIK", "alas": "BAIK", "dinding": "BAIK",
    "sumber_air": "LEDENG", "air_keruh": "TIDAK", "air_cukup": "YA",
    "jamban": "SENDIRI", "kloset": "LEHER_ANGSA", "tinja": "TANGKI_SEPTIK", "limbah_terpisah": "YA",
    "wadah": "TERPILAH", "sarana_sampah": "YA", "buang_sampah": "DIANGKUT", "angkut_seminggu": 2,
    "api_air": "YA", "api_jalan": "YA", "api_lapor": "YA", "api_alat": "YA", "api_mobil": "YA",
}  # fmt: skip
AREA = {
    "tanggal": DAY, "luas": "1.5", "luas_padat": "0", "kk": 3, "bangunan": 3, "selesai": "YA",
    "jalan_ada": "200", "jalan_rusak": "50", "jalan_kurang": "100", "drainase_ada": "150", "drainase_rusak": "30",
    "drainase_kurang": "50", "genangan": "0",
}  # fmt: skip
#: What the RT record says: three households in three buildings, one without safe water.
VOLUMES = {
    "bangunan_ketidakteraturan": 0, "bangunan_kepadatan": 0, "bangunan_persyaratan_teknis": 0, "jalan_cakupan": 100,
    "jalan_kualitas": 50, "air_akses_aman": 1, "air_kebutuhan": 0, "drainase_limpasan": 0, "drainase_ketersediaan": 50,
    "drainase_konstruksi": 30, "limbah_sistem": 0, "limbah_sarpras": 0, "sampah_sarpras": 0, "sampah_sistem": 0,
    "kebakaran_prasarana": 0, "kebakaran_sarana": 0,
}  # fmt: skip
HEADS = {
    "luas_verifikasi_ha": "1.5", "jumlah_bangunan": 3, "jumlah_penduduk": 12, "jumlah_kk": 3,
    "panjang_jalan_ideal_m": 300, "panjang_drainase_ideal_m": 200,
}  # fmt: skip


def household(number="1", **changes):
    """Answers of a household; None takes an answer away."""
    answers = {**FINE, "nomor_rumah": number, **changes}
    return {key: value for key, value in answers.items() if value is not None}


def surveyed(world):
    """A draft of a survey with nothing in it."""
    assert world.rts
    return started(world, kind=MethodKind.SURVEI, title="Survei swadaya RW 001")


def written(world, session, number="1", rt=None, **changes):
    """A household put down in the first RT."""
    return write_household(
        session=session, rt=rt or world.rts[0], answers=household(number, **changes), by=world.cast.fasilitator
    )


def filled_survey(world, session=None, households=3, **changes):
    """A survey whose first RT was visited whole: households with safe water, and its form B."""
    session = session or surveyed(world)
    for number in range(1, households + 1):
        written(world, session, str(number))
    area(world, session, **changes)
    return fresh(session)


def area(world, session, rt=None, **changes):
    answers = {key: value for key, value in {**AREA, **changes}.items() if value is not None}
    return write_area(session=session, rt=rt or world.rts[0], answers=answers, by=world.cast.fasilitator)


def recorded(world, rt=None, **changes):
    """The RT record of the year whose data the cycle works with."""
    return save_rt_record(
        survey=world.survey, neighbourhood=rt or world.rts[0], denominators=HEADS, volumes={**VOLUMES, **changes},
        by=world.cast.fasilitator,
    )  # fmt: skip
