"""Logging in and out: before Wagtail's own addresses of the same names."""

from django.urls import path

from accounts.login_views import LoginView, LogoutView
from accounts.oidc import views as oidc
from accounts.second_step import managing, resetting
from accounts.second_step.views import CodeView

urlpatterns = [
    path("login/", LoginView.as_view(), name="wagtailadmin_login"),
    path("logout/", LogoutView.as_view(), name="wagtailadmin_logout"),
    path("login/ma-xac-nhan/", CodeView.as_view(), name="second_step"),
    path("xac-nhan-hai-buoc/", managing.ManageView.as_view(), name="second_step_manage"),
    path("xac-nhan-hai-buoc/ma/", CodeView.as_view(again=True), name="second_step_again"),
    path("xac-nhan-hai-buoc/dat/", managing.SetUpView.as_view(), name="second_step_set_up"),
    path("xac-nhan-hai-buoc/ma-du-phong/", managing.codes, name="second_step_codes"),
    path("xac-nhan-hai-buoc/go/<int:pk>/", resetting.reset, name="second_step_reset"),
    # Answer 404 where no provider is set.
    path("oidc/dang-nhap/", oidc.BeginView.as_view(), name="oidc_authentication_init"),
    path("oidc/tro-ve/", oidc.ReturnView.as_view(), name="oidc_authentication_callback"),
]
