"""What differs between two regulation versions, in words that an admin can check against the regulation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kumuh.conditions.ruleset.parts import Consideration, Criterion, DensityStep, Provenance
from kumuh.conditions.ruleset.version import RuleSet
from kumuh.core.formats import show_number

ABSENT = "tidak ada"


@dataclass(frozen=True)
class Difference:
    """One place where two versions differ: the part of the version, what in it, and both readings in words."""

    part: str
    name: str
    old: str
    new: str


@dataclass(frozen=True)
class _Line:
    part: str
    ident: str
    name: str
    text: str


def differences(old: RuleSet, new: RuleSet) -> tuple[Difference, ...]:
    """Every difference between two versions, part by part; what one of them lacks reads "tidak ada"."""
    common = set(old.criterion_by_key) & set(new.criterion_by_key)
    before = {(line.part, line.ident): line for line in _lines(old, common)}
    after = {(line.part, line.ident): line for line in _lines(new, common)}
    parts = list(dict.fromkeys(part for part, _ in [*before, *after]))
    keys = sorted(dict.fromkeys([*before, *after]), key=lambda key: parts.index(key[0]))
    return tuple(
        Difference(part, (after.get((part, ident)) or before[(part, ident)]).name, *texts)
        for part, ident in keys
        if len(set(texts := _texts(before.get((part, ident)), after.get((part, ident))))) > 1
    )


def _texts(before: _Line | None, after: _Line | None) -> tuple[str, str]:
    return (before.text if before else ABSENT, after.text if after else ABSENT)


def _lines(version: RuleSet, common: set[str]) -> Iterator[_Line]:
    yield from _general(version)
    for aspect in version.aspects:
        yield _line("Indikator", f"Indikator {aspect.number}", aspect.name)
    for head in version.denominators:
        yield _Line("Pembagi", head.key, head.label, f"{head.label} ({head.unit})")
    for criterion in version.criteria:
        yield from _criterion(version, criterion, whole=criterion.key not in common)
    yield from _scoring(version)
    yield from _density(version)
    yield from _considerations(version)
    yield from _follow_up(version)
    for rule in version.conversion.rules if version.conversion else ():
        sources = " dan ".join(rule.sources) or "dikosongkan"
        yield _line("Rancangan dari data lama", rule.to, f"{sources} ({rule.join})")


def _general(version: RuleSet) -> Iterator[_Line]:
    yield _line("Umum", "Nama", version.name)
    yield _line("Umum", "Peraturan", version.regulation)
    yield _line("Umum", "Dinilai", "ya" if version.scored else "tidak, hanya ditampilkan")
    yield _line("Umum", "Arah persen", version.direction.label)
    yield _line("Umum", "Total tertinggi", str(version.max_total))
    yield _line("Umum", "Dasar", _basis(version.provenance))


def _criterion(version: RuleSet, item: Criterion, *, whole: bool) -> Iterator[_Line]:
    """One line for a parameter of one version only; a line per column where both versions have it."""
    head = version.denominator_by_key[item.denominator].label if item.denominator else "tidak dibagi"
    title = f"{item.code} {item.label}"
    if whole:
        yield _Line("Parameter", item.key, title, f"{item.measured} ({item.unit}), dibagi {head}")
        return
    columns = {
        "kode dan nama": title,
        "bunyi peraturan": item.wording or "belum ditulis",
        "yang dihitung": item.measured,
        "satuan": item.unit,
        "dibagi": head,
        "indikator": str(item.aspect),
        "dasar": _basis(item.provenance),
    }
    for column, text in columns.items():
        yield _Line("Parameter", f"{item.key} {column}", f"{title}: {column}", text)


def _scoring(version: RuleSet) -> Iterator[_Line]:
    if version.bands:
        for band in version.bands.items:
            least = "tanpa batas bawah" if band.minimum is None else f"mulai {show_number(band.minimum)} persen"
            yield _line("Dari persen ke nilai", f"Nilai {band.score}", f"{band.printed} ({least})")
        yield _line("Dari persen ke nilai", "Dasar", _basis(version.bands.provenance))
    if version.levels:
        for limit in version.levels.items:
            yield _line("Dari total ke tingkat", limit.level.label, f"{limit.minimum}–{limit.maximum}")
        yield _line("Dari total ke tingkat", "Dasar", _basis(version.levels.provenance))
    if version.mean:
        yield _line("Rata-rata kekumuhan", "Cara", version.mean.reading.label)
    for pair in version.pair_limits:
        name = " + ".join(pair.criteria)
        yield _line("Pemeriksaan pasangan", name, f"paling banyak {version.denominator_by_key[pair.denominator].label}")


def _density(version: RuleSet) -> Iterator[_Line]:
    if version.density is None:
        return
    unit = version.density.unit
    yield _line("Kepadatan penduduk", "Kelas", _steps(version.density.classes, unit, named=True))
    for row in version.density.scores:
        yield _line("Kepadatan penduduk", f"Nilai di kota {row.city_size.label.lower()}", _steps(row.steps, unit))


def _steps(steps: Iterable[DensityStep], unit: str, *, named: bool = False) -> str:
    def one(step: DensityStep) -> str:
        least = "selebihnya" if step.over is None else f"di atas {show_number(step.over)} {unit}"
        return f"{least}: {step.name if named else step.score}"

    return "; ".join(one(step) for step in steps)


def _considerations(version: RuleSet) -> Iterator[_Line]:
    if version.considerations is None:
        return
    for item in version.considerations.items:
        yield _Line("Pertimbangan lain", item.key, item.label, _asked(item))
    for limit in version.considerations.levels:
        yield _line("Pertimbangan lain", f"Kelas {limit.level.label.lower()}", f"{limit.minimum}–{limit.maximum}")


def _asked(item: Consideration) -> str:
    return f"{item.question} Ya {item.yes}, tidak {item.no}." if item.kind == "ya-tidak" else item.question


def _follow_up(version: RuleSet) -> Iterator[_Line]:
    if version.legality:
        for land in version.legality.items:
            entered = "ikut dihitung" if land.default else "hanya pada sebagian formulir"
            yield _Line("Legalitas lahan", land.key, land.label, entered)
        yield _line("Legalitas lahan", "Cara menggabungkan", version.legality.rule.label)
    for row in version.combined.rows if version.combined else ():
        name = f"{row.level.label}, pertimbangan {row.considerations.label.lower()}"
        yield _line("Kelas gabungan", name, f"{row.legal} / {row.not_legal}, prioritas {row.priority}")
    for pattern in version.handling.rows if version.handling else ():
        text = f"legal {pattern.legal.label.lower()}, tidak legal {pattern.not_legal.label.lower()}"
        yield _line("Pola penanganan", pattern.level.label, text)
    for step in version.authority.steps if version.authority else ():
        yield _line("Kewenangan", step.authority.label, f"mulai {show_number(step.minimum)} ha")
    for topic in version.topics:
        yield _Line("Topik tanpa nilai", topic.key, topic.label, f"{topic.label} ({topic.unit})")


def _basis(source: Provenance) -> str:
    return f"{source.mark.label}: {source.source}" + (f". {source.note}" if source.note else "")


def _line(part: str, name: str, text: str) -> _Line:
    return _Line(part, name, name, text)
