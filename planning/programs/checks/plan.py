"""What gates ask of a plan of several years: complete works, the way to 0 ha, money within its ceiling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse

from kumuh.core.formats import hectares, rupiah
from planning.cycles.catalog import Entry, Step
from planning.cycles.models import Cycle
from planning.cycles.queries import answers
from planning.cycles.record import as_number, filled_rows
from planning.cycles.registry import Missing, Part
from planning.programs import queries
from planning.programs.checks.works import edit_url, list_url
from planning.programs.models import Work


def five_year_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every work has place, volume, cost, year, and a source of money or the statement that there is none yet.

    `penanggung_jawab` and `masalah` also ask who answers for it and which problem it solves (CSIAP). Rule: gate of
    the action plan and investment plan of an RPLP.
    """
    found = list(queries.works(cycle))
    missing = [] if found else [Missing("Belum ada kegiatan yang dibuat dari usulan yang disepakati.", list_url(cycle))]
    for work in found:
        if lacking := _lacking(work, cycle, options):
            text = f"Kegiatan “{work.name}”: belum ada {', '.join(lacking)}."
            missing.append(Missing(text, edit_url(work)))
        if options.get("masalah") and work.proposal and not work.proposal.reason.strip():
            url = reverse("proposals:proposal-edit", args=[cycle.pk, work.proposal_id])
            missing.append(Missing(f"Usulan “{work.proposal.title}”: masalahnya belum ditulis.", url))
    years = queries.plan_years(cycle)
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else f"{years[0]}"
    yield Part(f"Rencana kegiatan {span}", list_url(cycle), tuple(missing), f"{len(found)} kegiatan")


def _lacking(work: Work, cycle: Cycle, options: Mapping[str, Any]) -> list[str]:
    paid = sum(queries.amounts_of(work).values())
    known = {
        "lokasi": bool(work.location.strip()),
        "tahun": queries.year_of(work, cycle) in queries.plan_years(cycle),
        "sumber dana atau tanda “belum ada”": bool(paid) or work.without_source,
        "sumber dana untuk seluruh biayanya": not paid or paid == work.cost,
        "penanggung jawab": bool(work.responsible.strip()) or not options.get("penanggung_jawab"),
    }
    return [words for words, present in known.items() if not present]


def scenario_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """The computed slum area ends at 0 ha, or the entry `penjelasan` of the step says why not."""
    url = reverse("programs:scenario-detail", args=[cycle.pk])
    label = "Skenario menuju 0 ha"
    found = queries.scenario(cycle)
    if found is None:
        survey = reverse("conditions:survey-detail", args=[cycle.region_id, cycle.survey_year or cycle.fiscal_year])
        yield Part(label, url, (Missing("Data 7 indikator belum ada, jadi luas kumuh belum dapat dihitung.", survey),))
        return
    missing = []
    if found.undated:
        text = f"{found.undated} kegiatan belum mempunyai tahun, jadi belum masuk skenario."
        missing.append(Missing(text, list_url(cycle)))
    key = options.get("penjelasan", "sisa_penjelasan")
    explained = bool(str(answers(cycle, step.code).get(key, "")).strip())
    if not found.reaches_zero and not explained:
        text = (
            f"Menurut hitungan masih {hectares(found.left_ha)} kumuh pada akhir {found.years[-1].year}: "
            "tambah kegiatan atau jelaskan sisanya."
        )
        missing.append(Missing(text, f"{reverse('cycles:record-edit', args=[cycle.pk, step.code])}#id_{key}"))
    note = f"{hectares(found.start_ha)} menjadi {hectares(found.left_ha)}"
    yield Part(label, url, tuple(missing), note + (", dijelaskan" if explained and not found.reaches_zero else ""))


def money_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """The sum of column `kolom` of the step's table `isian` stays within its ceiling (rupiah).

    The ceiling is that of the fund `kode` as the city reads it, or what the entry `pagu` of the step says (a
    component fixed by a letter). `swadaya` names a column in which residents' own contribution has to be recorded.
    """
    entry = next(one for one in step.entries if one.key == options["isian"])
    rows = filled_rows(entry, answers(cycle, step.code).get(entry.key))
    used = _sum(rows, options["kolom"])
    name, ceiling = _ceiling(cycle, step, options)
    url = reverse("cycles:record-edit", args=[cycle.pk, step.code])
    missing = []
    if ceiling is None:
        missing.append(Missing(f"{name} belum diisi.", f"{url}#id_{options['pagu']}"))
    elif used > ceiling:
        over = rupiah(used - ceiling)
        missing.append(Missing(f"{entry.label} berjumlah {rupiah(used)}: {over} di atas {name}.", _at(url, entry)))
    own = options.get("swadaya")
    if own and rows and not _sum(rows, own):
        missing.append(Missing(f"{entry.label}: swadaya warga belum tercatat.", _at(url, entry)))
    of = f" dari {rupiah(ceiling)}" if ceiling is not None else ""
    yield Part(name, _at(url, entry), tuple(missing), f"{rupiah(used)}{of}")


def _ceiling(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> tuple[str, int | None]:
    """Name of the ceiling as it stands in a sentence, and its rupiah; None while nobody wrote it."""
    if "kode" in options:
        terms = queries.terms_here(options["kode"], cycle.region_id)
        return f"pagu {terms.fund.name}", terms.ceiling
    entry = next(one for one in step.entries if one.key == options["pagu"])
    amount = as_number(answers(cycle, step.code).get(entry.key))
    return entry.label, None if amount is None else int(amount)


def _sum(rows: list[dict[str, str]], column: str) -> int:
    return int(sum((as_number(row.get(column)) or Decimal(0) for row in rows), Decimal(0)))


def _at(url: str, entry: Entry) -> str:
    return f"{url}#id_{entry.key}"
