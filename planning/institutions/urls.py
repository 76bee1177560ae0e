from django.urls import path

from planning.institutions.views import bodies, decrees, duties, elections, lists, materials, members, trainings

ONE = "lembaga/<int:pk>/"
PLACE = "pelatihan/wilayah/<str:code>/"
TRAINING = "pelatihan/<int:pk>/"

app_name = "institutions"
urlpatterns = [
    path("lembaga/", lists.area_list, name="area-list"),
    path("lembaga/wilayah/<str:code>/", lists.institution_list, name="institution-list"),
    path("lembaga/wilayah/<str:code>/baru/", bodies.institution_add, name="institution-add"),
    path("siklus/<int:cycle>/lembaga/", lists.cycle_institutions, name="cycle-institutions"),
    path(ONE, bodies.institution_detail, name="institution-detail"),
    path(f"{ONE}ubah/", bodies.institution_edit, name="institution-edit"),
    path(f"{ONE}adart/", bodies.articles_file, name="articles-file"),
    path(f"{ONE}anggota/", members.members_edit, name="members-edit"),
    path(f"{ONE}tupoksi/", duties.duty_list, name="duty-list"),
    path(f"{ONE}pemilihan/baru/", elections.election_add, name="election-add"),
    path(f"{ONE}pemilihan/<int:election>/", elections.election_edit, name="election-edit"),
    path(f"{ONE}pemilihan/<int:election>/jadikan-anggota/", elections.election_seat, name="election-seat"),
    path(f"{ONE}sk/baru/", decrees.decree_add, name="decree-add"),
    path(f"{ONE}sk/<int:decree>/", decrees.decree_edit, name="decree-edit"),
    path(f"{ONE}sk/<int:decree>/berkas/", decrees.decree_file, name="decree-file"),
    path("siklus/<int:cycle>/pelatihan/", trainings.cycle_trainings, name="cycle-trainings"),
    path(PLACE, trainings.training_list, name="training-list"),
    path(f"{PLACE}baru/", trainings.training_add, name="training-add"),
    path(f"{PLACE}kompetensi/", trainings.competency_report, name="competency-report"),
    path(f"{PLACE}bahan/", materials.material_list, name="material-list"),
    path(f"{PLACE}bahan/<int:pk>/berkas/", materials.material_file, name="material-file"),
    path(f"{PLACE}bahan/<int:pk>/hapus/", materials.material_drop, name="material-drop"),
    path(TRAINING, trainings.training_detail, name="training-detail"),
    path(f"{TRAINING}ubah/", trainings.training_edit, name="training-edit"),
    path(f"{TRAINING}hapus/", trainings.training_drop, name="training-drop"),
    path(f"{TRAINING}hadir/", trainings.training_file, name="training-file"),
    path(f"{TRAINING}peserta/", trainings.training_people, name="training-people"),
    path(f"{TRAINING}nilai/", trainings.training_scores, name="training-scores"),
]
