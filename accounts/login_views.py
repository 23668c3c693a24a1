"""Logging in and out of the admin: Wagtail's views, with a second step and another provider."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin.views import account

from accounts.oidc.settings import BACKEND
from accounts.second_step import waiting
from accounts.second_step.devices import has_device


@method_decorator(sensitive_post_parameters(), name="dispatch")
class LoginView(account.LoginView):
    """Whoever has an authenticator is not let in by the password, but led to the page for the code."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Let in, or go on to the code."""
        user = form.get_user()
        if not has_device(user):
            return super().form_valid(form)  # type: ignore[no-any-return]
        waiting.begin(self.request, user, remember=bool(form.cleaned_data.get("remember")))
        return redirect(reverse("second_step") + "?" + urlencode({"next": self.get_success_url()}))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the name of the other provider, where there is one."""
        name = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
        return super().get_context_data(**kwargs) | {"oidc_name": name}


class LogoutView(account.LogoutView):
    """Also leaves the provider that the person came from."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The provider leads back to the log-in page."""
        leave = ""
        if request.method == "POST" and request.session.get(BACKEND_SESSION_KEY) == BACKEND:
            from accounts.oidc.leaving import logout_address

            leave = logout_address(request)
        response = super().dispatch(request, *args, **kwargs)
        if leave:
            response["Location"] = leave
        return response  # type: ignore[no-any-return]
