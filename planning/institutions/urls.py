from django.urls import path

from planning.institutions.views import bodies, decrees, duties, elections, lists, members

ONE = "lembaga/<int:pk>/"

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
]
