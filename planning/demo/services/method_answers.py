"""How answers of the example groups are typed: discussion, dots, tree, cards; shapes in `metode-warga.json`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from planning.cycles.queries import decree_rts
from planning.methods.enums import MethodKind
from planning.methods.models import MethodGroup, MethodSession
from planning.methods.services.dots import Dots, OptionText, write_ballot, write_dots
from planning.methods.services.focus import PointText, QuestionText, write_points, write_questions
from planning.methods.services.tree import ReflectionText, write_goals, write_tree
from planning.methods.services.welfare import CardText, ClassText, write_cards, write_classes, write_sort
from planning.methods.tree import Node


def _questions(session: MethodSession, told: Mapping[str, Any], by: Any) -> None:
    write_questions(session=session, texts=[QuestionText(text) for text in told["pertanyaan"]], by=by)


def _points(group: MethodGroup, rows: Any, by: Any) -> None:
    asked = list(group.session.questions.values_list("pk", flat=True))
    texts = [
        PointText(text, kind, aspect, agree, quote, asked[number - 1] if number else None)
        for text, kind, aspect, agree, quote, number in rows
    ]
    write_points(group=group, texts=texts, by=by)


def _options(session: MethodSession, told: Mapping[str, Any], by: Any) -> None:
    options = [OptionText(text, aspect) for text, aspect in told["pilihan"]]
    subject, each = told["yang_dipilih"], told["titik_setiap_orang"]
    write_ballot(session=session, subject=subject, each=each, options=options, by=by)


def _dots(group: MethodGroup, rows: Any, by: Any) -> None:
    options = group.session.options.values_list("pk", flat=True)
    counts = {pk: Dots(*pair) for pk, pair in zip(options, rows, strict=True)}
    write_dots(group=group, counts=counts, by=by)


def _tree(group: MethodGroup, told: Any, by: Any) -> None:
    nodes = [
        Node(number, kind, text, of, aspect, evidence, own, chosen=chosen)
        for number, (kind, of, text, aspect, evidence, own, _goal, chosen) in enumerate(told["simpul"])
    ]
    said = ReflectionText(told["watak"], told["kumuh_baru"])
    rows = write_tree(group=group, nodes=nodes, reflection=said, by=by)
    goals = {text: goal for _, _, text, _, _, _, goal, _ in told["simpul"]}
    write_goals(group=group, goals={row.pk: goals[row.text] for row in rows}, by=by)


def _cards(session: MethodSession, told: Mapping[str, Any], by: Any) -> None:
    """Classes, and so many cards per RT; the families are called by number, RT by their label where they are known."""
    classes = [ClassText(name, traits, upto, poor) for name, traits, upto, poor in told["kelas"]]
    write_classes(session=session, texts=classes, by=by)
    rts = {rt.label: rt for rt in decree_rts(session.cycle)}
    homes = [rts.get(label) for label, many in told["kartu"] for _ in range(many)]
    cards = [CardText(number, f"Keluarga contoh {number}", rt) for number, rt in enumerate(homes, 1)]
    write_cards(session=session, texts=cards, by=by)


def _sort(group: MethodGroup, told: Any, by: Any) -> None:
    keys = group.session.cards.values_list("pk", flat=True)
    places = {pk: pile for pk, pile in zip(keys, told["kartu"], strict=True) if pile}
    write_sort(group=group, piles=told["tumpukan"], places=places, by=by)


#: What a session is given before its groups answer, by method.
BEFORE: Final[Mapping[str, Callable[[MethodSession, Mapping[str, Any], Any], None]]] = {
    MethodKind.FGD: _questions,
    MethodKind.DOT: _options,
    MethodKind.KESEJAHTERAAN: _cards,
}
#: How the answers of a group are typed, by method.
ANSWERS: Final[Mapping[str, Callable[[MethodGroup, Any, Any], None]]] = {
    MethodKind.FGD: _points,
    MethodKind.DOT: _dots,
    MethodKind.POHON: _tree,
    MethodKind.KESEJAHTERAAN: _sort,
}
