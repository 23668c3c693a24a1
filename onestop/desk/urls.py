"""Addresses of the officers' desk, below /ban-lam-viec/."""

from django.urls import path

from onestop.desk.views import acting, dossiers, lists, session

app_name = "desk"
urlpatterns = [
    path("", lists.queue_page, name="queue"),
    path("danh-sach.csv", lists.queue_csv, name="queue_csv"),
    path("tong-quan/", lists.overview_page, name="overview"),
    path("dang-nhap/", session.LogIn.as_view(), name="log_in"),
    path("mat-khau/", session.ChangePassword.as_view(), name="password"),
    path("dang-xuat/", session.LogOut.as_view(), name="log_out"),
    path("ho-so/<str:code>/", dossiers.dossier_page, name="dossier"),
    path("ho-so/<str:code>/giay-to/<int:paper_id>", dossiers.paper, name="paper"),
    path("ho-so/<str:code>/van-ban/<int:letter_id>.pdf", dossiers.letter, name="letter"),
    path("ho-so/<str:code>/<slug:slug>/", acting.act, name="act"),
]
