from django.urls import path

from planning.rembuk.views import attendance, closing, evidence, live, meetings, results, sharing, turnout

ALL = "siklus/<int:cycle>/rembuk/"
ONE = f"{ALL}<int:pk>/"

app_name = "rembuk"
urlpatterns = [
    path(ALL, meetings.meeting_list, name="meeting-list"),
    path(f"{ALL}baru/", meetings.meeting_add, name="meeting-add"),
    path(f"{ALL}siklus-lain/", sharing.shared_list, name="shared-list"),
    path(f"{ALL}siklus-lain/<int:pk>/pakai/", sharing.meeting_use, name="meeting-use"),
    path(f"{ALL}siklus-lain/<int:pk>/lepas/", sharing.meeting_release, name="meeting-release"),
    path(f"{ALL}keikutsertaan/", turnout.coverage_detail, name="coverage-detail"),
    path(ONE, meetings.meeting_detail, name="meeting-detail"),
    path(f"{ONE}undangan/", meetings.meeting_edit, name="meeting-edit"),
    path(f"{ONE}batal/", meetings.meeting_cancel, name="meeting-cancel"),
    path(f"{ONE}berlangsung/", live.meeting_live, name="meeting-live"),
    path(f"{ONE}berlangsung/<slug:part>/", live.live_save, name="live-save"),
    path(f"{ONE}berlangsung/<slug:part>/<int:row>/hapus/", live.live_remove, name="live-remove"),
    path(f"{ONE}hadir/", attendance.attendance_edit, name="attendance-edit"),
    path(f"{ONE}hadir/nama/", attendance.attendance_names, name="attendance-names"),
    path(f"{ONE}hadir/jumlah/", attendance.attendance_counts, name="attendance-counts"),
    path(f"{ONE}foto/", evidence.evidence_list, name="evidence-list"),
    path(f"{ONE}foto/<int:evidence>/", evidence.evidence_file, name="evidence-file"),
    path(f"{ONE}foto/<int:evidence>/hapus/", evidence.evidence_delete, name="evidence-delete"),
    path(f"{ONE}notulen/", results.minutes_edit, name="minutes-edit"),
    path(f"{ONE}keputusan/", results.decision_list, name="decision-list"),
    path(f"{ONE}keputusan/<int:decision>/", results.decision_edit, name="decision-edit"),
    path(f"{ONE}keputusan/<int:decision>/hapus/", results.decision_delete, name="decision-delete"),
    path(f"{ONE}penutup/", closing.closing_edit, name="closing-edit"),
    path(f"{ONE}hasil/", closing.result_edit, name="result-edit"),
    path(f"{ONE}buka-lagi/", closing.meeting_reopen, name="meeting-reopen"),
    path(f"{ONE}terima-penjelasan/", closing.participation_accept, name="participation-accept"),
]
