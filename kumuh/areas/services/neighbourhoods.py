"""Making and changing RT and RW: nothing is overwritten, every change leaves an arrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from kumuh.areas.enums import LineageKind, NeighbourhoodKind, RegionLevel
from kumuh.areas.errors import NeighbourhoodRefused
from kumuh.areas.models import Boundary, Lineage, Neighbourhood, Region, Settlement
from kumuh.areas.naming import city_code, neighbourhood_label, normal_number
from kumuh.core.formats import tanggal_singkat
from kumuh.core.scope import AreaPerson

RW, RT = NeighbourhoodKind.RW, NeighbourhoodKind.RT


@dataclass(frozen=True)
class Part:
    """One RT that comes out of a split: its number, its RW if any, its local name if any."""

    number: str
    rw: Neighbourhood | None = None
    name: str = ""


def create_neighbourhood(
    *,
    kelurahan: Region,
    kind: str,
    number: str,
    rw: Neighbourhood | None = None,
    name: str = "",
    settlement: Settlement | None = None,
    valid_from: date | None = None,
) -> Neighbourhood:
    """Add an RW, or an RT with or without RW, to a kelurahan; an empty `valid_from` is "since ever".

    Raises `NeighbourhoodRefused` where the region is not a kelurahan or desa, the number is no
    number, it is in use today, the RW is of another kelurahan or ended, or the kawasan is of
    another city.
    """
    _refuse_wrong_place(kelurahan, kind, rw, settlement)
    label = _label(kind, number, rw)
    with transaction.atomic():
        _refuse_taken(kelurahan, kind, label)
        return Neighbourhood.objects.create(
            kelurahan=kelurahan,
            kind=kind,
            parent=rw,
            number=_number(number),
            name=name.strip(),
            label=label,
            settlement=settlement,
            valid_from=valid_from,
        )


def create_neighbourhoods(
    *,
    kelurahan: Region,
    kind: str,
    numbers: Sequence[str],
    rw_number: str = "",
    settlement: Settlement | None = None,
    valid_from: date | None = None,
) -> list[Neighbourhood]:
    """Add several RW, or several RT of one RW, all or none; the RW is made where it is missing.

    An empty `rw_number` makes RT without RW. Raises `NeighbourhoodRefused` as `create_neighbourhood`.
    """
    with transaction.atomic():
        rw = _rw(kelurahan, rw_number, valid_from) if rw_number and kind == RT else None
        return [
            create_neighbourhood(
                kelurahan=kelurahan, kind=kind, number=number, rw=rw, settlement=settlement, valid_from=valid_from
            )
            for number in numbers
        ]


def ensure_rt(
    *, kelurahan: Region, rt: str, rw: str = "", settlement: Settlement | None = None, valid_from: date | None = None
) -> Neighbourhood:
    """The RT in force with these numbers, made together with its RW where missing; for imports.

    A kawasan is set where the RT has none yet, and never changed. Raises `NeighbourhoodRefused`.
    """
    number, rw_number = _number(rt), _number(rw) if rw else ""
    label = neighbourhood_label(RT, number, rw_number)
    with transaction.atomic():
        found = Neighbourhood.objects.filter(kelurahan=kelurahan, kind=RT, label=label, valid_to=None).first()
        if found is None:
            return create_neighbourhoods(
                kelurahan=kelurahan,
                kind=RT,
                numbers=[number],
                rw_number=rw_number,
                settlement=settlement,
                valid_from=valid_from,
            )[0]
        if settlement is not None and found.settlement_id is None:
            place_in_settlement(rts=[found], settlement=settlement)
        return found


def split_neighbourhood(
    *, neighbourhood: Neighbourhood, into: Sequence[Part], on: date, reason: str, by: AreaPerson | None
) -> list[Neighbourhood]:
    """Split one RT into two or more from the day `on`; the old one ends the day before.

    A part may keep the old number. Kawasan is inherited; boundaries are not, they must be drawn
    again. An RW is not split by this verb: make the new RW, then move its RT with
    `rename_neighbourhood`. Raises `NeighbourhoodRefused`.
    """
    if neighbourhood.kind != RT:
        raise NeighbourhoodRefused("RW dipecah dengan membuat RW baru, lalu memindahkan RT-nya ke RW itu.")
    if len(into) < 2:
        raise NeighbourhoodRefused("Pemecahan menghasilkan paling sedikit dua RT.")
    with transaction.atomic():
        (old,) = _ended(_locked([neighbourhood]), on)
        parts = [_successor(old, part.number, part.rw, part.name, on) for part in into]
        _draw_arrows([old], parts, LineageKind.SPLIT, on, reason, by)
    return parts


def merge_neighbourhoods(
    *,
    neighbourhoods: Sequence[Neighbourhood],
    number: str,
    on: date,
    reason: str,
    by: AreaPerson | None,
    rw: Neighbourhood | None = None,
    name: str = "",
) -> Neighbourhood:
    """Merge two or more RT, or two or more RW, of one kelurahan into a new one from the day `on`.

    RT of merged RW move to the new RW. The kawasan is kept where all had the same. Raises
    `NeighbourhoodRefused`, also where the RT of merged RW carry the same numbers.
    """
    found = {row.pk: row for row in neighbourhoods}
    kinds = {(row.kelurahan_id, row.kind) for row in found.values()}
    if len(found) < 2 or len(kinds) != 1:
        raise NeighbourhoodRefused("Penggabungan memerlukan dua RT atau dua RW dari kelurahan yang sama.")
    with transaction.atomic():
        olds = _ended(_locked(found.values()), on)
        new = _successor(olds[0], number, rw, name, on)
        if len({row.settlement_id for row in olds}) > 1:
            new.settlement = None
            new.save(update_fields=["settlement"])
        _draw_arrows(olds, [new], LineageKind.MERGE, on, reason, by)
        for old in olds:
            _move_rts(old, new, on, reason, by)
    return new


def rename_neighbourhood(
    *,
    neighbourhood: Neighbourhood,
    number: str,
    on: date,
    reason: str,
    by: AreaPerson | None,
    rw: Neighbourhood | None = None,
    name: str = "",
) -> Neighbourhood:
    """Give an RT or RW another number or name, or move an RT to another RW, from the day `on`.

    The old row stays with its period, so that documents of an earlier day print the earlier name.
    Kawasan and boundary go along; the RT of a renamed RW follow it. Raises `NeighbourhoodRefused`.
    """
    new_label = _label(neighbourhood.kind, number, rw)
    if (new_label, name.strip()) == (neighbourhood.label, neighbourhood.name):
        raise NeighbourhoodRefused("Nomor, nama dan RW masih sama; tidak ada yang diubah.")
    with transaction.atomic():
        (old,) = _locked([neighbourhood])
        return _rename(old, number, rw, name, on, reason, by)


def place_in_settlement(*, rts: Sequence[Neighbourhood], settlement: Settlement | None) -> None:
    """Say to which kawasan RT belong (None: to none). Raises `NeighbourhoodRefused` for another city."""
    with transaction.atomic():
        for rt in rts:
            _refuse_other_city(rt.kelurahan_id, settlement)
            if rt.settlement_id != (settlement.pk if settlement else None):
                rt.settlement = settlement
                rt.version += 1
                rt.save()


def settlement_named(*, city: Region, name: str) -> Settlement:
    """The kawasan with this name in a city, made where it does not exist; capitals do not matter."""
    cleaned = " ".join(name.split())
    if not cleaned:
        raise NeighbourhoodRefused("Nama kawasan belum diisi.")
    with transaction.atomic():
        found = Settlement.objects.filter(city=city, name__iexact=cleaned).first()
        return found or Settlement.objects.create(city=city, name=cleaned)


# --- Parts of the verbs -----------------------------------------------------------------------------
def _rw(kelurahan: Region, number: str, valid_from: date | None) -> Neighbourhood:
    """The RW in force with this number, made where it is missing."""
    found = Neighbourhood.objects.filter(kelurahan=kelurahan, kind=RW, number=_number(number), valid_to=None).first()
    return found or create_neighbourhood(kelurahan=kelurahan, kind=RW, number=number, valid_from=valid_from)


def _rename(
    old: Neighbourhood,
    number: str,
    rw: Neighbourhood | None,
    name: str,
    on: date,
    reason: str,
    by: AreaPerson | None,
) -> Neighbourhood:
    _ended([old], on)
    new = _successor(old, number, rw, name, on)
    _draw_arrows([old], [new], LineageKind.RENAME, on, reason, by)
    _copy_boundary(old, new)
    _move_rts(old, new, on, reason, by)
    return new


def _move_rts(old_rw: Neighbourhood, new_rw: Neighbourhood, on: date, reason: str, by: AreaPerson | None) -> None:
    """RT of an RW that ended go on under the new RW, with their own arrows."""
    for rt in _locked(Neighbourhood.objects.filter(parent=old_rw, kind=RT, valid_to=None)):
        _rename(rt, rt.number, new_rw, rt.name, on, reason, by)


def _locked(rows: Iterable[Neighbourhood]) -> list[Neighbourhood]:
    """The rows as they are now, locked until the end of the transaction, with what the verbs read."""
    stored = Neighbourhood.objects.select_for_update(of=("self",)).select_related("kelurahan", "settlement")
    return list(stored.filter(pk__in=[row.pk for row in rows]).order_by("label"))


def _ended(rows: list[Neighbourhood], on: date) -> list[Neighbourhood]:
    """End rows the day before `on`; refuses rows that ended already or began later."""
    last = on - timedelta(days=1)
    for row in rows:
        if row.valid_to is not None:
            raise NeighbourhoodRefused(f"{row.label} sudah tidak berlaku sejak {tanggal_singkat(row.valid_to)}.")
        if row.valid_from is not None and last < row.valid_from:
            since = tanggal_singkat(row.valid_from)
            raise NeighbourhoodRefused(f"{row.label} baru berlaku {since}; pilih tanggal sesudahnya.")
        row.valid_to = last
        row.version += 1
        row.save()
    return rows


def _successor(old: Neighbourhood, number: str, rw: Neighbourhood | None, name: str, on: date) -> Neighbourhood:
    return create_neighbourhood(
        kelurahan=old.kelurahan,
        kind=old.kind,
        number=number,
        rw=rw,
        name=name,
        settlement=old.settlement,
        valid_from=on,
    )


def _draw_arrows(
    olds: Sequence[Neighbourhood],
    news: Sequence[Neighbourhood],
    kind: LineageKind,
    on: date,
    reason: str,
    by: AreaPerson | None,
) -> None:
    if not reason.strip():
        raise NeighbourhoodRefused("Alasan perubahan wajib diisi, misalnya nomor SK Lurah.")
    shared = {"kind": kind, "happened_on": on, "reason": reason.strip(), "recorded_by": by}
    Lineage.objects.bulk_create(Lineage(before=old, after=new, **shared) for old in olds for new in news)


def _copy_boundary(old: Neighbourhood, new: Neighbourhood) -> None:
    boundary = Boundary.objects.filter(neighbourhood=old).first()
    if boundary is not None:
        boundary.pk, boundary.neighbourhood = None, new
        boundary._state.adding = True
        boundary.save()


def _number(text: str) -> str:
    try:
        return normal_number(text)
    except ValueError as error:
        raise NeighbourhoodRefused(str(error)) from error


def _label(kind: str, number: str, rw: Neighbourhood | None) -> str:
    return neighbourhood_label(kind, _number(number), rw.number if rw else "")


def _refuse_wrong_place(kelurahan: Region, kind: str, rw: Neighbourhood | None, settlement: Settlement | None) -> None:
    if kelurahan.level != RegionLevel.KELURAHAN:
        raise NeighbourhoodRefused("RT dan RW hanya ada di kelurahan atau desa.")
    if kind == RW and rw is not None:
        raise NeighbourhoodRefused("RW tidak berada di dalam RW lain.")
    if rw is not None and (rw.kind != RW or rw.kelurahan_id != kelurahan.pk or rw.valid_to is not None):
        raise NeighbourhoodRefused("RW yang dipilih bukan RW yang berlaku di kelurahan ini.")
    _refuse_other_city(kelurahan.pk, settlement)


def _refuse_other_city(code: str, settlement: Settlement | None) -> None:
    if settlement is not None and settlement.city_id != city_code(code):
        raise NeighbourhoodRefused("Kawasan yang dipilih berada di kota lain.")


def _refuse_taken(kelurahan: Region, kind: str, label: str) -> None:
    if Neighbourhood.objects.filter(kelurahan=kelurahan, kind=kind, label=label, valid_to=None).exists():
        raise NeighbourhoodRefused(f"{label} sudah ada di {kelurahan.name}.")
