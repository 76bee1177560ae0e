"""The whole demo city in its order. Every part is skipped where it exists, so the command may be repeated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kumuh.conditions.queries import default_ruleset
from planning.cycles.queries.causes import count_gates
from planning.demo.services.cycles import build_cycles
from planning.demo.services.finished import load_finished
from planning.demo.services.methods import build_methods
from planning.demo.services.papers import print_papers, set_letterheads
from planning.demo.services.people import account_file, give_password, make_people
from planning.demo.services.places import load_decree, load_surveys
from planning.demo.services.programs import build_programs
from planning.programs.services import load_published_prices


@dataclass(frozen=True)
class Loaded:
    """What the demo consists of, in one line per part."""

    lines: tuple[str, ...]


def load_demo(*, new_password: bool = False, told: Callable[[str], None] = lambda line: None) -> Loaded:
    """Build what is missing of the demo city; `told` hears one Indonesian line per part as it is done.

    Raises LookupError before the official regions and the reference data are loaded.
    """
    if default_ruleset() is None:
        raise LookupError("Versi aturan belum dimuat: jalankan `python manage.py muat_acuan` dahulu.")
    lines: list[str] = []

    def done(line: str) -> None:
        lines.append(line)
        told(line)

    users = make_people()
    if new_password or not all(user.has_usable_password() for user in users.values()):
        give_password(users=users.values())
    done(f"Orang contoh: {len(users)} akun ({account_file()}).")
    done(f"Survei: {load_surveys(by=users['pokja'])} kelurahan-tahun.")
    decree = load_decree()
    done(f"{decree}: {decree.listed.count()} RT.")
    prices = load_published_prices(city=decree.city, by=users["pokja"])
    done(f"Harga satuan pembanding: {prices} baru.")
    done(f"Penanganan terlaksana: {load_finished(by=users['pokja'])} baris.")
    set_letterheads(by=users["fasilitator"])
    build_programs(of_city=False, decree=decree, people=users, told=done)
    build_cycles(decree=decree, people=users, told=done)
    build_programs(of_city=True, decree=decree, people=users, told=done)
    done(f"Metode partisipatif: {build_methods(people=users)} hasil baru.")
    done(f"Dokumen: {print_papers(by=users['fasilitator'], of_city=users['pokja'])} edisi baru.")
    done(f"Syarat dihitung: {count_gates()} siklus.")
    return Loaded(tuple(lines))
