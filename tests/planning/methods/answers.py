"""Answers of groups for the tests of discussion, dots, tree and welfare ranking; invented, made through the verbs."""

from planning.methods.enums import MethodKind
from planning.methods.services.focus import PointText, QuestionText, write_points, write_questions
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
