"""How the result of a method and its empty sheets are built. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist

from kumuh.accounts.queries import officials_on
from kumuh.areas.enums import RegionLevel
from planning.documents.kinds import frame
from planning.documents.kinds.builders import Builder, SubjectFacts
from planning.documents.kinds.common import DocumentMeta, Gap, SignatureBlock, Signer
from planning.documents.kinds.method_sheets import (
    AnsweredBy,
    AnsweredPart,
    BlankPage,
    MethodBlank,
    MethodResult,
    PrintedFigure,
    PrintedPhoto,
)
from planning.documents.registry import kind_named
from planning.methods.catalog import INDICATORS, method_of
from planning.methods.queries import photos_shown, reading_of, session_for_print
from planning.methods.registry import TOOLS, BlankSheet, Tool

RESULT, BLANK = "hasil-metode", "lembar-kosong-metode"
UNSEEN: Final = (
    "Hasil ini dicetak sesudah disepakati, supaya penilai tidak melihat nilai orang lain sebelum menilai sendiri."
)


def read_session(pk: int) -> Any:
    """The session with its groups and photos; LookupError with a sentence when nothing is there."""
    try:
        return session_for_print(pk)
    except ObjectDoesNotExist:
        raise LookupError(f"Tidak ada hasil metode dengan nomor {pk}.") from None


def describe_result(session: Any) -> SubjectFacts:
    """Facts of the result: final once it was agreed; nothing to print before anybody answered.

    A method in which everybody answers before seeing the others' answers prints no draft.
    """
    refusal = "" if reading_of(session).filled else "Hasil metode ini belum diisi."
    if TOOLS[session.kind].cover is not None and not session.is_locked:
        refusal = refusal or UNSEEN
    return _facts(session, RESULT, final=session.is_locked, refusal=refusal)


def describe_blank(session: Any) -> SubjectFacts:
    """Facts of the empty sheets: forms to write on, so they wait for nobody."""
    return _facts(session, BLANK, final=True, refusal="")


def _facts(session: Any, code: str, *, final: bool, refusal: str) -> SubjectFacts:
    cycle = session.cycle
    return SubjectFacts(
        region_code=cycle.region_id,
        body=frame.BKM,
        title=f"{kind_named(code).title}: {session.title}",
        final=final,
        file_stem=frame.file_stem(code, method_of(session.kind).slug, cycle.region.name, session.pk),
        cycle_id=cycle.pk,
        refusal=refusal,
    )


def build_result(session: Any, meta: DocumentMeta) -> MethodResult:
    """The result as it stands now: who answered, drawings, tables, differences, conclusion, photos without people."""
    reading = reading_of(session)
    return MethodResult(
        **_frame(session, meta, RESULT),
        title=session.title,
        topic=session.topic,
        indicator=INDICATORS.get(session.aspect, ""),
        on=session.day,
        place=session.where or Gap("tempat"),
        meeting=session.meeting.title if session.meeting else "",
        facilitator=session.led_by or Gap("nama pemandu"),
        recorder=session.written_by or Gap("nama pencatat"),
        groups=tuple(
            AnsweredBy(label=one.label, counted=one.counted or Gap("jumlah orang")) for one in session.groups.all()
        ),
        parts=tuple(
            AnsweredPart(label=panel.label, figures=printed_figures(panel.figures), facts=panel.facts)
            for panel in (*reading.panels, *reading.annex)
            if panel.filled
        ),
        comparison=printed_figures(reading.comparison),
        differences=reading.differences,
        conclusion=session.conclusion or Gap("kesimpulan"),
        follow_up=session.follow_up,
        note=session.note,
        photos=tuple(
            PrintedPhoto(file=f"file://{settings.MEDIA_ROOT}/{row.file.name}", caption=row.caption)
            for row in photos_shown(session, people=False)
            if row.is_picture
        ),
    )


def build_blank(session: Any, meta: DocumentMeta) -> MethodBlank:
    """The empty sheets, one set for every group that answers separately."""
    tool, method = TOOLS[session.kind], method_of(session.kind)
    groups = [one.label for one in session.groups.all()] if tool.per_group else [""]
    return MethodBlank(
        **_frame(session, meta, BLANK),
        title=session.title,
        on=session.day,
        place=session.where,
        pages=tuple(
            BlankPage(
                title=sheet.title,
                group=group,
                hints=sheet.hints,
                template=sheet.template,
                landscape=sheet.landscape,
                drawing=replace(sheet.drawing, ident=f"{sheet.drawing.ident}-{number}"),
            )
            for number, group in enumerate(groups, 1)
            for sheet in _blank_sheets(tool, session, group)
        ),
        questions=method.questions,
    )  # fmt: skip


def _blank_sheets(tool: Tool, session: Any, group: str) -> tuple[BlankSheet, ...]:
    """The empty sheets of one group, with what was agreed for the session where the method prints that."""
    return tool.blank_of(session, group, "A4") if tool.blank_of else tool.blank(group, "A4")


def _frame(session: Any, meta: DocumentMeta, code: str) -> dict[str, Any]:
    guide = Signer(role_label="Pemandu", office="", name=session.led_by or Gap("nama pemandu"))
    resident = Signer(role_label="Wakil warga", office="", name=session.representative or Gap("nama wakil warga"))
    region, on = session.cycle.region, session.agreed_on or session.day
    in_kelurahan = region.level == RegionLevel.KELURAHAN
    below = [role for role in kind_named(code).signers if role.side == "below" and in_kelurahan]
    known = officials_on([region.code], on) if below else {}
    return {
        "meta": meta,
        "letterhead": frame.letterhead_of(region, frame.BKM),
        "signatures": SignatureBlock(
            place=region.name, on=on, left=(guide,), right=(resident,),
            below=tuple(frame.signer(role, region, known) for role in below),
        ),
        "method": method_of(session.kind).title,
    }  # fmt: skip


def printed_figures(figures: Iterable[Any]) -> tuple[PrintedFigure, ...]:
    """The figures of a reading as paper shows them: always the wide drawing."""
    return tuple(
        PrintedFigure(
            title=one.title,
            head=one.head,
            rows=one.rows,
            note=one.note,
            template=one.template,
            drawing=one.wide,
            drawn_as_table=one.is_table,
        )
        for one in figures
    )


METHOD_BUILDERS: Final = {
    RESULT: Builder(read=read_session, describe=describe_result, build=build_result),
    BLANK: Builder(read=read_session, describe=describe_blank, build=build_blank),
}
