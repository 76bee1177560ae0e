"""The order of steps that an admin may change: only proposals (INF) move, and never against a rule. No tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planning.cycles.catalog import TrackInfo


def declared_order(info: TrackInfo) -> tuple[str, ...]:
    """Codes of all steps as the programme declares them."""
    return tuple(step.code for step in info.steps)


def order_refusals(info: TrackInfo, order: Sequence[str]) -> list[str]:
    """Why an order is not allowed, in sentences; nothing when it is.

    Every step stands in it once; steps that a source fixes keep their order among themselves; a step comes after
    those that its rule names (`after`); a step stays in its phase.
    """
    declared = declared_order(info)
    if sorted(order) != sorted(declared):
        return ["Urutan harus memuat setiap langkah tepat satu kali."]
    found = [*_fixed(info, order), *_too_early(info, order)]
    if [info.step(code).phase for code in order] != [step.phase for step in info.steps]:
        found.append("Langkah hanya dapat dipindah di dalam tahapnya.")
    return found


def _fixed(info: TrackInfo, order: Sequence[str]) -> Iterable[str]:
    fixed = [step.code for step in info.steps if not step.movable]
    if [code for code in order if code in fixed] != fixed:
        yield "Langkah yang urutannya ditetapkan sumber tidak dapat dipindah."


def _too_early(info: TrackInfo, order: Sequence[str]) -> Iterable[str]:
    place = {code: number for number, code in enumerate(order)}
    for code in order:
        for earlier in info.step(code).after:
            if place[earlier] > place[code]:
                yield f"{info.step(code).name} harus sesudah {info.step(earlier).name}."


def moved(order: Sequence[str], code: str, places: int) -> tuple[str, ...]:
    """The order with one step `places` further back (negative: further to the front), as far as the list goes."""
    rest = [one for one in order if one != code]
    at = min(max(list(order).index(code) + places, 0), len(rest))
    return (*rest[:at], code, *rest[at:])


def may_move(info: TrackInfo, order: Sequence[str], code: str, places: int) -> bool:
    """Whether moving this step leads to another order that is allowed."""
    after = moved(order, code, places)
    return info.step(code).movable and after != tuple(order) and not order_refusals(info, after)


def changed_places(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The steps that stand elsewhere than before."""
    return {new for old, new in zip(before, after, strict=True) if old != new}
