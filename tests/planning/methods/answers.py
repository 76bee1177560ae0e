"""Answers of groups for the tests of discussion, dots, tree and welfare ranking; invented, made through the verbs."""

from planning.methods.enums import MethodKind
from planning.methods.services.dots import Dots, OptionText, write_ballot, write_dots
from planning.methods.services.focus import PointText, QuestionText, write_points, write_questions
from planning.methods.services.tree import ReflectionText, write_tree
from planning.methods.services.welfare import CardText, ClassText, write_cards, write_classes, write_sort
from planning.methods.tree import Node
from tests.planning.methods.builders import fresh, started


# --- Focus group discussion -------------------------------------------------------------------------------------
def filled_discussion(world, session=None, group=None):
    """A discussion with two guide questions in which one group (the first) made four points."""
    session = session or started(world, kind=MethodKind.FGD, title="FGD air bersih")
    group, by = group or session.groups.first(), world.cast.fasilitator
    if not session.questions.exists():
        write_questions(session=session, texts=[QuestionText("Apa yang sulit?"), QuestionText("Mengapa?")], by=by)
    hard, why = session.questions.values_list("pk", flat=True)
    texts = [
        PointText("Air keruh", "MASALAH", 3, 7, "saya bangun jam dua malam", hard),
        PointText("Pipa terlalu kecil", "SEBAB", 3, 4, "", why),
        PointText("Ada tukang pipa di RT 4", "POTENSI", None, 5),
        PointText("Tandon bersama di RW 001", "USULAN", 3, 1),
    ]
    write_points(group=group, texts=texts, by=by)
    return fresh(session)


# --- Dot voting -------------------------------------------------------------------------------------------------
def filled_vote(world, session=None, group=None, counts=((6, 2), (1, 5), (1, 1))):
    """A vote between three options, two dots each, in which one group (the first) gave (women, men) dots."""
    session = session or started(world, kind=MethodKind.DOT, title="Pilihan kegiatan RW 001")
    group, by = group or session.groups.first(), world.cast.fasilitator
    if not session.options.exists():
        texts = [OptionText("Drainase gang 3", 4), OptionText("Paving gang 5", 2), OptionText("MCK komunal", 5)]
        write_ballot(session=session, subject="USULAN", each=2, options=texts, by=by)
    keys = session.options.values_list("pk", flat=True)
    write_dots(group=group, counts={pk: Dots(*one) for pk, one in zip(keys, counts, strict=True)}, by=by)
    return fresh(session)


# --- Problem tree -----------------------------------------------------------------------------------------------
def tree_rows():
    return [
        Node(0, "INTI", "Gang 3 tergenang", aspect=4, evidence="foto 12 Januari"),
        Node(1, "SEBAB", "Saluran tersumbat"),
        Node(2, "SEBAB", "Sampah dibuang ke saluran", of=1, aspect=6),
        Node(3, "SEBAB", "Gerobak rusak", of=2, contribution="iuran perbaikan gerobak", chosen=True),
        Node(4, "SEBAB", "Saluran sempit"),
        Node(5, "AKIBAT", "Anak sakit"),
        Node(6, "AKIBAT", "Biaya berobat naik", of=5),
    ]


def filled_tree(world, session=None, group=None, rows=None):
    """A tree with four causes, two of them roots, and two effects, of one group (the first)."""
    session = session or started(world, kind=MethodKind.POHON, title="Pohon genangan RW 001")
    group = group or session.groups.first()
    said = ReflectionText("Kumuh tepi sungai", "Rumah sewa di belakang pasar")
    write_tree(group=group, nodes=rows or tree_rows(), by=world.cast.fasilitator, reflection=said)
    return fresh(session)


# --- Welfare ranking --------------------------------------------------------------------------------------------
NAMES = ("Keluarga Contoh Melati", "Keluarga Contoh Mawar", "Keluarga Contoh Kenanga", "Keluarga Contoh Dahlia")


def filled_ranking(world, session=None, group=None, piles=(1, 2, 3, 3), of=3):
    """Four households in three classes, sorted by one group (the first)."""
    session = session or started(world, kind=MethodKind.KESEJAHTERAAN, title="Kesejahteraan RW 001")
    group, by = group or session.groups.first(), world.cast.fasilitator
    if not session.cards.exists():
        texts = [
            ClassText("Mampu", "rumah sendiri", 34),
            ClassText("Sedang", "", 67),
            ClassText("Miskin", "kontrak", 100, poor=True),
        ]
        write_classes(session=session, texts=texts, by=by)
        rt = world.rts[0]
        cards = [CardText(number, name, rt) for number, name in enumerate(NAMES, 1)]
        write_cards(session=session, texts=cards, by=by)
    keys = session.cards.values_list("pk", flat=True)
    places = {pk: pile for pk, pile in zip(keys, piles, strict=True) if pile}
    write_sort(group=group, piles=of, places=places, by=by)
    return fresh(session)
