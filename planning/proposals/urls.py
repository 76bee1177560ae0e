from django.urls import path

from planning.proposals.views import causes, intake, problems, ranking, results, sharing

PROBLEMS = "siklus/<int:cycle>/masalah/"
PROPOSALS = "siklus/<int:cycle>/usulan/"
RANKING = "siklus/<int:cycle>/peringkat/"
CAUSES = "siklus/<int:cycle>/sebab-rw/"
RESULTS = "siklus/<int:cycle>/metode/<int:session>/teruskan/"
FACTS = "siklus/<int:cycle>/potensi-kebutuhan/"

app_name = "proposals"
urlpatterns = [
    path(CAUSES, causes.cause_list, name="cause-list"),
    path(f"{CAUSES}<int:place>/ubah/", causes.cause_edit, name="cause-edit"),
    path(FACTS, causes.fact_list, name="fact-list"),
    path(f"{FACTS}ubah/", causes.fact_edit, name="fact-edit"),
    path(PROBLEMS, problems.problem_list, name="problem-list"),
    path(f"{PROBLEMS}<int:aspect>/", problems.problem_detail, name="problem-detail"),
    path(f"{PROBLEMS}<int:aspect>/ubah/", problems.problem_edit, name="problem-edit"),
    path(f"{RESULTS}<slug:code>/<str:key>/", results.result_take, name="result-take"),
    path(PROPOSALS, intake.proposal_list, name="proposal-list"),
    path(f"{PROPOSALS}baru/", intake.proposal_add, name="proposal-add"),
    path(f"{PROPOSALS}siklus-lain/", sharing.takeable_list, name="takeable-list"),
    path(f"{PROPOSALS}siklus-lain/<int:pk>/ambil/", sharing.proposal_take, name="proposal-take"),
    path(f"{PROPOSALS}sepakati/", intake.proposal_agree, name="proposal-agree"),
    path(f"{PROPOSALS}<int:pk>/", intake.proposal_detail, name="proposal-detail"),
    path(f"{PROPOSALS}<int:pk>/ubah/", intake.proposal_edit, name="proposal-edit"),
    path(f"{PROPOSALS}<int:pk>/foto/", intake.proposal_photo, name="proposal-photo"),
    path(f"{PROPOSALS}<int:pk>/jawab/", intake.proposal_answer, name="proposal-answer"),
    path(f"{PROPOSALS}<int:pk>/tarik-jawaban/", intake.proposal_reopen, name="proposal-reopen"),
    path(RANKING, ranking.ranking_detail, name="ranking-detail"),
    path(f"{RANKING}mulai/", ranking.ranking_start, name="ranking-start"),
    path(f"{RANKING}tetapkan/", ranking.ranking_adopt, name="ranking-adopt"),
    path(f"{RANKING}kriteria/", ranking.criteria_edit, name="criteria-edit"),
    path(f"{RANKING}nilai/", ranking.scores_edit, name="scores-edit"),
    path(f"{RANKING}<int:pk>/", ranking.rank_detail, name="rank-detail"),
    path(f"{RANKING}<int:pk>/nilai/", ranking.score_edit, name="score-edit"),
    path(f"{RANKING}<int:pk>/urutan/", ranking.override_edit, name="override-edit"),
    path(f"{RANKING}<int:pk>/urutan/batal/", ranking.override_delete, name="override-delete"),
]
