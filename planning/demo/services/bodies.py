"""Example bodies: what a gate asks of TIPP, KSM, KPP or Pokja PKP, with members, account, articles and SK."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle as in_turns
from typing import Any, Final

from kumuh.accounts.models import User
from kumuh.areas.models import Neighbourhood
from kumuh.core.formats import bulan_romawi
from planning.cycles.models import Cycle
from planning.demo.pictures import paper_scan
from planning.institutions.catalog import Body, body_of
from planning.institutions.enums import AccountRole, InstitutionKind, Issuer, MemberElement, Position
from planning.institutions.models import Institution
from planning.institutions.queries import next_sequence
from planning.institutions.services import (
    BodyFacts,
    DecreeFacts,
    MemberRow,
    office_code,
    prepare_decree,
    record_members,
    register_institution,
)

#: Rupiah on the first day of an account: the least that the checklist of the work plan asks, and a little more.
OPENING_BALANCE: Final = 750_000
ELEMENTS: Final = (
    MemberElement.WARGA,
    MemberElement.MBR,
    MemberElement.PKK,
    MemberElement.PEMUDA,
    MemberElement.RTRW,
    MemberElement.POSYANDU,
    MemberElement.TOKOH,
)


def form_body(*, cycle: Cycle, options: Mapping[str, Any], rts: Sequence[Neighbourhood], on: date, by: User) -> None:
    """Form the body that the settings of a `lembaga` need name, unless one of its kind works in the place.

    Tim Teknis is sent by the offices, so its members live in no RT of the place.
    """
    body = body_of(options["jenis"])
    if Institution.objects.filter(region=cycle.region, kind=body.kind, dissolved_on=None).exists():
        return
    articles = paper_scan("ANGGARAN DASAR DAN ANGGARAN RUMAH TANGGA") if body.articles else None
    row = register_institution(
        region=cycle.region, kind=body.kind, facts=_facts(body, cycle, on), by=by, articles=articles, is_example=True
    )
    own = () if body.kind == InstitutionKind.TIM_TEKNIS else rts
    record_members(institution=row, rows=list(_members(body, options, own, on)), by=by)
    if body.issuers:
        facts = _decree(body, row, Issuer(body.issuers[0]), on)
        prepare_decree(institution=row, facts=facts, by=by, scan=paper_scan("SURAT KEPUTUSAN"))


def _facts(body: Body, cycle: Cycle, on: date) -> BodyFacts:
    above = Institution.objects.filter(region=cycle.region, kind=body.below).first() if body.below else None
    account: dict[str, Any] = {}
    if body.account:
        account = {
            "bank": "Bank Jateng (contoh)",
            "account_number": "0-000-00000-0 (contoh)",
            "account_name": f"{body.short} {cycle.region.name} (contoh)",
            "account_opened_on": on,
            "opening_balance": OPENING_BALANCE,
        }
    return BodyFacts(
        name=f"{body.short} {cycle.region.name} (contoh)",
        parent=above,
        cycle=cycle,
        formed_on=on,
        formation_number=f"{on:%d}/BA/{bulan_romawi(on.month)}/{on.year} (contoh)",
        formation_place=f"Balai {cycle.region.title}",
        articles_on=on if body.articles else None,
        **account,
    )


def _members(body: Body, options: Mapping[str, Any], rts: Sequence[Neighbourhood], on: date) -> Iterator[MemberRow]:
    """One person per needed position and per team, then as many as the gate wants; women and men in turns."""
    positions = list(dict.fromkeys((*body.needed, *options.get("jabatan", ()))))
    teams = list(body.staffed)
    size = max(len(positions), len(teams), body.members, int(options.get("anggota", 1)))
    signs = [AccountRole.KETUA, AccountRole.PENGURUS, AccountRole.PENGGUNA] if body.account else []
    elements = in_turns((*body.wanted, *ELEMENTS) if rts else (MemberElement.DINAS,))
    for place in range(size):
        position = positions[place] if place < len(positions) else Position.ANGGOTA
        rt = rts[place % len(rts)] if rts else None
        yield MemberRow(
            name=f"{Position(position).label.split(' (')[0]} {body.short} {place + 1:02d} (contoh)",
            sex="P" if place % 2 else "L",
            position=position,
            since=on,
            rt_id=rt.pk if rt else None,
            origin="" if rt else "Dinas (contoh)",
            element=next(elements),
            team=teams[place] if place < len(teams) else "",
            account_role=signs[place] if place < len(signs) else "",
        )


def _decree(body: Body, row: Institution, issuer: Issuer, on: date) -> DecreeFacts:
    day = on + timedelta(days=2)
    return DecreeFacts(
        issuer=issuer,
        about=f"{body.charge} {row.region.title}",
        sequence=next_sequence(
            office_code=office_code(region_code=row.region_id, issuer=issuer), issuer=issuer, year=day.year
        ),
        dated_on=day,
        signer_name=f"{Issuer(issuer).label} (contoh)",
        funding="Sumber dana lain yang sah dan tidak mengikat (contoh)",
    )


def form_bkm(*, cycle: Cycle, rts: Sequence[Neighbourhood], on: date, by: User) -> None:
    """The BKM of a kelurahan with its units: they were there before the programme came."""
    for kind in (InstitutionKind.BKM, InstitutionKind.UPK, InstitutionKind.UPL, InstitutionKind.UPS):
        form_body(cycle=cycle, options={"jenis": kind}, rts=rts, on=on, by=by)
